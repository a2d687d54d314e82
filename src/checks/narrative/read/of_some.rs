//! Which requests are spoken of: all there were, or some of them, of which no table tells what was done with them.

use super::super::lex::{Token, TokenKind};
use super::super::meaning::Tier;
use super::super::number::Stated;
use super::super::words::{ClaimUnit, Class, Set, words};
use super::lists::ListedNumber;
use super::numbers::Phrase;
use super::{Last, SentenceReader, gather, is, other};
use rust_decimal::Decimal;

/// Some requests that were told, by whom, by the way or by the matter they came.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SomeRequests {
    /// 「线上申请19件，办结17件」: what was done next was done with those.
    one_way: bool,
    /// Ways told one after another.
    ways: usize,
    /// 「对涉企申请3件，予以公开1件」: all that follows is of those.
    told: bool,
    /// What was answered, too, was of those.
    answers: bool,
    /// How many of the like were told one after another.
    row: usize,
    /// The sentence itself says what is spoken of.
    pub(super) named: bool,
}

impl SentenceReader<'_> {
    /// Whether a number is of some only of what was told; keeps in mind of which, and where other things are counted.
    pub(super) fn is_of_part(&mut self, p: &Phrase<'_>, unit: ClaimUnit, item: ListedNumber<'_>) -> bool {
        // 其中当日答复2件: of those answered somehow.
        let somehow = !self.lists.is_empty() && p.has(Class::Handling) && p.left.iter().any(other);
        // 「保留行政权力816项，其中行政许可23项」 are kinds of them.
        let kinds = match item.unit {
            "项" => !self.lists.is_empty(),
            // 「公开的信息中，报告1条，行政处罚5条，公告12条」
            "条" => !p.left.iter().any(|t| self.decides(t)),
            _ => false,
        };
        let kinds = kinds && p.has(Class::Decision);
        let matter = kinds
            || self.of_something_else(p.left, p.right)
            || self.is_of_contents(p.set, p.at.1.start)
            || item.stated.low != Decimal::ONE && self.is_of_few(p.left, unit, p.at.1.start);
        // 「对41件涉项目审批的申请，予以公开18件」
        let which = p.has(Class::ExcludesClause)
            || p.right.iter().any(other) && !p.has(Class::Handling)
            || asks_for_what(p.left);
        let of_some = self.of_some(p.set, matter || p.has(Class::Request) && which);
        let part = matter || self.of_one_way(p.set) || of_some || (somehow && !p.has(Class::Request));
        // 「受理低保、救助等事项860件，办结852件」: what is done then is done with those.
        // 「受理12345转办件364件，办结364件」
        let of_others =
            |t: &Token| words().plain.others.iter().any(|o| self.spelling(t).starts_with(o.as_str()));
        let others = !p.clean && p.left.iter().any(other) || p.left.iter().any(of_others);
        let others = others && p.has(Class::Handling) && !p.has(Class::Request);
        if others || !p.clean && self.counts_others(p.set, p.left, item.unit, p.at.1.start) {
            self.count_others();
        }
        part
    }

    /// 公开 alone, where requests alone are told of: 「公开5件，不予公开4件」 in the section of their table.
    pub(super) fn bare_disclosed(&self, left: &[Token], unit: &str) -> Option<Tier> {
        let alone = matches!(left, [t] if is(t) == Some(Class::Disclosed) && self.spelling(t) == "公开");
        (alone && self.of_requests && unit == "件" && self.depth == 0).then_some(Tier::Group)
    }

    /// Whether a number is of the requests of one way told before it: 「受理线上申请19件，办结17件」; not where the ways are
    /// told one after another, 「网络申请12件、信函申请13件，办结27件」.
    pub(super) fn of_one_way(&mut self, set: Set) -> bool {
        // 「窗口办理行政许可1208件」
        if words().any(set, Class::Decision) {
            return false;
        }
        if words().any(set, Class::WayOfAsking) {
            self.some.ways = self.some.ways.saturating_add(1);
            let first = self.claims.is_empty() || words().any(set, Class::Handling);
            self.some.one_way = self.lists.is_empty() && first && self.some.ways == 1;
            return self.some.one_way;
        }
        self.some.ways = 0;
        self.some.one_way &= words().any(set, Class::Handling) && !words().any(set, Class::Request);
        self.some.one_way
    }

    /// Whether a number is of some requests told before it: 「企业提出的4件申请，予以公开3件，结转1件」; not where all who asked are told
    /// one after another, nor behind all there were. `part`: it is of some itself.
    pub(super) fn of_some(&mut self, set: Set, part: bool) -> bool {
        let w = words();
        let asked = part && (w.any(set, Class::Request) || w.any(self.topic, Class::Request));
        if asked || w.any(set, Class::Applicant) {
            self.some.row = self.some.row.saturating_add(1);
            self.some.told = self.claims.is_empty() && self.some.row == 1;
            // 「收到自然人提交的申请6件，办结6件」: nobody else may have asked.
            self.some.answers = self.some.told && (asked || !w.any(set, Class::Handling));
            return false;
        }
        self.some.row = 0;
        // 「对超量申请开具缴费通知3份，收到信息处理费1660元」: of something else.
        self.some.told &= w.only(set, Class::is_subject).is_empty();
        let done = |is: Class| match is {
            Class::Handling => self.some.answers,
            is => matches!(is, Class::ResultGroup | Class::Result | Class::CarryOver | Class::Disclosed),
        };
        self.some.told && !w.only(set, done).is_empty()
    }

    /// The same where they are not counted: 「自然人申请中，予以公开52件」.
    pub(super) fn speak_of_some(&mut self, clause: &[Token]) {
        let set = gather(clause).0;
        let which = [Class::Applicant, Class::WayOfAsking, Class::ExcludesClause];
        let some = which.iter().any(|i| words().any(set, *i)) && words().any(set, Class::Request);
        let within = clause.last().is_some_and(|t| self.spelling(t).ends_with(['中', '里']));
        self.some.told |= within && some && self.claims.is_empty();
        self.some.answers |= within && some;
        // 「予以公开的申请中，自然人48件、商业企业10件」: who asked of those alone.
        let ended = words().only(set, |i| matches!(i, Class::ResultGroup | Class::Result));
        if within && !ended.is_empty() && words().any(set, Class::Request) && !clause.iter().any(other) {
            let meaning = self.around(ended, None, true).meaning();
            let whole = meaning.map(|m| Last {
                stated: Stated::some(),
                tier: m.tier,
                meaning: Some(m.into()),
                unit: "件",
            });
            if let (Some(whole), Some(last)) = (whole, clause.last()) {
                self.last = Some(whole);
                self.open(last.to, false);
            }
        }
    }

    /// Other things are counted: what was done next was done with those, 「患者申请复印病历1860件，办理1860件」,
    /// 「办理建议提案64件，其中公开61件、不予公开3件」.
    pub(super) fn count_others(&mut self) {
        self.topic = Set::default();
        (self.some.told, self.some.answers) = (true, true);
    }

    /// Whether a number without a name is none of what the section alone speaks of.
    pub(super) fn counts_others(&self, set: Set, left: &[Token], unit: &str, at: usize) -> bool {
        set.is_empty()
            && unit == "件"
            && self.lists.is_empty()
            && !self.some.named
            && left.iter().any(other)
            && !words().reading.of_matter.iter().any(|w| self.clause_before(at).contains(w.as_str()))
    }

    /// Whether nothing that is said of requests is said of all.
    pub(super) fn speaks_of_some(&self) -> bool {
        self.some.told
    }

    /// Whether a number is told of a matter that requests are about, whatever its name: 「申请内容涉及案件办理18件、户籍档案11件」; not
    /// 「因申请内容不明确而无法提供的12件」.
    pub(super) fn is_of_contents(&self, set: Set, at: usize) -> bool {
        let answers = [Class::ResultGroup, Class::Result, Class::Case, Class::CarryOver];
        let clause = self.clause_before(at);
        let led = words().reading.contents.iter().any(|w| clause.contains(w.as_str()));
        led && !answers.iter().any(|i| words().any(set, *i))
    }

    /// 「5名申请人共提交申请213件」: those of some people; 「征地、规划两类申请共12件」: a sum of what stands before.
    pub(super) fn is_of_few(&self, left: &[Token], unit: ClaimUnit, at: usize) -> bool {
        let clause = self.clause_before(at);
        let counted = |i: usize| {
            let number = |c: char| c.is_ascii_digit() || "一两二三四五六七八九十几多".contains(c);
            clause.get(..i).is_some_and(|b| b.ends_with(number))
        };
        let few = words().reading.few.iter();
        let mut few = few.flat_map(|w| clause.match_indices(w.as_str()));
        let request = left.iter().any(|t| is(t) == Some(Class::Request));
        request && unit == ClaimUnit::Count && few.any(|(i, _)| counted(i))
    }

    /// 「由法规处直接答复的申请31件」: those that somebody else answered.
    pub(super) fn is_by_somebody(&self, left: &[Token]) -> bool {
        let from = left.iter().position(|t| self.spelling(t) == "由");
        let behind = from.and_then(|i| left.get(i..)).unwrap_or_default();
        let done = behind.iter().position(|t| is(t) == Some(Class::Handling)).unwrap_or(0);
        behind.get(..done).is_some_and(|by| by.iter().any(other))
    }

    /// The clause that stands before a place, with all its 、.
    fn clause_before(&self, at: usize) -> &str {
        self.text.get(..at).and_then(|t| t.rsplit(['，', ',', '；', ';', '。']).next()).unwrap_or("")
    }

    /// Whether a part of an office or a place did what stands behind: 「法规科承办7件」, 「云溪区、城东区两区收到申请612件」.
    pub(super) fn done_by_part(&self, before: &[Token]) -> bool {
        let silent = |t: &&Token| is(t) == Some(Class::ThisYear) || self.spelling(t) == "共";
        let behind = before.iter().rev().take_while(silent).count();
        let Some(before) = before.len().checked_sub(behind).and_then(|n| before.get(..n)) else {
            return false;
        };
        let named = |t: &&Token| t.kind == TokenKind::Other || is(t) == Some(Class::Filler);
        let name = before.iter().rev().take_while(named).last().zip(before.last());
        let name = name.filter(|(_, last)| last.kind == TokenKind::Other);
        let name = name.map_or("", |(first, last)| &self.text[first.from..last.to]);
        words().organs.are_parts(name.trim_start_matches(['我', '们', '本', '咱']), &self.setting.office)
    }
}

/// Whether it is said what is asked for: 「受理居民申请公开居务事项21件，已答复21件」.
pub(super) fn asks_for_what(left: &[Token]) -> bool {
    let asked = left.iter().rposition(|t| is(t) == Some(Class::Request));
    asked.and_then(|i| left.get(i..)).is_some_and(|behind| behind.iter().any(other))
}
