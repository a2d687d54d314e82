//! Numbers of letters in a text, and how they are to be written. Part of D105.

use crate::chinese::signs::is_han;
use crate::chinese::years::year_before;
use crate::form::{self, Letter};
use crate::report::memo::Memo;
use std::ops::Range;
use std::rc::Rc;

const OPENING: [char; 10] = ['﹝', '〔', '[', '［', '【', '（', '(', '〖', '{', '<'];
const CLOSING: [char; 10] = ['﹞', '〕', ']', '］', '】', '）', ')', '〗', '}', '>'];

thread_local! {
    static SEEN: Memo<bool, String, Vec<LetterNumber>> = Memo::default();
}

/// A letter's number in a text, and how it is written.
pub(super) struct LetterNumber {
    pub range: Range<usize>,
    pub plain: String,
    /// The mark before the year as it stands there, with the words that it stands behind, and where they begin.
    pub agency: String,
    pub begin: usize,
    /// An answer to a request has it: 依复〔2025〕第1号.
    pub of_answer: bool,
}

/// Numbers like 国办公开办函〔2021〕30号, in whatever brackets; a known letter's with some of them lost.
pub(super) fn letter_numbers(words: &str, preamble: bool) -> Rc<Vec<LetterNumber>> {
    SEEN.with(|m| m.get(preamble, words, || read(words, preamble)))
}

fn read(words: &str, preamble: bool) -> Vec<LetterNumber> {
    words.match_indices('号').filter_map(|(at, _)| number_before(words, at, preamble)).collect()
}

/// The number that ends with the 号 at `at`.
fn number_before(words: &str, at: usize, preamble: bool) -> Option<LetterNumber> {
    let before = words[..at].trim_end();
    let digit = |c: char| c.is_ascii_digit();
    let head = before.trim_end_matches(digit);
    let digits = &before[head.len()..];
    let YearPart { from, year, number, whole } = year_part(head, digits)?;
    let agency: String = words[..from].chars().rev().take_while(|c| is_han(*c)).collect();
    let agency: String = agency.chars().rev().collect();
    let decree = form::words::words().decrees.iter().any(|d| agency.ends_with(d.as_str()));
    let ordinal = number.trim_start_matches('0');
    if agency.is_empty() || decree || !(1..=5).contains(&ordinal.len()) {
        return None;
    }
    let tail = format!("〔{year}〕{ordinal}号");
    let begin = from.saturating_sub(agency.len());
    const NEAR: usize = 80;
    let before = words[..begin].char_indices().rev().take(NEAR).take_while(|(_, c)| *c != '。').last();
    let behind = words[begin..].char_indices().take(NEAR).take_while(|(_, c)| *c != '。').last();
    let end = |(i, c): (usize, char)| begin.saturating_add(i).saturating_add(c.len_utf8());
    let (first, last) = (before.map_or(begin, |b| b.0), behind.map_or(begin, end));
    let near = |w: &String| words[first..last].contains(w.as_str());
    let all = &form::words::words().citing;
    let made_by = if preamble { &all.made_by } else { &all.made_by_it };
    let of_reports = makes_a_report(&words[at..]) || made_by.iter().any(near);
    let titled = !of_reports || words[..begin].trim_end_matches(['（', '(']).ends_with('》');
    let (mark, written) = known_mark(&agency, &tail, titled);
    // Without its brackets it is a letter's only where that is known.
    if !whole && mark.is_empty() {
        return None;
    }
    let range = from.saturating_sub(written)..at.saturating_add('号'.len_utf8());
    let of_answer = agency.ends_with('复') || agency.ends_with('答');
    Some(LetterNumber { range, plain: format!("{mark}{tail}"), agency, begin, of_answer })
}

/// Whether a report is made right behind the 号: 「30号文件要求编制。」; not 「30号文件，编制主动公开目录」.
fn makes_a_report(behind: &str) -> bool {
    let w = &form::words::words().citing;
    let mut rest = behind.trim_start_matches('号');
    while let Some(r) = w.letter_goes_on.iter().find_map(|g| rest.strip_prefix(g.as_str())) {
        rest = r;
    }
    let made = w.makes.iter().find_map(|m| rest.strip_prefix(m.as_str()));
    made.is_some_and(|r| r.is_empty() || r.starts_with(['。', '，', '；', '而', '完']))
}

/// The year of a number with what is left of its brackets.
struct YearPart<'a> {
    from: usize,
    year: u16,
    /// The digits behind it.
    number: &'a str,
    /// Something of brackets stands on either side, or all in them: 〔2021〔30号, 〔202130号.
    whole: bool,
}

/// The year before a number's last digits: 〔2021〕30号, 〔2021〕第30号, 〔2021〕一30号, 〔2021〔30号, 〔202130号, 2021〕30号, 202130号.
fn year_part<'a>(head: &str, digits: &'a str) -> Option<YearPart<'a>> {
    let bracket = |c: char| OPENING.contains(&c) || CLOSING.contains(&c);
    let bare = head.trim_end_matches(['第', '一', '-', ' ']);
    let behind_bracket = if bare.ends_with(bracket) { bare } else { head };
    let last = behind_bracket.chars().next_back().filter(|c| bracket(*c));
    let before = last.map_or(head, |c| &behind_bracket[..behind_bracket.len().saturating_sub(c.len_utf8())]);
    let opened = |t: &str| t.chars().next_back().filter(|c| OPENING.contains(c)).map_or(0, char::len_utf8);
    if let (Some(_), Some(y)) = (last, year_before(before, before.len())) {
        let ascii = before[y.digits.clone()].is_ascii() && !digits.is_empty();
        let open = opened(&before[..y.digits.start]);
        let from = y.digits.start.saturating_sub(open);
        return ascii.then_some(YearPart { from, year: y.year, number: digits, whole: open > 0 });
    }
    let (year, number) = digits.split_at_checked(4)?;
    let y = year_before(year, year.len()).filter(|_| (1..=3).contains(&number.len()))?;
    let open = opened(head);
    Some(YearPart { from: head.len().saturating_sub(open), year: y.year, number, whole: open > 0 })
}

/// The agency's mark at the end of the words before a bracket, and how many bytes it takes there: a known letter's, in
/// the very number of that letter perhaps mistyped (国办公开办涵, 国办公开函); none of an agency that nobody knows.
fn known_mark<'a>(agency: &'a str, number: &str, titled: bool) -> (&'a str, usize) {
    let own = form::letters().find(|l| l.number.ends_with(number)).map(Letter::mark);
    let exact = |m: &&str| agency.ends_with(m);
    if let Some(known) = own.filter(exact).or_else(|| form::letters().map(Letter::mark).find(exact)) {
        return (known, known.len());
    }
    let slip = own.and_then(|m| slip_of(agency, m, titled).map(|written| (m, written)));
    slip.or_else(|| form::letters().map(Letter::mark).find_map(|m| lost_one(agency, m))).unwrap_or(("", 0))
}

/// A long mark with one character lost, in whatever number, and nothing else before it: 国公开办函〔2016〕201号.
fn lost_one<'a>(agency: &str, mark: &'a str) -> Option<(&'a str, usize)> {
    let is = mark.chars().count() >= LONG && {
        let without =
            |n: usize| mark.chars().enumerate().filter(|(i, _)| *i != n).map(|(_, c)| c).collect::<String>();
        (0..mark.chars().count()).any(|n| without(n) == agency)
    };
    is.then_some((mark, agency.len()))
}

/// Characters of a mark by whose end it is known, whatever was typed for its beginning: 过半公开办函.
const LONG: usize = 6;
const END: usize = 4;

/// How many bytes of what an agency is called are its mark with one character wrong or lost; or, where no title before
/// it says whose letter it is, with whatever between its beginning and its end.
fn slip_of(agency: &str, mark: &str, titled: bool) -> Option<usize> {
    let long = mark.chars().count();
    let begin = |n: usize| mark.char_indices().nth(n).map_or(mark, |(i, _)| &mark[..i]);
    let tail = |n: usize| agency.char_indices().rev().nth(n.checked_sub(1)?).map(|(i, _)| &agency[i..]);
    let own = |t: &&str| t.len() == agency.len() || t.starts_with(begin(1));
    let wrong = |t: &&str| t.chars().zip(mark.chars()).filter(|(a, b)| a != b).count() == 1;
    let lost = |t: &&str| {
        let same = |(a, b): &(char, char)| a == b;
        let ahead = t.chars().zip(mark.chars()).take_while(same).count();
        let behind = t.chars().rev().zip(mark.chars().rev()).take_while(same).count();
        ahead.saturating_add(behind).saturating_add(1) >= long
    };
    let begun =
        || agency.rfind(begin(2)).map(|i| &agency[i..]).filter(|t| !titled && t.chars().count() <= 10);
    let slip = tail(long).filter(own).filter(wrong);
    let slip = slip.or_else(|| tail(long.checked_sub(1)?).filter(own).filter(lost)).or_else(begun);
    let end = |t: &str| t.chars().rev().take(END).eq(mark.chars().rev().take(END));
    let of_end = || Some(agency).filter(|t| long >= LONG && t.chars().count() == long && end(t));
    slip.or_else(of_end).filter(|_| long > 3).map(str::len)
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, check_words_fixed, zeros};
    use crate::report::{Part, Section};

    #[test]
    fn a_letter_of_another_agency_was_put_right_into_the_state_council_s() {
        let says = |words: &str| zeros(2025).saying(Part::Preamble, words);
        check_finds("D105", &says("根据宁政办公开办函[2023]2号编制。"), "应写作“〔2023〕2号”");
        check_finds("D105", &says("根据国办公开办涵〔2021〕30号编制。"), "国办公开办函〔2021〕30号");
    }

    #[test]
    fn a_known_letter_s_number_that_had_lost_a_sign_was_passed_over() {
        for was in [
            "国办公开函〔2021〕30号",
            "国办公开办函〔2021〔30号",
            "国办公开办函〔202130号",
            "国办公开办函2021〕30号",
            "国办公开办函202130号",
            "国办公开办函〔2021〕30 号",
            "国办发〔2021〕30号",
        ] {
            let words = format!("根据{was}编制。");
            let right = "根据国办公开办函〔2021〕30号编制。";
            check_words_fixed("D105", &zeros(2025).saying(Part::Preamble, &words), Part::Preamble, right);
        }
        for other in [
            "落实国办发〔2021〕30号文件。",
            "根据国办发〔2021〕30号文件，编制主动公开目录。",
            "落实国办发〔2021〕30号文件，规范公文格式。",
            "落实国办发〔2021〕30号，按年报要求更新栏目。",
        ] {
            check_silent("D105", &zeros(2025).saying(Part::Before(Section::Overview), other));
        }
        for own in [
            "根据国办发〔2021〕30号文件要求，现公布2025年政府信息公开年度报告。",
            "根据国办发〔2021〕30号精神，结合实际，编制了2025年度报告。",
        ] {
            check_finds("D105", &zeros(2025).saying(Part::Preamble, own), "国办公开办函〔2021〕30号");
        }
        let others = "按云政公发【2021】1 号、便笺〔2025〕一43号办理，工单号202130号，见2025年12号楼。";
        let found = zeros(2025).saying(Part::Preamble, others).findings("D105");
        let told: Vec<&str> = found.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(
            told,
            ["文号“【2021】1 号”应写作“〔2021〕1号”", "文号“〔2025〕一43号”应写作“〔2025〕43号”"]
        );
    }

    #[test]
    fn the_number_of_an_answer_was_taken_for_that_of_a_letter() {
        check_silent("D105", &zeros(2025).saying(Part::Preamble, "答复书见云依复〔2025〕第1号。"));
    }

    #[test]
    fn a_mark_that_lost_a_character_or_had_its_beginning_mistyped_was_passed_over() {
        let says = |number: &str| {
            let words = format!("根据《关于规范信息公开平台有关事项的通知》（{number}）编制。");
            zeros(2025).saying(Part::Preamble, &words)
        };
        for was in ["国公开办函〔2016〕201号", "国办公开函〔2016〕201号"] {
            check_finds("D105", &says(was), "应写作“国办公开办函〔2016〕201号”");
        }
        check_finds("D105", &says("过半公开办函〔2021〕30号"), "国办公开办函〔2021〕30号");
        for other in ["省公开办函〔2016〕201号", "国办函〔2016〕201号", "云政公开办函〔2016〕21号"]
        {
            check_silent("D105", &says(other));
        }
    }
}
