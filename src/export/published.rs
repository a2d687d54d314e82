//! 核对单 of a 发布包: what is in the folder, that each file was read again and says what the report says, and the
//! digest by which anybody can tell later that it is the same.

use super::listing;
use crate::page::blocks::{Doc, DocBlock};
use crate::report::{Date, Report};
use sha2::{Digest, Sha256};

/// A file of the package as it was read again.
pub struct PublishedFile {
    pub name: String,
    /// What its format is called.
    pub format: &'static str,
    pub bytes: Vec<u8>,
    /// What it says otherwise than the report; `None` where nobody here reads it.
    pub differences: Option<Vec<String>>,
}

/// The sheet. `today` is when the package was made.
pub fn sheet(report: &Report, files: &[PublishedFile], today: Option<Date>) -> Doc {
    let title = format!("{}发布包核对单", report.title_line());
    let cells = report.form().cells();
    let filled = cells.iter().filter(|k| report.value(k).is_some()).count();
    let opening = format!(
        "本发布包共{}个文件，写入后逐个重新读过，与报告逐格、逐段比较（表格{}格，已填{filled}格）。结果如下：",
        files.len(),
        cells.len(),
    );
    let rows: Vec<Vec<String>> = files.iter().map(row).collect();
    let day = today.map_or("　　年　　月　　日".to_string(), |d| d.to_string());
    let blocks = vec![
        DocBlock::Title("年度报告发布包核对单".into()),
        DocBlock::para(report.title_line()),
        DocBlock::para(opening),
        listing::table("核对结果", &["文件", "核对", "大小和 SHA-256 校验值"], &rows),
        DocBlock::para(format!("核对人：　　　　　　　　　核对日期：{day}")),
    ];
    Doc { title, author: report.office.name.clone(), date: today, blocks, ..Doc::default() }
}

fn row(f: &PublishedFile) -> Vec<String> {
    let verdict = match f.differences.as_deref() {
        None => "重新读过，没有改变；内容由同一份报告做成".to_string(),
        Some([]) => "一致".to_string(),
        Some([first, ..]) if f.differences.as_ref().is_some_and(|d| d.len() > 1) => {
            format!("不一致：{first}等{}处", f.differences.as_ref().map_or(0, Vec::len))
        }
        Some([first, ..]) => format!("不一致：{first}"),
    };
    let digest: String = Sha256::digest(&f.bytes).iter().map(|b| format!("{b:02x}")).collect();
    // Apart, so that people can compare it by eye, and it goes into the lines of the table.
    let digits: Vec<char> = digest.chars().collect();
    let digest: Vec<String> = digits.chunks(8).map(|c| c.iter().collect()).collect();
    vec![format!("{}：{}", f.format, f.name), verdict, format!("{}字节；{}", f.bytes.len(), digest.join(" "))]
}
