//! What the spooler is asked: which printers there are, how one is set up, and how it stands.

use super::super::PrintError;
use super::super::spool::refusal;
use std::ptr::{null, null_mut};
use windows_sys::Win32::Graphics::Gdi::{DEVMODEW, DM_IN_BUFFER, DM_OUT_BUFFER};
use windows_sys::Win32::Graphics::Printing::{
    ClosePrinter, DocumentPropertiesW, EnumPrintersW, GetDefaultPrinterW, GetPrinterW, OpenPrinterW,
    PRINTER_ENUM_CONNECTIONS, PRINTER_ENUM_LOCAL, PRINTER_HANDLE, PRINTER_INFO_2W, PRINTER_INFO_4W,
};

/// What the system says went wrong last.
pub(super) fn last() -> PrintError {
    let error = std::io::Error::last_os_error();
    let number = error.raw_os_error().and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
    refusal(number, &error.to_string())
}

pub(super) fn wide(text: &str) -> Vec<u16> {
    text.encode_utf16().filter(|c| *c != 0).chain([0]).collect()
}

/// # Safety
/// `text` is null, or leads to characters that a 0 ends.
unsafe fn told(text: *const u16) -> String {
    if text.is_null() {
        return String::new();
    }
    // SAFETY: up to the 0 all of it can be read.
    let words = unsafe {
        let length = (0..).take_while(|n| *text.add(*n) != 0).count();
        std::slice::from_raw_parts(text, length)
    };
    String::from_utf16_lossy(words)
}

/// Room for structures of the system's, which are longer than they are declared.
fn buffer(bytes: u32) -> Vec<u64> {
    vec![0; usize::try_from(bytes).unwrap_or(0).div_ceil(8)]
}

pub(super) fn names() -> Vec<String> {
    let (mut bytes, mut count) = (0, 0);
    let flags = PRINTER_ENUM_LOCAL | PRINTER_ENUM_CONNECTIONS;
    // SAFETY: with no room for them it only says how much they need.
    unsafe { EnumPrintersW(flags, null(), 4, null_mut(), 0, &mut bytes, &mut count) };
    let mut room = buffer(bytes);
    // SAFETY: `room` has so many bytes; on success it begins with `count` structures, whose texts stand behind them.
    unsafe {
        if EnumPrintersW(flags, null(), 4, room.as_mut_ptr().cast(), bytes, &mut bytes, &mut count) == 0 {
            log::warn!("no printers: {}", std::io::Error::last_os_error());
            return Vec::new();
        }
        let all = room.as_ptr().cast::<PRINTER_INFO_4W>();
        (0..count as usize).map(|n| told((*all.add(n)).pPrinterName)).filter(|n| !n.is_empty()).collect()
    }
}

pub(super) fn default() -> Option<String> {
    let mut room = [0_u16; 1024];
    let mut length = room.len() as u32;
    // SAFETY: `room` has so many characters, and what is written into it ends with a 0.
    unsafe { (GetDefaultPrinterW(room.as_mut_ptr(), &mut length) != 0).then(|| told(room.as_ptr())) }
}

/// The spooler's hold of a printer.
pub(super) struct QueueHandle(PRINTER_HANDLE);

impl QueueHandle {
    pub(super) fn new(name: &[u16]) -> Result<QueueHandle, PrintError> {
        let mut handle = PRINTER_HANDLE::default();
        // SAFETY: `name` ends with a 0, and `handle` is written to.
        match unsafe { OpenPrinterW(name.as_ptr(), &mut handle, null()) } {
            0 => Err(last()),
            _ => Ok(QueueHandle(handle)),
        }
    }
    /// How the printer is set up.
    pub(super) fn mode(&self, name: &[u16]) -> Result<Mode, PrintError> {
        // SAFETY: with no mode to write it only says how long one is.
        let bytes = unsafe { DocumentPropertiesW(null_mut(), self.0, name.as_ptr(), null_mut(), null(), 0) };
        let bytes = u32::try_from(bytes).map_err(|_| last())?;
        let mut mode = Mode(buffer(bytes.max(size_of::<DEVMODEW>() as u32)));
        let to = mode.as_mut();
        // SAFETY: `to` has as much room as the driver asked for.
        match unsafe { DocumentPropertiesW(null_mut(), self.0, name.as_ptr(), to, null(), DM_OUT_BUFFER) } {
            ..0 => Err(last()),
            _ => Ok(mode),
        }
    }
    /// Has the driver look over what was changed: what it can't do it takes back.
    pub(super) fn settle(&self, name: &[u16], mode: &mut Mode) -> Result<(), PrintError> {
        let both = mode.as_mut();
        let how = DM_IN_BUFFER | DM_OUT_BUFFER;
        // SAFETY: it was made by this driver, which may write what it reads.
        match unsafe { DocumentPropertiesW(null_mut(), self.0, name.as_ptr(), both, both, how) } {
            ..0 => Err(last()),
            _ => Ok(()),
        }
    }
    /// `Status` and `Attributes`.
    pub(super) fn standing(&self) -> Option<(u32, u32)> {
        let mut bytes = 0;
        // SAFETY: with no room for it it only says how much it needs.
        unsafe { GetPrinterW(self.0, 2, null_mut(), 0, &mut bytes) };
        let mut room = buffer(bytes.max(size_of::<PRINTER_INFO_2W>() as u32));
        // SAFETY: `room` has so many bytes, and on success begins with the structure.
        unsafe {
            let got = GetPrinterW(self.0, 2, room.as_mut_ptr().cast(), bytes, &mut bytes) != 0;
            let info = room.as_ptr().cast::<PRINTER_INFO_2W>();
            got.then(|| ((*info).Status, (*info).Attributes))
        }
    }
}

impl Drop for QueueHandle {
    fn drop(&mut self) {
        // SAFETY: it is held, and no longer after this.
        unsafe { ClosePrinter(self.0) };
    }
}

/// A DEVMODE with what the driver keeps behind it.
pub(super) struct Mode(Vec<u64>);

impl Mode {
    fn as_mut(&mut self) -> *mut DEVMODEW {
        self.0.as_mut_ptr().cast()
    }
    pub(super) fn set(&mut self, change: impl FnOnce(&mut DEVMODEW)) {
        // SAFETY: there is room for one, and any bits are one.
        change(unsafe { &mut *self.as_mut() });
    }
    pub(super) fn get(&self) -> &DEVMODEW {
        // SAFETY: as above.
        unsafe { &*self.0.as_ptr().cast() }
    }
}
