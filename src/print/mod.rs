//! Handing a PDF to the system: to a printer, by `lp` or page by page (Windows), or to a viewer. The only place that
//! starts other programs, and it does so through `Programs`, so that tests can stand in for them.

mod bitmap;
mod choices;
mod queue;
mod sheets;
mod spool;
#[cfg(windows)]
mod windows;

pub use bitmap::Bitmap;
pub use choices::{Choices, PagesError, Sides, pages};
pub use queue::Printers;
pub use sheets::{Able, Lying, PrinterPaper};
pub use spool::{Printer, Spooler};
use std::ffi::OsString;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// What a program said when it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProgramEnd {
    pub well: bool,
    pub out: String,
    pub err: String,
}

/// Why a PDF was not printed or opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    #[error("没有能打开这个文件的程序，文件已经生成；请从文件夹里打开它：{}", .0.display())]
    NoViewer(PathBuf),
    #[error(
        "没有打印机，没有打印出来。可以用“导出PDF…”存成文件，拿到有打印机的电脑上打印；报告的 PDF 在 {}",
        .0.display()
    )]
    NoPrinter(PathBuf),
    /// Why, in words.
    #[error("没有打印，{0}；也可以导出PDF后用阅读器打印")]
    Refused(String),
    #[error("已取消，没有打印")]
    CalledOff,
    #[error("没有打印：页面没有画出来；可以导出PDF后用阅读器打印")]
    NotDrawn,
    #[error("没有等到打印机答复，已停止等待；请看打印队列里有没有这份文件，再决定要不要重新打印")]
    NoAnswer,
}

impl PrintError {
    /// In words for who has the documents, the PDF among them: those that only say how to come by it are left out.
    pub fn beside_documents(&self) -> String {
        match self {
            PrintError::NoPrinter(_) => "没有打印：没有打印机。".into(),
            PrintError::Refused(why) => format!("没有打印：{why}。"),
            PrintError::NotDrawn => "没有打印：页面没有画出来。".into(),
            PrintError::NoViewer(_) | PrintError::CalledOff | PrintError::NoAnswer => format!("{self}。"),
        }
    }
}

/// Why nothing was heard of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silent {
    /// There is no such program here.
    Missing,
    /// It was called off, or took too long.
    Ended,
}

/// Starts other programs, and reaches the printers where no program does.
pub trait Programs: Send + Sync {
    /// Runs a program to its end, or until `stopped` says so; then it is ended.
    fn run(&self, program: &str, args: &[OsString], stopped: &dyn Fn() -> bool)
    -> Result<ProgramEnd, Silent>;
    /// Opens a file with the system's program for it.
    fn open(&self, path: &Path) -> Result<(), PrintError>;
    /// Where pages are sent to the printers as pictures, and `lp` is not asked.
    fn spooler(&self) -> Option<&dyn Spooler> {
        None
    }
}

/// The system's own programs.
pub struct System;

impl Programs for System {
    fn run(
        &self,
        program: &str,
        args: &[OsString],
        stopped: &dyn Fn() -> bool,
    ) -> Result<ProgramEnd, Silent> {
        let mut command = Command::new(program);
        command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|_| Silent::Missing)?;
        let out = reader(child.stdout.take());
        let err = reader(child.stderr.take());
        let Some(well) = wait(&mut child, stopped) else {
            // It may have ended just now; then there is nothing left to end.
            if let Err(e) = child.kill().and_then(|()| child.wait().map(|_| ())) {
                log::debug!("not ended: {e}");
            }
            return Err(Silent::Ended);
        };
        let text =
            |r: Option<std::thread::JoinHandle<String>>| r.and_then(|r| r.join().ok()).unwrap_or_default();
        Ok(ProgramEnd { well, out: text(out), err: text(err) })
    }
    fn open(&self, path: &Path) -> Result<(), PrintError> {
        open::that_detached(path).map_err(|_| PrintError::NoViewer(path.into()))
    }
    #[cfg(windows)]
    fn spooler(&self) -> Option<&dyn Spooler> {
        Some(&windows::Gdi)
    }
}

/// Whether it ended well; `None` when nobody wants to wait any longer.
fn wait(child: &mut Child, stopped: &dyn Fn() -> bool) -> Option<bool> {
    const ASK: Duration = Duration::from_millis(20);
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if stopped() => return None,
            Ok(None) => std::thread::sleep(ASK),
            Err(_) => return None,
        }
    }
}

/// Reads what a program says while it runs, so that it never waits for a full pipe.
fn reader(from: Option<impl Read + Send + 'static>) -> Option<std::thread::JoinHandle<String>> {
    const MOST: u64 = 1 << 20;
    let from = from?;
    let read = move || {
        let mut bytes = Vec::new();
        if let Err(e) = from.take(MOST).read_to_end(&mut bytes) {
            log::debug!("a program's words: {e}");
        }
        String::from_utf8_lossy(&bytes).into_owned()
    };
    std::thread::Builder::new().name("words".into()).spawn(read).ok()
}

/// Asks for the printers; none where the system doesn't tell.
pub fn printers(programs: &dyn Programs, stopped: &dyn Fn() -> bool) -> Printers {
    match programs.spooler() {
        Some(spooler) => spooler.printers(),
        None => queue::printers(programs, stopped),
    }
}

/// What is printed: a PDF in a file, and what that file holds, for who sends it page by page.
pub struct Printout<'a> {
    pub path: &'a Path,
    pub read: &'a dyn Fn() -> std::io::Result<Vec<u8>>,
}

/// Prints a PDF; opens the viewer, whose own dialog asks how, where there is no way to a printer. Says what was done.
pub fn print(
    programs: &dyn Programs,
    printout: &Printout<'_>,
    choices: &Choices,
    stopped: &dyn Fn() -> bool,
) -> Result<String, PrintError> {
    match programs.spooler() {
        Some(spooler) => by_pages(programs, spooler, printout, choices, stopped),
        None => by_lp(programs, printout.path, choices, stopped),
    }
}

/// Opens a PDF that can't be printed from here.
fn view(programs: &dyn Programs, path: &Path, stopped: &dyn Fn() -> bool) -> Result<String, PrintError> {
    if programs.spooler().is_none() && queue::has_no_viewer(programs, stopped) {
        return Err(PrintError::NoViewer(path.into()));
    }
    let words = "已用阅读器打开，还没有打印；请在阅读器里按 Ctrl+P 打印。";
    programs.open(path).map(|()| words.into())
}

fn by_lp(
    programs: &dyn Programs,
    path: &Path,
    choices: &Choices,
    stopped: &dyn Fn() -> bool,
) -> Result<String, PrintError> {
    match programs.run("lp", &choices.arguments(path.as_os_str()), stopped) {
        Ok(said) if said.well => {
            let named = choices.printer.clone().or_else(|| queue::printers(programs, stopped).default);
            let held_up = named.and_then(|n| queue::held_up(programs, &n, stopped));
            Ok(told(choices, held_up))
        }
        Ok(said) => {
            let none = || queue::printers(programs, stopped).names.is_empty();
            Err(PrintError::Refused(queue::refusal(&said, none)))
        }
        Err(Silent::Missing) => view(programs, path, stopped).map_err(|_| PrintError::NoPrinter(path.into())),
        Err(Silent::Ended) => Err(PrintError::NoAnswer),
    }
}

fn by_pages(
    programs: &dyn Programs,
    spooler: &dyn Spooler,
    printout: &Printout<'_>,
    choices: &Choices,
    stopped: &dyn Fn() -> bool,
) -> Result<String, PrintError> {
    let known = spooler.printers();
    if known.names.is_empty() {
        let said = view(programs, printout.path, stopped)
            .map_err(|_| PrintError::NoPrinter(printout.path.into()))?;
        return Ok(format!("没有找到打印机。{said}"));
    }
    let none = || PrintError::Refused(queue::NO_DEFAULT.into());
    let printer = choices.printer.clone().or(known.default).ok_or_else(none)?;
    let sent = match (printout.read)() {
        Ok(pdf) => spool::send(spooler, &printer, &Arc::new(pdf), choices, stopped),
        Err(e) => {
            log::warn!("the printout is not read: {e}");
            Err(PrintError::NotDrawn)
        }
    };
    match sent {
        Ok(sent) => {
            let one_sided =
                if sent.one_sided { "这台打印机不会自动双面，按单面打印。" } else { "" };
            Ok(told(choices, sent.held_up) + one_sided)
        }
        Err(PrintError::NotDrawn) => view(programs, printout.path, stopped).map_err(|_| PrintError::NotDrawn),
        Err(e) => Err(e),
    }
}

/// Where it went, and whether it will come out there.
fn told(choices: &Choices, held_up: Option<String>) -> String {
    let to = choices.printer.as_ref().map_or("默认打印机".to_string(), |p| format!("打印机“{p}”"));
    match held_up {
        None => format!("已送到{to}。"),
        Some(why) => format!("已在{to}排队，可是它{why}，恢复以后才会印出来；急用的请换一台打印机。"),
    }
}

#[cfg(all(test, unix))]
mod tests;
