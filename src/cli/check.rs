//! `gongkai check`: what is found in each report, as lines or as JSON, and the sheet of findings.

use super::{ExitStatus, FAILED, FOUND, OK, list, out, read_any, say};
use crate::app::exporting;
use crate::app::open::{self, OpenError};
use crate::checks::{self, CHECKS, Finding, Level};
use crate::collect::judging::COLLECT_CHECKS;
use crate::export;
use crate::form::Form;
use crate::import::Hints;
use crate::page::blocks::Doc;
use crate::report::{Date, Report};
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
        let report = match read_with_last(file, with) {
            Ok(r) => r,
            Err(sentence) => {
                say(err, &sentence.to_string());
                worst = FAILED;
                continue;
            }
        };
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

fn read_with_last(file: &Path, with: &Checking<'_>) -> Result<Report, OpenError> {
    let mut report = read_any(file, with.hints.clone())?;
    if let Some(last) = with.last {
        report.predecessor = Some(open::predecessor(&RealDisk, last, file)?);
    }
    Ok(report)
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
