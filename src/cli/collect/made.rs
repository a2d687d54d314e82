//! What is written of a collection: its own file, the report, tables, data, sheets that go back to units.

use super::CollectArgs;
use crate::app::collecting::made_report::{self, MadeReport};
use crate::app::collecting::sending_back::SendingBack;
use crate::app::collecting::{beside, collection_file};
use crate::app::exporting;
use crate::cli::{Failure, out, say};
use crate::collect::Collection;
use crate::collect::overview::Overview;
use crate::collect::returned::{Returned, to_ask};
use crate::collect::unit_row::UnitState;
use crate::collect::up_to_date::SumChange;
use crate::export::collected::{Collected, CollectedTable};
use crate::export::csv;
use crate::store::{RealDisk, atomic, fonts};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Sends back the units whose reports have errors, and notes it in the collection.
pub(super) fn sent_back(
    args: &CollectArgs,
    collection: &mut Collection,
    overview: &Overview,
    err: &mut dyn Write,
) -> Result<(), Failure> {
    let Some(folder) = &args.send_back else { return Ok(()) };
    let standing = &overview.standing;
    let wrong = standing.rows.iter().filter(|r| r.state == UnitState::Wrong);
    let asked: Vec<Returned> = wrong.filter_map(|r| to_ask(collection, standing, r.unit)).collect();
    let fonts = || fonts::bundled(&RealDisk);
    let sending = SendingBack {
        disk: &RealDisk,
        folder,
        fonts: &fonts,
        today: crate::app::today(),
        sources: &args.paths,
    };
    let sent = sending.send(collection, asked, &mut |_| true)?;
    sent.failed.iter().for_each(|(unit, e)| say(err, &format!("{unit}：{e}")));
    say(err, &sent.summary());
    sent.edits.into_iter().for_each(|e| e.apply(collection));
    Ok(())
}

/// Writes all that was asked for.
pub(super) fn files(
    args: &CollectArgs,
    at_once: bool,
    collection: &Collection,
    (overview, known): (&Overview, &str),
    err: &mut dyn Write,
) -> Result<(), Failure> {
    let files = collection.submissions.iter().flat_map(|s| &s.files);
    let sources: Vec<PathBuf> =
        args.paths.iter().cloned().chain(files.map(|f| beside::path(&args.output, f))).collect();
    let mut reports: Vec<&PathBuf> = args.report.iter().collect();
    if at_once {
        reports.push(&args.output);
    } else {
        crate::cli::held(&args.output, || {
            Ok(collection_file::save(&RealDisk, None, &args.output, collection, known).map(drop)?)
        })?;
    }
    for output in reports {
        exporting::spare(&RealDisk, output, &sources)?;
        report(output, collection, overview, err)?;
    }
    let collected = Collected { collection, overview, today: crate::app::today() };
    for output in &args.tables {
        exporting::spare(&RealDisk, output, &sources)?;
        tables(output, &collected, err)?;
    }
    if let Some(output) = &args.csv {
        exporting::spare(&RealDisk, output, &sources)?;
        let mut text = csv::long_head();
        collection.unit_numbers(&overview.standing).for_each(|r| csv::long(&r, &mut text));
        atomic::replace(&RealDisk, output, text.as_bytes())?;
    }
    Ok(())
}

fn report(
    output: &Path,
    collection: &Collection,
    overview: &Overview,
    err: &mut dyn Write,
) -> Result<(), Failure> {
    let MadeReport { report, changes, .. } = made_report::made(&RealDisk, output, collection, overview)?;
    crate::cli::save(&report, output, err)?;
    let form = collection.form();
    let shown = |v: &Option<crate::report::value::Value>, c: &SumChange| {
        v.as_ref().map_or("未填".to_string(), |v| v.canonical(form.kind(&c.cell)))
    };
    for c in &changes {
        say(err, &format!("{}：{} → {}", form.cell_name(&c.cell), shown(&c.was, c), shown(&c.now, c)));
    }
    Ok(())
}

fn tables(output: &Path, collected: &Collected<'_>, err: &mut dyn Write) -> Result<(), Failure> {
    let made = collected.made(&CollectedTable::ALL, output, &|| fonts::bundled(&RealDisk))?;
    let sent = exporting::write(&RealDisk, made, output, &|| false)?;
    out::tell_sent(output, &sent, err);
    Ok(())
}
