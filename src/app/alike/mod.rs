//! 同类的都改: all findings of one kind put right, as a list of what changes with a box to untick in each line. A line is
//! a sentence with all that follows in it, so that none is left half changed.

mod lines;

use lines::BothSides;
pub use lines::PlanLine;

use super::fix_preview::{Offer, follows_table, is_kin, together};
use super::merge::{OtherThing, merged};
use super::repair_effect::Effect;
use super::repairing::Repairing;
use crate::checks::judged::Judged;
use crate::checks::narrative::agreeing;
use crate::checks::{Context, Finding, Fix, Level};
use crate::report::edit::Edit;
use crate::report::last_years_text;
use crate::report::passage::Quote;
use crate::report::{Part, Shared};
use std::fmt;

/// See the module.
#[derive(Clone)]
pub struct RepairPlan {
    now: Judged,
    after: Shared,
    by_table: bool,
    /// How many repairs of the kind there are.
    count: usize,
    pub lines: Vec<PlanLine>,
}

impl fmt::Debug for RepairPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.lines.iter().map(|l| (&l.place, l.on))).finish()
    }
}

/// The words that all follow the tables, where several do not.
pub fn by_table(now: &Judged) -> Option<RepairPlan> {
    alike(now, now.findings.iter().find(|f| follows_table(f))?)
}

/// All open findings of one kind put right, one after the other, each as the ones before it leave the report; `None`
/// where there are not two.
pub fn alike(now: &Judged, f: &Finding) -> Option<RepairPlan> {
    together(&now.findings, f)?;
    let mut repairing = Repairing::of(now);
    while !repairing.is_full() {
        let found = &repairing.judged.findings;
        let open = |o: &&Finding| is_kin(f, o) && o.fix.as_ref().is_some_and(|x| !repairing.is_done(x));
        // Of what there is nothing, the parts go before their whole: without it nobody would know what they are of.
        let nothing = found.iter().rfind(|o| open(o) && o.level == Level::Error);
        let next = nothing.or_else(|| found.iter().find(open));
        let Some(fix) = next.and_then(|o| o.fix.clone()) else { break };
        repairing.make(fix.edits);
    }
    let (count, _, then) = repairing.end();
    let lines = BothSides::of(now, &then).lines();
    let after = Shared::new(then.report().clone());
    Some(RepairPlan { now: now.clone(), after, by_table: f.is_of_words(), count, lines })
}

impl RepairPlan {
    pub fn ticked(&self) -> usize {
        self.lines.iter().filter(|l| l.on).count()
    }
    /// 处, or 句 where only words change.
    pub fn unit(&self) -> &'static str {
        let of_words = |l: &PlanLine| l.whats.iter().all(|w| matches!(w, OtherThing::Words { .. }));
        if self.lines.iter().all(of_words) { "句" } else { "处" }
    }
    /// What is ticked, as one repair.
    pub fn offer(&self) -> Offer {
        let mut edits = self.edits();
        // A number that is right as it stands has been looked at with the others; what its sentence says besides has
        // not.
        let mut agreed = 0;
        if self.by_table && !edits.is_empty() {
            let mut after = self.now.report().clone();
            edits.iter().cloned().for_each(|e| e.apply(&mut after));
            let right = agreeing::agreed(&Context::new(&after, self.now.today()));
            let marked = last_years_text::old_figures(&after);
            agreed = marked.iter().filter(|q| right.numbers.contains(q)).count();
            let quotes: Vec<Quote> = right.numbers.into_iter().chain(right.sentences).collect();
            edits.extend(last_years_text::confirm_each(&after, &quotes));
        }
        let name = if self.by_table { "文字都照表改" } else { "同类的都改" };
        let title = match self.ticked() == self.lines.len() {
            true => format!("{name}（{} 处）", self.count),
            false => format!("{name}（勾选的 {} {}）", self.ticked(), self.unit()),
        };
        let fix = Fix { title, edits };
        let effect = Effect { agreed, ..Effect::of(&self.now, &fix) };
        Offer { fix, reason: "", effect }
    }
    fn edits(&self) -> Vec<Edit> {
        let now = self.now.report();
        let chosen = self.lines.iter().filter(|l| l.on).flat_map(|l| &l.whats);
        let made = merged(now, &self.after, chosen.clone());
        let mut parts: Vec<Part> = Vec::new();
        let mut out = Vec::new();
        for what in chosen {
            match what {
                OtherThing::Cell(k) => out.push(Edit::Cell(k.clone(), made.cell(k))),
                OtherThing::Words { part, .. } if parts.contains(part) => {}
                OtherThing::Words { part, .. } => {
                    parts.push(*part);
                    out.push(Edit::PutRight(*part, made.paras(*part).to_vec()));
                }
                OtherThing::Whole | OtherThing::Fact(_) => return vec![Edit::Replace(Box::new(made))],
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample;
    use crate::checks::tests::zeros;
    use crate::form::table::CellKey;
    use crate::report::Predecessor;

    #[test]
    fn findings_of_a_kind_are_put_right_together_in_one_step() {
        let mut r = sample::report();
        let part = crate::report::Part::Before(crate::report::Section::Other);
        let words = "抓好一下几项工作。立足于于群众关切。采取一下措施。";
        r.sections[5].before = vec![crate::report::text::Para::plain(words)];
        let judged = Judged::of(&Shared::new(r), None);
        let f = judged.findings.iter().find(|f| f.code == "S201").expect("a slip");
        let all = alike(&judged, f).expect("more than one").offer();
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
        let all = alike(&judged, f).expect("two").offer();
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
        let all = alike(&judged, f).expect("more than one").offer();
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
        let all = alike(&judged, f).expect("more than one").offer();
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
        let all = alike(&judged, judged.findings.iter().find(here).expect("wrong")).expect("several").offer();
        let mut after = judged.report().clone();
        all.fix.edits.into_iter().for_each(|e| e.apply(&mut after));
        let part = crate::report::Part::Before(crate::report::Section::Overview);
        assert_eq!(after.words(part), "没有因政府信息公开工作引起行政复议、行政诉讼。");
    }
    /// 32 requests after 28, and a review with one result, as that says; with the boxes of these lines unticked.
    fn put_right(said: &str, unticked: &[usize]) -> (RepairPlan, String) {
        let last = zeros(2024).with("requests.received/natural", "28");
        let part = Part::Before(crate::report::Section::Overview);
        let mut now = zeros(2025)
            .with("requests.received/natural", "32")
            .with("requests.done.granted/natural", "32")
            .with("review.count/reconsideration.upheld", "1")
            .with("review.count/reconsideration.other", "1")
            .saying(part, said);
        now.report.predecessor = Some(Predecessor {
            path: "去年".into(),
            digest: String::new(),
            snapshot: std::sync::Arc::new(last.report),
        });
        let judged = Judged::of(&Shared::new(now.report), None);
        let mut plan = by_table(&judged).expect("several");
        unticked.iter().for_each(|i| plan.lines[*i].on = false);
        let mut after = judged.report().clone();
        plan.offer().fix.edits.into_iter().for_each(|e| e.apply(&mut after));
        (plan, after.words(part))
    }

    #[test]
    fn growth_stood_beside_the_number_it_no_longer_followed_from() {
        let said = "收到政府信息公开申请35件，同比增长25%。予以公开30件。";
        let (plan, words) = put_right(said, &[]);
        assert_eq!(words, "收到政府信息公开申请32件，同比增长14.3%。予以公开32件。");
        assert_eq!((plan.lines.len(), plan.ticked(), plan.unit()), (2, 2, "句"));
        assert!(plan.lines.iter().all(|l| l.unfit.is_empty()), "{:#?}", plan.lines);
        // A sentence stays whole or goes whole.
        let (plan, words) = put_right(said, &[0]);
        assert_eq!(words, "收到政府信息公开申请35件，同比增长25%。予以公开32件。");
        assert_eq!(plan.offer().fix.title, "文字都照表改（勾选的 1 句）");
        assert!(put_right(said, &[0, 1]).0.offer().fix.edits.is_empty());
    }

    #[test]
    fn parts_that_no_longer_add_up_once_the_tables_numbers_stand_there_are_told_in_their_line() {
        let said = "收到政府信息公开申请30件，其中网络申请20件、信函申请10件。行政复议2件，其中结果维持2件，结果纠正0件。";
        let (plan, words) = put_right(said, &[]);
        assert!(words.starts_with("收到政府信息公开申请32件，其中网络申请20件、信函申请10件。"), "{words}");
        let unfit: Vec<usize> = plan.lines.iter().map(|l| l.unfit.len()).collect();
        assert_eq!(unfit, [1, 1], "{words} {:#?}", plan.lines);
    }

    #[test]
    fn one_repair_takes_with_it_what_follows_from_it_in_its_sentence() {
        let said = "收到政府信息公开申请35件，同比增长25%。予以公开30件。";
        let (plan, _) = put_right(said, &[]);
        let found = plan.now.findings.iter().find(|f| f.is_of_words() && f.fix.is_some()).expect("wrong");
        let offer = crate::app::fix_preview::offers(&plan.now, found).remove(0);
        let mut after = plan.now.report().clone();
        offer.fix.edits.into_iter().for_each(|e| e.apply(&mut after));
        let words = after.words(Part::Before(crate::report::Section::Overview));
        assert_eq!(words, "收到政府信息公开申请32件，同比增长14.3%。予以公开30件。");
        assert!(offer.fix.title.ends_with("，句中跟着改1处"), "{}", offer.fix.title);
        assert_eq!(offer.effect.new, Vec::<String>::new());
    }
}
