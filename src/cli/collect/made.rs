//! What is written of a collection: its own file, the report, tables, data, sheets that go back to units.

use super::CollectArgs;
use crate::app::collecting::beside;
use crate::app::collecting::collection_file::{self, CollectionError};
use crate::app::collecting::made_report;
use crate::app::collecting::sending_back::SendingBack;
use crate::app::collecting::taking::Taker;
use crate::app::exporting::{self, SendError};
use crate::app::put_aside;
use crate::cli::{Failure, out, say};
use crate::collect::Collection;
use crate::collect::hand_made::KeptByHand;
use crate::collect::matching::Matcher;
use crate::collect::overview::Overview;
use crate::collect::returned::{self, Returned};
use crate::collect::submission::{Submission, SubmittedContent};
use crate::export::collected::{Collected, CollectedTable};
use crate::export::csv;
use crate::store::known::KnownBytes;
use crate::store::{Disk, RealDisk, StoreError, folders, fonts, kept};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Everything named on the command line that is written.
fn outputs(args: &CollectArgs) -> impl Iterator<Item = &PathBuf> {
    [&args.output].into_iter().chain(&args.report).chain(&args.tables).chain(&args.csv)
}

/// Refuses to write two things into one file, or over what was given to be read.
pub(super) fn apart(args: &CollectArgs) -> Result<(), Failure> {
    let whole = |p: &PathBuf| std::path::absolute(p).unwrap_or_else(|_| p.clone());
    let same = |a: &PathBuf, b: &PathBuf| whole(a) == whole(b) || RealDisk.is_same(a, b);
    let given: Vec<&PathBuf> =
        [&args.roster, &args.last, &args.draft, &args.published].into_iter().flatten().collect();
    for (i, output) in outputs(args).enumerate() {
        if given.iter().any(|g| same(g, output)) {
            return Err(SendError::Covers(output.clone()).into());
        }
        if outputs(args).take(i).any(|o| same(o, output)) {
            let words = "两样东西要写进同一个文件，什么也没有做；请各用一个文件名";
            return Err(format!("{words}：{}", output.display()).into());
        }
    }
    Ok(())
}

/// Sends back the units whose reports have errors, and notes it in the collection; whether there were any.
pub(super) fn sent_back(
    args: &CollectArgs,
    collection: &mut Collection,
    overview: &Overview,
    err: &mut dyn Write,
) -> Result<bool, Failure> {
    let Some(folder) = &args.send_back else { return Ok(false) };
    let standing = &overview.standing;
    let waiting = returned::outstanding(collection, standing).len();
    if waiting > 0 {
        say(err, &format!("已经退回、还没有重新报的{waiting}个单位，没有再退回"));
    }
    let due = returned::due(collection, standing);
    let asked: Vec<Returned> = due.filter_map(|r| returned::to_ask(collection, standing, r.unit)).collect();
    let fonts = || fonts::bundled(&RealDisk);
    let data = folders::data();
    let sending = SendingBack {
        own: &out::own(&data),
        folder,
        fonts: &fonts,
        today: crate::app::today(),
        sources: &args.paths,
    };
    let sent = sending.send(collection, asked, &mut |_| true)?;
    sent.failed.iter().for_each(|(unit, e)| say(err, &format!("{unit}：{e}")));
    say(err, &sent.summary());
    let any = !sent.edits.is_empty();
    sent.edits.into_iter().for_each(|e| e.apply(collection));
    Ok(any)
}

/// What is written, and what must not be written over.
pub(super) struct Making<'a> {
    args: &'a CollectArgs,
    sources: Vec<PathBuf>,
    at_once: bool,
}

impl<'a> Making<'a> {
    pub fn new(args: &'a CollectArgs, collection: &Collection, at_once: bool) -> Making<'a> {
        let files = collection.submissions.iter().flat_map(|s| &s.files);
        let sources = args.paths.iter().cloned().chain(files.map(|f| beside::path(&args.output, f)));
        Making { args, sources: sources.collect(), at_once }
    }

    /// Saves the collection where its file is as it is known; its digest.
    pub fn keep(&mut self, collection: &Collection, known: &str) -> Result<String, Failure> {
        let mut digest = known.to_string();
        if !self.at_once {
            let output = &self.args.output;
            crate::cli::held(output, || {
                digest = collection_file::save(&RealDisk, None, output, collection, KnownBytes::of(known))
                    .map_err(again)?
                    .digest;
                Ok(())
            })?;
        }
        Ok(digest)
    }

    /// Writes all else that was asked for.
    pub fn files(
        &self,
        collection: &Collection,
        overview: &Overview,
        err: &mut dyn Write,
    ) -> Result<(), Failure> {
        let args = self.args;
        let at_once = Some(&args.output).filter(|_| self.at_once);
        for output in args.report.iter().chain(at_once) {
            exporting::spare(&RealDisk, output, &self.sources)?;
            self.report(output, collection, overview, err)?;
        }
        let collected = Collected { collection, overview, today: crate::app::today() };
        for output in &args.tables {
            self.spare(output, collection)?;
            tables(output, &collected, err)?;
        }
        if let Some(output) = &args.csv {
            self.spare(output, collection)?;
            let mut text = csv::long_head();
            collection.unit_numbers(&overview.standing).for_each(|r| csv::long(&r, &mut text));
            let aside = out::own(&folders::data()).replace(output, text.as_bytes())?;
            aside.iter().for_each(|a| say(err, &put_aside::sentence(a)));
        }
        Ok(())
    }

    fn report(
        &self,
        output: &Path,
        collection: &Collection,
        overview: &Overview,
        err: &mut dyn Write,
    ) -> Result<(), Failure> {
        let mut made = made_report::made(&RealDisk, output, collection, overview)?;
        if self.args.overwrite {
            made = made.keeping(collection, overview, &KeptByHand::new());
        }
        crate::cli::held(output, || {
            let text = kept::proved(&made.report, output)?;
            Ok(KnownBytes::of(&made.known).replace(&RealDisk, output, text.as_bytes())?)
        })?;
        for (_, line, keep) in &made.hand {
            let what = if *keep { "手改过的，保留了" } else { "手改过的，改了" };
            say(err, &format!("{what}：{line}"));
        }
        if made.hand.iter().any(|(.., keep)| *keep) {
            say(err, "手改过的也要改成现在的汇总，请加 --overwrite");
        }
        made.lines.iter().chain(&made.told()).for_each(|l| say(err, l));
        Ok(())
    }

    /// Refuses to write over what was taken in, and over what a unit handed in that was left out for its name: only what
    /// is no other office's report is replaced.
    fn spare(&self, output: &Path, collection: &Collection) -> Result<(), Failure> {
        exporting::spare(&RealDisk, output, &self.sources)?;
        let is_given = |p: &&PathBuf| RealDisk.is_folder(p) && within(output, p);
        if !RealDisk.exists(output) || !self.args.paths.iter().any(|p| is_given(&p)) {
            return Ok(());
        }
        let (year, title) = (collection.year, collection.title());
        let taker = Taker { disk: &RealDisk, collection: &self.args.output, today: None, year, title };
        let is_ours = |s: &Submission| match &s.content {
            SubmittedContent::Report(r) => Matcher::of(collection).is_own(&r.office),
            SubmittedContent::Collection(_) => false,
            SubmittedContent::Unreadable(_) => true,
        };
        if taker.read_file(output)?.iter().all(is_ours) {
            Ok(())
        } else {
            Err(SendError::Covers(output.into()).into())
        }
    }
}

fn within(file: &Path, folder: &Path) -> bool {
    let whole = |p: &Path| std::path::absolute(p).unwrap_or_else(|_| p.to_path_buf());
    whole(file).starts_with(whole(folder))
}

fn tables(output: &Path, collected: &Collected<'_>, err: &mut dyn Write) -> Result<(), Failure> {
    let made = collected.made(&CollectedTable::ALL, output, &|| fonts::bundled(&RealDisk))?;
    let sent = exporting::write(&out::own(&folders::data()), made, output, &|| false)?;
    out::tell_sent(output, &sent, err);
    Ok(())
}

/// The program ends here: there is nothing to be saved elsewhere.
fn again(e: CollectionError) -> Failure {
    match e {
        CollectionError::Store(StoreError::Changed { path }) => {
            format!("收的时候别的程序改过这个汇总，这一次没有写进去；请再运行一次：{}", path.display()).into()
        }
        e => e.into(),
    }
}
