//! The repairs that are offered for what was found, of one finding or of all of its kind, each with what it would do.

use super::repair_effect::Effect;
use crate::checks::judged::Judged;
use crate::checks::narrative::agreeing;
use crate::checks::repair::NumberSlip;
use crate::checks::{Context, Finding, Fix, Level, repair};
use crate::report::Shared;
use crate::report::edit::Edit;
use crate::report::last_years_text;
use crate::report::passage::Quote;

/// A repair offered to the clerk.
#[derive(Clone, Debug)]
pub struct Offer {
    pub fix: Fix,
    /// Why it is likely; empty where there is but one way.
    pub reason: &'static str,
    pub effect: Effect,
}

/// More ways than this to put one thing right are no help.
const MOST: usize = 3;

/// The repairs of `f`, best first; it is one of those found in the report as it stands.
pub fn offers(now: &Judged, f: &Finding) -> Vec<Offer> {
    let mut likely = repair::candidates(now.report(), f);
    // Beside 54 for 45 a neighbour that is equal by chance says nothing.
    if likely.first().is_some_and(|r| r.slip == NumberSlip::Swapped) {
        likely.retain(|r| r.slip != NumberSlip::Neighbour);
    }
    let mut all: Vec<(Fix, &str)> = likely.into_iter().take(MOST).map(|r| (r.fix, r.slip.reason())).collect();
    if all.is_empty() {
        let live = f.live.clone().map(|fix| (fix, "表里的数改了，句子里的跟着改"));
        all.extend(f.fix.clone().map(|fix| (fix, "")).into_iter().chain(live));
        let which = match f.either.len() {
            1 => "还有别的话接着这个数说，改了以后请读一遍整句",
            _ => "表里有几个数都说得通，请认准是哪一个",
        };
        all.extend(f.either.iter().map(|fix| (fix.clone(), which)));
    }
    let offer = |(fix, reason)| {
        let effect = Effect::of(now, &fix);
        Offer { fix, reason, effect }
    };
    all.into_iter().map(offer).collect()
}

/// More findings of a kind than this are not put right in one go.
const MOST_ALIKE: usize = 60;

/// Whether it is about words that a table puts right in one way.
pub fn follows_table(f: &Finding) -> bool {
    f.is_of_words() && f.is_open() && f.fix.is_some()
}

/// The words that all follow the tables, where several do not.
pub fn by_table(now: &Judged) -> Option<Offer> {
    alike(now, now.findings.iter().find(|f| follows_table(f))?)
}

/// What is found of one kind with `f` and can be put right. Words that say otherwise than the tables are of one kind,
/// whichever table it is.
fn is_kin(f: &Finding, o: &Finding) -> bool {
    (o.code == f.code || f.is_of_words() && o.is_of_words()) && o.is_open() && o.fix.is_some()
}

/// How many findings of a kind would be put right together; none where there are not two.
pub fn together(findings: &[Finding], f: &Finding) -> Option<usize> {
    let count = findings.iter().filter(|o| is_kin(f, o)).count();
    (is_kin(f, f) && count > 1).then_some(count)
}

/// All open findings of one kind put right, one after the other, each as the ones before it leave the report; `None`
/// where there are not two.
pub fn alike(now: &Judged, f: &Finding) -> Option<Offer> {
    together(&now.findings, f)?;
    let by_table = f.is_of_words();
    let (mut judged, mut edits) = (now.clone(), Vec::new());
    // Two sentences may say one number of a table: it is the repair that is done, not what it is about. One that is
    // asked for again, the same to the word, put nothing right.
    let mut done: Vec<Vec<Edit>> = Vec::new();
    while done.len() < MOST_ALIKE {
        let found = judged.findings.clone();
        let open = |o: &&Finding| is_kin(f, o) && o.fix.as_ref().is_some_and(|x| !done.contains(&x.edits));
        // Of what there is nothing, the parts go before their whole: without it nobody would know what they are of.
        let nothing = found.iter().rfind(|o| open(o) && o.level == Level::Error);
        let next = nothing.or_else(|| found.iter().find(open));
        let Some(fix) = next.and_then(|o| o.fix.clone()) else { break };
        let mut after = judged.report().clone();
        fix.edits.iter().cloned().for_each(|e| e.apply(&mut after));
        edits.extend(fix.edits.iter().cloned());
        done.push(fix.edits);
        judged = judged.again(&Shared::new(after), judged.today());
    }
    let count = done.len();
    // A number that is right as it stands has been looked at with the others; what its sentence says besides has not.
    let mut agreed = 0;
    if by_table {
        let cx = Context::new(judged.report(), judged.today());
        let right = agreeing::agreed(&cx);
        let marked = last_years_text::old_figures(judged.report());
        agreed = marked.iter().filter(|q| right.numbers.contains(q)).count();
        let quotes: Vec<Quote> = right.numbers.into_iter().chain(right.sentences).collect();
        edits.extend(last_years_text::confirm_each(judged.report(), &quotes));
    }
    let title = match by_table {
        true => format!("文字都照表改（{count} 处）"),
        false => format!("同类的都改（{count} 处）"),
    };
    let fix = Fix { title, edits };
    let effect = Effect { agreed, ..Effect::of(now, &fix) };
    Some(Offer { fix, reason: "", effect })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample;
    use crate::checks::run;
    use crate::form::table::CellKey;
    use crate::report::Report;

    fn broken(cells: &[(&str, &str)]) -> Judged {
        let mut r = sample::report();
        for (key, text) in cells {
            Edit::enter(r.form(), &CellKey::parse(key), text).apply(&mut r);
        }
        Judged::of(&Shared::new(r), None)
    }

    #[test]
    fn every_repair_tells_what_changes_with_it_and_what_is_left() {
        // 11 and 2 typed over as 31: the row's total and the balance of the column follow.
        let judged = broken(&[("requests.received/natural", "31")]);
        let (r, found) = (judged.report(), &judged.findings);
        let f = found.iter().find(|f| f.code == "T204").expect("a broken balance");
        let all = offers(&judged, f);
        assert!(!all.is_empty() && all.len() <= MOST);
        for o in &all {
            assert!(o.effect.gone >= 1 && !o.reason.is_empty(), "{o:#?}");
            assert!(o.effect.changes.iter().any(|c| c.left != c.right));
            let mut after = r.clone();
            o.fix.edits.iter().cloned().for_each(|e| e.apply(&mut after));
            assert!(run(&after, None).len() + o.effect.gone == found.len() + o.effect.new.len());
        }
    }

    #[test]
    fn findings_of_a_kind_are_put_right_together_in_one_step() {
        let mut r = sample::report();
        let part = crate::report::Part::Before(crate::report::Section::Other);
        let words = "抓好一下几项工作。立足于于群众关切。采取一下措施。";
        r.sections[5].before = vec![crate::report::text::Para::plain(words)];
        let judged = Judged::of(&Shared::new(r), None);
        let f = judged.findings.iter().find(|f| f.code == "S201").expect("a slip");
        let all = alike(&judged, f).expect("more than one");
        assert_eq!((all.fix.title.as_str(), all.effect.gone), ("同类的都改（3 处）", 3));
        let mut after = judged.report().clone();
        all.fix.edits.into_iter().for_each(|e| e.apply(&mut after));
        assert_eq!(after.words(part), "抓好以下几项工作。立足于群众关切。采取以下措施。");
        let alone = judged.findings.iter().find(|f| f.code != "S201");
        assert!(alone.is_none_or(|f| alike(&judged, f).is_none()));
    }

    #[test]
    fn two_sentences_about_one_number_of_a_table_are_both_put_right() {
        let mut r = sample::report();
        let received = r.value(&CellKey::parse("requests.received/total")).and_then(|v| v.whole());
        let words = |n: u64| format!("新收政府信息公开申请{n}件。");
        for (section, wrong) in [(0, 97), (5, 98)] {
            r.sections[section].before = vec![crate::report::text::Para::plain(words(wrong))];
        }
        let judged = Judged::of(&Shared::new(r), None);
        let f = judged.findings.iter().find(|f| f.is_of_words() && f.fix.is_some()).expect("wrong");
        let all = alike(&judged, f).expect("two");
        assert_eq!((all.fix.title.as_str(), all.effect.gone), ("文字都照表改（2 处）", 2));
        let mut after = judged.report().clone();
        all.fix.edits.into_iter().for_each(|e| e.apply(&mut after));
        for section in [crate::report::Section::Overview, crate::report::Section::Other] {
            assert_eq!(
                after.words(crate::report::Part::Before(section)),
                words(received.expect("so many") as u64)
            );
        }
        let one = Effect::of(&judged, f.fix.as_ref().expect("a repair"));
        assert_eq!((one.gone, one.new.len()), (1, 0));
    }

    #[test]
    fn numbers_that_are_right_already_are_done_when_the_words_follow_the_tables() {
        use crate::report::text::{Para, Run};
        let mut r = sample::report();
        let received =
            r.value(&CellKey::parse("requests.received/total")).and_then(|v| v.whole()).expect("so many");
        let words = format!("新收政府信息公开申请{received}件，其中予以公开98件、不予处理97件。培训7次。");
        r.sections[5].before = vec![Para::Text(vec![Run::old(words)])];
        let judged = Judged::of(&Shared::new(r), None);
        let f = judged.findings.iter().find(|f| f.is_of_words() && f.fix.is_some()).expect("wrong");
        let all = alike(&judged, f).expect("more than one");
        assert!(all.effect.extent().ends_with("句，另有1个数与表一致，不再标"), "{}", all.effect.extent());
        let mut after = judged.report().clone();
        all.fix.edits.into_iter().for_each(|e| e.apply(&mut after));
        let left = last_years_text::old_figures(&after);
        assert_eq!(left.iter().map(|q| q.words.as_str()).collect::<Vec<_>>(), ["7"]);
    }

    #[test]
    fn what_a_sentence_says_beside_a_number_that_is_right_is_still_to_be_read() {
        use crate::report::{next_year, text::Para};
        let mut last = sample::report();
        let received =
            last.value(&CellKey::parse("requests.received/total")).and_then(|v| v.whole()).expect("so many");
        let words = format!(
            "收到政府信息公开申请{received}件。收到政府信息公开申请{received}件，均为群众所关心。其中予以公开98件、不予处理97件。"
        );
        last.sections[5].before = vec![Para::plain(&words)];
        let mut r = next_year::begin(&last, "去年", "");
        r.cells = last.cells.clone();
        let judged = Judged::of(&Shared::new(r), None);
        let f = judged.findings.iter().find(|f| f.is_of_words() && f.fix.is_some()).expect("wrong");
        let all = alike(&judged, f).expect("more than one");
        let mut after = judged.report().clone();
        all.fix.edits.into_iter().for_each(|e| e.apply(&mut after));
        let part = crate::report::Part::Before(crate::report::Section::Other);
        let left = last_years_text::list_of(&after, part);
        let left: Vec<_> = left.iter().map(|s| (s.quote.words.as_str(), s.dated)).collect();
        assert_eq!(left, [(format!("收到政府信息公开申请{received}件，均为群众所关心。").as_str(), false)]);
    }

    #[test]
    fn the_parts_of_what_there_is_none_of_go_with_it() {
        let mut r = sample::report();
        for row in ["reconsideration", "suit_direct", "suit_after_review"] {
            for end in ["upheld", "corrected", "other", "pending", "total"] {
                Edit::enter(r.form(), &CellKey::parse(&format!("review.count/{row}.{end}")), "0")
                    .apply(&mut r);
            }
        }
        let words =
            "因政府信息公开引起行政复议3件，其中结果维持2件，结果纠正1件；复议后提起行政诉讼1件，尚未审结。";
        r.sections[0].before = vec![crate::report::text::Para::plain(words)];
        let judged = Judged::of(&Shared::new(r), None);
        let here = |f: &&Finding| f.is_of_words() && f.fix.is_some() && f.level == Level::Error;
        let all = alike(&judged, judged.findings.iter().find(here).expect("wrong")).expect("several");
        let mut after = judged.report().clone();
        all.fix.edits.into_iter().for_each(|e| e.apply(&mut after));
        let part = crate::report::Part::Before(crate::report::Section::Overview);
        assert_eq!(after.words(part), "没有因政府信息公开工作引起行政复议、行政诉讼。");
    }

    #[test]
    fn totals_that_follow_are_told_apart_from_what_was_unfilled() {
        let r = Report::new(2025, "示范县水利局");
        let judged = Judged::of(&Shared::new(r), None);
        let unfilled = judged.findings.iter().filter(|f| f.quiet);
        let f = unfilled.max_by_key(|f| f.left.len()).expect("unfilled");
        let o = &offers(&judged, f)[0];
        assert!(o.effect.followed > 0);
        assert_eq!(o.effect.changes.len() - o.effect.followed, f.left.len());
        assert!(o.effect.extent().ends_with(&format!("其中{}处是跟着变的总计", o.effect.followed)));
    }
}
