//! What a number's words mean: a set of concepts and what is spoken of → the cells it must agree with.

use super::expr::Expr;
use super::meaning::{ClaimMeaning, Subject, Tier, bases, ended};
use super::who::Who;
use super::words::{CaseEnd, Class, Concept, RequestStep, Set, words};
use crate::form::Role;

/// The words around a number, and what stands around them.
#[derive(Clone, Copy, Debug)]
pub struct Around {
    pub set: Set,
    /// The concept next to the number.
    pub nearest: Option<Class>,
    /// What is spoken of, unless the words say.
    pub topic: Set,
    /// The report's own subject is spoken of: requests and cases are those of this report.
    pub public: bool,
    /// Reviews and suits alone are told here.
    pub of_cases: bool,
    /// Parts are being listed, the last of this kind.
    pub listing: Option<Tier>,
    /// Nothing around the number is left unexplained.
    pub plain: bool,
    /// Other things are counted here, and these as parts of them: 「修改4件，废止4件」 behind 「主动公开规章13件」.
    pub shadow: bool,
    /// 等 stands between the words, so that a single result is only an example of its group:
    /// 「因本机关不掌握相关政府信息等原因无法提供4件」.
    pub example: bool,
    /// 、 or 和 stands between the words: 「新收、结转申请合计2191件」.
    pub joined: bool,
}

/// The names of concepts, for people.
pub(super) fn names<'a>(concepts: impl IntoIterator<Item = &'a &'a Concept>) -> String {
    concepts.into_iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join("、")
}

impl Around {
    pub(super) fn any(&self, is: Class) -> bool {
        words().any(self.set, is)
    }
    pub(super) fn any_of(&self, classes: &[Class]) -> bool {
        classes.iter().any(|is| self.any(*is))
    }
    pub(super) fn all(&self, is: Class) -> Vec<&'static Concept> {
        words().of_kind(self.set, is).collect()
    }
    /// Whether requests are spoken of.
    fn of_requests(&self) -> bool {
        let w = words();
        let alone = w.only(self.topic, |i| i != Class::Request).is_empty();
        self.any(Class::Request) || (!self.speaks() && alone && w.any(self.topic, Class::Request))
    }
    /// Whether the words themselves say what is spoken of, and it is not requests.
    fn speaks(&self) -> bool {
        self.any_of(&[Class::Case, Class::Document, Class::Decision, Class::Fee, Class::HandlingFee])
    }

    /// What it means; none if it is not understood.
    pub fn meaning(&self) -> Option<ClaimMeaning> {
        if self.any_of(&[Class::ExcludesClause, Class::ExcludesAfter, Class::HandlingFee]) {
            return None;
        }
        let w = words();
        let of_case = |i: Class| self.any(i) && !self.any(Class::Request) && w.any(self.topic, Class::Case);
        // 「维持14件、纠正5件」, where nothing else is told: of any of them.
        let bare = self.any(Class::Outcome) && self.of_cases && self.topic.is_empty() && self.plain;
        let other_end = of_case(Class::Others) && !self.any(Class::ResultGroup);
        if self.any(Class::Case) || of_case(Class::Outcome) || other_end || bare {
            return self.case();
        }
        let of_document = self.any(Class::DocumentDeed) && w.any(self.topic, Class::Document);
        if self.any(Class::Document) || of_document {
            return self.document();
        }
        if self.any(Class::Decision) {
            return self.decision();
        }
        if self.any_of(&[Class::ResultGroup, Class::Result]) {
            return self.result();
        }
        self.request()
    }

    /// 「行政复议4件（维持2件、纠正1件、未审结1件）」, where the report's own are spoken of; not 「已审结62件」.
    fn case(&self) -> Option<ClaimMeaning> {
        use Class::*;
        let w = words();
        let stray = [Document, Decision, ResultGroup, Result, CarryOver, Applicant, DocumentDeed];
        let mut handled = w.of_kind(self.set, Handling);
        let taken = handled.all(|v| v.is_step(RequestStep::Received) || v.is_step(RequestStep::Handled));
        // 「办结和在办的政府信息公开行政复议86件」 are all there are.
        let steps = |s| w.of_kind(self.set, Handling).any(|v| v.is_step(s));
        let taken = taken || steps(RequestStep::Answered) && steps(RequestStep::Unfinished);
        if !self.public || self.any_of(&stray) || !taken {
            return None;
        }
        let set = if self.any(Case) { self.set } else { self.topic };
        let all: Vec<&Concept> = w.of_kind(set, Case).collect();
        // 「行政诉讼53件中，未经复议直接起诉24件」: the narrower one is meant.
        let narrower = |d: &Concept, c: &Concept| {
            d.cases.len() < c.cases.len() && d.cases.iter().all(|o| c.cases.contains(o))
        };
        let cases: Vec<&Concept> =
            all.iter().filter(|c| !all.iter().any(|d| narrower(d, c))).copied().collect();
        let by_end: Vec<&Concept> = [Outcome, Others].iter().flat_map(|i| w.of_kind(self.set, *i)).collect();
        let ends: Vec<CaseEnd> = by_end.iter().filter_map(|c| c.end).collect();
        let tier = if ends.is_empty() { Tier::Case } else { Tier::Outcome };
        let name = names(cases.iter().chain(&by_end));
        let sums = if cases.is_empty() {
            let kinds = w.of_kind(w.all(Case), Case).map(|c| ended(&[c], &ends));
            kinds.collect()
        } else {
            vec![ended(&cases, &ends)]
        };
        Some(ClaimMeaning::of(Subject::Cases, name, sums, tier))
    }

    /// 「不予公开3件」, 「过程性信息1件」; not 「予以公开率43.4%」.
    fn result(&self) -> Option<ClaimMeaning> {
        use Class::*;
        let (mut groups, mut single) = (self.all(ResultGroup), self.all(Result));
        let elsewhere = !self.of_requests() && (self.speaks() || !self.topic.is_empty());
        if elsewhere || self.any_of(&[CarryOver, Document, Decision, DocumentDeed]) {
            return None;
        }
        // 「因涉密等原因不公开38个」: no answer to anybody.
        if !self.of_requests() && !self.plain && groups.iter().all(|g| g.weak) {
            return None;
        }
        let mut sums: Vec<Expr> = Vec::new();
        if !groups.is_empty() && !single.is_empty() {
            if self.nearest == Some(Result) {
                groups.clear();
            } else {
                // 「因信息不存在而无法提供的402件」: the single result is meant; its group, where more may be told by it.
                if self.example {
                    single.clear();
                } else {
                    groups.clear();
                }
            }
        }
        let all: Vec<&Concept> = groups.into_iter().chain(single).collect();
        match all[..] {
            [one] => sums.extend_from_slice(&one.of),
            ref many => sums.push(Expr::sum(many.iter().filter_map(|c| c.of.first()))),
        }
        // 「公开和部分公开合计16件」, 「公开（含部分公开）85件」
        let partly = Expr::role(Role::PartlyGranted);
        if self.any(Disclosed) && sums.first() == Some(&partly) {
            sums.insert(0, Expr::sum([&Expr::role(Role::Granted), &partly]));
        }
        let of_group = self.any(ResultGroup) && self.nearest != Some(Result);
        let tier = if of_group { Tier::Group } else { Tier::Result };
        let meaning = ClaimMeaning::of(Subject::Results, names(&all), sums, tier);
        Some(ClaimMeaning { who: self.who(), ..meaning })
    }

    /// Who asked; none where nobody in particular did.
    fn who(&self) -> Vec<Who> {
        words().of_kind(self.set, Class::Applicant).flat_map(|c| c.columns.clone()).collect()
    }

    /// Requests by what became of them, by who made them, or all of them.
    fn request(&self) -> Option<ClaimMeaning> {
        use Class::*;
        // 「上年结转5件」 needs no 申请 beside it where nothing else is spoken of.
        let left = self.all(Handling).iter().any(|v| v.is_step(RequestStep::Unfinished));
        let directed = self.any(CarryOver) && self.any_of(&[LastYear, NextYear]);
        let carried = directed && self.topic.is_empty() && !self.speaks();
        if (!carried && !self.of_requests()) || self.any_of(&[WayOfAsking, Dropped]) {
            return None;
        }
        // 「下一年继续办理的6件申请」, 「上年未办结的11件」
        if self.any(CarryOver) || left && self.any_of(&[LastYear, NextYear]) {
            let known = directed || !self.all(CarryOver).iter().all(|c| c.weak) || left;
            return known.then(|| self.carried_over());
        }
        let handled = self.all(Handling);
        if self.any(Others) {
            return self.others(handled.is_empty() && !self.any(Request));
        }
        if let [first, ..] = handled[..] {
            return Some(self.handled(first, &handled));
        }
        if let Some(who) = self.all(Applicant).first() {
            return Some(self.requests(format!("{}申请", who.name), bases(), Tier::Applicant));
        }
        if self.any(Disclosed) && self.listing.is_some() {
            // 「其中公开12件」
            let granted = Expr::role(Role::Granted);
            let both = Expr::sum([&granted, &Expr::role(Role::PartlyGranted)]);
            return Some(ClaimMeaning::of(Subject::Results, "予以公开", vec![granted, both], Tier::Group));
        }
        // 「收取信息处理费3200元，涉及申请1件」 are those that paid.
        let paid = words().any(self.topic, HandlingFee);
        let all = self.any(Request) && !self.any(Disclosed) && !paid;
        all.then(|| self.requests("申请", bases(), Tier::Base(false)))
    }

    fn requests(&self, name: impl Into<String>, sums: Vec<Expr>, tier: Tier) -> ClaimMeaning {
        ClaimMeaning { who: self.who(), ..ClaimMeaning::of(Subject::Requests, name, sums, tier) }
    }

    /// 「上年结转5件」, 「结转下年3件」; 「结转3件」 may be either.
    fn carried_over(&self) -> ClaimMeaning {
        let (brought, left) = (Expr::role(Role::CarriedIn), Expr::role(Role::CarriedOut));
        let taken = |v: &&Concept| v.is_step(RequestStep::Received);
        if self.joined && !self.any(Class::NextYear) && self.all(Class::Handling).iter().any(taken) {
            let both = Expr::sum([&Expr::role(Role::Received), &brought]);
            return self.requests("新收和上年结转申请", vec![both, brought], Tier::Base(false));
        }
        match (self.any(Class::LastYear), self.any(Class::NextYear)) {
            (true, false) => self.requests("上年结转", vec![brought], Tier::Other),
            (false, true) => self.requests("结转下年", vec![left], Tier::Other),
            _ => self.requests("结转", vec![left, brought], Tier::Other),
        }
    }

    /// 其他 alone, by what is being listed: 「商业企业4件、其他1件」 is an applicant; 「财政资金4件、其他3件」 is
    /// nothing of ours.
    fn others(&self, alone: bool) -> Option<ClaimMeaning> {
        let other = self.all(Class::Others).into_iter().next()?;
        match self.listing.filter(|_| alone)? {
            Tier::Applicant => {
                let meaning = self.requests("其他申请人", bases(), Tier::Applicant);
                Some(ClaimMeaning { who: other.columns.clone(), ..meaning })
            }
            Tier::WayOfAsking | Tier::Other => None,
            _ => Some(ClaimMeaning::of(Subject::Results, "其他处理", other.of.clone(), Tier::Group)),
        }
    }

    /// 「收到申请25件」, 「办结27件」: any of the sums of its words.
    fn handled(&self, first: &Concept, all: &[&Concept]) -> ClaimMeaning {
        let mut sums: Vec<Expr> = Vec::new();
        // 「收到并办理」 are likeliest all that were there to be handled.
        let (taken, rest): (Vec<_>, Vec<_>) = all.iter().partition(|v| v.is_step(RequestStep::Handled));
        for of in taken.iter().chain(&rest).flat_map(|v: &&&Concept| &v.of) {
            if !sums.contains(of) {
                sums.push(of.clone());
            }
        }
        let tier = if self.any(Class::Applicant) {
            Tier::Applicant
        } else if first.is_step(RequestStep::Unfinished) {
            Tier::Other
        } else {
            Tier::Base(all.iter().any(|v| v.is_step(RequestStep::Answered)))
        };
        self.requests(format!("{}申请", names(all)), sums, tier)
    }
}
