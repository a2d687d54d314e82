//! A meaning: what is counted, and the sums over the form that it must agree with.

use super::expr::{Expr, Term};
use super::who::Who;
use super::words::{CaseEnd, Concept};
use crate::form::Role;

/// What a number must agree with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimMeaning {
    pub subject: Subject,
    /// What is counted, for people.
    pub name: String,
    /// Any of them is right.
    pub sums: Vec<Expr>,
    /// The columns of each row in them, the total where nobody is named.
    pub who: Vec<Who>,
    pub tier: Tier,
}

impl ClaimMeaning {
    pub fn of(subject: Subject, name: impl Into<String>, sums: Vec<Expr>, tier: Tier) -> ClaimMeaning {
        ClaimMeaning { subject, name: name.into(), sums, who: Vec::new(), tier }
    }
    /// 「现行有效41件」: what has been added up over years.
    pub fn counts_in_force(&self) -> bool {
        let in_force = |t: &Term| matches!(t, Term::Crossing(_, Role::InForce));
        self.sums.iter().any(|s| s.plus.iter().any(in_force))
    }
    /// 「结转下年度继续办理12件」
    pub fn carried_out() -> ClaimMeaning {
        ClaimMeaning::of(Subject::Requests, "结转下年", vec![Expr::role(Role::CarriedOut)], Tier::Other)
    }
    /// 「收取行政事业性收费」
    pub fn of_fee(fee: &Concept) -> ClaimMeaning {
        ClaimMeaning::of(Subject::Disclosure, fee.name.as_str(), fee.of.clone(), Tier::Other)
    }
}

/// What is counted; one check judges each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// 收到申请13件
    Requests,
    /// 予以公开8件
    Results,
    /// 行政复议2件，其中维持1件
    Cases,
    /// 制发规范性文件3件、行政许可120件
    Disclosure,
}

/// What kind of part a number is of the number before 其中.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tier {
    /// A base of requests, 「收到申请25件」; `true` if of the answered ones, 「办结27件」.
    Base(bool),
    /// 「自然人20件」
    Applicant,
    /// 「网上12件」, a part that no table has.
    WayOfAsking,
    /// 「部分公开4件」
    Group,
    /// 「内部事务信息2件」
    Result,
    /// 「行政复议4件」
    Case,
    /// 「维持2件」
    Outcome,
    Other,
}

/// What a number of requests can be counted on: 「收到申请25件」 may mean those of the year, or all there were.
pub fn bases() -> Vec<Expr> {
    let received = Expr::role(Role::Received);
    let all = Expr::sum([&received, &Expr::role(Role::CarriedIn)]);
    vec![Expr::role(Role::ResultTotal), received, all]
}

/// Reviews and suits that ended in one of some ways, or all of them.
pub fn ended(cases: &[&Concept], ends: &[CaseEnd]) -> Expr {
    let of_case = |case: &Role| match ends {
        [] => vec![Term::Role(*case)],
        ends => ends.iter().map(|end| Term::Ended(*case, *end)).collect(),
    };
    Expr::of(cases.iter().flat_map(|c| &c.cases).flat_map(of_case))
}
