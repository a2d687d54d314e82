//! What is called otherwise than the tables call it: decisions by their short names, cases that are of something else.

use super::super::lex::{Token, TokenKind};
use super::super::meaning::Subject;
use super::super::words::{ClaimUnit, Class, ConceptId, words};
use super::{Carry, SentenceReader, gather, is};
use crate::form::Role;

/// Pieces that stand here for something else than elsewhere.
pub(super) fn named(text: &str, mut tokens: Vec<Token>, after: &Carry) -> Vec<Token> {
    for i in 0..tokens.len() {
        let (before, rest) = tokens.split_at(i);
        let begin =
            before.iter().rposition(|t| t.kind == TokenKind::Comma).map_or(0, |b| b.saturating_add(1));
        let clause = before.get(begin..).unwrap_or_default();
        // 「许可632件，处罚46件」
        let told = before.iter().any(|t| is(t) == Some(Class::Decision)) && clause.is_empty();
        let concept = short_name(text, clause, rest, after.of_decisions || told)
            .or_else(|| matter_decided(text, clause, rest))
            .or_else(|| some_decisions(text, before, clause, rest))
            .or_else(|| of_court(text, before, rest))
            .or_else(|| granted(text, before, clause, rest, after))
            .or_else(|| of_others(text, clause, rest))
            .or_else(|| another_fee(text, clause, rest))
            .or_else(|| whole_system(text, rest));
        if let (Some(id), Some(t)) = (concept, tokens.get_mut(i)) {
            t.kind = TokenKind::Word(id);
        }
    }
    tokens
}

/// 「办理许可122件、处罚8件」, 「许可、处罚、强制决定分别为460件、27件、3件」; not 「公开许可122件」.
fn short_name(text: &str, clause: &[Token], rest: &[Token], of_decisions: bool) -> Option<ConceptId> {
    let spelled = |t: &Token| text.get(t.from..t.to).unwrap_or("");
    let w = words();
    let short = |t: &Token| {
        w.reading.decided.iter().find(|(short, _)| t.kind == TokenKind::Other && short == spelled(t))
    };
    let (_, name) = short(rest.first()?)?;
    let link = |t: &Token| t.kind == TokenKind::List || is(t) == Some(Class::And);
    let decision = |t: &Token| is(t) == Some(Class::Decision);
    let named = rest.iter().take_while(|t| short(t).is_some() || link(t) || decision(t)).count();
    let (all, behind) = rest.split_at(named);
    let silent = |t: &Token| named > 1 && matches!(is(t), Some(Class::Filler | Class::Respectively));
    let number = behind.iter().find(|t| !silent(t))?;
    let counted = matches!(number.kind, TokenKind::Number { unit: ClaimUnit::Count, .. });
    let done = |t: &Token| w.reading.decides.iter().any(|d| d == spelled(t)) || decision(t);
    // 「处罚86件（上年72件），强制4件」 where the table of decisions stands.
    let bare = of_decisions && clause.iter().all(|t| link(t) || is(t) == Some(Class::ThisYear));
    concept(name).filter(|_| counted && (bare || clause.iter().chain(all).any(done)))
}

/// 「办理审批、登记等行政许可事项1208件」 are decisions; not 「行政许可事项38项」.
fn matter_decided(text: &str, clause: &[Token], rest: &[Token]) -> Option<ConceptId> {
    let [t, number, ..] = rest else { return None };
    let spelled = |t: &Token| text.get(t.from..t.to).unwrap_or("");
    let name = spelled(t).strip_suffix("事项")?;
    let (_, name) = words().reading.decided.iter().find(|(_, full)| full == name)?;
    let counted = matches!(number.kind, TokenKind::Number { unit: ClaimUnit::Count, .. })
        && text.get(number.digits..number.to) == Some("件");
    let done = |t: &Token| words().reading.decides.iter().any(|d| d == spelled(t));
    concept(name).filter(|_| counted && clause.iter().any(done))
}

/// Some of the decisions only, or what others did with them: not 「其中工程建设类行政许可96件」, 「审核行政处罚决定15件」.
fn some_decisions(text: &str, before: &[Token], clause: &[Token], rest: &[Token]) -> Option<ConceptId> {
    let spelled = |t: &Token| text.get(t.from..t.to).unwrap_or("");
    rest.first().filter(|t| is(t) == Some(Class::Decision))?;
    let of_which = |t: &Token| is(t) == Some(Class::OfWhich);
    let led = before.len().checked_sub(clause.len().saturating_add(2)).and_then(|i| before.get(i));
    let from = clause.iter().rposition(of_which).map(|i| i.saturating_add(1));
    let from = from.or(led.filter(|t| of_which(t)).map(|_| 0));
    let kind = |t: &Token| t.kind == TokenKind::Other && spelled(t).chars().count() > 1;
    let part = from.and_then(|i| clause.get(i..)).is_some_and(|c| c.iter().any(kind));
    let looked = |t: &Token| words().reading.reviews.iter().any(|w| spelled(t).ends_with(w.as_str()));
    let seen = clause.last().is_some_and(looked);
    // 「一般程序行政处罚20件，简易程序行政处罚7件」
    let apart = clause.last().is_some_and(|t| {
        ["类", "程序", "领域"].contains(&spelled(t)) && text.matches(spelled(t)).count() > 1
    });
    words().first(Class::ExcludesClause).filter(|_| part || seen || apart)
}

/// What a court ends are suits: 「法院维持我局答复5件」.
fn of_court(text: &str, before: &[Token], rest: &[Token]) -> Option<ConceptId> {
    let [t, behind @ ..] = rest else { return None };
    let goes_on = |t: &&Token| !matches!(t.kind, TokenKind::Comma);
    let mut behind = behind.iter().take_while(goes_on);
    let named = before.iter().chain(behind.clone()).any(|t| is(t) == Some(Class::Case));
    let ended = behind.any(|t| is(t) == Some(Class::Outcome));
    let court = t.kind == TokenKind::Other && text.get(t.from..t.to) == Some("法院");
    concept("行政诉讼").filter(|_| court && ended && !named)
}

fn concept(name: &str) -> Option<ConceptId> {
    let at = words().concepts.iter().position(|c| c.name == name)?;
    ConceptId::try_from(at).ok()
}

/// 公开 beside other results of requests is one of them: 「答复结果：公开12件，部分公开4件」, 「不掌握的4件，公开的12件」.
fn granted(
    text: &str,
    before: &[Token],
    clause: &[Token],
    rest: &[Token],
    after: &Carry,
) -> Option<ConceptId> {
    let [t, rest @ ..] = rest else { return None };
    let of = rest.first().is_some_and(|t| text.get(t.from..t.to) == Some("的"));
    let [number, rest @ ..] = rest.get(usize::from(of)..).unwrap_or_default() else { return None };
    let counted = matches!(number.kind, TokenKind::Number { unit: ClaimUnit::Count, .. });
    let stops = |t: &Token| matches!(t.kind, TokenKind::List | TokenKind::Comma);
    let behind = matches!(rest, [stop, next, ..] if stops(stop) && is(next) == Some(Class::ResultGroup));
    let result = |t: &Token| matches!(is(t), Some(Class::ResultGroup | Class::Result));
    let silent =
        |t: &Token| matches!(is(t), Some(Class::Filler | Class::ThisYear | Class::OfWhich | Class::Handling));
    let of_requests = words().any(after.topic, Class::Request) || text.contains("申请");
    let listed = (behind || before.iter().any(result)) && clause.iter().all(silent);
    concept("予以公开").filter(|_| is(t) == Some(Class::Disclosed) && counted && listed && of_requests)
}

/// 「全系统行政处罚871件」 are those that the report counts; not where its own are told apart, 「全系统（含市、县局）另收到申请1360件」.
fn whole_system(text: &str, rest: &[Token]) -> Option<ConceptId> {
    let named = rest.first().is_some_and(|t| text.get(t.from..t.to) == Some("全系统"));
    let apart = ["本级", "机关", "另", "含"].iter().any(|w| text.contains(w));
    words().first(Class::Filler).filter(|_| named && !apart)
}

/// Cases that are said to be of something else: not 「统计执法案件被复议1件」, 「征收决定类诉讼21件」,
/// 「因税务处理处罚引起的行政复议8件」.
fn of_others(text: &str, clause: &[Token], rest: &[Token]) -> Option<ConceptId> {
    let spelled = |t: &Token| text.get(t.from..t.to).unwrap_or("");
    let case = rest.first().filter(|t| is(t) == Some(Class::Case))?;
    let other = |t: &Token| t.kind == TokenKind::Other && spelled(t).chars().count() > 1;
    let parts = |t: &Token| t.kind == TokenKind::List || matches!(t.kind, TokenKind::Number { .. });
    let own = clause.iter().rposition(parts).and_then(|i| clause.get(i..)).unwrap_or(clause);
    let of_cases = clause
        .windows(2)
        .any(|w| matches!(w, [of, cases] if other(of) && matches!(spelled(cases), "案件" | "案")));
    let of_kind = own.last().is_some_and(|t| spelled(t) == "类") && own.iter().any(other);
    let from = |all: &[Token]| all.first().map_or(case.from, |t| t.from);
    let said = text.get(from(own)..case.to).unwrap_or("");
    let public = text.get(from(clause)..case.to).is_some_and(|c| c.contains("公开"));
    let caused = own.iter().any(|t| matches!(spelled(t), "因" | "由于"))
        && own.iter().any(other)
        && !words().reading.own_causes.iter().any(|w| said.contains(w.as_str()));
    let another = of_cases && !public || of_kind && !said.contains("公开") || caused;
    words().first(Class::ExcludesClause).filter(|_| another)
}

/// 「城镇垃圾处理费等行政事业性收费」 speaks of no handling of requests.
fn another_fee(text: &str, clause: &[Token], rest: &[Token]) -> Option<ConceptId> {
    let spelled = |t: &Token| text.get(t.from..t.to).unwrap_or("");
    let fee = rest.first().filter(|t| is(t) == Some(Class::HandlingFee) && spelled(t) == "处理费")?;
    let glued = clause
        .last()
        .is_some_and(|t| t.kind == TokenKind::Other && t.to == fee.from && !spelled(t).ends_with('的'));
    words().first(Class::Filler).filter(|_| glued)
}

impl SentenceReader<'_> {
    /// 作出: what was decided follows.
    pub(super) fn decides(&self, t: &Token) -> bool {
        words().reading.decides.iter().any(|d| d == self.spelling(t))
    }
    /// The words from what was decided on, where it is told what led to it: 「监督检查后作出行政处罚7件」.
    pub(super) fn behind_reason<'t>(&self, left: &'t [Token]) -> &'t [Token] {
        let Some(decision) = left.iter().position(|t| is(t) == Some(Class::Decision)) else { return left };
        let (before, decided) = left.split_at(decision);
        let led = |w: &[Token]| matches!(w, [after, verb] if self.decides(verb) && self.spelling(after).ends_with(['后', '中']));
        if let Some(i) = left.windows(2).rposition(led) {
            return left.get(i.saturating_add(1)..).unwrap_or(left);
        }
        if self.is_matter(before) { decided } else { left }
    }
    /// Whether words say of what matter decisions are: 「节能审查等行政许可150件」, 「水事违法行政处罚35件」.
    fn is_matter(&self, before: &[Token]) -> bool {
        let named = |t: &Token| words().reading.matters.iter().any(|m| m == self.spelling(t));
        let silent = |t: &Token| match is(t) {
            Some(Class::ExcludesClause | Class::ExcludesAfter) => named(t),
            Some(Class::Disclosed | Class::OfWhich | Class::Compared | Class::LastYear) => false,
            _ => true,
        };
        let last = before.last().is_some_and(|t| is(t) == Some(Class::AndSoOn) || named(t));
        last && before.iter().all(silent)
    }
    /// Whether what was carried in is put to what was done with all of them.
    pub(super) fn with_carried(&self, left: &[Token]) -> bool {
        let added = |t: &Token| words().reading.added.iter().any(|w| self.spelling(t).ends_with(w.as_str()));
        let behind = left.iter().position(added).and_then(|i| left.get(i..)).unwrap_or_default();
        let carried = behind.iter().position(|t| is(t) == Some(Class::CarryOver));
        carried.is_some_and(|i| behind.iter().skip(i).any(|t| is(t) == Some(Class::Handling)))
    }
    /// Whether a number is of what was told before, of each of some, or of papers; not of all requests.
    pub(super) fn of_something_else(&self, left: &[Token], right: &[Token]) -> bool {
        let any = |is_so: Class| left.iter().chain(right).any(|t| is(t) == Some(is_so));
        // 「疑难申请会商8次，涉及申请10件」
        let concerned = left.iter().any(|t| self.spelling(t) == "涉及")
            && any(Class::Request)
            && !any(Class::Handling)
            && !self.seen.is_empty();
        concerned || self.is_of_each(left) || self.is_of_papers(left, right) || self.is_of_matter(left)
    }
    /// 「执法案卷不予公开3件、涉他人不予公开2件」: of one reason that nobody here knows, where others are told.
    pub(super) fn is_qualified(&self, left: &[Token]) -> bool {
        let told = |t: &Token| is(t) == Some(Class::ResultGroup);
        let at = left.iter().rposition(told);
        let why = at.and_then(|i| i.checked_sub(1)).and_then(|i| left.get(i));
        why.is_some_and(|t| t.kind == TokenKind::Other && !self.spelling(t).ends_with(['的', '后', '中']))
            && self.claims.iter().any(|c| c.meaning().is_some_and(|m| m.subject == Subject::Results))
    }
    /// 「与征地拆迁有关的申请11件」, 「价格类申请18件」, 「集中在土地领域的申请11件」: requests about one matter are some of them; not
    /// 「征地、规划等领域的申请25件」.
    fn is_of_matter(&self, left: &[Token]) -> bool {
        let Some(at) = left.iter().rposition(|t| is(t) == Some(Class::Request)) else { return false };
        let before = left.get(..at).unwrap_or_default();
        let ends = |t: &Token| words().reading.about.iter().any(|w| self.spelling(t).ends_with(w.as_str()));
        let done =
            before.iter().rposition(|t| is(t) == Some(Class::Handling)).map_or(0, |i| i.saturating_add(1));
        let of = before.get(done..).unwrap_or_default();
        let unknown = |t: &Token| t.kind == TokenKind::Other && self.spelling(t).chars().count() > 1;
        let matter = of.iter().any(|t| unknown(t) && !self.is_somebody_who(t));
        let led = of.iter().any(|t| words().reading.concerns.iter().any(|w| w == self.spelling(t)));
        let like = of.iter().any(|t| is(t) == Some(Class::AndSoOn));
        let [.., end, last] = before else { return false };
        let of_it = self.spelling(last) == "的";
        !like && matter && (ends(last) || of_it && (led || ends(end)))
    }
    /// 「三名自然人各提出一件申请」: as many as there are of them.
    fn is_of_each(&self, left: &[Token]) -> bool {
        let put = |t: &Token| is(t) == Some(Class::Handling) || self.spelling(t).starts_with(['提', '递']);
        let each = |w: &[Token]| matches!(w, [each, verb] if self.spelling(each) == "各" && put(verb));
        left.windows(2).any(each)
    }
    /// 「依法不公开的文件113份」 answer nobody, nor are 「印发各类文件86件」 all of them 规范性文件.
    fn is_of_papers(&self, left: &[Token], right: &[Token]) -> bool {
        let all = || left.iter().chain(right);
        let issued = |t: &Token| {
            let deeds = gather(std::slice::from_ref(t)).0;
            words().of_kind(deeds, Class::DocumentDeed).any(|d| d.role == Some(Role::Issued))
        };
        let bare = all().any(issued) && !all().any(|t| is(t) == Some(Class::Document));
        all().any(|t| matches!(self.spelling(t), "文件" | "公文"))
            && (bare || all().any(|t| is(t) == Some(Class::ResultGroup)))
            && !all().any(|t| is(t) == Some(Class::Request))
    }
}
