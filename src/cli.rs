//! The command line: arguments in, one sentence or a listing out, an exit status. Scripts rely on its shape.

use crate::app::guard::guarded;
use crate::app::sending::{self, Sent};
use crate::app::{open, verify};
use crate::checks::{self, CHECKS, Finding, Level};
use crate::export;
use crate::import::budget::Budget;
use crate::page::blocks::Doc;
use crate::report::{Date, Report};
use crate::store::{RealDisk, atomic, fonts, project};
use clap::{Parser, Subcommand};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// 公开年报：编制政府信息公开工作年度报告。不带子命令时打开窗口。
#[derive(Parser)]
#[command(name = "gongkai", version, about, disable_help_subcommand = true)]
pub struct Args {
    /// 要在窗口里打开的文件
    pub file: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be done without the window.
#[derive(Subcommand)]
pub enum Command {
    /// 新建一份空白报告
    New {
        #[arg(long)]
        year: u16,
        #[arg(long)]
        office: String,
        #[arg(short, long)]
        output: PathBuf,
    },
    /// 以去年的报告（任何能读的文件）为底稿，开始今年的报告
    Next {
        last: PathBuf,
        #[arg(long)]
        year: Option<u16>,
        #[arg(short, long)]
        output: PathBuf,
    },
    /// 把别的文件（docx、doc、html、txt、json）读成报告
    Import {
        source: PathBuf,
        #[arg(long)]
        year: Option<u16>,
        #[arg(short, long)]
        output: PathBuf,
    },
    /// 审核报告
    Check {
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// 去年的报告（只审核一份时）
        #[arg(long)]
        last: Option<PathBuf>,
        /// 今天的日期，如 2026-01-20
        #[arg(long)]
        today: Option<String>,
        #[arg(long)]
        json: bool,
        /// 把审核结果做成审核单（只审核一份时），如 审核单.pdf
        #[arg(long)]
        report: Option<PathBuf>,
    },
    /// 导出报告（按扩展名：pdf、docx、html、json）
    Export {
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// 导出的文件；多份报告时是文件夹
        #[arg(short, long)]
        output: PathBuf,
        /// 多份报告时的格式，如 pdf
        #[arg(long)]
        format: Option<String>,
    },
    /// 列出全部审核项目
    Checks {
        #[arg(long)]
        json: bool,
    },
    /// 试着打开再写一遍，看会不会丢东西（不改动文件）
    OpenCheck { file: PathBuf },
}

/// Exit statuses: nothing wrong; a finding of level 错误; unusable input or a failed write.
const OK: u8 = 0;
const FOUND: u8 = 1;
const FAILED: u8 = 2;

/// Runs a command; its exit status. `out` and `err` are stdout and stderr.
pub fn run(command: &Command, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let result = guarded("处理", || done(command, out, err)).and_then(|r| r);
    match result {
        Ok(status) => status,
        Err(sentence) => {
            say(err, &sentence);
            FAILED
        }
    }
}

fn done(command: &Command, out: &mut dyn Write, err: &mut dyn Write) -> Outcome {
    match command {
        Command::New { year, office, output } => new(*year, office, output),
        Command::Next { last, year, output } => begin(last, *year, output, err),
        Command::Import { source, year, output } => bring_in(source, *year, output, err),
        Command::Check { files, last, today, json, report } => {
            let with = Checking {
                last: last.as_deref(),
                today: today.as_deref(),
                json: *json,
                sheet: report.as_deref(),
            };
            check(files, &with, out, err)
        }
        Command::Export { files, output, format } => send_out(files, output, format.as_deref(), err),
        Command::Checks { json } => catalogue(*json, out),
        Command::OpenCheck { file } => open_check(file, out),
    }
}

type Outcome = Result<u8, String>;

/// A closed pipe is no reason to fail.
fn say(to: &mut dyn Write, line: &str) {
    if let Err(e) = writeln!(to, "{line}") {
        log::debug!("not written: {e}");
    }
}

fn read_any(path: &Path, year: Option<u16>) -> Result<Report, String> {
    open::read_any(&RealDisk, path, year, &Budget::default()).map(|o| o.report)
}

fn known_year(year: u16) -> Result<u16, String> {
    if (2019..2100).contains(&year) {
        Ok(year)
    } else {
        Err(format!("{year}年没有这种格式的年度报告（从2019年起），没有新建；请改正 --year"))
    }
}

fn new(year: u16, office: &str, output: &Path) -> Outcome {
    let report = Report::new(known_year(year)?, office);
    project::save(&RealDisk, output, &report).map_err(|e| e.to_string())?;
    Ok(OK)
}

fn bring_in(source: &Path, year: Option<u16>, output: &Path, err: &mut dyn Write) -> Outcome {
    if let Some(y) = year {
        known_year(y)?;
    }
    let report = read_any(source, year)?;
    tell_notes(&report, err);
    project::save(&RealDisk, output, &report).map_err(|e| e.to_string())?;
    Ok(OK)
}

fn begin(last: &Path, year: Option<u16>, output: &Path, err: &mut dyn Write) -> Outcome {
    if let Some(y) = year {
        known_year(y)?;
    }
    let report = open::next(&RealDisk, last, year, Some(output), &Budget::default())?;
    tell_notes(&report, err);
    project::save(&RealDisk, output, &report).map_err(|e| e.to_string())?;
    Ok(OK)
}

fn tell_notes(report: &Report, err: &mut dyn Write) {
    for n in &report.notes {
        let line = n.line.map(|l| format!("第{l}行：")).unwrap_or_default();
        say(err, &format!("{}：{line}{}", n.kind.word(), n.text));
    }
}

/// How reports are checked.
struct Checking<'a> {
    last: Option<&'a Path>,
    today: Option<&'a str>,
    json: bool,
    /// Where the sheet goes.
    sheet: Option<&'a Path>,
}

fn check(files: &[PathBuf], with: &Checking<'_>, out: &mut dyn Write, err: &mut dyn Write) -> Outcome {
    if files.len() > 1 && (with.last.is_some() || with.sheet.is_some()) {
        return Err("--last 和 --report 一次只能用于一份报告，没有审核；请一份一份地审核".into());
    }
    if let Some(output) = with.sheet {
        sending::spare(&RealDisk, output, files)?;
        sending::spare(&RealDisk, output, with.last.map(Path::to_path_buf).as_slice())?;
    }
    let today = match with.today {
        Some(t) => Some(iso(t).ok_or_else(|| format!("日期应写成 2026-01-20 的样子，没有审核：{t}"))?),
        None => crate::app::today(),
    };
    let mut worst = OK;
    let mut listed = Vec::new();
    for file in files {
        let report = match read_with_last(file, with.last) {
            Ok(r) => r,
            Err(sentence) => {
                say(err, &sentence);
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
            write_document(&doc, output, err)?;
        }
        if with.json {
            listed.extend(findings.iter().map(|f| as_value(file, f)));
            continue;
        }
        say(out, &format!("{}：{}", file.display(), checks::summary(&findings)));
        for f in &findings {
            let explained = f.explained().map(|t| format!("（已说明：{t}）")).unwrap_or_default();
            say(out, &format!("  {} {} {}{explained}", f.level.word(), f.code, f.message));
        }
    }
    if with.json {
        say(out, &serde_json::to_string_pretty(&listed).unwrap_or_default());
    }
    Ok(worst)
}

fn read_with_last(file: &Path, last: Option<&Path>) -> Result<Report, String> {
    let mut report = read_any(file, None)?;
    if let Some(last) = last {
        report.predecessor = Some(open::predecessor(&RealDisk, last, file)?);
    }
    Ok(report)
}

fn write_document(doc: &Doc, output: &Path, err: &mut dyn Write) -> Result<(), String> {
    let made = export::document(doc, output, &|| fonts::bundled(&RealDisk)).map_err(|e| e.to_string())?;
    for sentence in &made.warnings {
        say(err, sentence);
    }
    atomic::replace(&RealDisk, output, &made.bytes).map_err(|e| e.to_string())
}

fn as_value(file: &Path, f: &Finding) -> serde_json::Value {
    let cells: Vec<String> = f.all_cells().map(|k| k.to_string()).collect();
    json!({
        "file": file.display().to_string(),
        "code": f.code,
        "level": f.level.code(),
        "message": f.message,
        "cells": cells,
        "section": f.section,
        "quote": f.quote,
        "fix": f.fix.as_ref().map(|x| &x.title),
        "explained": f.explained(),
    })
}

/// `2026-01-20`
fn iso(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let mut next = || parts.next();
    Date::new(next()?.parse().ok()?, next()?.parse().ok()?, next()?.parse().ok()?)
}

/// One report into a file, or many into a folder; of many each is done and told.
fn send_out(files: &[PathBuf], output: &Path, format: Option<&str>, err: &mut dyn Write) -> Outcome {
    let fonts = fonts::bundled(&RealDisk);
    let fonts = || fonts.clone();
    let (files, format) = match (files, format) {
        ([file], None) => {
            sending::spare(&RealDisk, output, files)?;
            let sent = sending::send(&RealDisk, &read_any(file, None)?, output, &fonts, &|| false)?;
            tell_sent(&sent, err);
            return Ok(OK);
        }
        (files, Some(format)) => (files, format),
        (_, None) => return Err("多份报告要导出到文件夹，请用 --format 说明格式，如 --format pdf".into()),
    };
    let mut worst = OK;
    for one in sending::many(&RealDisk, files, output, format, crate::app::today(), &fonts)? {
        match one.result {
            Ok(sent) => tell_sent(&sent, err),
            Err(sentence) => {
                say(err, &sentence);
                worst = FAILED;
            }
        }
    }
    Ok(worst)
}

fn tell_sent(sent: &Sent, err: &mut dyn Write) {
    // A script wants to hear of what is wrong only.
    let differing = sent.differences.as_ref().filter(|_| sent.differs()).map(|d| verify::sentence(d));
    for sentence in sent.warnings.iter().chain(&differing) {
        say(err, sentence);
    }
}

fn catalogue(as_json: bool, out: &mut dyn Write) -> Outcome {
    if as_json {
        let list: Vec<_> = CHECKS
            .iter()
            .map(|c| json!({"code": c.code, "level": c.level.code(), "title": c.title, "why": c.why, "how": c.how}))
            .collect();
        say(out, &serde_json::to_string_pretty(&list).unwrap_or_default());
    } else {
        CHECKS.iter().for_each(|c| say(out, &checks::catalogue::full(c)));
    }
    Ok(OK)
}

fn open_check(file: &Path, out: &mut dyn Write) -> Outcome {
    let report = project::load(&RealDisk, file).map_err(|e| e.to_string())?;
    let text = project::encode(&report).map_err(|e| e.to_string())?;
    let again = project::decode(text.as_bytes(), file).map_err(|e| e.to_string())?;
    if again != report {
        return Err(format!("重新写出后内容有变化，请不要用本程序保存这个文件：{}", file.display()));
    }
    say(out, &format!("可以打开，重新保存不会丢失内容：{}", file.display()));
    Ok(OK)
}
