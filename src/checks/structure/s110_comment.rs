//! S110: what somebody wrote beside the report in Word waits for an answer.

use crate::checks::{Check, Context, Finding, Level};
use crate::report::Anchor;
use crate::report::comment::Comment;

pub static CHECK: Check = Check {
    code: "S110",
    title: "批注还没有答复",
    level: Level::Warning,
    why: "领导、科室在 Word 里写的批注，要么照着改，要么说明为什么不改；批注只给看报告的人看，不会印出来。",
    how: "照批注改好，或者不改，都答复一句，例如“已改”。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for together in cx.comments_together() {
        let (answers, asked): (Vec<_>, Vec<_>) =
            together.into_iter().partition(|c| c.is_answer_of(&cx.office().name));
        let Some(first) = asked.first().filter(|_| asked.len() > answers.len()) else { continue };
        let said: Vec<String> = asked.iter().chain(&answers).map(|c| c.sentence()).collect();
        let found = Finding::new(&CHECK, format!("批注“{}”", said.join("；")));
        out.push(placed(cx, first, found));
    }
}

fn placed(cx: &Context<'_>, comment: &Comment, found: Finding) -> Finding {
    match &comment.about {
        Anchor::Cells(keys) => found.cells(cx.form, keys.clone(), Vec::new()),
        Anchor::Quote { part, words } => {
            let mut stands = cx.of_part(*part).filter_map(|p| Some((p, comment.stretch(p)?)));
            match stands.next() {
                Some((p, range)) => found.words(p, range),
                None => found.part(*part, Some(words.clone())),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::explain;
    use crate::checks::tests::{Bad, Case, check_silent, zeros};
    use crate::form::table::CellKey;
    use crate::report::comment::Comment;
    use crate::report::{Anchor, Part, Section};

    const HERE: Part = Part::Before(Section::Overview);

    pub fn bad() -> Bad {
        (commented(quote("主动公开信息9条")), "批注“王处长：再核对一下”")
    }

    fn quote(words: &str) -> Anchor {
        Anchor::Quote { part: HERE, words: words.into() }
    }

    fn commented(about: Anchor) -> Case {
        let mut c = zeros(2025).saying(HERE, "全年主动公开信息9条。");
        c.report.comments =
            vec![Comment { by: "王处长".into(), date: None, text: "再核对一下".into(), about }];
        c
    }

    #[test]
    fn a_comment_stands_at_its_words_or_its_cell_until_it_is_answered() {
        let found = commented(quote("信息9条")).findings("S110").remove(0);
        assert_eq!(found.quote.as_deref(), Some("信息9条"));
        assert!(found.stretch.is_some());
        let key = CellKey::parse("requests.received/natural");
        let mut c = commented(Anchor::Cells(vec![key.clone()]));
        let found = c.findings("S110").remove(0);
        assert_eq!(found.left, [key]);
        explain::explain(&c.report, &found, "已核对").apply(&mut c.report);
        assert!(!c.findings("S110")[0].is_open());
        check_silent("S110", &zeros(2025));
    }

    #[test]
    fn an_answer_holds_when_the_words_are_changed_afterwards() {
        let mut c = commented(quote("信息9条"));
        let found = c.findings("S110").remove(0);
        explain::explain(&c.report, &found, "已改").apply(&mut c.report);
        let changed = c.saying(HERE, "全年公开12条。");
        let found = changed.findings("S110").remove(0);
        assert_eq!((found.stretch.is_some(), found.is_open()), (false, false));
        assert_eq!(changed.report.answers(&changed.report.comments[0], "S110").count(), 1);
    }

    #[test]
    fn an_answer_that_comes_back_from_word_is_one() {
        let mut c = commented(quote("信息9条"));
        let mut answer = c.report.comments[0].clone();
        (answer.by, answer.text) = (c.report.office.name.clone(), "答复：已核对".into());
        c.report.comments.insert(0, answer);
        check_silent("S110", &c);
        let again = Comment { text: "还是不对".into(), ..c.report.comments[1].clone() };
        c.report.comments.push(again);
        let found = c.findings("S110").remove(0);
        assert!(
            found.message.starts_with("批注“王处长：再核对一下；王处长：还是不对；"),
            "{}",
            found.message
        );
    }

    #[test]
    fn comments_on_the_same_words_are_one_finding() {
        let mut c = commented(quote("信息9条"));
        let mut reply = c.report.comments[0].clone();
        (reply.by, reply.text) = ("李科长".into(), "是9条".into());
        c.report.comments.push(reply);
        let found = c.findings("S110");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "批注“王处长：再核对一下；李科长：是9条”");
    }
}
