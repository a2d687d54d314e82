//! `gongkai collect`: many reports added up into a collection, what is missing or wrong as lines or JSON, and the report
//! that comes of it.

use super::hints::known_year;
use super::{ExitStatus, FOUND, Failure, OK, list, say};
use crate::app::collecting::collection_file;
use crate::app::collecting::taking::{Read, Taker};
use crate::app::exporting;
use crate::collect::Collection;
use crate::collect::edit::CollectEdit;
use crate::collect::overview::Overview;
use crate::collect::roster_text;
use crate::collect::submission::TakenIn;
use crate::export::csv;
use crate::import;
use crate::store::{RealDisk, atomic, collection, project, read_document};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What is collected, and where it goes.
#[derive(clap::Args)]
pub struct CollectArgs {
    /// 各单位的报告，或者放报告的文件夹（里面的文件夹也看）
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// 汇总文件，如 2025年汇总.gknh，已经有的接着收；写成 .gknb 就直接生成汇总年报
    #[arg(short, long)]
    output: PathBuf,
    /// 汇总哪一年的
    #[arg(long)]
    year: Option<u16>,
    /// 户册：一行一个单位的文本，或者 CSV
    #[arg(long)]
    roster: Option<PathBuf>,
    /// 汇总成哪个机关的年报，如 示范县人民政府
    #[arg(long)]
    office: Option<String>,
    /// 去年的汇总文件
    #[arg(long)]
    last: Option<PathBuf>,
    /// 把合计做成一份年报，如 年报.gknb
    #[arg(long)]
    report: Option<PathBuf>,
    /// 各单位的数，一格一行的数据文件
    #[arg(long)]
    csv: Option<PathBuf>,
    #[arg(long)]
    json: bool,
}

/// Takes in, adds up, says what is found.
pub fn collect(args: &CollectArgs, out: &mut dyn Write, err: &mut dyn Write) -> ExitStatus {
    let at_once = project::FORMAT.names(&args.output);
    if !at_once && !collection::FORMAT.names(&args.output) {
        let known = "汇总文件叫 .gknh，直接生成年报的话叫 .gknb；没有汇总，请改扩展名";
        return Err(format!("{known}：{}", args.output.display()).into());
    }
    let (mut collection, known) = match begun(args, at_once)? {
        Some((collection, known)) => (collection, known),
        None => {
            (Collection::new(year_asked(args)?, args.office.as_deref().unwrap_or_default()), String::new())
        }
    };
    set_up(&mut collection, args, err)?;
    let read = read_all(args, &collection)?;
    read.left_out.iter().for_each(|l| say(err, &format!("没有收（{}）：{}", l.why, l.file.display())));
    let taken = collection.take_in(read.submissions);
    collection.weighed()?;
    let overview = Overview::of(&collection, &Default::default());
    write(args, at_once, &collection, (&overview, &known), err)?;
    tell(args.json, &collection, (&overview, &taken), out)?;
    Ok(if overview.is_clean() && !collection.units.is_empty() { OK } else { FOUND })
}

fn year_asked(args: &CollectArgs) -> Result<u16, Failure> {
    let year = args.year.ok_or("请用 --year 说明汇总哪一年的，没有汇总")?;
    known_year(year).map_err(|_| format!("{year}年没有年度报告的格式，没有汇总；请改正 --year").into())
}

/// The collection that goes on, or the one that begins where last year's ended.
fn begun(args: &CollectArgs, at_once: bool) -> Result<Option<(Collection, String)>, Failure> {
    if !at_once && args.output.exists() {
        let opened = collection_file::read(&RealDisk, &args.output)?;
        let year = opened.collection.year;
        if args.year.is_some_and(|y| y != year) {
            return Err(
                format!("这是{year}年的汇总，没有改动；请换一个文件名：{}", args.output.display()).into()
            );
        }
        return Ok(Some((opened.collection, opened.digest)));
    }
    let Some(last) = &args.last else { return Ok(None) };
    let opened = collection_file::read(&RealDisk, last)?;
    let year = opened.collection.year;
    let named = crate::app::collecting::beside::named(&args.output, last);
    let begun = Collection::begun(&opened.collection, &named, &opened.digest);
    if year_asked(args)? != begun.year {
        return Err(
            format!("这是{year}年的汇总，不是去年的，没有汇总；请另选一个：{}", last.display()).into()
        );
    }
    Ok(Some((begun, String::new())))
}

/// What else was said: the office, the roster, last year's.
fn set_up(collection: &mut Collection, args: &CollectArgs, err: &mut dyn Write) -> Result<(), Failure> {
    if let Some(office) = &args.office {
        CollectEdit::Office(office.trim().into()).apply(collection);
    }
    if let (Some(last), None) = (&args.last, &collection.last) {
        let last = collection_file::last_year(&RealDisk, &args.output, last)?;
        CollectEdit::Last(Some(last)).apply(collection);
    }
    let Some(file) = &args.roster else { return Ok(()) };
    let bytes = read_document(&RealDisk, file)?;
    let text = import::plain_text(&bytes)
        .ok_or_else(|| format!("户册不是文本，没有汇总；请另存为 CSV 或文本文件：{}", file.display()))?;
    let read = roster_text::read(&text);
    read.told.iter().for_each(|t| say(err, &format!("户册：{t}")));
    if read.units.is_empty() {
        return Err(format!("户册里没有单位，没有汇总：{}", file.display()).into());
    }
    CollectEdit::Roster(read.units).apply(collection);
    Ok(())
}

fn read_all(args: &CollectArgs, collection: &Collection) -> Result<Read, Failure> {
    let taker = Taker {
        disk: &RealDisk,
        collection: &args.output,
        today: crate::app::today(),
        year: collection.year,
    };
    let own: Vec<&Path> = [&args.report, &args.csv, &args.roster, &args.last]
        .into_iter()
        .flatten()
        .map(PathBuf::as_path)
        .collect();
    Ok(taker.take(&args.paths, &own, &mut |_, _, _| true)?)
}

fn write(
    args: &CollectArgs,
    at_once: bool,
    collection: &Collection,
    (overview, known): (&Overview, &str),
    err: &mut dyn Write,
) -> Result<(), Failure> {
    let mut reports: Vec<&PathBuf> = args.report.iter().collect();
    if at_once {
        reports.push(&args.output);
    } else {
        super::held(&args.output, || {
            Ok(collection_file::save(&RealDisk, None, &args.output, collection, known).map(drop)?)
        })?;
    }
    for output in reports {
        exporting::spare(&RealDisk, output, &args.paths)?;
        super::save(&collection.report(overview), output, err)?;
    }
    if let Some(output) = &args.csv {
        exporting::spare(&RealDisk, output, &args.paths)?;
        let mut text = csv::long_head();
        collection.unit_numbers(&overview.standing).for_each(|r| csv::long(&r, &mut text));
        atomic::replace(&RealDisk, output, text.as_bytes())?;
    }
    Ok(())
}

fn tell(
    as_json: bool,
    c: &Collection,
    (overview, taken): (&Overview, &TakenIn),
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if as_json {
        let whole = as_value(c, overview, taken);
        return list(out, &serde_json::to_string_pretty(&whole).unwrap_or_default());
    }
    let standing = &overview.standing;
    list(out, &format!("{}：{}", c.title(), standing.head_count(c).words()))?;
    standing.head_count(c).since_last().map_or(Ok(()), |line| list(out, &format!("户数：{line}")))?;
    for f in &overview.findings {
        list(out, &format!("  {} {} {}", f.level.word(), f.code, f.message))?;
    }
    Ok(())
}

fn as_value(c: &Collection, overview: &Overview, taken: &TakenIn) -> serde_json::Value {
    let standing = &overview.standing;
    let count = standing.head_count(c);
    let unit = |r: &crate::collect::unit_row::UnitRow| {
        let unit = c.units.get(r.unit)?;
        let file = r.shown.and_then(|s| c.submissions.get(s)).map(|s| s.file().to_string());
        Some(json!({
            "name": unit.name, "kind": unit.kind.word(), "state": r.state.word(), "counts": r.counts.is_some(),
            "errors": r.errors, "warnings": r.warnings, "returned": r.returned, "file": file,
        }))
    };
    let form = c.form();
    let cells: serde_json::Map<String, serde_json::Value> = form
        .ledger()
        .keys
        .iter()
        .zip(&standing.totals.cells)
        .map(|(k, t)| (k.to_string(), json!(t.value.as_ref().map(|v| v.canonical(form.kind(k))))))
        .collect();
    let findings: Vec<_> = overview
        .findings
        .iter()
        .map(|f| {
            let name = f.unit.and_then(|u| c.units.get(u)).map(|u| u.name.as_str());
            let cells: Vec<String> = f.cells.iter().map(|k| k.to_string()).collect();
            json!({"code": f.code, "level": f.level.code(), "message": f.message, "unit": name, "cells": cells})
        })
        .collect();
    json!({
        "office": c.office, "year": c.year, "edition": c.edition,
        "due": count.due, "counted": count.counted, "missing": count.missing, "unfilled": count.unfilled,
        "taken": {"new": taken.new, "again": taken.again, "replaced": taken.replaced},
        "units": standing.rows.iter().filter_map(unit).collect::<Vec<_>>(),
        "sums": cells, "findings": findings,
    })
}
