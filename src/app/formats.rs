//! What can be opened and what can be made, for whoever offers it: file dialogs, the command table, the command line,
//! the guide. The tables themselves are `import::IMPORTERS` and `export::EXPORTERS`.

use crate::export::{self, EXPORTERS, ReadsBack};
use crate::format::{Format, either};
use crate::import;
use crate::store::{collection, packed, project};
use std::sync::LazyLock;

/// Formats that can be opened, our own first.
pub fn readable() -> impl Iterator<Item = &'static Format> {
    std::iter::once(&project::FORMAT).chain(import::formats())
}

/// Extensions of the documents that are offered; what a file is, its content tells.
pub fn readable_extensions() -> &'static [&'static str] {
    static ALL: LazyLock<Vec<&str>> =
        LazyLock::new(|| readable().flat_map(|f| f.extensions).copied().collect());
    &ALL
}

/// The same, and collections.
pub fn openable_extensions() -> &'static [&'static str] {
    static ALL: LazyLock<Vec<&str>> = LazyLock::new(|| {
        readable_extensions().iter().chain(collection::FORMAT.extensions).copied().collect()
    });
    &ALL
}

/// The same, and archives of them: what units hand in.
pub fn handed_in_extensions() -> &'static [&'static str] {
    static ALL: LazyLock<Vec<&str>> =
        LazyLock::new(|| openable_extensions().iter().chain(packed::FORMAT.extensions).copied().collect());
    &ALL
}

/// What can be opened: 项目文件、Word、网页或文本.
pub fn readable_words() -> String {
    either(&readable().map(|f| f.name).collect::<Vec<_>>())
}

/// As what a report can be exported: pdf、docx 或 json.
pub fn exported_words() -> String {
    either(&EXPORTERS.iter().map(|e| e.format.extension()).collect::<Vec<_>>())
}

/// As what a sheet of findings can be made: PDF、Word 或网页.
pub fn document_words() -> String {
    either(&export::for_documents().map(|e| e.format.name).collect::<Vec<_>>())
}

/// Extensions of the same.
pub fn document_extensions() -> &'static [&'static str] {
    static ALL: LazyLock<Vec<&str>> =
        LazyLock::new(|| export::for_documents().map(|e| e.format.extension()).collect());
    &ALL
}

/// The formats for the guide, one a line.
pub fn guide() -> String {
    let read: Vec<String> = readable().map(Format::words).collect();
    let mut out = format!(
        "- 能打开、作底稿、审核、对比、批量导出的：{}。文件是什么，看内容，不看扩展名。\n",
        read.join("、")
    );
    for e in EXPORTERS {
        let back = match e.reads_back {
            ReadsBack::No => "",
            ReadsBack::Numbers => "；导出后程序自己读一遍，核对数和报告是否一致",
            _ => "；导出后程序自己读一遍，核对和报告是否一致",
        };
        out += &format!("- 导出的 {}：{}{back}。\n", e.format.words(), e.tip);
    }
    out + &format!("- 审核单、审核说明能做成：{}。\n", document_words())
}
