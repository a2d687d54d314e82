//! What a number means as a part of the whole told before it, or as what remains of one.

use super::super::expr::Expr;
use super::super::lex::Token;
use super::super::meaning::{ClaimMeaning, Subject, Tier};
use super::super::who::{Who, others};
use super::super::words::{ClaimUnit, Class, Concept, Set, words};
use super::numbers::Phrase;
use super::{SentenceReader, is};
use crate::form::Role;
use rust_decimal::Decimal;

impl SentenceReader<'_> {
    /// What a part of the whole means. 「答复27件（其中按时答复22件，延期答复5件）」 answers no more than its part; what is
    /// one row has no rows as parts; applicants listed of a result are those of that result.
    pub(super) fn within(&self, m: ClaimMeaning, set: Set, from: usize) -> Option<ClaimMeaning> {
        let m = self.rest_of_results(self.left_over(self.rest_who_asked(m, set)?, from));
        let of = self.lists.last().and_then(|l| l.whole.as_ref()).and_then(|w| w.meaning.as_deref());
        let Some(of) = of else { return Some(m) };
        if words().any(set, Class::Handling) && m.tier != of.tier {
            return Some(m);
        }
        // 「结转下年3件，其中商业企业1件」, 「10件跨年办理的申请，其中个人9件」
        let carried = of.sums.iter().all(is_carried) && !of.sums.is_empty();
        if carried && m.tier == Tier::Applicant {
            // 「全年收到申请9件，上年结转1件，其中自然人申请7件」: of all of them.
            let sums = if self.parts_are_more(from) { m.sums.clone() } else { of.sums.clone() };
            return Some(ClaimMeaning { sums, ..m });
        }
        // 「上年结转的5件中，1件部分公开、1件不掌握」: of those alone.
        if of.sums == [Expr::role(Role::CarriedIn)] && !matches!(m.tier, Tier::Base(_)) {
            return None;
        }
        // 「法律服务机构9件，其中省外律师事务所6件」: some of those who asked.
        if m.tier == Tier::Applicant && of.tier == Tier::Applicant && m.who == of.who {
            return None;
        }
        let of_result = of.subject == Subject::Results;
        let single = |c: &Concept| c.single && c.of == of.sums;
        match m.tier {
            // 答复27件，其中按时答复22件
            tier if tier == of.tier && matches!(tier, Tier::Base(_)) && m.sums.len() > 1 => None,
            Tier::Result if of_result && words().concepts.iter().any(single) => None,
            Tier::Applicant if of_result => {
                let name = format!("{}的{}", of.name, m.name);
                Some(ClaimMeaning { who: m.who, tier: Tier::Applicant, name, ..of.clone() })
            }
            Tier::Applicant if matches!(of.tier, Tier::Base(_)) => {
                Some(ClaimMeaning { sums: of.sums.clone(), ..m })
            }
            _ => Some(m),
        }
    }

    /// Whether a number here, or one told before it in its list, is more than the whole of it.
    fn parts_are_more(&self, from: usize) -> bool {
        let Some(list) = self.lists.last() else { return false };
        let here =
            self.text.get(from..).map_or("", |t| t.split(|c: char| !c.is_ascii_digit()).next().unwrap_or(""));
        let here = here.parse().unwrap_or(Decimal::ZERO);
        let more = |whole: Decimal| here > whole || list.items.iter().any(|i| i.stated.low > whole);
        list.whole.as_ref().is_some_and(|w| more(w.stated.high))
    }

    /// 结转 alone, told behind what was answered, behind what came over from last year or as what remains, goes over to the
    /// next year: 「办结27件，结转3件」, 「剩余3件结转办理」.
    fn left_over(&self, m: ClaimMeaning, from: usize) -> ClaimMeaning {
        let (brought, left) = (Expr::role(Role::CarriedIn), Expr::role(Role::CarriedOut));
        let told = |c: &super::Claim| {
            c.meaning().is_some_and(|b| b.tier == Tier::Base(true) || b.sums == [brought.clone()])
        };
        // 「办结27件（含结转5件）」 are last year's.
        let alone = self.lists.is_empty() && self.depth == 0;
        // 「新收申请25件，加上结转的5件」
        let clause = self.text.get(..from).and_then(|t| t.rsplit(['，', '；', '。']).next()).unwrap_or("");
        if m.sums == [left.clone(), brought.clone()]
            && words().reading.added.iter().any(|w| clause.contains(w.as_str()))
        {
            return ClaimMeaning { name: "上年结转".into(), sums: vec![brought], ..m };
        }
        if alone && m.sums == [left, brought.clone()] && (self.aside || self.claims.iter().any(told)) {
            return ClaimMeaning::carried_out();
        }
        m
    }

    /// 其他 behind some who asked are all that were not named: 「自然人14件，其他4件」.
    /// 其他组织 are, too; alone nobody knows whether they are one column or all of them.
    fn rest_who_asked(&self, m: ClaimMeaning, set: Set) -> Option<ClaimMeaning> {
        let w = words();
        let rest = [Who::Role(Role::OtherApplicants)];
        let mut who = w.of_kind(set, Class::Applicant).peekable();
        let organisations = who.peek().is_some() && who.all(|c| c.columns == rest);
        let others_asked = w.any(set, Class::Others) && !w.any(set, Class::Applicant);
        if m.tier != Tier::Applicant || !others_asked && !organisations {
            return Some(m);
        }
        let items = self.lists.last().map_or(&[][..], |l| &l.items);
        let mut named = items.iter().flat_map(|i| w.of_kind(i.set, Class::Applicant)).peekable();
        if named.peek().is_none() {
            return Some(m).filter(|_| !organisations);
        }
        let mut who = others(self.form, named.flat_map(|c| &c.columns));
        // 「36件法人或其他组织申请中，商业企业21件、社会公益组织2件、法律服务机构9件、其他4件」: of those.
        let of = self.lists.last().and_then(|l| l.whole.as_ref()).and_then(|w| w.meaning.as_deref());
        if let Some(of) = of.filter(|of| of.tier == Tier::Applicant) {
            let within = |w: &Who| {
                let mut all = of.who.iter().flat_map(|o| o.columns(self.form));
                all.any(|c| w.columns(self.form).contains(c))
            };
            who.retain(within);
        }
        Some(if who.is_empty() { m } else { ClaimMeaning { who, ..m } })
    }

    /// 其他情形 behind some results may be all that were not named: 「无法提供366件，占29.1%；其他情形139件」.
    fn rest_of_results(&self, mut m: ClaimMeaning) -> ClaimMeaning {
        let told: Vec<&ClaimMeaning> = self.claims.iter().filter_map(super::Claim::meaning).collect();
        let groups = told.into_iter().filter(|m| m.tier == Tier::Group).filter_map(|m| m.sums.first());
        let named = Expr::sum(groups);
        let other = m.tier == Tier::Group && m.sums.first() == Some(&Expr::role(Role::OtherResults));
        if other && !named.plus.is_empty() {
            m.sums.push(Expr::role(Role::ResultTotal).less(&named));
        }
        m
    }

    /// What remains, or is there besides, is none of all there were; requests not done yet are carried over:
    /// 「尚有5件申请未到答复期限」, not 「另有2件申请经沟通后撤回」.
    pub(super) fn besides(&self, m: ClaimMeaning, from: usize) -> Option<ClaimMeaning> {
        match m.tier {
            Tier::Base(_) => {
                let rest = self.text.get(from..).unwrap_or("");
                let undone = words().reading.undone.iter().any(|w| rest.contains(w.as_str()));
                undone.then(ClaimMeaning::carried_out)
            }
            Tier::Case => None,
            // 「属于第三方权益1件，其余不予公开2件」
            Tier::Group => Some(self.without_told(m)),
            _ => Some(m),
        }
    }

    /// What is left of a group behind some of its rows.
    fn without_told(&self, mut m: ClaimMeaning) -> ClaimMeaning {
        let told = self.claims.iter().filter_map(super::Claim::meaning);
        let rows = told.filter(|r| r.tier == Tier::Result && r.subject == m.subject);
        let rows = Expr::sum(rows.filter_map(|r| r.sums.first()));
        m.sums = m.sums.into_iter().map(|s| s.less(&rows)).collect();
        m
    }

    /// Whether 其他 goes on a row of matters, 「复议来源：旧改征收57件、规划许可28件、其他18件」, or those who asked go on behind the first,
    /// 「其余34件由科研机构、社会公益组织提出」.
    pub(super) fn is_one_of_many(&self, p: &Phrase<'_>, joined: bool) -> bool {
        let named = p.has(Class::Outcome) || p.has(Class::ResultGroup) || p.has(Class::Applicant);
        let of_matters = p.has(Class::Others) && joined && !named && words().any(self.topic, Class::Case);
        let unknown = || self.last.as_ref().is_none_or(|l| l.meaning.is_none());
        let end = p.right.last().map_or("", |t| self.text.get(t.to..).unwrap_or(""));
        let who = p.right.last().and_then(is) == Some(Class::Applicant);
        of_matters && unknown() || who && end.starts_with('、')
    }

    /// 「尚有8件申请因征求第三方意见等原因结转至下一年度继续办理」: all that were, where nothing else is counted behind.
    pub(super) fn is_carried_for(&self, left: &[Token], right: &[Token]) -> bool {
        let only = left.iter().all(|t| {
            matches!(is(t), Some(Class::Remainder | Class::Filler | Class::ThisYear))
                && self.spelling(t) != "其余"
        });
        let [request, why, ..] = right else { return false };
        let named = is(request) == Some(Class::Request) && matches!(self.spelling(why), "因" | "由于");
        let behind = self.text[why.to..].split(['；', '。']).next().unwrap_or("");
        let has = |of: &[&str]| of.iter().any(|w| behind.contains(w));
        let carried = has(&["结转", "转入", "顺延"]) && has(&["下年", "下一年", "次年", "明年"]);
        only && named && carried && !behind.contains('件')
    }

    /// 「新收26件，结转2件，办结27件，余1件」: of the requests that were there, those that were not answered.
    pub(super) fn is_left_over(&self, left: &[Token], right: &[Token], unit: ClaimUnit) -> bool {
        let only = left.iter().all(|t| matches!(is(t), Some(Class::Remainder | Class::Filler)));
        let answered = |c: &super::Claim| {
            c.meaning().is_some_and(|m| m.tier == Tier::Base(true) && m.subject == Subject::Requests)
        };
        let remains =
            left.iter().any(|t| is(t) == Some(Class::Remainder) && self.spelling(t).contains(['余', '剩']));
        // 「剩余3件处于法定办理期限内」
        let behind = right.first().zip(right.last()).map_or("", |(a, b)| &self.text[a.from..b.to]);
        let undone = || words().reading.undone.iter().any(|w| behind.contains(w.as_str()));
        let known = if right.is_empty() {
            self.claims.last().is_some_and(answered)
        } else {
            words().any(self.topic, Class::Request) && undone()
        };
        unit == ClaimUnit::Count && only && remains && known
    }

    /// What is counted, of the words behind a number: 「25件关于政府信息公开工作有关情况的申请」 may say what about.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    pub(super) fn counted<'t>(&self, left: &[Token], right: &'t [Token]) -> &'t [Token] {
        let of = |i: &usize| {
            *i > 0 && is(&right[*i]) == Some(Class::Request) && self.spelling(&right[i - 1]).ends_with('的')
        };
        let tells = |t: &Token| {
            matches!(
                is(t),
                Some(Class::Result | Class::ResultGroup | Class::Applicant | Class::ExcludesClause)
            )
        };
        let taken = left.iter().any(|t| is(t) == Some(Class::Handling));
        // 「4件本机关不掌握的申请」 says of which.
        let about = |i: &usize| taken && !right[..*i].iter().any(tells);
        (0..right.len()).rev().find(of).filter(about).map_or(right, |i| &right[i..])
    }
}

/// Whether it is what came over from last year or goes over to the next.
fn is_carried(sum: &Expr) -> bool {
    [Role::CarriedIn, Role::CarriedOut].iter().any(|r| *sum == Expr::role(*r))
}
