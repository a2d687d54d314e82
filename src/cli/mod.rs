//! The command line: arguments in, one sentence or a listing out, an exit status. Scripts rely on its shape.

mod check;
mod collect;
mod hints;
mod memory;
mod named;
mod open_check;
mod out;
pub mod words;

use crate::app::catch_panic::guarded;
use crate::app::open::{self, OpenError, Opened};
use crate::app::reading_notes::{self, ReadingNotes};
use crate::app::{exporting, formats, publishing, put_aside, saving};
use crate::export::{self, ReadsBack};
use crate::import::Hints;
use crate::import::budget::Budget;
use crate::report::{Report, unseen};
use crate::store::lock::{self, Holder, Taken};
use crate::store::{RealDisk, folders, fonts, project};
use clap::{Parser, Subcommand};
pub use hints::HintArgs;
use hints::known_year;
pub use out::ExportArgs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// 公开年报：编制政府信息公开工作年度报告。不带子命令时打开窗口。
#[derive(Parser)]
// Chinese words are wider than clap counts them: what an option does stands below it.
#[command(name = "gongkai", version, about, disable_help_subcommand = true, next_line_help = true)]
pub struct Args {
    /// 要在窗口里打开的文件
    #[arg(value_name = "文件")]
    pub file: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Option<CliCommand>,
}

/// What can be done without the window.
#[derive(Subcommand)]
pub enum CliCommand {
    /// 新建一份空白报告
    New {
        /// 哪一年的，如 2026
        #[arg(long, value_name = "年")]
        year: u16,
        /// 哪个机关的，如 示范县民政局
        #[arg(long, value_name = "机关")]
        office: String,
        /// 写到哪里，如 年报.gknb；写成 .xlsx 就是一张可以填的空表
        #[arg(short, long, value_name = "文件")]
        output: PathBuf,
    },
    /// 以去年的报告（任何能读的文件）为底稿，开始今年的报告
    Next {
        /// 去年的报告
        #[arg(value_name = "文件")]
        last: PathBuf,
        #[command(flatten)]
        said: HintArgs,
        /// 今年的报告写到哪里，如 年报.gknb
        #[arg(short, long, value_name = "文件")]
        output: PathBuf,
    },
    #[command(about = format!("把别的文件读成报告，能读的有 {}", formats::readable_words()))]
    Import {
        #[arg(value_name = "文件", help = format!("扩展名不限，常见的是 {}", formats::readable_extensions().join("、")))]
        source: PathBuf,
        #[command(flatten)]
        said: HintArgs,
        /// 读成的报告写到哪里，如 年报.gknb
        #[arg(short, long, value_name = "文件")]
        output: PathBuf,
    },
    /// 审核报告
    Check {
        /// 要审核的报告，可以写几份
        #[arg(required = true, value_name = "文件")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        said: HintArgs,
        /// 去年的报告（只审核一份时）
        #[arg(long, value_name = "文件")]
        last: Option<PathBuf>,
        /// 今天的日期，如 2026-01-20
        #[arg(long, value_name = "日期")]
        today: Option<String>,
        /// 结果写成 JSON，给别的程序读
        #[arg(long)]
        json: bool,
        /// 把审核结果做成审核单（只审核一份时），如 审核单.pdf
        #[arg(long, value_name = "文件")]
        report: Option<PathBuf>,
    },
    #[command(about = format!("导出报告，按扩展名：{}", formats::exported_words()))]
    Export(ExportArgs),
    /// 把许多份报告的数汇成一个数据文件（.csv，一格一行），旁边另有一个文件说明每一格
    Data {
        /// 报告，或者放报告的文件夹
        #[arg(required = true, value_name = "文件")]
        files: Vec<PathBuf>,
        /// 数据文件，如 数据.csv
        #[arg(short, long, value_name = "文件")]
        output: PathBuf,
        /// 一份报告一行，不是一格一行
        #[arg(long)]
        wide: bool,
    },
    #[command(about = format!("做发布包：一个文件夹，里面有 {}，和逐个核对过的核对单", publishing::words()))]
    Publish {
        /// 要发布的报告
        #[arg(value_name = "文件")]
        file: PathBuf,
        /// 放在哪个文件夹里
        #[arg(short, long, value_name = "文件夹")]
        output: PathBuf,
        #[arg(long, value_name = "格式", help = format!("还要做的，如 {}", publishing::chosen_words()))]
        also: Vec<String>,
    },
    /// 汇总：收各单位的报告，查缺漏，加成一份
    Collect(collect::CollectArgs),
    /// 列出全部审核项目
    Checks {
        /// 写成 JSON，给别的程序读
        #[arg(long)]
        json: bool,
    },
    /// 试着打开再写一遍，看会不会丢东西（不改动文件）
    OpenCheck {
        /// 要试的文件
        #[arg(value_name = "文件")]
        file: PathBuf,
    },
}

/// Exit statuses: nothing wrong; a finding of level 错误, characters lost in print, or a report read with doubt, now
/// or once, whose notes go no further; unusable input or a failed write.
const OK: u8 = 0;
const FOUND: u8 = 1;
const FAILED: u8 = 2;

/// Runs a command; its exit status. `out` and `err` are stdout and stderr.
pub fn run(command: &CliCommand, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    memory::keep_what_is_freed();
    let result = guarded("处理", || done(command, out, err)).map_err(Failure::from).and_then(|r| r);
    match result {
        Ok(status) if out.flush().is_ok() => status,
        Ok(_) => {
            say(err, NOT_WRITTEN);
            FAILED
        }
        Err(sentence) => {
            say(err, &sentence.to_string());
            FAILED
        }
    }
}

fn done(command: &CliCommand, listing: &mut dyn Write, err: &mut dyn Write) -> ExitStatus {
    match command {
        CliCommand::New { year, office, output } => new(*year, office, output, err),
        CliCommand::Next { last, said, output } => begin(last, said, output, err),
        CliCommand::Import { source, said, output } => bring_in(source, said, output, err),
        CliCommand::Check { files, said, last, today, json, report } => {
            let with = check::Checking {
                hints: said.hints()?,
                last: last.as_deref(),
                today: today.as_deref(),
                json: *json,
                sheet: report.as_deref(),
            };
            check::check(files, &with, listing, err)
        }
        CliCommand::Export(args) if args.comments => out::commented(args, err),
        CliCommand::Export(args) => out::send(args, err),
        CliCommand::Data { files, output, wide } => out::data(files, output, *wide, err),
        CliCommand::Publish { file, output, also } => out::publish(file, output, also, err),
        CliCommand::Collect(args) => collect::collect(args, listing, err),
        CliCommand::Checks { json } => check::catalogue(*json, listing),
        CliCommand::OpenCheck { file } => open_check::open_check(file, listing),
    }
}

/// Why a command was not carried out; its sentence goes to stderr.
type Failure = Box<dyn std::error::Error>;
type ExitStatus = Result<u8, Failure>;

/// Where the listing of a command was to go, nothing could be written.
pub const NOT_WRITTEN: &str = "结果没有写出去，磁盘可能已满；请腾出空间，或者换一个地方再试";

/// A line for people. Names of files may hold anything: what would steer a terminal is shown as a box.
fn shown(line: &str) -> String {
    line.replace(|c: char| c != '\n' && c != '\t' && unseen::has(c.encode_utf8(&mut [0; 4])), "\u{fffd}")
}

/// Says something besides; that it can't be said changes nothing.
fn say(to: &mut dyn Write, line: &str) {
    if let Err(e) = writeln!(to, "{}", shown(line)) {
        log::debug!("not written: {e}");
    }
}

/// Writes what the command is for; a pipe that nobody reads from any more is no reason to fail.
fn list(to: &mut dyn Write, lines: &str) -> Result<(), Failure> {
    match writeln!(to, "{}", shown(lines)).and_then(|()| to.flush()) {
        Err(e) if e.kind() != ErrorKind::BrokenPipe => Err(NOT_WRITTEN.into()),
        _ => Ok(()),
    }
}

fn read_any(path: &Path, hints: impl Into<Hints>) -> Result<(Report, ReadingNotes), OpenError> {
    open::read_any(&RealDisk, path, hints, &Budget::default()).map(Opened::apart)
}

/// Tells what reading noted, a line each. What goes on without the notes is found where one of them is doubtful.
fn tell_read(notes: &ReadingNotes, err: &mut dyn Write) -> u8 {
    notes.lines().for_each(|l| say(err, &l));
    if notes.is_doubtful() { FOUND } else { OK }
}

fn new(year: u16, office: &str, output: &Path, err: &mut dyn Write) -> ExitStatus {
    named::as_project(output)?;
    let report = Report::new(known_year(year)?, named::office(office)?);
    save(&report, output, err)
}

fn bring_in(source: &Path, said: &HintArgs, output: &Path, err: &mut dyn Write) -> ExitStatus {
    let hints = said.hints()?;
    exporting::spare(&RealDisk, output, &[source.to_path_buf()])?;
    named::as_project(output)?;
    let (report, _) = read_any(source, hints)?;
    save(&report, output, err)?;
    tell_kept(&report, err);
    Ok(OK)
}

fn begin(last: &Path, said: &HintArgs, output: &Path, err: &mut dyn Write) -> ExitStatus {
    let hints = said.hints()?;
    exporting::spare(&RealDisk, output, &[last.to_path_buf()])?;
    named::as_project(output)?;
    let report = open::next(&RealDisk, last, hints, Some(output), &Budget::default())?;
    save(&report, output, err)?;
    tell_kept(&report, err);
    Ok(OK)
}

/// Writes a project file, unless another program has it open; by its extension another file that holds a report, as
/// a workbook to be filled in.
fn save(report: &Report, output: &Path, err: &mut dyn Write) -> ExitStatus {
    if export::exporter(output).is_some_and(|e| e.reads_back == ReadsBack::AsHeld) {
        let (data, faces) = (folders::data(), || fonts::bundled(&RealDisk));
        let sent = exporting::send(&out::own(&data), report, output, &faces, &|| false)?;
        return Ok(out::tell_sent(output, &sent, err));
    }
    let (mut before, mut aside, data) = (Ok(false), None, folders::data());
    held(output, || {
        before = saving::keep_version_before(&RealDisk, &data, output);
        if before == Ok(false) {
            aside = out::own(&data).keep(output, &[])?;
        }
        Ok(project::save(&RealDisk, output, report)?)
    })?;
    aside.iter().for_each(|a| say(err, &put_aside::sentence(a)));
    let words = match before {
        Ok(false) => return Ok(OK),
        Ok(true) => "原来的一份留着：在窗口里打开这个文件，点“文件 › 以前的版本…”就能找回".into(),
        Err(e) => saving::without_version(&e),
    };
    say(err, &format!("{words}：{}", output.display()));
    Ok(OK)
}

/// Writes a file of ours under its lock, unless another program has it open.
fn held(output: &Path, write: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
    let me = Holder::me(&RealDisk, &crate::app::now());
    let held = match lock::take(&RealDisk, output, &me, false) {
        Taken::Ours(l) => Some(l),
        Taken::Nowhere(_) => None,
        Taken::Theirs(h) => {
            let words = h.words();
            return Err(format!(
                "这个文件正由{words}打开着，没有写；请先在那里关闭，或者换一个文件名：{}",
                output.display()
            )
            .into());
        }
    };
    let written = write();
    if let Some(l) = held {
        l.release(&RealDisk);
    }
    written
}

/// Tells the notes that stand in the report that was saved.
fn tell_kept(report: &Report, err: &mut dyn Write) {
    report.notes.iter().for_each(|n| say(err, &reading_notes::line(n)));
}
