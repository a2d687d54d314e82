//! Why a file was not read or written, in a sentence that says what happened, what was kept and what to
//! do; the path comes last.

use super::disk::NoPlainFile;
use crate::report::hold::Unsound;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    #[error("找不到这个文件，请检查名称和位置：{}", path.display())]
    NotFound { path: PathBuf },
    #[error("这是一个文件夹，不是文件；请选择其中的一份报告：{}", path.display())]
    Folder { path: PathBuf },
    #[error("文件是空的，没有可读的内容；如有备份（.bak），请打开备份：{}", path.display())]
    Empty { path: PathBuf },
    #[error("文件超过64 MB，不像一份年度报告，没有读取；请另选一份文件：{}", path.display())]
    TooLarge { path: PathBuf },
    #[error("{what}，没有读取；请先解压成文件夹，再从文件夹里选：{}", path.display())]
    Packed { what: &'static str, path: PathBuf },
    #[error("文件里的内容太多，不像一份年度报告，没有打开，文件没有改动；请另选一份文件，或者打开备份（.bak）：{}", path.display())]
    TooMuch { path: PathBuf },
    #[error("{what}，不像一份年度报告，没有打开，文件没有改动；请另选一份文件，或者打开备份（.bak）：{}", path.display())]
    TooHeavy { what: &'static str, path: PathBuf },
    #[error("{what}，存了就再也打不开，没有保存，原来的文件没有改动；{advice}，再保存：{}", path.display())]
    NotSaved { what: &'static str, advice: &'static str, path: PathBuf },
    #[error("写好的内容读不回来（{why}），没有保存，原来的文件没有改动；请撤销最近的修改再保存，或者先导出一份 Word 文件：{}", path.display())]
    Unreadable { why: Box<StoreError>, path: PathBuf },
    #[error("没有读取这个文件的权限，请换一个位置，或者请管理员开放权限：{}", path.display())]
    ReadDenied { path: PathBuf },
    #[error("读取时出错（{detail}），请检查磁盘或网络后再试：{}", path.display())]
    Read { detail: String, path: PathBuf },
    #[error("没有写入这个位置的权限，原来的文件没有改动；请用“另存为”换一个位置：{}", path.display())]
    WriteDenied { path: PathBuf },
    #[error("磁盘已满，没有保存，原来的文件没有改动；请腾出空间，或者用“另存为”换一个磁盘：{}", path.display())]
    DiskFull { path: PathBuf },
    #[error("写入时出错（{detail}），原来的文件没有改动；请再试一次，或者用“另存为”换一个位置：{}", path.display())]
    Write { detail: String, path: PathBuf },
    #[error("要写入的文件夹不存在，U盘或网络盘可能已经断开，没有保存；请接好后再保存，或者用“另存为”换一个位置：{}", path.display())]
    Gone { path: PathBuf },
    #[error("打开以后别人改过这个文件，没有写，这里的改动都在；请另存一份，或者重新打开：{}", path.display())]
    Changed { path: PathBuf },
    #[error("写入以后读回来核对不上，这个磁盘可能有问题；请用“另存为”换一个位置再存一份：{}", path.display())]
    Unverified { path: PathBuf },
    #[error("已经写进文件，但是磁盘没有确认写牢，这时断电或者拔出U盘，可能又变回上一版；请再保存一次，或者用“另存为”换一个位置：{}", path.display())]
    NotSynced { path: PathBuf },
    #[error("{}，没有写，那里原来的没有改动；请换一个文件名或者文件夹：{}", what.words(), path.display())]
    InTheWay { what: InTheWay, path: PathBuf },
    #[error("这里不是普通的文件（是设备、管道或别的），没有读取；请另选一份文件：{}", path.display())]
    NoFile { path: PathBuf },
    #[error("这个文件夹和打开报告时的不是同一个磁盘，原来的文件也不在了，U盘或网络盘可能已经断开，没有保存，内容都在；请接好后再保存，或者用“另存为”换一个位置：{}", path.display())]
    OtherDisk { path: PathBuf },
    #[error("写到一半出错，这个文件已经不完整；上一版在旁边的 .bak 文件里，请马上用“另存为”换一个位置：{}", path.display())]
    Torn { path: PathBuf },
    #[error("{}：{}", newer(*found, *known, program.as_deref()), path.display())]
    Newer { found: u32, known: u32, program: Option<String>, path: PathBuf },
    #[error("文件第{line}行第{column}列有误（{detail}），没有打开，文件没有改动；请改正这一处，或者打开备份（.bak）：{}", path.display())]
    Damaged { line: usize, column: usize, detail: String, path: PathBuf },
    #[error("文件里有不可能的内容（{what}），没有打开，文件没有改动；请改正这一处，或者打开备份（.bak）：{}", path.display())]
    Unsound { what: Box<Unsound>, path: PathBuf },
}

/// What stands where a file was to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InTheWay {
    Link,
    Special,
    Huge,
    /// Files of others where the backup was to be kept.
    Backups,
    /// Files under every name that what stands there could be kept by.
    Asides,
}

impl InTheWay {
    fn words(self) -> &'static str {
        match self {
            InTheWay::Link => "这里是一个链接，会改到别处的文件",
            InTheWay::Special => "这里不是普通的文件（是设备、管道或别的）",
            InTheWay::Huge => "这里原来的文件超过256 MB，不像是报告",
            InTheWay::Backups => "上一版要留在旁边，可是旁边叫 .bak 的都是别的文件",
            InTheWay::Asides => "原来的文件要留一份，可是旁边“（原来的）”的名字都用完了",
        }
    }
}

impl StoreError {
    /// From a failed read.
    pub fn reading(path: &Path, e: &std::io::Error) -> StoreError {
        let path = path.to_path_buf();
        match e.kind() {
            _ if NoPlainFile::is(e) => StoreError::NoFile { path },
            ErrorKind::NotFound => StoreError::NotFound { path },
            ErrorKind::PermissionDenied => StoreError::ReadDenied { path },
            ErrorKind::IsADirectory => StoreError::Folder { path },
            _ => StoreError::Read { detail: detail(e), path },
        }
    }
    /// From a failed write.
    pub fn writing(path: &Path, e: &std::io::Error) -> StoreError {
        let path = path.to_path_buf();
        match e.kind() {
            _ if NoPlainFile::is(e) => StoreError::InTheWay { what: InTheWay::Special, path },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreError::WriteDenied { path },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::DiskFull { path },
            ErrorKind::NotFound
            | ErrorKind::NotADirectory
            | ErrorKind::StaleNetworkFileHandle
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::NotConnected => StoreError::Gone { path },
            ErrorKind::InvalidData => {
                StoreError::Write { detail: "写进去的和读回来的不一样".into(), path }
            }
            _ => StoreError::Write { detail: detail(e), path },
        }
    }
}

impl StoreError {
    /// What the matter was, in a few words, for a sentence that says by itself what was kept and what to do.
    pub fn cause(&self) -> String {
        match self {
            StoreError::NotFound { .. } | StoreError::Gone { .. } => "位置找不到".into(),
            StoreError::ReadDenied { .. } | StoreError::WriteDenied { .. } => "没有权限".into(),
            StoreError::DiskFull { .. } => "磁盘已满".into(),
            StoreError::Read { detail, .. } | StoreError::Write { detail, .. } => detail.clone(),
            StoreError::Folder { .. } => "那里是一个文件夹".into(),
            StoreError::InTheWay { what, .. } => what.words().into(),
            StoreError::NoFile { .. } => "那里不是普通的文件".into(),
            StoreError::NotSynced { .. } => "磁盘没有确认写牢".into(),
            StoreError::OtherDisk { .. } => "磁盘已经断开".into(),
            StoreError::NotSaved { what, .. }
            | StoreError::TooHeavy { what, .. }
            | StoreError::Packed { what, .. } => (*what).into(),
            StoreError::TooLarge { .. } => "文件超过64 MB".into(),
            _ => "磁盘可能有问题".into(),
        }
    }
}

/// `program` is the version that wrote the file, where the file says so.
fn newer(found: u32, known: u32, program: Option<&str>) -> String {
    let own = super::PROGRAM;
    let (by, wanted) = match program {
        Some(p) => (format!("公开年报 {p} 保存，本程序是 {own}"), format!("{p} 或者更新的版本")),
        None => {
            (format!("更新版本的程序保存（格式{found}，本程序最高认识格式{known}）"), "更新的程序".into())
        }
    };
    format!("文件由{by}，认不全里面的内容，没有打开，文件没有改动；请用 {wanted}打开")
}

fn detail(e: &std::io::Error) -> String {
    match e.raw_os_error() {
        // EIO and ENODEV, as Linux and macOS number them.
        Some(5 | 19) if cfg!(unix) => "磁盘没有回应，U盘可能已经拔出".into(),
        Some(n) => format!("系统错误{n}"),
        None => "系统没有说明原因".into(),
    }
}
