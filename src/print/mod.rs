//! Handing a PDF to the system: to a printer, or to a viewer. The only place that starts other programs, and
//! it does so through `Programs`, so that tests can stand in for them.

mod choices;
mod queue;

pub use choices::{Choices, PagesError, Sides, pages};
pub use queue::{Printers, printers};
use std::ffi::OsString;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
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
    #[error("没有等到打印机答复，已停止等待；请看打印队列里有没有这份文件，再决定要不要重新打印")]
    NoAnswer,
}

/// Why nothing was heard of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silent {
    /// There is no such program here.
    Missing,
    /// It was called off, or took too long.
    Ended,
}

/// Starts other programs.
pub trait Programs: Send + Sync {
    /// Runs a program to its end, or until `stopped` says so; then it is ended.
    fn run(&self, program: &str, args: &[OsString], stopped: &dyn Fn() -> bool)
    -> Result<ProgramEnd, Silent>;
    /// Opens a file with the system's program for it.
    fn open(&self, path: &Path) -> Result<(), PrintError>;
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

/// Whether printer, copies, pages and sides can be chosen here; else the reader's own dialog asks for them.
pub fn chooses() -> bool {
    !cfg!(windows)
}

/// Prints a PDF: `lp` where there is one, else the viewer, whose own dialog asks how. Says what was done.
pub fn print(
    programs: &dyn Programs,
    path: &Path,
    choices: &Choices,
    stopped: &dyn Fn() -> bool,
) -> Result<String, PrintError> {
    let viewer = || {
        programs.open(path).map(|()| "已用阅读器打开，还没有打印；请在阅读器里按 Ctrl+P 打印。".to_string())
    };
    if !chooses() {
        return viewer();
    }
    match programs.run("lp", &choices.arguments(path.as_os_str()), stopped) {
        Ok(said) if said.well => Ok(sent(programs, choices, stopped)),
        Ok(said) => {
            let none = || queue::printers(programs, stopped).names.is_empty();
            Err(PrintError::Refused(queue::refusal(&said, none)))
        }
        Err(Silent::Missing) => viewer().map_err(|_| PrintError::NoPrinter(path.into())),
        Err(Silent::Ended) => Err(PrintError::NoAnswer),
    }
}

/// Where it went, and whether it will come out there.
fn sent(programs: &dyn Programs, choices: &Choices, stopped: &dyn Fn() -> bool) -> String {
    let named = choices.printer.clone().or_else(|| queue::printers(programs, stopped).default);
    let to = choices.printer.as_ref().map_or("默认打印机".to_string(), |p| format!("打印机“{p}”"));
    match named.and_then(|n| queue::paused(programs, &n, stopped)) {
        None => format!("已送到{to}。"),
        Some(why) => format!("已在{to}排队，可是它暂停了{why}，恢复以后才会印出来；急用的请换一台打印机。"),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::sync::Mutex;
    use std::time::Instant;

    /// Answers from a list, and remembers what was asked.
    #[derive(Default)]
    struct Standin {
        answers: Mutex<Vec<Result<ProgramEnd, Silent>>>,
        calls: Mutex<Vec<String>>,
        /// No program opens files.
        bare: bool,
    }

    impl Programs for Standin {
        fn run(&self, program: &str, args: &[OsString], _: &dyn Fn() -> bool) -> Result<ProgramEnd, Silent> {
            let words: Vec<_> = args.iter().map(|a| a.to_string_lossy()).collect();
            self.calls.lock().expect("free").push(format!("{program} {}", words.join(" ")));
            let mut answers = self.answers.lock().expect("free");
            if answers.is_empty() { Err(Silent::Missing) } else { answers.remove(0) }
        }
        fn open(&self, path: &Path) -> Result<(), PrintError> {
            self.calls.lock().expect("free").push(format!("open {}", path.display()));
            if self.bare { Err(PrintError::NoViewer(path.into())) } else { Ok(()) }
        }
    }

    fn answering(answers: &[Result<ProgramEnd, Silent>]) -> Standin {
        Standin { answers: Mutex::new(answers.to_vec()), ..Standin::default() }
    }
    fn well(out: &str) -> Result<ProgramEnd, Silent> {
        Ok(ProgramEnd { well: true, out: out.into(), err: String::new() })
    }
    fn badly(err: &str) -> Result<ProgramEnd, Silent> {
        Ok(ProgramEnd { well: false, out: String::new(), err: err.into() })
    }
    fn check_print(answer: Result<ProgramEnd, Silent>, words: &str) -> Vec<String> {
        check_answers(&[answer], words)
    }
    fn check_answers(answers: &[Result<ProgramEnd, Silent>], words: &str) -> Vec<String> {
        let programs = answering(answers);
        let said = print(&programs, Path::new("/a.pdf"), &Choices::default(), &|| false);
        let said = said.unwrap_or_else(|e| e.to_string());
        assert!(said.contains(words), "{said}");
        programs.calls.into_inner().expect("free")
    }

    #[test]
    fn printers_are_listed_with_the_default_one_in_any_language() {
        for line in ["system default destination: 三楼", "系统默认目标：三楼"] {
            let programs = answering(&[well("一楼\n三楼\n"), well(line)]);
            let p = printers(&programs, &|| false);
            assert_eq!((p.names.len(), p.default.as_deref()), (2, Some("三楼")));
        }
        let programs = answering(&[well(""), badly("lpstat: Bad file descriptor")]);
        assert_eq!(printers(&programs, &|| false), Printers::default());
        let programs = answering(&[Err(Silent::Missing), Err(Silent::Missing)]);
        assert_eq!(printers(&programs, &|| false), Printers::default());
    }

    #[test]
    fn what_the_printer_says_is_told_and_without_a_printing_program_the_viewer_opens() {
        let calls = check_print(well("request id is x-1"), "已送到默认打印机。");
        assert_eq!(calls.first().map(String::as_str), Some("lp -o media=A4 -- /a.pdf"));
        let none = badly("lp: Error - no default destination available.");
        check_answers(&[none.clone(), well("三楼")], "没有设置默认打印机，请选一台打印机");
        check_answers(&[none, well("")], "没有打印机，或者打印服务没有运行");
        check_print(badly("lp: Error - scheduler not responding."), "打印服务没有运行");
        check_print(badly("lp: Destination \"打印室\" is not accepting jobs."), "现在不接受任务");
        check_print(badly("lp: Error - The printer or class does not exist."), "请换一台");
        check_print(badly("lp: 忙"), "系统说：lp: 忙");
        check_print(badly(""), "请检查打印机");
        check_print(Err(Silent::Ended), "打印队列");
        let calls = check_print(Err(Silent::Missing), "阅读器");
        assert_eq!(calls.last().map(String::as_str), Some("open /a.pdf"));
    }

    #[test]
    fn a_paused_printer_takes_the_job_and_it_is_said_that_nothing_comes_out_yet() {
        let sent = || [well("request id is x-1"), well("disabled\n"), well("默认目标：disabled")];
        for (stands, words) in [
            ("printer disabled disabled since 周一 -\n\t缺纸", "它暂停了（缺纸），恢复以后才会印出来"),
            ("打印机 disabled 从 周一 开始被禁用 -\n\treason unknown", "它暂停了，恢复"),
            ("printer disabled is idle.  enabled since 周一", "已送到默认打印机。"),
        ] {
            let calls = check_answers(&[sent().as_slice(), &[well(stands)]].concat(), words);
            assert_eq!(calls.last().map(String::as_str), Some("lpstat -p disabled"));
        }
    }

    #[test]
    fn without_printer_and_viewer_it_is_said_that_nothing_was_printed_and_where_the_pdf_is() {
        let programs = Standin { bare: true, ..answering(&[Err(Silent::Missing)]) };
        let said = print(&programs, Path::new("/a.pdf"), &Choices::default(), &|| false);
        assert!(said.is_err_and(|e| {
            let e = e.to_string();
            e.starts_with("没有打印机，没有打印出来") && e.contains("导出PDF…") && e.ends_with("/a.pdf")
        }));
    }

    #[test]
    fn a_program_that_hangs_is_ended_when_it_is_called_off() {
        let begun = Instant::now();
        let stopped = || begun.elapsed() > Duration::from_millis(30);
        assert_eq!(System.run("sleep", &["3600".into()], &stopped), Err(Silent::Ended));
        assert_eq!(System.run("there-is-no-such-program", &[], &|| false), Err(Silent::Missing));
        let said = System.run("sh", &["-c".into(), "echo a; echo b >&2; exit 3".into()], &|| false);
        assert_eq!(said, Ok(ProgramEnd { well: false, out: "a\n".into(), err: "b\n".into() }));
    }
}
