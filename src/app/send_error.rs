//! Why a document was not sent out, in a sentence.

use super::catch_panic::WentWrong;
use super::open::OpenError;
use crate::export::ExportError;
use crate::store::StoreError;
use std::path::PathBuf;

/// Why a document was not sent out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    WentWrong(#[from] WentWrong),
    #[error("已取消，没有导出：{}", .0.display())]
    CalledOff(PathBuf),
    #[error("这样会盖掉原来的文件，没有写；请换一个文件夹或文件名：{}", .0.display())]
    Covers(PathBuf),
    #[error("不能建立文件夹（{}），没有导出；请换一个文件夹：{}", .0.cause(), .1.display())]
    NoFolder(StoreError, PathBuf),
    #[error("打不开这个文件夹（{}），没有导出；请另选一个：{}", .0.cause(), .1.display())]
    Unreadable(StoreError, PathBuf),
    #[error("没有这个文件或文件夹，还没有开始导出：{}", .0.display())]
    NotThere(PathBuf),
    #[error("这个文件夹里没有报告，没有导出：{}", .0.display())]
    NoReports(PathBuf),
    #[error("数据文件叫 .csv，没有写；请改扩展名：{}", .0.display())]
    NotCsv(PathBuf),
    #[error("发布包里不放这种文件，没有做发布包：{0}")]
    NotInPackage(String),
}
