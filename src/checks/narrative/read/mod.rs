//! A sentence → what it claims. One pass over its pieces, clause by clause; what is not understood claims
//! nothing. What a sentence leaves for the next one to go on from is its `Carry`.

mod lists;
mod without_number;

use super::lex::{self, Kind, Token};
use super::mean::{Around, Meaning, Tier, is_subject};
use super::number::Stated;
use super::words::{Concept, Id, Is, Set, Unit, words};
use lists::List;
use rust_decimal::Decimal;
use std::ops::Range;

/// What a sentence claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// So many of this.
    Number { meaning: Meaning, stated: Stated, said: Said },
    /// The parts of a whole, added up; `complete` if they are all of it.
    Parts { whole: Stated, of: Tier, sum: Decimal, tier: Tier, complete: bool },
    /// `part` as a share of one of `wholes`, or of a base in the table.
    Share { part: Stated, percent: Stated, wholes: Vec<Stated> },
    /// More or less than last year.
    Change { meaning: Meaning, by: Stated, unit: Unit, up: bool, now: Option<Stated> },
    /// 信息处理费 collected, in 元.
    HandlingFee { yuan: Stated },
}

/// How a number is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Number,
    /// 未收到
    Nothing,
    /// 均: nothing of anything else.
    Rest,
}

/// A claim with its place in the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub what: What,
    /// Bytes of the words that make it.
    pub range: Range<usize>,
    /// Bytes of the number's digits.
    pub digits: Range<usize>,
}

impl Claim {
    /// What its number must agree with, where it states one.
    pub fn meaning(&self) -> Option<&Meaning> {
        if let What::Number { meaning, .. } = &self.what { Some(meaning) } else { None }
    }
}

/// What a sentence goes on from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Carry {
    pub topic: Set,
    /// Requests or cases are those of this report.
    pub public: bool,
    /// The last base, which 其中 at the beginning takes apart.
    base: Option<(Stated, Tier)>,
}

/// What does not change within a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Setting {
    pub year: u16,
    /// 全市 is more than this office.
    pub narrow: bool,
    /// 办公室 is this office itself.
    pub bureau: bool,
}

/// The last number understood.
#[derive(Clone, Debug)]
struct Last {
    stated: Stated,
    meaning: Option<Meaning>,
    tier: Tier,
}

struct Reader {
    topic: Set,
    public: bool,
    setting: Setting,
    /// A part of the year or of the office is spoken of.
    scoped: bool,
    whole_named: bool,
    versus: bool,
    /// A clause of other things governs what follows.
    shadow: bool,
    /// Cases named since the last 均.
    cases: Set,
    pending: Set,
    last: Option<Last>,
    bases: Vec<Stated>,
    base: Option<(Stated, Tier)>,
    lists: Vec<List>,
    claims: Vec<Claim>,
}

/// Reads one sentence.
pub fn read(text: &str, before: &Carry, setting: Setting) -> (Vec<Claim>, Carry) {
    let tokens = dated(text, lex::tokens(text), setting.year);
    let w = words();
    let public = before.public || text.contains("公开");
    let mut r = Reader {
        topic: before.topic,
        public,
        setting,
        scoped: partial_months(&tokens),
        whole_named: false,
        versus: false,
        shadow: false,
        cases: Set::default(),
        pending: Set::default(),
        last: before.base.map(|(stated, tier)| Last { stated, meaning: None, tier }),
        bases: before.base.iter().map(|b| b.0).collect(),
        base: before.base,
        lists: Vec::new(),
        claims: Vec::new(),
    };
    r.clauses(text, &tokens);
    while let Some(l) = r.lists.pop() {
        r.close(l);
    }
    let public = before.public || w.any(r.topic, Is::Request);
    (r.claims, Carry { topic: r.topic, public, base: r.base })
}

/// Years become 上年, 本年, 下年, or a part of time that no table covers.
fn dated(text: &str, mut tokens: Vec<Token>, year: u16) -> Vec<Token> {
    let id = |is: Is| words().concepts.iter().position(|c| c.is == is).unwrap_or(0) as Id;
    let word = |y: u16| match i32::from(y) - i32::from(year) {
        0 => id(Is::This),
        -1 => id(Is::Last),
        1 => id(Is::Next),
        _ => id(Is::Scope),
    };
    // 2025年以来 is this year, as long as it has lasted.
    let since = |t: &Token| matches!(&text[t.from..t.to], "以来" | "来");
    for i in 1..tokens.len() {
        if tokens[i - 1].kind == Kind::Year(year) && since(&tokens[i]) {
            tokens[i].kind = Kind::Word(id(Is::This));
        }
    }
    let dated = |t: Token| match t.kind {
        Kind::Year(y) => Token { kind: Kind::Word(word(y)), ..t },
        _ => t,
    };
    tokens.into_iter().map(dated).collect()
}

/// Whether months are named that are not the whole year.
fn partial_months(tokens: &[Token]) -> bool {
    let months: Vec<u8> =
        tokens.iter().filter_map(|t| if let Kind::Month(m) = t.kind { Some(m) } else { None }).collect();
    months.iter().any(|m| !matches!(m, 1 | 12)) || (months.contains(&1) && !months.contains(&12))
}

fn is(t: &Token) -> Option<Is> {
    if let Kind::Word(id) = t.kind { Some(words().is(id)) } else { None }
}

/// Words that say something of their own.
fn telling(i: Is) -> bool {
    !matches!(i, Is::Filler | Is::Among | Is::This | Is::Whole | Is::Bureau | Is::All | Is::Each | Is::Noise)
}

/// The telling concepts of some pieces, and the last of them.
fn gather(tokens: &[Token]) -> (Set, Option<usize>) {
    let mut set = Set::default();
    let mut last = None;
    for (i, t) in tokens.iter().enumerate() {
        if let Kind::Word(id) = t.kind
            && telling(words().is(id))
        {
            set = set.with(id);
            last = Some(i);
        }
    }
    (set, last)
}

fn other(t: &Token) -> bool {
    matches!(t.kind, Kind::Other | Kind::Foreign | Kind::Month(_))
}

impl Reader {
    fn clauses(&mut self, text: &str, tokens: &[Token]) {
        let mut clause: Vec<Token> = Vec::new();
        let mut segment = 0;
        let mut counted = false;
        let mut i = 0;
        while i < tokens.len() {
            let t = tokens[i];
            i += 1;
            match t.kind {
                Kind::Open => {
                    let end = close_of(tokens, i);
                    self.inside(text, &tokens[i..end]);
                    i = end + 1;
                }
                Kind::Comma => {
                    self.end_clause(&clause, counted);
                    clause.clear();
                    (segment, counted) = (0, false);
                }
                Kind::Number { .. } => {
                    let behind = right_of(&tokens[i..]);
                    i += behind.len();
                    let left = &clause[segment..];
                    match self.apart(left, &t, &tokens[i..], behind.is_empty()) {
                        Some(used) => i += used,
                        None => self.number(text, left, &t, behind),
                    }
                    self.speak_of(&clause[segment..], behind);
                    if behind.last().is_some_and(|b| text[b.from..b.to].ends_with('中')) {
                        self.open(t.to);
                    }
                    clause.push(t);
                    clause.extend_from_slice(behind);
                    (segment, counted) = (clause.len(), true);
                }
                Kind::Foreign => {
                    clause.push(t);
                    (segment, counted) = (clause.len(), true);
                    self.last = None;
                }
                _ => {
                    self.scope(&t);
                    clause.push(t);
                }
            }
        }
        self.end_clause(&clause, counted);
    }

    /// What stands in brackets, with the last number as its whole.
    fn inside(&mut self, text: &str, tokens: &[Token]) {
        let (topic, last, pending, scoped) = (self.topic, self.last.clone(), self.pending, self.scoped);
        let depth = self.lists.len();
        self.pending = Set::default();
        self.clauses(text, tokens);
        while self.lists.len() > depth {
            if let Some(l) = self.lists.pop() {
                self.close(l);
            }
        }
        (self.topic, self.last, self.pending, self.scoped) = (topic, last, pending, scoped);
    }

    /// A part of the year or of the office takes out what follows, until the whole is named.
    fn scope(&mut self, t: &Token) {
        match is(t) {
            Some(Is::Scope) => self.scoped = true,
            Some(Is::Members) if !self.whole_named => self.scoped = true,
            Some(Is::Bureau) if !self.setting.bureau => self.scoped = true,
            Some(Is::Whole) if self.setting.narrow => self.scoped = true,
            Some(Is::Whole) => self.whole_named = true,
            Some(Is::Versus) => self.versus = true,
            _ => {}
        }
    }

    fn speak_of(&mut self, left: &[Token], right: &[Token]) {
        let set = gather(left).0.and(gather(right).0);
        let subjects = words().only(set, is_subject);
        self.cases = self.cases.and(words().only(set, |i| i == Is::Case));
        if words().any(set, Is::Verb) || words().any(set, Is::Deed) {
            self.shadow = false;
        } else if words().any(set, Is::Out) || words().any(set, Is::Disclose) {
            self.shadow = true;
        }
        if !subjects.is_empty() {
            self.topic = subjects;
        } else if words().any(set, Is::Out) && !words().any(set, Is::Verb) {
            self.topic = Set::default();
        }
    }

    fn around(&self, set: Set, nearest: Option<Is>, plain: bool) -> Around {
        Around {
            set,
            nearest,
            topic: self.topic,
            public: self.public,
            listing: self.lists.last().map(|l| l.parts.last().map_or(Tier::Other, |p| p.1)),
            plain,
            shadow: self.shadow,
            example: false,
        }
    }

    /// One number with the words before and behind it.
    fn number(&mut self, text: &str, left: &[Token], number: &Token, right: &[Token]) {
        let Kind::Number { stated, unit } = number.kind else { return };
        let among = left.iter().rposition(|t| is(t) == Some(Is::Among));
        if among.is_some() {
            self.open(number.from);
        }
        let left = &left[among.map_or(0, |i| i + 1)..];
        let ((l, l_last), (r, r_last)) = (gather(left), gather(right));
        let tail = &left[l_last.map_or(0, |i| i + 1)..];
        let bare = unit != Unit::None
            || tail.iter().any(|t| {
                matches!(&text[t.from..t.to], "为" | "是" | "数为" | "数量为" | "总数为" | "总量为" | "达")
            });
        let mut set = l.and(r);
        let mut clean = bare && !tail.iter().any(other) && clean_behind(text, right, r, r_last);
        if set.is_empty() && !self.pending.is_empty() {
            set = self.pending;
        } else if set.is_empty() {
            // 共300元: of what was spoken of.
            clean &= matches!(unit, Unit::Money(_));
        }
        let from =
            l_last.and(left.iter().find(|t| is(t).is_some_and(telling))).map_or(number.from, |t| t.from);
        let to = r_last.map_or(number.to, |i| right[i].to);
        let at = (from..to, number.from..number.digits);
        let w = words();
        if matches!(unit, Unit::Percent | Unit::Times) || w.any(set, Is::Up) || w.any(set, Is::Down) {
            let clean = clean && !right.iter().any(other);
            return self.relative(set, clean, stated, unit, at);
        }
        let each = left.iter().any(|t| is(t) == Some(Is::Each));
        let out = self.scoped || each || w.any(set, Is::Not) || w.any(set, Is::Versus);
        let past = (w.any(set, Is::Last) || w.any(set, Is::Next)) && !w.any(set, Is::Carry);
        if !clean || out || past {
            return self.unknown(stated, set);
        }
        let nearest = l_last.and_then(|i| is(&left[i])).or(r_last.and_then(|i| is(&right[i])));
        let example = left.iter().any(|t| &text[t.from..t.to] == "等");
        let plain = !left.iter().chain(right).any(other);
        let around = Around { example, ..self.around(set, nearest, plain) };
        if let Unit::Money(yuan) = unit {
            return self.money(set, stated, yuan, at);
        }
        match around.meaning() {
            Some(m) => self.understood(self.within(m, set), stated, set, at),
            None => self.unknown(stated, set),
        }
    }

    /// Applicants listed of a result are those of that result.
    fn within(&self, m: Meaning, set: Set) -> Meaning {
        let of = self.lists.last().and_then(|l| l.meaning.as_ref());
        let of = of.filter(|_| m.tier == Tier::Column && !words().any(set, Is::Verb));
        match of {
            Some(w) if w.code == "N102" => Meaning {
                column: m.column,
                tier: Tier::Column,
                name: format!("{}的{}", w.name, m.name),
                ..w.clone()
            },
            Some(w) if matches!(w.tier, Tier::Base(_)) => Meaning { sums: w.sums.clone(), ..m },
            _ => m,
        }
    }

    fn understood(&mut self, meaning: Meaning, stated: Stated, set: Set, at: (Range<usize>, Range<usize>)) {
        let tier = meaning.tier;
        if let Tier::Base(_) = tier {
            // A new base ends what was listed of the one before.
            while let Some(l) = self.lists.pop() {
                self.close(l);
            }
            self.bases.push(stated);
            self.base = Some((stated, tier));
        }
        if let Some(l) = self.lists.last_mut() {
            l.parts.push((stated, tier, set));
        }
        self.last = Some(Last { stated, meaning: Some(meaning.clone()), tier });
        let what = What::Number { meaning, stated, said: Said::Number };
        self.claims.push(Claim { what, range: at.0, digits: at.1 });
    }

    /// A number of something else; ways of asking still are parts of a whole.
    fn unknown(&mut self, stated: Stated, set: Set) {
        let channel = words().any(set, Is::Channel);
        if let Some(l) = self.lists.last_mut() {
            l.parts.push((stated, if channel { Tier::Channel } else { Tier::Other }, set));
        }
        // 答复30件, of what is not said: its parts will say.
        let verb = words()
            .only(set, |i| i != Is::Verb)
            .is_empty()
            .then(|| words().of_kind(set, Is::Verb).next())
            .flatten();
        let answered = |v: &Concept| v.of.first().is_some_and(|o| o.starts_with("ResultTotal"));
        if verb.is_some() {
            self.bases.push(stated);
        }
        self.last = verb.map(|v| Last { stated, meaning: None, tier: Tier::Base(answered(v)) });
    }

    /// Percentages and changes.
    fn relative(
        &mut self,
        set: Set,
        clean: bool,
        stated: Stated,
        unit: Unit,
        at: (Range<usize>, Range<usize>),
    ) {
        let w = words();
        if self.scoped || !clean || w.any(set, Is::Out) || w.any(set, Is::Not) {
            return;
        }
        let (up, down) = (w.any(set, Is::Up), w.any(set, Is::Down));
        let telling = w.only(set, |i| !matches!(i, Is::Share | Is::Versus | Is::Up | Is::Down | Is::Last));
        if up != down && self.versus {
            let own = w.only(telling, |i| !is_subject(i));
            let named = if own.is_empty() { None } else { self.around(telling, None, false).meaning() };
            let before = self
                .last
                .as_ref()
                .filter(|_| own.is_empty())
                .and_then(|l| Some((l.meaning.clone()?, Some(l.stated))));
            let subject = || self.around(telling, None, false).meaning().map(|m| (m, None));
            let of = named.map(|m| (m, None)).or(before).or_else(subject);
            if let Some((meaning, now)) = of {
                let what = What::Change { meaning, by: stated, unit, up, now };
                self.claims.push(Claim { what, range: at.0, digits: at.1 });
            }
            return;
        }
        let share = unit == Unit::Percent && w.any(set, Is::Share) && telling.is_empty();
        let part = self.last.as_ref().filter(|l| {
            l.meaning.is_some() && !matches!(l.tier, Tier::Base(_) | Tier::Case | Tier::Outcome | Tier::Other)
        });
        if let (true, Some(l)) = (share, part)
            && l.stated.is_exact()
        {
            let what = What::Share { part: l.stated, percent: stated, wholes: self.bases.clone() };
            self.claims.push(Claim { what, range: at.0, digits: at.1 });
        }
    }

    fn money(&mut self, set: Set, stated: Stated, yuan: u32, at: (Range<usize>, Range<usize>)) {
        let w = words();
        let set = if w.only(set, is_subject).is_empty() { set.and(self.topic) } else { set };
        let Some(value) = stated.times(yuan) else { return };
        if w.any(set, Is::HandlingFee) {
            self.claims.push(Claim { what: What::HandlingFee { yuan: value }, range: at.0, digits: at.1 });
        } else if let Some(c) = w.of_kind(set, Is::Fee).next().filter(|_| !w.any(set, Is::Out)) {
            // Tables speak of 万元; what is stated in it was rounded to its last digit.
            let half = if yuan > 1 { half_step(stated.places, yuan) } else { Decimal::ZERO };
            let stated = Stated { low: value.low - half, high: value.high + half, ..value };
            let what = What::Number { meaning: fee_meaning(c), stated, said: Said::Number };
            self.claims.push(Claim { what, range: at.0, digits: at.1 });
        }
        self.last = None;
    }

    /// 分别: as many numbers as things named before; says how many pieces it took.
    fn apart(&mut self, left: &[Token], first: &Token, rest: &[Token], plain: bool) -> Option<usize> {
        let each = left.iter().position(|t| is(t) == Some(Is::Each))?;
        if !plain || left.iter().any(other) || self.scoped {
            return None;
        }
        let end = rest.iter().position(|t| t.kind == Kind::Comma).unwrap_or(rest.len());
        let numbers: Vec<Token> = std::iter::once(*first)
            .chain(rest[..end].iter().filter(|t| matches!(t.kind, Kind::Number { .. })).copied())
            .collect();
        let between =
            |t: &Token| matches!(t.kind, Kind::Number { .. } | Kind::List) || is(t) == Some(Is::Filler);
        if !rest[..end].iter().all(between) {
            return None;
        }
        let named = |kind: Is| -> Vec<Id> {
            let id = |t: &Token| if let Kind::Word(id) = t.kind { Some(id) } else { None };
            left[..each].iter().filter_map(id).filter(|i| words().is(*i) == kind).collect()
        };
        let kinds = [
            Is::Group,
            Is::Row,
            Is::Outcome,
            Is::Column,
            Is::Deed,
            Is::Decision,
            Is::Document,
            Is::Case,
            Is::Verb,
        ];
        let pairs = kinds.into_iter().map(named).find(|ids| ids.len() == numbers.len() && ids.len() > 1)?;
        let shared = words().only(gather(&left[..each]).0, |i| i != words().is(pairs[0]));
        for (id, n) in pairs.iter().zip(&numbers) {
            let Kind::Number { stated, .. } = n.kind else { continue };
            let set = shared.with(*id);
            if let Some(m) = self.around(set, Some(words().is(*id)), true).meaning() {
                self.understood(m, stated, set, (n.from..n.to, n.from..n.digits));
            }
        }
        Some(end)
    }
}

fn fee_meaning(c: &Concept) -> Meaning {
    let (name, sums) = (c.name.clone(), c.of.clone());
    Meaning { code: "N105", name, sums, column: None, tier: Tier::Other }
}

/// Half of the last digit behind the point, in 元.
fn half_step(places: u32, yuan: u32) -> Decimal {
    let ten = Decimal::from(10u64.saturating_pow(places.min(15)));
    Decimal::from(yuan) / ten / Decimal::from(2)
}

/// Where the bracket that opened before `from` closes.
fn close_of(tokens: &[Token], from: usize) -> usize {
    let mut depth = 1;
    for (i, t) in tokens.iter().enumerate().skip(from) {
        match t.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i;
        }
    }
    tokens.len()
}

/// The words behind a number that belong to it: up to a stop, but none if another number comes first.
fn right_of(rest: &[Token]) -> &[Token] {
    for (i, t) in rest.iter().enumerate() {
        match t.kind {
            Kind::Number { .. } | Kind::Foreign => return &rest[..0],
            Kind::Comma | Kind::List | Kind::Open | Kind::Close => return &rest[..i],
            Kind::Word(_)
                if matches!(
                    is(t),
                    Some(
                        Is::Among | Is::All | Is::Not | Is::Share | Is::Versus | Is::Up | Is::Down | Is::Each
                    )
                ) =>
            {
                return &rest[..i];
            }
            _ => {}
        }
    }
    rest
}

/// Whether the words behind a number are all understood: 8份关于…的申请 may say what about.
fn clean_behind(text: &str, right: &[Token], set: Set, last: Option<usize>) -> bool {
    let Some(last) = last else { return true };
    let about = |i: usize, t: &Token| {
        i == 0
            && words().any(set, Is::Request)
            && (text[t.from..t.to].ends_with('的')
                || right.get(1).is_some_and(|n| &text[n.from..n.to] == "的"))
    };
    !right[..=last].iter().enumerate().any(|(i, t)| other(t) && !about(i, t))
        && !right[last + 1..].iter().any(other)
}
