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
