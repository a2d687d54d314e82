//! What stands out of words that were pasted. Who copied them is asked for their page on a thread, which may take as
//! long as that program likes; what is bold in it is put on behind, as part of the same step.

use crate::app::job::{Job, Progress};
use crate::app::pasted_looks;
use crate::report::edit::Edit;
use crate::report::text::Para;
use crate::report::{Part, Report};
use crate::ui::action::Action;
use egui::Context;
use std::sync::Arc;
use std::time::Duration;

/// Words that were pasted.
#[derive(Clone, Debug)]
pub struct PastedWords {
    pub part: Part,
    /// In which paragraph, from which byte on.
    pub at: (usize, usize),
    pub text: String,
    /// The step that put them there.
    pub step: String,
}

/// They, and what is being found out of their looks.
#[derive(Debug)]
pub struct PastedLooks {
    of: PastedWords,
    job: Job<Vec<Para>>,
}

impl PastedLooks {
    /// Begins to ask; `page` gives what was copied with the words.
    pub fn begin(
        ctx: &Context,
        of: PastedWords,
        page: impl FnOnce() -> Option<String> + Send + 'static,
    ) -> PastedLooks {
        let (ctx, text) = (ctx.clone(), of.text.clone());
        let looked = move || page().map(|p| pasted_looks::lines(&text, &p)).unwrap_or_default();
        let wake = Arc::new(move || ctx.request_repaint());
        PastedLooks { of, job: Job::start_waking("粘贴", wake, move |_| looked()) }
    }
}

/// What puts the looks on where they are known now; asked for in a part's own frame.
pub fn known(looks: &mut Option<PastedLooks>, part: Part, name: &str, report: &Report) -> Option<Action> {
    let here = looks.as_ref().filter(|l| l.of.part == part)?;
    let lines = match here.job.poll(Duration::ZERO) {
        Progress::Going => return None,
        Progress::Done(lines) => lines,
        Progress::Died => Vec::new(),
    };
    let PastedWords { at, step, .. } = looks.take()?.of;
    let mut paras = report.paras(part).to_vec();
    pasted_looks::put(&mut paras, at, &lines, report);
    (paras != report.paras(part)).then(|| Action::Edit {
        name: format!("修改{name}"),
        group: Some(step),
        edits: vec![Edit::Text(part, paras)],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Section;
    use crate::report::document::Document;
    use std::sync::mpsc::channel;

    #[test]
    fn bold_of_a_page_that_comes_late_is_put_on_and_is_one_step_with_the_words() {
        let part = Part::Before(Section::Other);
        let mut doc = Document::new(Report::new(2025, "示范局"));
        let edit = Edit::Text(part, vec![Para::plain("重点是公开。")]);
        doc.apply_grouped("粘贴", Some("paste:1"), [edit]).expect("pasted");
        let (late, page) = channel::<String>();
        let of = PastedWords { part, at: (0, 0), text: "重点是公开。".into(), step: "paste:1".into() };
        let mut looks = Some(PastedLooks::begin(&Context::default(), of, move || page.recv().ok()));
        assert!(known(&mut looks, part, "正文", doc.report()).is_none() && looks.is_some(), "nobody waits");
        late.send("<html><body><p>重点是<b>公开</b>。</p></body></html>".into()).expect("asked for");
        let mut found = None;
        while looks.is_some() {
            found = known(&mut looks, part, "正文", doc.report());
        }
        let Some(Action::Edit { name, group, edits }) = found else { panic!("bold") };
        doc.apply_grouped(&name, group.as_deref(), edits).expect("put on");
        let Para::Text(runs) = &doc.report().paras(part)[0] else { panic!("words") };
        assert_eq!(runs.len(), 3, "{runs:?}");
        doc.undo();
        assert!(doc.report().paras(part).is_empty() && doc.undo_name().is_none());
    }
}
