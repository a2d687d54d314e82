//! What is refused by its name before anything is read: a project file that would be called as another kind of file is,
//! a report of no office.

use super::Failure;
use crate::app::formats;
use crate::export::{self, EXPORTERS, ReadsBack};
use crate::format::is_workbook;
use crate::import;
use crate::store::{collection, packed, project, style_file};
use std::path::Path;

/// Refuses to write a project file, or a workbook to be filled in, under the extension of another format.
pub fn as_project(output: &Path) -> Result<(), Failure> {
    if project::FORMAT.names(output)
        || export::exporter(output).is_some_and(|e| e.reads_back == ReadsBack::AsHeld)
    {
        return Ok(());
    }
    let own = [&collection::FORMAT, &packed::FORMAT, &style_file::FORMAT];
    let made = EXPORTERS.iter().map(|e| &e.format);
    let mut all = formats::readable().chain(import::known()).chain(own).chain(made);
    if all.any(|f| f.names(output)) || is_workbook(&output.to_string_lossy()) {
        let known = "报告的项目文件叫 .gknb，没有写；请改扩展名（别的格式请再用 export 导出）";
        return Err(format!("{known}：{}", output.display()).into());
    }
    Ok(())
}

/// The name of an office as it is said.
pub fn office(said: &str) -> Result<&str, Failure> {
    let name = said.trim();
    if name.is_empty() || name.contains(char::is_control) {
        return Err("机关的名称是空的，或者里面有换行，没有新建；请改正 --office".into());
    }
    Ok(name)
}
