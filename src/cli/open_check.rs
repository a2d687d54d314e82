//! 试着打开再写一遍: whether a file of the program's own, a report's or a collection's, would lose anything.

use super::{ExitStatus, OK, list};
use crate::collect::Collection;
use crate::report::Report;
use crate::store::kept::{self, KeptFile};
use crate::store::{RealDisk, head, read_document};
use std::io::Write;
use std::path::Path;

pub fn open_check(file: &Path, out: &mut dyn Write) -> ExitStatus {
    let bytes = read_document(&RealDisk, file)?;
    match head::is_collection(&bytes) {
        true => check::<Collection>(&bytes, file, out),
        false => check::<Report>(&bytes, file, out),
    }
}

fn check<K: KeptFile + PartialEq>(bytes: &[u8], file: &Path, out: &mut dyn Write) -> ExitStatus {
    let kept: K = kept::decode(bytes, file)?;
    let again: K = kept::decode(kept::encode(&kept)?.as_bytes(), file)?;
    if again != kept {
        return Err(format!("重新写出后内容有变化，请不要用本程序保存这个文件：{}", file.display()).into());
    }
    list(out, &format!("可以打开，重新保存不会丢失内容：{}", file.display())).map(|()| OK)
}
