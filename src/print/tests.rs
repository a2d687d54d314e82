//! Printing by programs that answer from a list.

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
    let said = printed(&programs).unwrap_or_else(|e| e.to_string());
    assert!(said.contains(words), "{said}");
    programs.calls.into_inner().expect("free")
}
fn printed(programs: &dyn Programs) -> Result<String, PrintError> {
    let nothing = || Err(std::io::ErrorKind::NotFound.into());
    let printout = Printout { path: Path::new("/a.pdf"), read: &nothing };
    print(programs, &printout, &Choices::default(), &|| false)
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
    let bare = Standin { bare: true, ..answering(&[Err(Silent::Missing)]) };
    // An opener that ends well though there is nothing to open it with.
    let no_viewer = answering(&[Err(Silent::Missing), well("")]);
    for programs in [bare, no_viewer] {
        let said = printed(&programs);
        assert!(said.is_err_and(|e| {
            let e = e.to_string();
            e.starts_with("没有打印机，没有打印出来") && e.contains("导出PDF…") && e.ends_with("/a.pdf")
        }));
        assert!(programs.calls.lock().expect("free").iter().all(|c| !c.starts_with("open") || programs.bare));
    }
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

/// A system whose printers are given pictures; what it opens is noted.
struct Fed {
    printers: Printers,
    held_up: Option<&'static str>,
    opened: Mutex<usize>,
}

/// A printer that takes everything, one side of a sheet at a time.
struct Willing(Option<&'static str>);

impl Printer for Willing {
    fn able(&self) -> Able {
        Able { copies: 1, collates: false, both_sides: false, turns: false }
    }
    fn begin(&mut self, _: &str, _: u32) -> Result<(), PrintError> {
        Ok(())
    }
    fn page(&mut self, _: bool) -> Result<PrinterPaper, PrintError> {
        Ok(PrinterPaper { dots_per_inch: (72, 72), size: (595, 842), origin: (0, 0) })
    }
    fn put(&mut self, _: &Bitmap, _: &Lying) -> Result<(), PrintError> {
        Ok(())
    }
    fn end(&mut self) -> Result<(), PrintError> {
        Ok(())
    }
    fn held_up(&self) -> Option<String> {
        self.0.map(String::from)
    }
}

impl Spooler for Fed {
    fn printers(&self) -> Printers {
        self.printers.clone()
    }
    fn printer(&self, name: &str, _: Sides) -> Result<Box<dyn Printer>, PrintError> {
        match self.printers.names.iter().any(|n| n == name) {
            true => Ok(Box::new(Willing(self.held_up))),
            false => Err(PrintError::Refused(queue::GONE.into())),
        }
    }
}

impl Programs for Fed {
    fn run(&self, program: &str, _: &[OsString], _: &dyn Fn() -> bool) -> Result<ProgramEnd, Silent> {
        panic!("{program} is asked")
    }
    fn open(&self, _: &Path) -> Result<(), PrintError> {
        *self.opened.lock().expect("free") += 1;
        Ok(())
    }
    fn spooler(&self) -> Option<&dyn Spooler> {
        Some(self)
    }
}

/// What is said of a printout of so many bytes, and whether the viewer was opened.
fn fed(printers: &Printers, held_up: Option<&'static str>, choices: &Choices, pdf: &[u8]) -> (String, bool) {
    let system = Fed { printers: printers.clone(), held_up, opened: Mutex::default() };
    assert_eq!(super::printers(&system, &|| false), *printers);
    let read = || Ok(pdf.to_vec());
    let printout = Printout { path: Path::new("/a.pdf"), read: &read };
    let said = print(&system, &printout, choices, &|| false).unwrap_or_else(|e| e.to_string());
    (said, system.opened.into_inner().expect("free") > 0)
}

#[test]
fn a_printer_that_is_given_pictures_is_the_one_that_was_chosen_and_the_viewer_opens_only_without_one() {
    let report = crate::report::Report::new(2025, "示范局");
    let pdf = crate::export::pdf(&report, &crate::page::fonts::Fonts::new(None)).expect("a PDF").bytes;
    let two = |default: Option<&str>| Printers {
        names: vec!["一楼".into(), "三楼".into()],
        default: default.map(String::from),
    };
    let at = |name: &str| Choices { printer: Some(name.into()), ..Choices::default() };
    let plainly = Choices::default();
    let said = |printers: &Printers, choices: &Choices| fed(printers, None, choices, &pdf);
    assert_eq!(said(&two(Some("三楼")), &plainly), ("已送到默认打印机。".into(), false));
    assert_eq!(said(&two(None), &at("一楼")), ("已送到打印机“一楼”。".into(), false));
    let (words, opened) = said(&two(None), &plainly);
    assert!(words.contains("请选一台打印机") && !opened, "{words}");
    let (words, opened) = said(&two(Some("三楼")), &at("二楼"));
    assert!(words.contains("请换一台") && !opened, "{words}");
    let (words, opened) = said(&Printers::default(), &plainly);
    assert!(words.starts_with("没有找到打印机。已用阅读器打开，还没有打印") && opened, "{words}");
    let (words, opened) = fed(&two(Some("三楼")), None, &plainly, b"nothing of the kind");
    assert!(words.starts_with("已用阅读器打开，还没有打印") && opened, "{words}");
    let (words, _) = fed(&two(None), Some("缺纸了"), &Choices { sides: Sides::LongEdge, ..at("一楼") }, &pdf);
    assert!(words.contains("可是它缺纸了，恢复") && words.ends_with("不会自动双面，按单面打印。"), "{words}");
}
