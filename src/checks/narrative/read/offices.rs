//! Whose a number is: the office's own, a part's, another organ's.

use super::super::lex::{STOPS, Token, TokenKind};
use super::super::words::{ClaimUnit, Class, words};
use super::{SentenceReader, is};

impl SentenceReader<'_> {
    /// 「10个乡镇的申请量」, 「申请超过50件的单位6个」 count offices.
    pub(super) fn of_offices(&self, t: Token, next: Option<&Token>) -> Token {
        let offices = || {
            next.and_then(is) == Some(Class::PartOfOffice)
                || words().organs.counted_by(self.text.get(t.to..).unwrap_or(""))
        };
        match t.kind {
            TokenKind::Number { unit: ClaimUnit::Count, .. } if offices() => {
                Token { kind: TokenKind::Foreign, ..t }
            }
            _ => t,
        }
    }

    /// Whether a clause tells by whose rule something is done.
    pub(super) fn is_led_by(&self, clause: &[Token]) -> bool {
        let by = clause.first().map_or("", |t| self.text.get(t.from..).unwrap_or(""));
        words().reading.by_rule.iter().any(|w| by.starts_with(w.as_str()))
    }

    /// Whether what is below the office is told together with itself.
    pub(super) fn is_with_own(&self, before: &[Token]) -> bool {
        let [.., own, and] = before else { return false };
        // 「省政府及各部门、各市县」
        let governs = !self.setting.narrow && self.spelling(own).ends_with("政府");
        is(and) == Some(Class::And) && (self.spelling(own).ends_with("机关") || governs)
    }

    /// Whether an office only saw to it that something was done: 「县政府办公室牵头，把规范性文件理了一遍，制发6件、废止2件」.
    pub(super) fn takes_the_lead(&self, t: &Token) -> bool {
        self.text[t.to..].starts_with("牵头")
    }

    /// Whether it is said how another organ decided: 「市税务局均作出维持决定」.
    pub(super) fn decides_cases(&self, t: &Token) -> bool {
        let behind = self.text[t.to..].trim_start_matches(['均', '都', '已', '皆']);
        words().reading.decide_so.iter().any(|w| behind.starts_with(w.as_str()))
    }

    /// Whether it is the office of the report's own: 局办公室, 县政府及县政府办公室.
    pub(super) fn is_own_office(&self, t: &Token, before: &[Token]) -> bool {
        let end = self.setting.office.chars().next_back().unwrap_or_default();
        let level = before.last().is_some_and(|b| self.spelling(b).chars().count() == 1);
        let led = before.get(..before.len().saturating_sub(usize::from(level))).unwrap_or_default();
        self.setting.narrow && self.text[..t.from].ends_with(end) || self.is_with_own(led)
    }

    /// Whether the whole place is told of what the office itself is for: 「全市公安机关共作出行政许可决定136420件」; not where its own are
    /// told apart, nor of requests: those every office answers itself.
    pub(super) fn is_own_field(&self, t: &Token) -> bool {
        let w = &words().reading;
        let behind = self.text[t.to..].split(STOPS).next().unwrap_or("");
        let mut office = self.setting.office.chars();
        let mut of_it = |name: &str| !name.is_empty() && name.chars().all(|c| office.any(|o| o == c));
        let named =
            w.fields.iter().find_map(|f| behind.split_once(f.as_str())).is_some_and(|(n, _)| of_it(n));
        let decided = w.decided.iter().any(|(_, full)| behind.contains(full.as_str()));
        named && decided && !w.own_apart.iter().any(|a| self.text.contains(a.as_str()))
    }

    /// Whether the office itself is told as a part: 其中区政府办, 其中以我局为被申请人.
    pub(super) fn is_own_part(&self, t: &Token, before: &[Token]) -> bool {
        let own = is(t) == Some(Class::GovernmentOffice) || self.spelling(t).starts_with(['我', '本']);
        let leads = |b: &&Token| is(b) == Some(Class::Filler) || self.spelling(b).chars().count() == 1;
        let near = before.iter().rev().take_while(leads).count();
        let part = before.len().checked_sub(near.saturating_add(1)).and_then(|i| before.get(i));
        own && part.is_some_and(|p| is(p) == Some(Class::OfWhich))
    }

    /// Whether towns alone are told of a whole: 「全区各镇街收到申请96件」, not 「全市各部门、各乡镇共收到政府信息公开申请2104件」.
    pub(super) fn is_lower(&self, t: &Token) -> bool {
        let before = self.text[..t.from].rsplit(['，', '；', '。']).next().unwrap_or("");
        let behind = self.text[t.to..].split(['，', '；', '。']).next().unwrap_or("");
        let higher = |c: &str| words().reading.higher.iter().any(|w| c.contains(w.as_str()));
        let name = self.spelling(t);
        let county = name.contains('县') && !name.contains(['直', '部', '单']);
        (county || name.contains(['镇', '乡', '街'])) && !higher(before) && !higher(behind)
    }

    /// Whether those who did something are no part of this office or only a part of it: 「县政府印发规范性文件5件」,
    /// 「各自然资源所收到申请5件」, 「街道收到申请61件」.
    pub(super) fn done_by_another(&self, before: &[Token]) -> bool {
        let clause = |from: usize| before.get(from).zip(before.last()).map(|(a, b)| &self.text[a.from..b.to]);
        let each = before.iter().rposition(|t| self.spelling(t) == "各");
        let who = each.filter(|i| !self.is_with_own(&before[..*i])).and_then(|i| clause(i.saturating_add(1)));
        let some = who.is_some_and(|w| w.chars().count() < 9 && words().organs.are_offices(w));
        let lower = |t: &Token| words().organs.lower.iter().any(|l| self.spelling(t).starts_with(l.as_str()));
        // 「九个街道共收到申请26件」
        let below = before.iter().enumerate().any(|(i, t)| {
            let own = before.get(..i).unwrap_or_default();
            lower(t)
                && !words().organs.lower.iter().any(|l| self.setting.office.contains(l.as_str()))
                && !self.is_with_own(own)
        });
        // 「县政府受理涉及我局信息公开的行政复议案件1件」 are the office's own.
        let behind = before.last().and_then(|t| self.text.get(t.to..)).unwrap_or("");
        let clause = behind.split(['，', '；', '。']).next().unwrap_or("");
        let own = words().reading.against_own.iter().any(|w| clause.contains(w.as_str()))
            && ["复议", "信息公开"].iter().all(|w| clause.contains(w));
        let higher = self.setting.narrow && !self.setting.bureau && !own && self.of_government(before);
        !self.whole_named && (some || below) || higher
    }

    /// Whether the words end with a government: 县政府.
    fn of_government(&self, words: &[Token]) -> bool {
        let [.., place, government] = words else { return false };
        let governs = matches!(self.spelling(government), "政府" | "人民政府");
        governs
            && place.kind == TokenKind::Other
            && self.spelling(place).ends_with(['省', '市', '州', '县', '区', '旗'])
    }
}

/// How many pieces speak of a part of the office: two in 「以区政府名义制发的26件、以区政府办公室名义制发的15件」.
pub(super) fn scopes(clause: &[Token]) -> usize {
    clause.iter().filter(|t| matches!(is(t), Some(Class::ExcludesAfter | Class::PartOfOffice))).count()
}
