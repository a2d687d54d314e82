//! 一次做好: the documents that an office needs of its finished report, beside its file, and a printout of it.

use super::exporting::{self, Outcome};
use super::file_name;
use super::printout::{PrintingOut, PrintoutError};
use super::put_aside::OwnWork;
use crate::checks::Level;
use crate::export::Exporter;
use crate::print::Choices;
use crate::report::Shared;
use std::path::{Path, PathBuf};

/// What is made of a report.
pub(super) struct Finishing {
    pub report: Shared,
    pub folder: PathBuf,
    pub formats: Vec<&'static Exporter>,
    /// Files that nothing is written over.
    pub sources: Vec<PathBuf>,
    /// The digests of what was made of it before, by its files.
    pub made: Vec<(PathBuf, String)>,
    /// How it is printed, where it is.
    pub choices: Option<Choices>,
}

/// What became of it.
pub(super) struct Finished {
    pub report: Shared,
    folder: PathBuf,
    pub outcomes: Vec<(&'static Exporter, Outcome)>,
    pub printed: Option<Result<String, PrintoutError>>,
}

impl Finishing {
    /// Makes it all; what fails doesn't keep the rest. `go_on` hears how many files are done, and may call it off.
    pub fn make(self, out: &PrintingOut, go_on: &dyn Fn(usize) -> bool) -> Finished {
        let mut outcomes = Vec::new();
        let stopped = |done: usize| !go_on(done);
        for exporter in self.formats {
            let done = outcomes.len();
            let name = file_name::of_report(Some(&self.report), exporter.format.extension());
            let output = self.folder.join(name);
            let send = || {
                exporting::spare(&*out.disk, &output, &self.sources)?;
                let own = OwnWork { disk: &*out.disk, data: &out.data, made: &self.made };
                exporting::send(&own, &self.report, &output, &*out.faces, &|| stopped(done))
            };
            let result = send();
            outcomes.push((exporter, Outcome { file: output.clone(), output, result }));
        }
        let done = outcomes.len();
        let printed = self.choices.map(|choices| out.print(&self.report, &choices, &|| stopped(done)));
        Finished { report: self.report, folder: self.folder, outcomes, printed }
    }
}

impl Finished {
    /// All there is to say, and how bad it is: that only the printout is wanting can be made good at any time.
    pub fn words(&self) -> (String, Option<Level>) {
        let good = self.outcomes.iter().filter(|(_, o)| o.result.is_ok());
        let good: Vec<&str> = good.map(|(exporter, _)| exporter.format.name).collect();
        let mut said = Vec::new();
        if !good.is_empty() {
            let folder = self.folder.file_name().map(|n| n.to_string_lossy().into_owned());
            let place = folder.map(|n| format!("，放在“{n}”文件夹里")).unwrap_or_default();
            said.push(format!("已导出 {}{place}。", good.join("、")));
        }
        let mut bad = false;
        for (_, o) in &self.outcomes {
            let words: Vec<String> = match &o.result {
                Ok(sent) => {
                    bad |= sent.differs() || !sent.faults.is_empty();
                    sent.words()
                }
                Err(e) => {
                    bad = true;
                    vec![format!("{}。", e.to_string().trim_end_matches('。'))]
                }
            };
            // Of one report they mostly say the same.
            words.into_iter().for_each(|w| {
                if !said.contains(&w) {
                    said.push(w)
                }
            });
        }
        match &self.printed {
            Some(Ok(words)) => said.push(words.clone()),
            // The documents are there: nothing is said of making them.
            Some(Err(PrintoutError::Printed(e))) if !good.is_empty() => said.push(e.beside_documents()),
            Some(Err(e)) => said.push(e.to_string()),
            None => {}
        }
        let unprinted = matches!(self.printed, Some(Err(_)));
        let amiss = bad.then_some(Level::Error).or(unprinted.then_some(Level::Warning));
        (said.concat(), amiss)
    }
    /// The first file that was made.
    pub fn first(&self) -> Option<&Path> {
        self.outcomes.iter().find(|(_, o)| o.result.is_ok()).map(|(_, o)| o.output.as_path())
    }
}
