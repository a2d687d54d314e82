//! Printing where pages are sent to the printer as pictures (Windows): chosen, drawn, placed and sent one after the
//! other. The system's calls stand behind `Spooler`, so that tests can stand in for them.

use super::bitmap::Bitmap;
use super::sheets::{Able, Lying, PrinterPaper, lacks_both_sides, lie, plan};
use super::{Choices, PrintError, Printers, Sides};
use crate::preview::{PageImage, PaperPages};
use std::sync::Arc;

/// The printers of a system that are given pictures.
pub trait Spooler {
    fn printers(&self) -> Printers;
    /// A printer set up for A4 and those sides; nothing is sent to it yet.
    fn printer(&self, name: &str, sides: Sides) -> Result<Box<dyn Printer>, PrintError>;
}

/// One printer. Left before its end, a job is given up and nothing more of it comes out.
pub trait Printer {
    fn able(&self) -> Able;
    /// Begins a job by that title, of which the printer makes so many copies.
    fn begin(&mut self, title: &str, copies: u32) -> Result<(), PrintError>;
    /// Ends the page before and begins the next, upright or lying on its side; a page that nothing is put on is blank.
    fn page(&mut self, lies: bool) -> Result<PrinterPaper, PrintError>;
    fn put(&mut self, picture: &Bitmap, lying: &Lying) -> Result<(), PrintError>;
    fn end(&mut self) -> Result<(), PrintError>;
    /// Why nothing comes out at present though it takes jobs: 暂停了; `None` where it prints.
    fn held_up(&self) -> Option<String>;
}

/// As fine as strokes of small characters need; nobody sees finer.
const FINEST: i32 = 600;
/// Colours are printed as a pattern of dots, which is coarser.
const FINEST_COLOUR: i32 = 300;

/// How a printout went: why nothing comes out at present, and whether both sides were wanted of a printer that prints
/// on one.
pub(super) struct Spooled {
    pub held_up: Option<String>,
    pub one_sided: bool,
}

/// Sends a PDF to a printer.
pub(super) fn send(
    spooler: &dyn Spooler,
    printer: &str,
    pdf: &Arc<Vec<u8>>,
    choices: &Choices,
    stopped: &dyn Fn() -> bool,
) -> Result<Spooled, PrintError> {
    let pages = PaperPages::open(pdf).ok_or(PrintError::NotDrawn)?;
    let sizes = pages.sizes();
    let mut printer = spooler.printer(printer, choices.sides)?;
    let able = printer.able();
    let plan = plan(sizes.len(), choices, able);
    printer.begin(&choices.title, plan.copies)?;
    for side in &plan.sides {
        if stopped() {
            return Err(PrintError::CalledOff);
        }
        let Some((page, size)) = side.and_then(|p| Some((p, sizes.get(p)?))) else {
            printer.page(false)?;
            continue;
        };
        let paper = printer.page(size.0 > size.1)?;
        let (picture, lying) = picture(&pages, page, *size, &paper).ok_or(PrintError::NotDrawn)?;
        printer.put(&Bitmap::of(&picture), &lying)?;
    }
    printer.end()?;
    Ok(Spooled { held_up: printer.held_up(), one_sided: lacks_both_sides(choices, able) })
}

/// As fine as there is memory for.
fn picture(
    pages: &PaperPages,
    page: usize,
    size: (f32, f32),
    paper: &PrinterPaper,
) -> Option<(PageImage, Lying)> {
    let fine = lie(size, paper, FINEST);
    let black = pages.black(page, fine.dots()).map(|p| (p, fine));
    black.or_else(|| {
        let mut all = [FINEST_COLOUR, FINEST_COLOUR / 2].into_iter().map(|finest| lie(size, paper, finest));
        all.find_map(|lying| Some((pages.coloured(page, lying.dots())?, lying)))
    })
}

/// What an error of the system's, by its number, means for a printout; `said` are the system's words for it.
#[cfg(any(windows, test))]
pub(super) fn refusal(number: u32, said: &str) -> PrintError {
    let words = match number {
        // ERROR_CANCELLED, ERROR_PRINT_CANCELLED: in a window of the printer's own, as where a PDF is to be saved.
        1223 | 63 => return PrintError::CalledOff,
        // ERROR_ACCESS_DENIED
        5 => "没有用这台打印机的权限，请找管理员".into(),
        // ERROR_INVALID_PRINTER_NAME, ERROR_PRINTER_NOT_FOUND
        1801 | 3012 => super::queue::GONE.into(),
        // RPC_S_SERVER_UNAVAILABLE, ERROR_SERVICE_NOT_ACTIVE
        1722 | 1062 => super::queue::NO_SERVICE.into(),
        // ERROR_DISK_FULL, ERROR_NO_SPOOL_SPACE
        112 | 62 => "磁盘满了，打印任务放不下，请先删去一些文件".into(),
        0 => super::queue::NO_REASON.into(),
        _ => format!("系统说：{}", said.trim()),
    };
    PrintError::Refused(words)
}

/// What a printer's `Status` and `Attributes` (PRINTER_INFO_2) say about when something comes out of it.
#[cfg(any(windows, test))]
pub(super) fn standing(status: u32, attributes: u32) -> Option<String> {
    const WORK_OFFLINE: u32 = 0x400;
    const ALL: [(u32, &str); 8] = [
        (0x0000_0001, "暂停了"),
        (0x0000_0080, "脱机了（关着，或者没有连上）"),
        (0x0000_0010, "没有纸了"),
        (0x0000_0008, "卡纸了"),
        (0x0000_0040, "的纸有问题"),
        (0x0040_0000, "的盖子开着"),
        (0x0004_0000, "没有墨粉了"),
        (0x0010_0002, "出了错，要人去看"),
    ];
    let offline = if attributes & WORK_OFFLINE != 0 { 0x80 } else { 0 };
    ALL.iter().find(|(bits, _)| (status | offline) & bits != 0).map(|(_, words)| words.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::fonts::Fonts;
    use crate::report::Report;
    use std::cell::RefCell;
    use std::rc::Rc;

    const ABLE: Able = Able { copies: 9, collates: true, both_sides: true, turns: false };

    /// A printer that notes what it is given, and fails at a call by its number.
    struct Noting {
        able: Able,
        fails: usize,
        noted: Rc<RefCell<Vec<String>>>,
    }

    impl Noting {
        fn note(&self, words: String) -> Result<(), PrintError> {
            self.noted.borrow_mut().push(words);
            match self.noted.borrow().len() == self.fails {
                true => Err(refusal(112, "")),
                false => Ok(()),
            }
        }
    }

    impl Printer for Noting {
        fn able(&self) -> Able {
            self.able
        }
        fn begin(&mut self, title: &str, copies: u32) -> Result<(), PrintError> {
            self.note(format!("{title} ×{copies}"))
        }
        fn page(&mut self, lies: bool) -> Result<PrinterPaper, PrintError> {
            self.note(if lies { "lying" } else { "upright" }.into())?;
            Ok(PrinterPaper { dots_per_inch: (150, 150), size: (1240, 1754), origin: (10, 10) })
        }
        fn put(&mut self, picture: &Bitmap, lying: &Lying) -> Result<(), PrintError> {
            let ink = picture.bytes.iter().map(|b| b.count_zeros()).sum::<u32>();
            assert!(ink > 1000 && lying.dots() == (picture.width, picture.height));
            self.note(format!("{}×{} {} bit", picture.width, picture.height, picture.bits))
        }
        fn end(&mut self) -> Result<(), PrintError> {
            self.note("end".into())
        }
        fn held_up(&self) -> Option<String> {
            standing(0x10, 0)
        }
    }

    struct One(RefCell<Option<Noting>>);

    impl Spooler for One {
        fn printers(&self) -> Printers {
            Printers::default()
        }
        fn printer(&self, _: &str, _: Sides) -> Result<Box<dyn Printer>, PrintError> {
            let one = self.0.borrow_mut().take().expect("asked once");
            Ok(Box::new(one))
        }
    }

    fn pdf() -> Arc<Vec<u8>> {
        let made = crate::export::pdf(&Report::new(2025, "示范局"), &Fonts::new(None)).expect("a PDF");
        Arc::new(made.bytes)
    }

    /// What came of it, and what the printer was given.
    fn sent(
        able: Able,
        fails: usize,
        choices: &Choices,
        calls: usize,
    ) -> (Result<Spooled, PrintError>, String) {
        let noted = Rc::default();
        let printer = Noting { able, fails, noted: Rc::clone(&noted) };
        let spooler = One(RefCell::new(Some(printer)));
        let stopped = || noted.borrow().len() >= calls;
        let came = send(&spooler, "一", &pdf(), choices, &stopped);
        (came, noted.borrow().join(", "))
    }

    fn two_copies(pages: &[std::ops::RangeInclusive<usize>]) -> Choices {
        let (title, sides) = ("年报".to_string(), Sides::LongEdge);
        Choices { title, copies: 2, pages: pages.to_vec(), sides, ..Choices::default() }
    }

    #[test]
    fn chosen_pages_are_drawn_and_sent_in_order_and_the_printer_makes_the_copies() {
        let (came, noted) = sent(ABLE, 0, &two_copies(&[1..=2]), 99);
        let page = "upright, 1240×1754 1 bit";
        assert_eq!(noted, format!("年报 ×2, {page}, {page}, end"));
        assert!(came.is_ok_and(|s| s.held_up.as_deref() == Some("没有纸了") && !s.one_sided));
    }

    #[test]
    fn copies_are_sent_page_by_page_to_a_printer_that_makes_none() {
        let (came, noted) = sent(Able { copies: 1, both_sides: false, ..ABLE }, 0, &two_copies(&[1..=1]), 99);
        let page = "upright, 1240×1754 1 bit";
        assert_eq!(noted, format!("年报 ×1, {page}, {page}, end"));
        assert!(came.is_ok_and(|s| s.one_sided));
    }

    #[test]
    fn a_job_that_is_called_off_or_refused_has_no_end() {
        let (came, noted) = sent(ABLE, 0, &two_copies(&[]), 3);
        assert!(matches!(came, Err(PrintError::CalledOff)) && !noted.contains("end"), "{noted}");
        for fails in 1..=3 {
            let (came, noted) = sent(ABLE, fails, &two_copies(&[]), 99);
            assert!(
                came.is_err_and(|e| e.to_string().contains("磁盘满了")) && !noted.contains("end"),
                "{noted}"
            );
        }
    }

    #[test]
    fn what_is_no_pdf_is_not_begun() {
        let noted = Rc::default();
        let spooler = One(RefCell::new(Some(Noting { able: ABLE, fails: 0, noted: Rc::clone(&noted) })));
        let came = send(&spooler, "一", &Arc::new(b"nothing".to_vec()), &Choices::default(), &|| false);
        assert!(matches!(came, Err(PrintError::NotDrawn)) && noted.borrow().is_empty());
    }

    #[test]
    fn errors_and_states_of_the_system_are_told_in_words() {
        for (number, words) in [
            (5, "权限"),
            (1801, "请换一台"),
            (1722, "打印服务没有运行"),
            (112, "磁盘满了"),
            (0, "没有说明原因"),
            (31, "系统说：坏了"),
            (1223, "已取消"),
        ] {
            let said = refusal(number, "坏了\r\n").to_string();
            assert!(said.contains(words), "{number}: {said}");
        }
        assert_eq!(standing(0, 0), None);
        for (status, attributes, words) in [
            (1, 0, "暂停"),
            (0, 0x400, "脱机"),
            (0x80, 0, "脱机"),
            (0x18, 0, "没有纸"),
            (2, 0, "出了错"),
            (0x0010_0000, 0, "出了错"),
        ] {
            let said = standing(status, attributes);
            assert!(said.as_ref().is_some_and(|w| w.contains(words)), "{status}: {said:?}");
        }
    }
}
