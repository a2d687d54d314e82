//! A picture from a file, for the text.

use crate::page::pictures::FINEST;
use crate::report::picture::{Picture, Refused};
use crate::store::{Disk, StoreError};
use std::path::Path;

/// A camera's largest; what is put in is made as fine as paper shows it.
const MOST: u64 = 32 << 20;

/// Why a picture was not taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    #[error("没有放进图片，报告没有改动：{0}")]
    Unreadable(StoreError),
    #[error("这张图片超过32 MB，没有放进去，报告没有改动；请在画图软件里缩小以后再插入。")]
    TooLarge,
    #[error("这个文件不是能排版的 PNG 或 JPG 图片，报告没有改动；请在画图软件里另存为 PNG。")]
    NoPicture,
    #[error(
        "这张图片是坏的或者不完整，没有放进去，报告没有改动；请在画图软件里打开看看，另存为 PNG 再插入。"
    )]
    Damaged,
    #[error("这张图片太大（超过6000万像素），没有放进去，报告没有改动；请在画图软件里缩小以后再插入。")]
    TooFine,
}

impl From<Refused> for PictureError {
    fn from(why: Refused) -> PictureError {
        match why {
            Refused::NoPicture => PictureError::NoPicture,
            Refused::Damaged => PictureError::Damaged,
            Refused::TooFine => PictureError::TooFine,
        }
    }
}

/// Reads one; with it its name, for the caption.
pub fn read(disk: &dyn Disk, path: &Path) -> Result<(Picture, String), PictureError> {
    let bytes = disk.read(path, MOST).map_err(|e| PictureError::Unreadable(StoreError::reading(path, &e)))?;
    // What is larger was read only so far.
    if bytes.len() as u64 > MOST {
        return Err(PictureError::TooLarge);
    }
    let picture = Picture::taken(&bytes, FINEST)?;
    let caption = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    Ok((picture, caption))
}
