//! What a number's words mean: a set of concepts and what is spoken of → the cells it must agree with.

use super::words::{Concept, Is, Set, words};

/// What a number must agree with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// Which check judges it.
    pub code: &'static str,
    /// What is counted, for people.
    pub name: String,
    /// Sums of roles and keys; any of them is right.
    pub sums: Vec<String>,
    /// The column of each row in them, the total where there is none.
    pub column: Option<String>,
    pub tier: Tier,
}

/// What kind of part a number is of the number before 其中.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tier {
    /// A base of requests; `true` if of the answered ones.
    Base(bool),
    Column,
    Channel,
    Group,
    Row,
    Case,
    Outcome,
    Other,
}

/// The words around a number, and what stands around them.
#[derive(Clone, Copy, Debug)]
pub struct Around {
    pub set: Set,
    /// The concept next to the number.
    pub nearest: Option<Is>,
    /// What is spoken of, unless the words say.
    pub topic: Set,
    /// The report's own subject is spoken of: requests and cases are those of this report.
    pub public: bool,
    /// Parts are being listed, the last of this kind.
    pub listing: Option<Tier>,
    /// Nothing around the number is left unexplained.
    pub plain: bool,
    /// What is counted is named by a clause of other things.
    pub shadow: bool,
    /// 等 stands between the words: a row names only an example.
    pub example: bool,
}

/// What a number of requests can be counted on.
pub const BASES: [&str; 3] = ["ResultTotal", "Received", "Received + CarriedIn"];

/// The cells of a case's total that ended so, as a term of a sum.
pub fn ended(total: &str, outcome: &str) -> String {
    format!("{total}:{outcome}")
}

/// What can be spoken of.
pub fn is_subject(is: Is) -> bool {
    matches!(is, Is::Request | Is::Case | Is::Document | Is::Decision | Is::Fee | Is::HandlingFee)
}

impl Around {
    fn any(&self, is: Is) -> bool {
        words().any(self.set, is)
    }
    fn all(&self, is: Is) -> Vec<&'static Concept> {
        words().of_kind(self.set, is).collect()
    }
    /// Whether requests are spoken of.
    fn of_requests(&self) -> bool {
        let w = words();
        let alone = w.only(self.topic, |i| i != Is::Request).is_empty();
        self.any(Is::Request) || (!self.speaks() && alone && w.any(self.topic, Is::Request))
    }
    /// Whether the words themselves say what is spoken of.
    fn speaks(&self) -> bool {
        [Is::Case, Is::Document, Is::Decision, Is::Fee, Is::HandlingFee].iter().any(|i| self.any(*i))
    }

    /// What it means; none if it is not understood.
    pub fn meaning(&self) -> Option<Meaning> {
        if [Is::Out, Is::Scope, Is::HandlingFee].iter().any(|i| self.any(*i)) {
            return None;
        }
        let w = words();
        let of_case = |i: Is| self.any(i) && !self.any(Is::Request) && w.any(self.topic, Is::Case);
        if self.any(Is::Case) || of_case(Is::Outcome) || (of_case(Is::Else) && !self.any(Is::Group)) {
            return self.case();
        }
        if self.any(Is::Document) || (self.any(Is::Deed) && w.any(self.topic, Is::Document)) {
            return self.document();
        }
        if self.any(Is::Decision) {
            return self.decision();
        }
        if self.any(Is::Group) || self.any(Is::Row) {
            return self.result();
        }
        self.request()
    }

    fn case(&self) -> Option<Meaning> {
        let w = words();
        let stray = [Is::Document, Is::Decision, Is::Group, Is::Row, Is::Carry, Is::Column, Is::Deed];
        let verbs = self.all(Is::Verb);
        let taken = verbs.iter().all(|v| v.of.first().is_some_and(|o| o.starts_with("Received")));
        if !self.public || stray.iter().any(|i| self.any(*i)) || !taken {
            return None;
        }
        let set = if self.any(Is::Case) { self.set } else { self.topic };
        let mut cases: Vec<&Concept> = w.of_kind(set, Is::Case).collect();
        // 行政诉讼中未经复议直接起诉: the narrower one is meant.
        let narrower =
            |d: &Concept, c: &Concept| d.of.len() < c.of.len() && d.of.iter().all(|o| c.of.contains(o));
        let all = cases.clone();
        cases.retain(|c| !all.iter().any(|d| narrower(d, c)));
        let ends: Vec<&Concept> =
            [Is::Outcome, Is::Else].iter().flat_map(|i| w.of_kind(self.set, *i)).collect();
        let totals = cases.iter().flat_map(|c| &c.of);
        let cells: Vec<String> = match ends.as_slice() {
            [] => totals.cloned().collect(),
            ends => totals.flat_map(|t| ends.iter().map(move |e| ended(t, &e.outcome))).collect(),
        };
        let tier = if ends.is_empty() { Tier::Case } else { Tier::Outcome };
        let name = cases.iter().chain(&ends).map(|c| c.name.as_str()).collect::<Vec<_>>().join("、");
        Some(Meaning { code: "N103", name, sums: vec![cells.join(" + ")], column: None, tier })
    }

    fn document(&self) -> Option<Meaning> {
        let stray =
            [Is::Request, Is::Verb, Is::Group, Is::Row, Is::Carry, Is::Disclose, Is::Decision, Is::Else];
        let (deeds, mut documents) = (self.all(Is::Deed), self.all(Is::Document));
        if stray.iter().any(|i| self.any(*i)) {
            return None;
        }
        if documents.is_empty() && self.shadow {
            return None;
        }
        if documents.is_empty() {
            documents = words().of_kind(self.topic, Is::Document).collect();
            // 规章和规范性文件分别…，废止1件、19件: of one of them.
            if documents.len() > 1 {
                return None;
            }
        }
        // 制定现行有效 says the latter.
        let deed = match deeds.as_slice() {
            [d] => d,
            _ => return None,
        };
        let cells: Vec<String> =
            documents.iter().map(|d| format!("{}/{}", d.of.join(""), deed.of.join(""))).collect();
        let names: Vec<&str> = documents.iter().map(|d| d.name.as_str()).collect();
        let name = format!("{}{}", deed.name, names.join("、"));
        Some(Meaning { code: "N105", name, sums: vec![cells.join(" + ")], column: None, tier: Tier::Other })
    }

    fn decision(&self) -> Option<Meaning> {
        let stray = [
            Is::Request,
            Is::Group,
            Is::Row,
            Is::Carry,
            Is::Disclose,
            Is::Deed,
            Is::Else,
            Is::Column,
            Is::Outcome,
        ];
        let done = |c: &Concept| c.of.first().is_some_and(|o| o.contains('+'));
        let verbs = self.all(Is::Verb);
        let shadow = self.shadow && verbs.is_empty();
        if shadow || stray.iter().any(|i| self.any(*i)) || !verbs.iter().all(|v| done(v)) {
            return None;
        }
        let all = self.all(Is::Decision);
        let sum: Vec<String> = all.iter().flat_map(|c| c.of.clone()).collect();
        let name = all.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join("、");
        Some(Meaning { code: "N105", name, sums: vec![sum.join(" + ")], column: None, tier: Tier::Other })
    }

    fn result(&self) -> Option<Meaning> {
        let (mut groups, mut rows) = (self.all(Is::Group), self.all(Is::Row));
        let elsewhere = !self.of_requests() && (self.speaks() || !self.topic.is_empty());
        let stray = [Is::Carry, Is::Document, Is::Decision, Is::Deed];
        if elsewhere || stray.iter().any(|i| self.any(*i)) {
            return None;
        }
        if !self.of_requests() && !self.plain && groups.iter().any(|g| g.weak) {
            return None;
        }
        let mut sums: Vec<String> = Vec::new();
        if !groups.is_empty() && !rows.is_empty() {
            if self.nearest == Some(Is::Row) {
                groups.clear();
            } else if self.example {
                rows.clear();
            } else {
                // 因属于国家秘密不予公开: the row is meant, or the group.
                sums.extend(rows.iter().flat_map(|r| r.of.clone()));
                rows.clear();
            }
        }
        let all: Vec<&Concept> = groups.into_iter().chain(rows).collect();
        match all.as_slice() {
            [one] => sums.extend(one.of.iter().cloned()),
            many => {
                sums.push(many.iter().filter_map(|c| c.of.first().cloned()).collect::<Vec<_>>().join(" + "))
            }
        }
        let name = all.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join("、");
        let tier = if all.iter().all(|c| c.is == Is::Group) { Tier::Group } else { Tier::Row };
        Some(Meaning { code: "N102", name, sums, column: self.column(), tier })
    }

    fn column(&self) -> Option<String> {
        match self.all(Is::Column).as_slice() {
            [] => None,
            all => Some(all.iter().flat_map(|c| c.of.clone()).collect::<Vec<_>>().join(" + ")),
        }
    }

    fn request(&self) -> Option<Meaning> {
        // 上年结转 needs no 申请 beside it where nothing else is spoken of.
        let directed = self.any(Is::Carry) && (self.any(Is::Last) || self.any(Is::Next));
        let carried = directed && self.topic.is_empty() && !self.speaks();
        if !carried && !self.of_requests() {
            return None;
        }
        let n101 = |name: String, sums: Vec<String>, tier: Tier| {
            Some(Meaning { code: "N101", name, sums, column: self.column(), tier })
        };
        let own = |sums: &[&str]| sums.iter().map(|s| s.to_string()).collect::<Vec<_>>();
        if self.any(Is::Channel) {
            return None;
        }
        if self.any(Is::Carry) {
            let (last, next) = (self.any(Is::Last), self.any(Is::Next));
            return match (last, next) {
                (true, false) => n101("上年结转".into(), own(&["CarriedIn"]), Tier::Other),
                (false, true) => n101("结转下年".into(), own(&["CarriedOut"]), Tier::Other),
                _ => n101("结转".into(), own(&["CarriedOut", "CarriedIn"]), Tier::Other),
            };
        }
        let verbs = self.all(Is::Verb);
        if self.any(Is::Else) {
            let other = self.all(Is::Else).into_iter().next()?;
            return match self.listing.filter(|_| verbs.is_empty() && !self.any(Is::Request))? {
                Tier::Column => {
                    let m = n101("其他申请人".into(), own(&BASES), Tier::Column)?;
                    Some(Meaning { column: Some(other.column.clone()), ..m })
                }
                Tier::Channel | Tier::Other => None,
                _ => {
                    let (name, sums) = ("其他处理".into(), other.of.clone());
                    Some(Meaning { code: "N102", name, sums, column: None, tier: Tier::Group })
                }
            };
        }
        let mut sums: Vec<String> = Vec::new();
        for of in verbs.iter().flat_map(|v| &v.of) {
            if !sums.contains(of) {
                sums.push(of.clone());
            }
        }
        if let Some(v) = verbs.first() {
            let answered = verbs.iter().any(|v| v.of[0].starts_with("ResultTotal"));
            let name = verbs.iter().map(|v| v.name.as_str()).collect::<Vec<_>>().join("、");
            let left = v.of[0] == "CarriedOut";
            let tier = match self.column() {
                Some(_) => Tier::Column,
                None if left => Tier::Other,
                None => Tier::Base(answered),
            };
            return n101(format!("{name}申请"), sums, tier);
        }
        if let Some(c) = self.all(Is::Column).first() {
            return n101(format!("{}申请", c.name), own(&BASES), Tier::Column);
        }
        if self.any(Is::Disclose) && self.listing.is_some() {
            let sums = own(&["Granted", "Granted + PartlyGranted"]);
            return Some(Meaning {
                code: "N102",
                name: "予以公开".into(),
                sums,
                column: None,
                tier: Tier::Group,
            });
        }
        (self.any(Is::Request) && !self.any(Is::Disclose))
            .then(|| n101("申请".into(), own(&BASES), Tier::Base(false)))?
    }
}
