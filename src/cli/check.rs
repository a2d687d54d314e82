//! `gongkai check`: what is found in each report, as lines or as JSON, and the sheet of findings.

use super::{ExitStatus, FAILED, FOUND, OK, list, out, read_any, say, tell_read};
use crate::app::exporting;
use crate::app::open::{self, OpenError};
use crate::app::reading_notes::{self, ReadingNotes};
use crate::checks::{self, CHECKS, Finding, Level};
use crate::collect::judging::COLLECT_CHECKS;
use crate::export;
use crate::form::Form;
use crate::import::Hints;
use crate::page::blocks::Doc;
use crate::report::{Date, Place, Report};
use crate::store::{RealDisk, folders, fonts};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// How reports are checked.
pub struct Checking<'a> {
    /// What is said of the files besides.
    pub hints: Hints,
    pub last: Option<&'a Path>,
    pub today: Option<&'a str>,
    pub json: bool,
    /// Where the sheet goes.
    pub sheet: Option<&'a Path>,
}

/// Checks each; the exit status is the worst.
pub fn check(files: &[PathBuf], with: &Checking<'_>, out: &mut dyn Write, err: &mut dyn Write) -> ExitStatus {
    if files.len() > 1 && (with.last.is_some() || with.sheet.is_some()) {
        return Err("--last 和 --report 一次只能用于一份报告，没有审核；请一份一份地审核".into());
    }
    if let Some(output) = with.sheet {
        exporting::spare(&RealDisk, output, files)?;
        exporting::spare(&RealDisk, output, with.last.map(Path::to_path_buf).as_slice())?;
    }
    let today = match with.today {
        Some(t) => {
            Some(Date::parse(t).ok_or_else(|| format!("日期应写成 2026-01-20 的样子，没有审核：{t}"))?)
        }
        None => crate::app::today(),
    };
    let mut worst = OK;
    let mut listed = Vec::new();
    for file in files {
        let (report, notes) = match read_with_last(file, with) {
            Ok(r) => r,
            Err(sentence) => {
                listed.push(unread(file, &sentence));
                say(err, &sentence.to_string());
                worst = FAILED;
                continue;
            }
        };
        for n in &notes {
            worst = worst.max(tell_read(n, err));
        }
        let findings = checks::run(&report, today);
        if findings.iter().any(|f| f.level == Level::Error) {
            worst = worst.max(FOUND);
        }
        if let Some(output) = with.sheet {
            let doc = export::findings::sheet(&report, &findings, today);
            worst = worst.max(write_document(&doc, output, err)?);
        }
        if with.json {
            listed.extend(findings.iter().map(|f| as_value(file, report.form(), f)));
            listed.extend(notes.iter().flat_map(noted));
            continue;
        }
        list(out, &format!("{}：{}", file.display(), checks::summary(&findings)))?;
        for f in &findings {
            let explained = f.explained().map(|t| format!("（已说明：{t}）")).unwrap_or_default();
            list(out, &format!("  {} {} {}{explained}", f.level.word(), f.code, f.message))?;
        }
    }
    if with.json {
        list(out, &serde_json::to_string_pretty(&listed).unwrap_or_default())?;
    }
    Ok(worst)
}

/// The report, and what the reading of it and of last year's noted.
fn read_with_last(file: &Path, with: &Checking<'_>) -> Result<(Report, Vec<ReadingNotes>), OpenError> {
    let (mut report, notes) = read_any(file, with.hints.clone())?;
    let mut all = vec![notes];
    if let Some(last) = with.last {
        let (last, notes) = open::predecessor(&RealDisk, last, file)?;
        report.predecessor = Some(last);
        all.push(notes);
    }
    Ok((report, all))
}

fn write_document(doc: &Doc, output: &Path, err: &mut dyn Write) -> ExitStatus {
    let made = export::document(doc, output, &|| fonts::bundled(&RealDisk))?;
    made.faults.iter().chain(&made.warnings).for_each(|sentence| say(err, sentence));
    let sent = exporting::write(&out::own(&folders::data()), made, output, &|| false)?;
    sent.of_aside().iter().for_each(|sentence| say(err, sentence));
    Ok(if sent.faults.is_empty() { OK } else { FOUND })
}

fn as_value(file: &Path, form: &Form, f: &Finding) -> serde_json::Value {
    let cells: Vec<String> = f.all_cells().map(|k| k.to_string()).collect();
    json!({
        "file": file.display().to_string(),
        "code": f.code,
        "level": f.level.code(),
        "message": f.message,
        "cells": cells,
        "section": f.section.map(|s| form.place(s)),
        "quote": f.quote,
        "fix": f.fix.as_ref().map(|x| &x.title),
        "explained": f.explained(),
    })
}

/// What was noted as a document was read, one line each as of a finding.
fn noted(notes: &ReadingNotes) -> impl Iterator<Item = serde_json::Value> {
    notes.all().iter().map(move |n| {
        let cells = match &n.place {
            Place::Cells(keys) => keys.iter().map(ToString::to_string).collect(),
            Place::Whole | Place::Section(_) => Vec::new(),
        };
        besides(notes.file(), "note", &reading_notes::line(n), &cells, Some(n.source.as_str()))
    })
}

/// That a file was not read: it is not one in which nothing was found.
fn unread(file: &Path, why: &OpenError) -> serde_json::Value {
    besides(file, "unread", &why.to_string(), &[], None)
}

/// What is no finding, in the shape of one; its code is null.
fn besides(
    file: &Path,
    level: &str,
    message: &str,
    cells: &[String],
    quote: Option<&str>,
) -> serde_json::Value {
    json!({
        "file": file.display().to_string(),
        "code": null,
        "level": level,
        "message": message,
        "cells": cells,
        "section": null,
        "quote": quote.unwrap_or_default(),
        "fix": null,
        "explained": null,
    })
}

/// Every check there is.
pub fn catalogue(as_json: bool, out: &mut dyn Write) -> ExitStatus {
    if as_json {
        let of_reports = CHECKS.iter().map(|c| (c.code, c.level, c.title, c.why, c.how));
        let of_collections = COLLECT_CHECKS.iter().map(|c| (c.code, c.level, c.title, c.why, c.how));
        let all: Vec<_> = of_reports
            .chain(of_collections)
            .map(|(code, level, title, why, how)| {
                json!({"code": code, "level": level.code(), "title": title, "why": why, "how": how})
            })
            .collect();
        list(out, &serde_json::to_string_pretty(&all).unwrap_or_default())?;
    } else {
        CHECKS.iter().try_for_each(|c| list(out, &checks::catalogue::full(c)))?;
        COLLECT_CHECKS.iter().try_for_each(|c| list(out, &c.full()))?;
    }
    Ok(OK)
}
