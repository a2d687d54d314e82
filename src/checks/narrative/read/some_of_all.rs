//! What a number is of, where it is of some only or of something else than the tables count.

use super::super::lex::{Token, TokenKind};
use super::super::meaning::Subject;
use super::super::words::{Class, words};
use super::{SentenceReader, gather, is};
use crate::form::Role;

impl SentenceReader<'_> {
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
        concerned
            || self.is_of_each(left)
            || self.is_of_papers(left, right)
            || self.is_of_matter(left)
            || self.is_by_somebody(left)
    }

    /// 「三名自然人各提出一件申请」: as many as there are of them.
    fn is_of_each(&self, left: &[Token]) -> bool {
        let put = |t: &Token| {
            matches!(is(t), Some(Class::Handling | Class::Request))
                || self.spelling(t).starts_with(['提', '递'])
        };
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

    /// 「与征地拆迁有关的申请11件」, 「价格类申请18件」, 「集中在土地领域的申请11件」: requests about one matter are some of them; not
    /// 「征地、规划等领域的申请25件」.
    fn is_of_matter(&self, left: &[Token]) -> bool {
        let Some(at) = left.iter().rposition(|t| is(t) == Some(Class::Request)) else { return false };
        let before = left.get(..at).unwrap_or_default();
        let ends = |t: &Token| words().reading.about.iter().any(|w| self.spelling(t).ends_with(w.as_str()));
        let done =
            before.iter().rposition(|t| is(t) == Some(Class::Handling)).map_or(0, |i| i.saturating_add(1));
        let of = before.get(done..).unwrap_or_default();
        // 「居民和企业递来的申请12件」 are all there were.
        let came = |t: &Token| words().reading.comes.iter().any(|w| self.spelling(t).ends_with(w.as_str()));
        let unknown =
            |t: &Token| t.kind == TokenKind::Other && self.spelling(t).chars().count() > 1 && !came(t);
        let matter = of.iter().any(|t| unknown(t) && !self.is_somebody_who(t));
        let like = of.iter().any(|t| is(t) == Some(Class::AndSoOn));
        let [.., _, last] = before else { return false };
        let of_it = self.spelling(last) == "的";
        !like && matter && (ends(last) || of_it)
    }

    /// 「执法案卷不予公开3件、涉第三方不予公开2件」: of one reason that nobody here knows, where others are told.
    pub(super) fn is_qualified(&self, left: &[Token]) -> bool {
        let told = |t: &Token| is(t) == Some(Class::ResultGroup);
        let at = left.iter().position(told);
        let why = at.and_then(|i| i.checked_sub(1)).and_then(|i| left.get(i));
        why.is_some_and(|t| t.kind == TokenKind::Other && !self.spelling(t).ends_with(['的', '后', '中']))
            && self.claims.iter().any(|c| c.meaning().is_some_and(|m| m.subject == Subject::Results))
    }
}
