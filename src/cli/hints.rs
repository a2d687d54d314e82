//! What is said of a document besides the document itself.

use super::Failure;
use crate::form;
use crate::import::Hints;

/// See the module.
#[derive(clap::Args, Default)]
pub struct HintArgs {
    /// 年度，文件里没有写的时候用
    #[arg(long, value_name = "年")]
    year: Option<u16>,
    /// 表格文件里有几份报告时，读哪张工作表；可以写几次
    #[arg(long = "sheet", value_name = "工作表")]
    sheets: Vec<String>,
}

impl HintArgs {
    pub(super) fn hints(&self) -> Result<Hints, Failure> {
        let year = self.year.map(known_year).transpose()?;
        Ok(Hints { year, sheets: self.sheets.clone(), alone: None })
    }
}

pub(super) fn known_year(year: u16) -> Result<u16, Failure> {
    let years = form::years();
    if years.contains(&year) {
        return Ok(year);
    }
    let first = years.start();
    Err(format!("{year}年没有这种格式的年度报告（从{first}年起），没有新建；请改正 --year").into())
}
