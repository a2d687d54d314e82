//! A sentence → what it claims. One pass over its pieces, clause by clause; what is not understood claims
//! nothing. What a sentence leaves for the next one to go on from is its `Carry`.

mod all_of_them;
mod became;
mod behind;
mod both;
mod claim;
mod clauses;
mod decisions;
mod each;
mod frame;
mod gather;
mod grown;
mod including;
mod lists;
mod money;
mod named;
mod numbers;
mod of_some;
mod offices;
mod rates;
mod ratios;
mod scope;
mod some;
mod some_did;
mod some_of_all;
mod state;
mod time;
mod told_besides;
mod totals;
mod understood;
mod whose;
mod within;
mod without_number;

use super::lex::{self, Token};
use super::mean::Around;
use super::meaning::{ClaimMeaning, Tier};
use super::number::Stated;
use super::words::{Class, ConceptId, Set, words};
use crate::form::Form;
use became::{Before, Untold};
pub use claim::{Claim, Claimed, Phrasing, ShareOf};
pub use frame::ReportFrame;
use gather::{gather, is, of_documents, other};
use lists::{List, ListedShare};
use of_some::SomeRequests;
use std::rc::Rc;
use whose::{denied, narrowed, of_all_suits, of_the_whole, speaks_of_it};

/// What a sentence goes on from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Carry {
    pub topic: Set,
    /// Requests or cases are those of this report.
    pub public: bool,
    /// Problems are told, of whatever work: cases are those of this report only where their own clause says so.
    pub problems: bool,
    /// Reviews and suits alone are told here.
    pub of_cases: bool,
    /// The table of requests stands here.
    pub of_requests: bool,
    /// What is charged here is the fee of the tables.
    pub of_fees: bool,
    /// The table of decisions stands here.
    pub of_decisions: bool,
    /// A paragraph begins, and no heading says that it is of anything but requests.
    pub anew: bool,
    /// A part of the year or of the office was spoken of.
    scoped: bool,
    /// The last base, which 其中 at the beginning takes apart.
    base: Option<(Stated, Tier)>,
    /// All its numbers.
    seen: Vec<Stated>,
}

/// The last number understood.
#[derive(Clone, Debug)]
struct Last<'a> {
    stated: Stated,
    meaning: Option<Rc<ClaimMeaning>>,
    tier: Tier,
    unit: &'a str,
}

struct SentenceReader<'a> {
    form: &'static Form,
    text: &'a str,
    topic: Set,
    public: bool,
    /// The same of the sentence's parts behind its first, but for what they deny themselves.
    reports_own: bool,
    problems: bool,
    of_cases: bool,
    of_requests: bool,
    of_fees: bool,
    /// What remains or is there besides is told: 另有行政复议7件.
    aside: bool,
    setting: &'a ReportFrame,
    /// 「在审案件共15件：」: how all those ended that are told behind it.
    ended: Set,
    /// A part of the year or of the office is spoken of.
    scoped: bool,
    /// It was from the beginning: a part of the year.
    timed: bool,
    /// What is below the office was spoken of.
    lower: bool,
    whole_named: bool,
    /// Last year's numbers are being told: 「2024年收到申请20件，办结15件；2025年收到申请25件，办结27件」.
    past: bool,
    /// What was last done with documents: 「制定规章3部、规范性文件54件」.
    deed: Set,
    /// The clause before a colon that told no number.
    led: Vec<Token>,
    versus: bool,
    /// A clause about other things came before (主动公开…, 信访…): what follows, up to the next subject, is about them.
    shadow: bool,
    /// They are shown there, and so is what follows: 「公示行政许可458条，行政处罚27条」.
    shown: bool,
    /// Cases named since the last 均, in the sentence's order.
    cases: Vec<ConceptId>,
    pending: Set,
    /// The clause before told one number.
    alone: bool,
    last: Option<Last<'a>>,
    /// Kinds of cases told one after another.
    both: Set,
    /// The numbers that 、 joins to the last one, together with it.
    row: Option<Stated>,
    /// Numbers that others may be parts of.
    bases: Vec<(Stated, Tier)>,
    base: Option<(Stated, Tier)>,
    /// 比上年的60件
    compared: Option<Stated>,
    /// What has grown, by the last of its numbers: 增加5件，增幅25%.
    grown: Option<(Rc<ClaimMeaning>, Option<Stated>)>,
    /// What the last share is of.
    shared: Set,
    /// A part, told last, of the requests that are being listed.
    part: Option<Stated>,
    /// 占全部2104件
    whole: Option<Stated>,
    /// 由…: what the number before a change counts.
    before: Option<Before<'a>>,
    /// The last number of which it is not said yet what it counts.
    untold: Option<Untold<'a>>,
    lists: Vec<List<'a>>,
    /// Shares told outside of any list: 「自然人占94.1%，法人及其他组织占5.9%」.
    shares: Vec<ListedShare>,
    claims: Vec<Claim>,
    /// Brackets that are open.
    depth: usize,
    /// All numbers, for shares of a part of the office.
    seen: Vec<Stated>,
    some: SomeRequests,
}

/// Reads one sentence.
pub fn read(form: &'static Form, text: &str, before: &Carry, setting: &ReportFrame) -> (Vec<Claim>, Carry) {
    let tokens = without_number::not_one(without_number::absent(text, lex::tokens(text)));
    let tokens = scope::own_name(text, time::dated(text, tokens, setting.year), &setting.office);
    let tokens = named::named(text, scope::told_of(text, tokens, setting), before);
    let mut r = begun(form, text, before, setting, &tokens);
    r.clauses(&tokens);
    r.totals(&tokens);
    while let Some(l) = r.lists.pop() {
        r.close(&l);
    }
    let shares = lists::shared_out(&r.shares, Tier::Applicant);
    r.claims.extend(shares.map(|what| Claim { what, range: 0..0, digits: 0..0 }));
    whose::own(text, &mut r.claims);
    // 「因政府信息公开引发的行政复议4件。行政诉讼2件」: so are the suits.
    let of_cases = r.public && words().any(r.topic, Class::Case);
    let public = before.public || of_cases || words().any(r.topic, Class::Request);
    let carry = Carry {
        topic: r.topic,
        public,
        scoped: r.scoped,
        base: r.base,
        seen: r.seen,
        anew: false,
        ..before.clone()
    };
    (r.claims, carry)
}

/// Before anything is read of a sentence.
fn begun<'a>(
    form: &'static Form,
    text: &'a str,
    before: &Carry,
    setting: &'a ReportFrame,
    tokens: &[Token],
) -> SentenceReader<'a> {
    // 其中 at the beginning takes apart what was spoken of before, of the whole or of a part.
    let parts = tokens.first().is_some_and(|t| matches!(is(t), Some(Class::OfWhich | Class::DividedBy)));
    let scoped = time::partial_months(text, tokens)
        || time::of_years(text)
        || of_documents(text, tokens)
        || setting.is_part(text)
        || time::of_each(text)
        || (before.scoped && parts);
    SentenceReader {
        form,
        text,
        topic: scope::of_what(text, tokens, before),
        public: is_public(text, before),
        reports_own: before.public && !narrowed(text) && !of_all_suits(text, before.of_cases)
            || speaks_of_it(of_the_whole(text), before.problems),
        problems: before.problems,
        of_cases: before.of_cases && ends_cases(text, tokens),
        of_requests: before.of_requests,
        of_fees: before.of_fees,
        aside: false,
        setting,
        scoped,
        timed: scoped,
        lower: false,
        whole_named: false,
        past: false,
        deed: Set::default(),
        ended: Set::default(),
        led: Vec::new(),
        versus: false,
        shadow: false,
        shown: false,
        cases: Vec::new(),
        pending: Set::default(),
        alone: false,
        last: before.base.map(|(stated, tier)| Last { stated, meaning: None, tier, unit: "" }),
        both: Set::default(),
        row: None,
        bases: before.base.into_iter().collect(),
        base: before.base,
        compared: None,
        grown: None,
        shared: Set::default(),
        part: None,
        whole: None,
        before: None,
        untold: None,
        lists: Vec::new(),
        shares: Vec::new(),
        claims: Vec::new(),
        depth: 0,
        seen: if parts { before.seen.clone() } else { Vec::new() },
        some: SomeRequests::default(),
    }
}

/// Whether a sentence that names no cases tells how they ended: 「维持14件、纠正5件」, 「被纠正案件2件」; not 「行政败诉案件0件」.
fn ends_cases(text: &str, tokens: &[Token]) -> bool {
    let ends: Vec<&Token> = tokens.iter().filter(|t| is(t) == Some(Class::Outcome)).collect();
    ends.len() > 1 || text.contains("案件") && ends.iter().any(|t| text[t.from..t.to].contains(['纠', '维']))
}

/// Whether cases are those of this report where the sentence begins: not 「行政复议7件，与信息公开无关」.
fn is_public(text: &str, before: &Carry) -> bool {
    let mut parts = text.split(['；', ';']);
    let first = parts.next().unwrap_or(text);
    let own = before.public && !narrowed(text) && !of_all_suits(text, before.of_cases) && !denied(first);
    let whole = of_the_whole(text);
    let said =
        if parts.next().is_some() && denied(first) { &first[..first.len().min(whole.len())] } else { whole };
    own || speaks_of_it(said, before.problems)
}

impl<'a> SentenceReader<'a> {
    /// A piece as it is written.
    fn spelling(&self, t: &Token) -> &'a str {
        &self.text[t.from..t.to]
    }
    /// The unit of a number.
    fn unit(&self, t: &Token) -> &'a str {
        &self.text[t.digits..t.to]
    }

    fn around(&self, set: Set, nearest: Option<Class>, plain: bool) -> Around {
        Around {
            set,
            nearest,
            topic: self.topic,
            public: self.public,
            of_cases: self.of_cases,
            listing: self.lists.last().map(List::kind),
            plain,
            shadow: self.shadow,
            example: false,
            joined: false,
        }
    }
}
