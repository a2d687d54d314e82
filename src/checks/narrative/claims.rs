//! What the sentences of a report claim, each with the sums of the tables that would be right.

use super::read::{self, Carry, Claim, ReportFrame};
use super::table::{CellSum, Tables, sums};
use super::words::{Class, words};
use crate::form::{self, Chapter, Form, Role};
use crate::report::memo::Memo;
use crate::report::passage::Passage;
use crate::report::text::Para;
use crate::report::{Part, Section};
use rust_decimal::Decimal;
use std::ops::Range;
use std::rc::Rc;

/// A claim with the sums that would be right where it is a number, the likeliest first.
#[derive(Clone, Debug)]
pub struct Told {
    pub claim: Claim,
    pub sums: Vec<CellSum>,
}

/// What is told, with its place in the report.
#[derive(Clone, Debug)]
pub struct Placed {
    pub part: Part,
    pub paragraph: usize,
    /// Bytes of the sentence in the paragraph's words.
    pub sentence: Range<usize>,
    pub told: Rc<Told>,
    /// What its sums come to; empty where the tables don't say.
    pub right: Vec<Decimal>,
}

impl Placed {
    /// Bytes of a stretch of the sentence in the paragraph's words.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    pub fn range(&self, r: &Range<usize>) -> Range<usize> {
        r.start + self.sentence.start..r.end + self.sentence.start
    }
    /// Bytes of what a finding speaks of: the claim, or the sentence where it is no one place.
    pub fn words(&self) -> Range<usize> {
        let range = &self.told.claim.range;
        if range.is_empty() { self.sentence.clone() } else { self.range(range) }
    }
}

/// What kind of place an office governs: a 区政府办公室 a 区, a 镇政府 its 镇. A whole city is more than what is 市级.
fn level(office: &str) -> Option<char> {
    let place = ["人民政府办公室", "政府办公室", "人民政府办公厅", "人民政府", "街道办事处"];
    let place = place.iter().find_map(|p| office.strip_suffix(p)).and_then(|p| p.chars().last())?;
    (office.contains("办公") || "镇乡".contains(place)).then_some(place)
}

/// What a sentence tells, and what the next goes on from.
struct SentenceRead {
    told: Vec<Rc<Told>>,
    carry: Carry,
}

thread_local! {
    /// Sentences, each with what it was read after, in the terms of a form.
    static READ: Memo<(ReportFrame, &'static str), (String, Carry), SentenceRead> = Memo::default();
}

fn read_once(form: &'static Form, setting: &ReportFrame, words: &str, after: Carry) -> Rc<SentenceRead> {
    let key = (words.to_string(), after);
    let told = |claim: Claim| {
        let sums = claim.meaning().map_or_else(Vec::new, |m| sums(form, m));
        Rc::new(Told { claim, sums })
    };
    let make = || {
        let (claims, carry) = read::read(form, words, &key.1, setting);
        SentenceRead { told: claims.into_iter().map(told).collect(), carry }
    };
    READ.with(|memo| memo.get((setting.clone(), form.edition.as_str()), &key, make))
}

/// Everything the sentences of a report claim, in its order; the title claims nothing.
pub fn claims(tables: &Tables<'_>, text: &[Passage<'_>], year: u16, office: &str) -> Vec<Placed> {
    let (form, name) = (tables.form(), office.trim());
    // A ministry tells of all its system.
    let narrow = !name.ends_with('部')
        && !name.is_empty()
        && !form::words::words().governments.iter().any(|g| name.ends_with(g.as_str()));
    let setting =
        ReportFrame { year, office: name.into(), narrow, bureau: name.contains("办"), level: level(name) };
    let mut out = Vec::new();
    let (mut part, mut headed) = (None, false);
    let (mut own, mut heading) = (Carry::default(), Carry::default());
    for passage in text.iter().filter(|p| p.part != Part::Title) {
        if part != Some(passage.part) {
            (part, headed) = (Some(passage.part), false);
            own = of_chapter(form, passage.part.chapter());
            heading = own.clone();
        }
        let mut carry = heading.clone();
        carry.anew = !headed;
        let mut first = true;
        for range in readable(passage) {
            let words = &passage.words[range.clone()];
            let read = read_once(form, &setting, words, carry);
            carry = read.carry.clone();
            if std::mem::take(&mut first) && is_heading(words) {
                carry = below_heading(words, carry, &own, narrow);
                heading = carry.clone();
                headed = !is_of_requests(words);
                carry.anew = is_of_requests(words);
            }
            out.extend(read.told.iter().map(|told| Placed {
                part: passage.part,
                paragraph: passage.paragraph,
                sentence: range.clone(),
                told: told.clone(),
                // Nothing where one of its cells is not known.
                right: told.sums.iter().map(|s| tables.of(s)).collect::<Option<_>>().unwrap_or_default(),
            }));
        }
        // A heading says what the paragraphs below it speak of.
        if Para::level(&passage.words).is_some() && !is_heading(&passage.words) {
            heading = below_heading(&passage.words, carry, &own, narrow);
            headed = !is_of_requests(&passage.words);
        }
    }
    out
}

/// Whether a paragraph's first sentence is a heading of its own: 「（六）行政复议、行政诉讼情况。」; not 「（一）收到申请25件。」.
fn is_heading(words: &str) -> bool {
    let name = words.trim().trim_end_matches('。');
    let ends = ["情况", "工作", "方面", "事项", "办理"].iter().any(|e| name.ends_with(e));
    // 「行政许可办理方面。」
    let bare = name.chars().count() <= 16 && !name.contains(|c: char| c.is_ascii_digit());
    ends && (bare || Para::level(name).is_some())
        && !name.trim_start_matches(['（', '(']).contains(['，', '；'])
}

/// Whether a heading leaves it to the words below it that requests are spoken of.
fn is_of_requests(heading: &str) -> bool {
    heading.contains("申请") || heading.contains("总体")
}

/// What is spoken of below a heading. What it calls 行政复议 are the report's own, as its form has it; not under the problems.
fn below_heading(name: &str, mut carry: Carry, own: &Carry, narrow: bool) -> Carry {
    if carry.topic.is_empty() {
        return own.clone();
    }
    let of_cases = words().any(carry.topic, Class::Case) && name.contains("复议") && !own.problems;
    // A government hears others', too.
    let of_cases = of_cases && (narrow || name.contains("信息公开"));
    carry.public |= of_cases;
    carry
}

/// The sentences of a paragraph. One longer than anybody reads is taken clause by clause, and a clause of that length
/// claims nothing: so reading takes as long as the text is, however it is made.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn readable(passage: &Passage<'_>) -> Vec<Range<usize>> {
    const LONGEST: usize = 3_600;
    let mut out = Vec::new();
    for s in passage.sentences() {
        if s.len() <= LONGEST {
            out.push(s.clone());
            continue;
        }
        let mut from = s.start;
        for piece in passage.words[s.clone()].split_inclusive(['，', '；', ',', ';']) {
            let end = from + piece.len();
            match out.last_mut() {
                // As many clauses together as may be.
                Some(last) if last.end == from && end - last.start <= LONGEST => last.end = end,
                _ => out.push(from..end),
            }
            from = end;
        }
    }
    out.retain(|r| r.len() <= LONGEST);
    out
}

/// What the section of a table speaks of before any words do.
fn of_chapter(form: &Form, chapter: Chapter) -> Carry {
    let table = form.table_of_chapter(chapter);
    let stands = |role: Role| form.role(role).first().is_some_and(|key| table.is_some_and(|t| t.names(key)));
    let problems = chapter.section() == Some(Section::Problems);
    let mut carry = Carry::default();
    carry.problems = problems;
    carry.of_decisions = stands(Role::Fee);
    carry.of_fees = carry.of_decisions || chapter.section() == Some(Section::Overview);
    if stands(Role::Received) {
        (carry.topic, carry.public, carry.of_requests) = (words().all(Class::Request), true, true);
    } else if stands(Role::Reconsideration) {
        (carry.public, carry.of_cases) = (true, true);
    }
    carry
}

#[cfg(test)]
mod tests {
    use crate::checks::Context;
    use crate::checks::tests::zeros;
    use crate::report::{Part, Section};

    /// What is remembered of a sentence is remembered for one form.
    #[test]
    fn a_sentence_once_read_means_each_forms_own_cells() {
        let meant = |edition: &str| {
            let mut case = zeros(2025).saying(Part::Before(Section::Overview), "制发规范性文件3件。");
            case.report.edition = edition.into();
            let cx = Context::new(&case.report, None);
            cx.claims()[0].told.sums[0].keys(cx.form)[0].to_string()
        };
        assert_eq!(meant("fy2021"), "disclosure.rules.normative_document/issued");
        assert_eq!(meant("fy2019"), "disclosure.rules.normative_document/made");
        assert_eq!(meant("fy2021"), "disclosure.rules.normative_document/issued");
    }
}
