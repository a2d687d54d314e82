//! Parts packed into one file: no clock, and no word of the machine.

use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

/// The parts in their order. Equal parts give equal bytes.
pub fn parts<'a>(parts: impl IntoIterator<Item = (String, &'a [u8])>) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Else a Windows machine would sign itself into the file.
    let options = SimpleFileOptions::DEFAULT.system(zip::System::Unix);
    for (name, bytes) in parts {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The same archive, packed by somebody else who signs the machine into it: each entry of its list names the system.
pub fn unsigned(mut zip: Vec<u8>) -> Vec<u8> {
    const ENTRY: &[u8] = b"PK\x01\x02";
    const UNIX: u8 = 3;
    // What stands at the end says how many entries there are and where the first one is.
    let end = zip.len().saturating_sub(22);
    let number = |zip: &[u8], at: usize, bytes: usize| {
        let read = zip.get(at..)?.get(..bytes)?;
        Some(read.iter().rev().fold(0usize, |n, b| n << 8 | usize::from(*b)))
    };
    let entries = number(&zip, end.saturating_add(10), 2).unwrap_or(0);
    let mut at = number(&zip, end.saturating_add(16), 4).unwrap_or(0);
    for _ in 0..entries {
        if zip.get(at..).is_none_or(|rest| !rest.starts_with(ENTRY)) {
            break;
        }
        if let Some(system) = zip.get_mut(at.saturating_add(5)) {
            *system = UNIX;
        }
        let long = |field: usize| number(&zip, at.saturating_add(field), 2).unwrap_or(0);
        at = [46, long(28), long(30), long(32)].into_iter().fold(at, usize::saturating_add);
    }
    zip
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_windows_packed_has_the_bytes_that_linux_packs() {
        let packed = |system| {
            let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
            for name in ["xl/workbook.xml", "[Content_Types].xml", "字.xml"] {
                zip.start_file(name, SimpleFileOptions::DEFAULT.system(system)).expect("begun");
                zip.write_all(name.repeat(40).as_bytes()).expect("written");
            }
            zip.finish().expect("finished").into_inner()
        };
        let (windows, linux) = (packed(zip::System::Dos), packed(zip::System::Unix));
        assert_ne!(windows, linux);
        assert_eq!(unsigned(windows), linux);
        assert_eq!(unsigned(linux.clone()), linux);
    }
}
