//! A picture from a file, for the text.

use crate::page::pictures;
use crate::store::{Disk, StoreError};
use std::path::Path;

/// A larger file is a photograph straight from a camera; mail and portals refuse it too.
const MOST: u64 = 8 << 20;

/// Why a picture was not taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    #[error("没有读到这张图片，报告没有改动。{0}")]
    Unreadable(StoreError),
    #[error("这张图片超过8 MB，没有放进去，报告没有改动；请在画图软件里缩小以后再插入。")]
    TooLarge,
    #[error("这个文件不是能排版的 PNG 或 JPG 图片，报告没有改动；请在画图软件里另存为 PNG。")]
    NoPicture,
}

/// Reads one; with it its name, for the caption.
pub fn read(disk: &dyn Disk, path: &Path) -> Result<(Vec<u8>, String), PictureError> {
    let bytes = disk.read(path, MOST).map_err(|e| PictureError::Unreadable(StoreError::reading(path, &e)))?;
    // What is larger was read only so far.
    if bytes.len() as u64 > MOST {
        return Err(PictureError::TooLarge);
    }
    if pictures::shape(&bytes).is_none() {
        return Err(PictureError::NoPicture);
    }
    let caption = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    Ok((bytes, caption))
}
