//! The printers of Windows, by GDI and the spooler. What is reckoned stands in `sheets`; here are the calls alone, each
//! of which is unsafe by itself.

#![allow(unsafe_code)]

mod queue;

use super::bitmap::Bitmap;
use super::sheets::{Able, Lying, PrinterPaper};
use super::spool::{Printer, Spooler, standing};
use super::{PrintError, Printers, Sides};
use queue::{Mode, QueueHandle, last, wide};
use std::ptr::{null, null_mut};
use windows_sys::Win32::Graphics::Gdi::*;
use windows_sys::Win32::Storage::Xps::{
    AbortDoc, DC_COLLATE, DC_COPIES, DC_DUPLEX, DOCINFOW, DeviceCapabilitiesW, EndDoc, EndPage,
    PRINTER_DEVICE_CAPABILITIES, StartDocW, StartPage,
};

/// The system's own printers.
pub struct Gdi;

impl Spooler for Gdi {
    fn printers(&self) -> Printers {
        let names = queue::names();
        let default = queue::default().filter(|d| names.contains(d));
        Printers { names, default }
    }
    fn printer(&self, name: &str, sides: Sides) -> Result<Box<dyn Printer>, PrintError> {
        Ok(Box::new(GdiPrinter::new(name, sides)?))
    }
}

/// A printer that is printed on.
struct GdiPrinter {
    name: Vec<u16>,
    held: QueueHandle,
    mode: Mode,
    able: Able,
    dc: HDC,
    /// A job was begun, and has not ended.
    begun: bool,
    /// A page was begun, and has not ended.
    on_page: bool,
    lies: bool,
}

impl GdiPrinter {
    fn new(name: &str, sides: Sides) -> Result<GdiPrinter, PrintError> {
        let name = wide(name);
        let held = QueueHandle::new(&name)?;
        let mut mode = held.mode(&name)?;
        mode.set(|m| {
            m.dmFields &= !(DM_FORMNAME | DM_PAPERLENGTH | DM_PAPERWIDTH);
            m.dmFields |= DM_PAPERSIZE;
            m.Anonymous1.Anonymous1.dmPaperSize = DMPAPER_A4 as i16;
            let duplex = match sides {
                Sides::Unsaid => return,
                Sides::One => DMDUP_SIMPLEX,
                Sides::LongEdge => DMDUP_VERTICAL,
                Sides::ShortEdge => DMDUP_HORIZONTAL,
            };
            m.dmFields |= DM_DUPLEX;
            m.dmDuplex = duplex;
        });
        held.settle(&name, &mut mode)?;
        let can = |what: PRINTER_DEVICE_CAPABILITIES| {
            // SAFETY: the texts end with a 0, and of these nothing but a number is asked.
            unsafe { DeviceCapabilitiesW(name.as_ptr(), null(), what, null_mut(), mode.get()) }
        };
        let both_sides = can(DC_DUPLEX) == 1;
        let able = Able {
            copies: u32::try_from(can(DC_COPIES)).unwrap_or(1).max(1),
            collates: can(DC_COLLATE) == 1,
            both_sides,
            turns: both_sides && [DMDUP_VERTICAL, DMDUP_HORIZONTAL].contains(&mode.get().dmDuplex),
        };
        Ok(GdiPrinter { name, held, mode, able, dc: null_mut(), begun: false, on_page: false, lies: false })
    }
    /// Of a call that says by a number greater than 0 that it went well.
    fn well(said: i32) -> Result<(), PrintError> {
        if said > 0 { Ok(()) } else { Err(last()) }
    }
    fn end_page(&mut self) -> Result<(), PrintError> {
        if !std::mem::take(&mut self.on_page) {
            return Ok(());
        }
        // SAFETY: `dc` is open, and stands on a page.
        GdiPrinter::well(unsafe { EndPage(self.dc) })
    }
    fn turn(&mut self, lies: bool) {
        self.lies = lies;
        let orientation = if lies { DMORIENT_LANDSCAPE } else { DMORIENT_PORTRAIT };
        self.mode.set(|m| {
            m.dmFields |= DM_ORIENTATION;
            m.Anonymous1.Anonymous1.dmOrientation = orientation as i16;
        });
    }
}

impl Printer for GdiPrinter {
    fn able(&self) -> Able {
        self.able
    }
    fn begin(&mut self, title: &str, copies: u32) -> Result<(), PrintError> {
        self.turn(false);
        self.mode.set(|m| {
            m.dmFields |= DM_COPIES;
            m.Anonymous1.Anonymous1.dmCopies = i16::try_from(copies).unwrap_or(1);
            if copies > 1 {
                m.dmFields |= DM_COLLATE;
                m.dmCollate = DMCOLLATE_TRUE;
            }
        });
        self.held.settle(&self.name, &mut self.mode)?;
        let (driver, title) = (wide("WINSPOOL"), wide(title));
        // SAFETY: the texts end with a 0, and the mode was looked over by the driver.
        self.dc = unsafe { CreateDCW(driver.as_ptr(), self.name.as_ptr(), null(), self.mode.get()) };
        if self.dc.is_null() {
            return Err(last());
        }
        let about = DOCINFOW {
            cbSize: size_of::<DOCINFOW>() as i32,
            lpszDocName: title.as_ptr(),
            ..DOCINFOW::default()
        };
        // SAFETY: `dc` is open, and `about` outlives the call.
        GdiPrinter::well(unsafe { StartDocW(self.dc, &about) })?;
        self.begun = true;
        Ok(())
    }
    fn page(&mut self, lies: bool) -> Result<PrinterPaper, PrintError> {
        self.end_page()?;
        if lies != self.lies {
            self.turn(lies);
            // SAFETY: `dc` is open and between two pages.
            if unsafe { ResetDCW(self.dc, self.mode.get()) }.is_null() {
                return Err(last());
            }
        }
        // SAFETY: `dc` is open and between two pages.
        GdiPrinter::well(unsafe { StartPage(self.dc) })?;
        self.on_page = true;
        // SAFETY: `dc` is open.
        let asked = |what: u32| unsafe { GetDeviceCaps(self.dc, what as i32) };
        Ok(PrinterPaper {
            dots_per_inch: (asked(LOGPIXELSX), asked(LOGPIXELSY)),
            size: (asked(PHYSICALWIDTH), asked(PHYSICALHEIGHT)),
            origin: (asked(PHYSICALOFFSETX), asked(PHYSICALOFFSETY)),
        })
    }
    fn put(&mut self, picture: &Bitmap, lying: &Lying) -> Result<(), PrintError> {
        /// A BITMAPINFO with the two colours of a picture of one bit a dot.
        #[repr(C)]
        struct Info {
            header: BITMAPINFOHEADER,
            colours: [RGBQUAD; 2],
        }
        let side = |dots: usize| i32::try_from(dots).unwrap_or(0);
        let (width, height) = (side(picture.width), side(picture.height));
        let header = BITMAPINFOHEADER {
            biSize: size_of::<BITMAPINFOHEADER>() as u32,
            biWidth: width,
            biHeight: height,
            biPlanes: 1,
            biBitCount: picture.bits,
            biCompression: BI_RGB,
            ..BITMAPINFOHEADER::default()
        };
        let white = RGBQUAD { rgbBlue: 255, rgbGreen: 255, rgbRed: 255, rgbReserved: 0 };
        let info = Info { header, colours: [RGBQUAD::default(), white] };
        let (at, size) = (lying.at, lying.size);
        let (dots, info) = (picture.bytes.as_ptr().cast(), (&raw const info).cast());
        // SAFETY: `dc` stands on a page; `bytes` are as many as width, height and bits make of them, `Bitmap` sees to it.
        let rows = unsafe {
            StretchDIBits(
                self.dc,
                at.0,
                at.1,
                size.0,
                size.1,
                0,
                0,
                width,
                height,
                dots,
                info,
                DIB_RGB_COLORS,
                SRCCOPY,
            )
        };
        GdiPrinter::well(rows)
    }
    fn end(&mut self) -> Result<(), PrintError> {
        self.end_page()?;
        // SAFETY: `dc` is open, and its pages have ended.
        GdiPrinter::well(unsafe { EndDoc(self.dc) })?;
        self.begun = false;
        Ok(())
    }
    fn held_up(&self) -> Option<String> {
        self.held.standing().and_then(|(status, attributes)| standing(status, attributes))
    }
}

impl Drop for GdiPrinter {
    fn drop(&mut self) {
        if self.dc.is_null() {
            return;
        }
        // SAFETY: `dc` is open, and no longer after this.
        unsafe {
            if self.begun {
                AbortDoc(self.dc);
            }
            DeleteDC(self.dc);
        }
    }
}
