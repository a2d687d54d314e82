//! One number with the words before and behind it: what it says, and what follows may go on from.

use super::super::lex::{STOPS, Token, TokenKind};
use super::super::mean::Around;
use super::super::meaning::{ClaimMeaning, Subject, Tier};
use super::super::number::Stated;
use super::super::words::{ClaimUnit, Class, RequestStep, Set, words};
use super::became::Untold;
use super::gather::{caused, of_everybody, why_behind};
use super::grown::against_another;
use super::lists::{List, ListedNumber};
use super::money::in_yuan;
use super::{SentenceReader, gather, is, other};
use std::ops::Range;

/// A number with the words before and behind it.
pub(super) struct Phrase<'t> {
    pub(super) left: &'t [Token],
    pub(super) right: &'t [Token],
    /// What they name.
    pub(super) set: Set,
    /// Nothing next to the number is left unexplained.
    pub(super) clean: bool,
    /// The concept next to the number.
    pub(super) nearest: Option<Class>,
    /// Bytes of all of it, and of the digits.
    pub(super) at: (Range<usize>, Range<usize>),
}

impl Phrase<'_> {
    pub(super) fn has(&self, is: Class) -> bool {
        words().any(self.set, is)
    }
    /// Whether a piece before the number does this.
    fn before(&self, i: Class) -> bool {
        self.place(i).is_some()
    }
    /// Where the last such piece before the number stands.
    fn place(&self, i: Class) -> Option<usize> {
        self.left.iter().rposition(|t| is(t) == Some(i))
    }
}

impl<'a> SentenceReader<'a> {
    /// One number with the words before and behind it: a count 「办结27件」, a share 「占44.4%」, a change 「同比增长25%」,
    /// or what one of these is compared with, 「较上年的1510件减少312件」; not 「答复率100%」.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    pub(super) fn number(&mut self, left: &[Token], number: &Token, right: &[Token]) {
        let TokenKind::Number { stated, unit } = number.kind else { return };
        self.untold = None;
        // 「其中市政府17件、省局9件；与投诉举报有关的19件」: 与 joins nothing where its clause begins.
        let begins = |t: &Token| self.text.get(..t.from).is_some_and(|b| b.ends_with(STOPS));
        let joins = |t: &Token| is(t) == Some(Class::And) && !begins(t);
        let joined = left.iter().any(|t| t.kind == TokenKind::List || joins(t));
        let among = self.among(left);
        if let Some(i) = among {
            self.open(number.from, is(&left[i]) == Some(Class::DividedBy));
        }
        let mut p = self.phrase(&left[among.map_or(0, |i| i + 1)..], number, unit, self.counted(left, right));
        p.set = self.of_cases_told(&p);
        if p.has(Class::DocumentDeed) {
            self.deed = words().only(p.set, |i| i == Class::DocumentDeed);
        } else if joined && p.has(Class::Document) {
            p.set = p.set.and(self.deed);
        }
        // 「根据赋权清单，镇综合执法大队共作出行政处罚决定9件」: no part of what was named before, unless that was shown.
        self.shadow &= !(p.has(Class::Decision) && (!self.shown || p.left.iter().any(|t| self.decides(t))));
        // 「清理规范性文件两次，全年合计废止9件」
        self.shadow &= !(p.has(Class::DocumentDeed) && p.before(Class::Altogether));
        // 「比新制发的9件多4件」: not last year's.
        let year = |t: &Token| is(t) == Some(Class::LastYear) || self.spelling(t).contains(['年', '同']);
        if p.has(Class::Compared) && p.has(Class::DocumentDeed) && !p.left.iter().any(year) {
            self.versus = false;
            return;
        }
        // 「较上年新增5件」 says by how many.
        if p.has(Class::Compared) && p.left.iter().any(|t| self.spelling(t) == "新增") {
            p.set = words().first(Class::Up).map_or(p.set, |up| p.set.with(up));
        }
        let turned = p.has(Class::Up) || p.has(Class::Down);
        // 「纠正率低于2021年的7.5%」 is another year's.
        let then = p.has(Class::Compared) || p.has(Class::LastYear);
        let each = p.before(Class::Respectively);
        if unit == ClaimUnit::Percent && !turned && !then && !each && p.has(Class::Rate) {
            return self.rate(p.left, p.set, stated, p.at);
        }
        if unit == ClaimUnit::Times && !turned && (p.has(Class::LastYear) || self.compared.is_some()) {
            return self.fold(p.left, p.set, stated, p.at);
        }
        self.versus |= turned && self.grew_by(p.left, number, unit);
        if turned || matches!(unit, ClaimUnit::Percent | ClaimUnit::Times) {
            return self.ratio(&p, stated, unit, turned);
        }
        if p.clean && self.told_of_last_year(p.set, number, stated) {
            return;
        }
        // 比上年的20件, 占全部25件: what is compared with.
        if p.clean && p.has(Class::Compared) {
            // 「行政许可较上年的1510件减少302件，下降20%」
            let named = words().only(p.set, |i| !matches!(i, Class::Compared | Class::LastYear));
            if !named.is_empty() {
                self.grown = self.around(named, None, true).meaning().map(|m| (m.into(), None));
            }
            self.compared = match unit {
                ClaimUnit::Money(yuan) => in_yuan(stated, yuan),
                _ => Some(stated),
            };
        } else if p.clean && p.has(Class::ShareOf) {
            self.whole = Some(stated);
        } else {
            // 网络和信函合计22件: told before, one by one.
            let again = p.before(Class::And) && p.before(Class::Altogether);
            let spelled = self.unit(number);
            let item = ListedNumber { stated, tier: Tier::Other, set: p.set, unit: spelled, joined, again };
            self.count(p, unit, item);
        }
    }

    /// What the words name, with the ends or the cases that were told before them.
    fn of_cases_told(&self, p: &Phrase<'_>) -> Set {
        match (p.has(Class::Case), p.has(Class::Outcome)) {
            (true, false) => p.set.and(self.ended),
            // 「行政复议案件68件；行政诉讼案件53件；纠错案件合计15件」: of all of them.
            // 「复议由4件增至7件，诉讼由1件增至4件；被纠正案件由1件增至3件」
            (false, true) if p.before(Class::Altogether) || self.names_all_cases(p.at.1.start) => {
                self.cases.iter().fold(p.set, |s, id| s.with(*id))
            }
            _ => p.set,
        }
    }

    /// Whether 案件 of no kind are spoken of, where two were told before the semicolon.
    fn names_all_cases(&self, at: usize) -> bool {
        let mut parts = self.text.get(..at).unwrap_or("").rsplit(['；', ';']);
        let part = parts.next().unwrap_or("");
        let named = words().reading.named_cases.iter().any(|n| part.contains(n.as_str()));
        parts.next().is_some() && self.cases.len() > 1 && part.contains("案件") && !named
    }

    /// A share, or by how much something changed; `turned`: it is said which way.
    fn ratio(&mut self, p: &Phrase<'_>, stated: Stated, unit: ClaimUnit, turned: bool) {
        let out = self.scoped
            || p.has(Class::ExcludesClause)
            || p.has(Class::Not)
            || turned && (against_another(p.left) || self.grows_in_part(p.left));
        match unit {
            ClaimUnit::Percent if self.scoped && !turned => self.share_within(p.left, stated, p.at.clone()),
            // 分别增长: of which, is not said here.
            _ if !p.clean
                || out
                || p.before(Class::Respectively)
                || turned && self.in_a_row(p.at.0.start) => {}
            ClaimUnit::Percent if p.has(Class::Up) == p.has(Class::Down) => {
                self.share(p.left, stated, p.at.clone())
            }
            _ => self.change(p.set, stated, unit, p.at.clone()),
        }
    }

    /// What stands around the number: 「未经复议直接起诉24件」; not 「处理政民互动来信12万件」, which leaves words unexplained.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    fn phrase<'t>(
        &self,
        left: &'t [Token],
        number: &Token,
        unit: ClaimUnit,
        right: &'t [Token],
    ) -> Phrase<'t> {
        let left = self.behind_reason(left);
        let ((l, l_last), (r, r_last)) = (gather(left), gather(right));
        // 「收到申请人缴费600元」: what was paid.
        let paid = |t: &Token| words().reading.paid.iter().any(|w| self.spelling(t).ends_with(w.as_str()));
        let paid = left.iter().rposition(paid).filter(|_| matches!(unit, ClaimUnit::Money(_)));
        // 「向3名申请人收取2100元」
        let measure =
            left.first().filter(|t| matches!(self.spelling(t), "名" | "位" | "人" | "户")).map(|_| 0);
        // 「收取复垦费、登记费等共计12.5万元行政事业性收费」
        let fee = right.first().filter(|t| is(t) == Some(Class::Fee)).and_then(|_| left.len().checked_sub(1));
        let tail = &left[l_last.max(paid).max(measure).max(fee).map_or(0, |i| i + 1)..];
        // 部分公开67，占4.61%: a part among others needs no unit.
        let part = |t: &Token| {
            matches!(
                is(t),
                Some(Class::ResultGroup | Class::Result | Class::Applicant | Class::Outcome | Class::Others)
            )
        };
        let listed = !self.lists.is_empty() && tail.is_empty() && left.iter().any(part);
        let equals = |t: &Token| words().reading.equals.iter().any(|w| w == self.spelling(t));
        let bare = unit != ClaimUnit::None || listed || tail.iter().any(equals);
        let mut set = l.and(r);
        // 「不服信息公开答复提起行政诉讼1件」: the answer is what the case is about.
        if caused(left, |t| self.spelling(t)) {
            set = words().only(set, |is| is != Class::Handling);
        }
        // 「18件复议申请针对我委的信息公开答复」
        if why_behind(right, |t| self.spelling(t)) {
            set = words().only(set, |is| !matches!(is, Class::Handling | Class::Request));
        }
        // 「连同结转共办结21件」 are of this year, too.
        if self.with_carried(left) {
            set = words().only(set, |is| !matches!(is, Class::CarryOver | Class::LastYear));
        }
        if of_everybody(left, |t| self.spelling(t)) {
            set = words().only(set, |is| is != Class::Applicant);
        }
        let mut clean = bare && !tail.iter().any(other) && !right.iter().any(other);
        // 「3件申请因未在期限内缴清费用」: some of them.
        let why = right.iter().position(|t| matches!(self.spelling(t), "因" | "由于"));
        clean &= why
            .is_none_or(|i| !right[..i].iter().any(|t| is(t).is_some_and(Class::tells)) && l_last.is_none());
        if let Some(shared) = self.shared_by(left).filter(|_| set.is_empty()) {
            set = shared;
        } else if let Some(before) = self.reached(left, number).filter(|_| set.is_empty()) {
            set = before;
        } else if set.is_empty() && !self.pending.is_empty() {
            set = self.pending;
        } else if set.is_empty() {
            // 共300元: of what was spoken of.
            let share = unit == ClaimUnit::Percent && left.is_empty() && self.depth > 0;
            clean &= matches!(unit, ClaimUnit::Money(_)) || self.whole.is_some() || share;
        }
        let first = left.iter().find(|t| is(t).is_some_and(Class::tells)).filter(|_| l_last.is_some());
        let from = first.map_or(number.from, |t| t.from);
        let to = r_last.map_or(number.to, |i| right[i].to);
        let nearest = l_last.and_then(|i| is(&left[i])).or(r_last.and_then(|i| is(&right[i])));
        Phrase { left, right, set, clean, nearest, at: (from..to, number.from..number.digits) }
    }

    /// A number of something: 「新收申请25件」, or of last year: 「较2024年的60件增长15.3%」; not 「上年受理、本年答复的申请5件」.
    fn count(&mut self, p: Phrase<'_>, unit: ClaimUnit, item: ListedNumber<'a>) {
        self.end_full(p.at.1.start);
        // 「申请量超过1000件的3个，不足200件的4个」 counts those that had so many.
        let out = !item.stated.is_exact() && self.text.get(p.at.0.end..).is_some_and(|b| b.starts_with('的'))
            || self.scoped
            || [Class::Not, Class::Compared].iter().any(|i| p.has(*i))
            || p.before(Class::Respectively);
        let left = words().of_kind(p.set, Class::Handling).any(|v| v.is_step(RequestStep::Unfinished));
        let other_year = |is: Class| p.has(is) && !p.has(Class::CarryOver) && !left;
        let past = other_year(Class::LastYear);
        // 「2022年结转审理的复议14件、诉讼9件均已审结，无一被纠正」
        self.past |= p.has(Class::Case) && p.has(Class::CarryOver) && p.has(Class::LastYear);
        // 上年受理、本年答复的
        let both = past && p.before(Class::ThisYear);
        self.past &= !p.before(Class::ThisYear) && !p.before(Class::Reached);
        let gone = self.past && !past && !p.has(Class::CarryOver);
        let part = self.is_of_part(&p, unit, item);
        // 「两类分别为12件、4件」: none of the numbers is of all that was named.
        if p.before(Class::Respectively) {
            self.pending = Set::default();
        }
        // 「44件为企业、科研机构和法律服务机构等提出」: of those and others.
        let examples = p.right.iter().any(|t| is(t) == Some(Class::AndSoOn)) && p.has(Class::Applicant);
        // 「2021年12月31日前收到的2件申请」
        let dated = p.left.iter().any(|t| matches!(t.kind, TokenKind::Month(_)));
        let examples = examples || self.is_one_of_many(&p, item.joined);
        let unclear = past && (dated || matches!(unit, ClaimUnit::Money(_))) || examples;
        let none = unclear || out || other_year(Class::NextYear) || both || gone || part;
        let none = none || self.is_qualified(p.left);
        if self.lists.is_empty() && !none && !past {
            self.untold = Some(Untold { item, unit, digits: p.at.1.clone() });
        }
        if let Some(decided) = self.shown_decision(&item, p.left, p.right) {
            self.show_decisions(decided, item.stated, &p.at);
        }
        if !none && (self.is_left_over(p.left, p.right, unit) || self.is_carried_for(p.left, p.right)) {
            return self.understood(ClaimMeaning::carried_out(), item, p.at);
        }
        if !p.clean || none {
            return self.unknown(item);
        }
        if let ClaimUnit::Money(yuan) = unit {
            return self.money(p.set, item.stated, yuan, p.at);
        }
        let plain = !p.left.iter().chain(p.right).any(other);
        let disclosed = self.bare_disclosed(p.left, item.unit);
        let around = Around {
            // 「会议纪要、讨论记录等过程性信息1件」 are all of those.
            example: p.place(Class::AndSoOn) > p.place(Class::Result),
            joined: item.joined,
            listing: self.lists.last().map(List::kind).or(disclosed),
            ..self.around(p.set, p.nearest, plain)
        };
        let meant =
            around.meaning().and_then(|m| if self.aside { self.besides(m, p.at.0.end) } else { Some(m) });
        match meant.and_then(|m| self.within(m, p.set, p.at.1.start)).map(|m| self.of_both(m, p.set)) {
            Some(meaning) if past => self.of_last_year(meaning, item, p.at),
            Some(m) => self.understood(m, item, p.at),
            None => {
                self.unknown(item);
                // Whose cases they are, the tables may say.
                let cases =
                    Around { public: true, ..around }.meaning().filter(|m| m.subject == Subject::Cases);
                if let (Some(last), Some(m)) = (&mut self.last, cases) {
                    last.meaning = Some(m.into());
                }
            }
        }
    }
}
