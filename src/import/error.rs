//! Why a document was not read, in the clerk's words.

/// AskedWhy a document was not read. The message says what happened and what to do; `name` comes last.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum ImportError {
    #[error("文件是空的，没有可读的内容；请另选一份文件：{name}")]
    Empty { name: String },
    #[error("文件超过64 MB，不像一份年度报告，没有读取；请另选一份文件：{name}")]
    TooLarge { name: String },
    #[error(
        "文件里的内容太多或者太复杂，不像一份年度报告，没有读入，什么都没有改动；请用原来的程序打开，只把年度报告另存成一份再导入：{name}"
    )]
    TooMuch { name: String },
    #[error("{what}，不像一份年度报告，没有读入，什么都没有改动；{advice}，再导入：{name}")]
    TooHeavy { what: &'static str, advice: &'static str, name: String },
    #[error("已停止读取，什么都没有改动；还要读它时请再选一次：{name}")]
    CalledOff { name: String },
    #[error("目前还不能直接读取{kind}；请用原来的程序打开，另存为 Word 文件（.docx）或网页后再导入：{name}")]
    OtherFormat { kind: String, name: String },
    #[error(
        "这是一张图片，里面没有可读的文字，没有读入；请找原来的 Word 文件，或者用文字识别（OCR）软件转成 Word 再导入：{name}"
    )]
    Picture { name: String },
    #[error("这是一封邮件，附件没有读入；请打开邮件，把附件里的年度报告另存出来再导入：{name}")]
    Letter { name: String },
    #[error("文件不是文本，读不出内容；请用原来的程序打开，另存为 Word 文件（.docx）后再导入：{name}")]
    Binary { name: String },
    #[error("文件不完整或者已经损坏，没有读入；请用原来的程序打开，另存一份再导入：{name}")]
    Damaged { name: String },
    #[error("文件加了密码，读不出内容；请用原来的程序打开，取消密码另存后再导入：{name}")]
    Encrypted { name: String },
    #[error("这个 PDF 打开要密码，读不出内容；请用原来的程序打开，取消密码另存后再导入：{name}")]
    EncryptedPdf { name: String },
    #[error(
        "这个 {what} 是扫描件（图片），里面没有文字，没有读入；请找原来的 Word 文件，或者用文字识别（OCR）软件转成 Word 再导入：{name}"
    )]
    Scanned { what: &'static str, name: String },
    #[error(
        "这个 {what} 里的文字是画成图形的，读不出来，没有读入；请找原来的 Word 文件，或者用文字识别（OCR）软件转成 Word 再导入：{name}"
    )]
    Outlines { what: &'static str, name: String },
    #[error(
        "这个 {what} 里的文字没有编码（只有字形），读不出来，没有读入；请找原来的 Word 文件，或者用原来的程序重新另存成 {what} 再导入：{name}"
    )]
    NoCodes { what: &'static str, name: String },
    #[error("这是 Excel 97 以前的表格文件，还不能读取；请用 Excel、WPS 打开，另存为 .xlsx 后再导入：{name}")]
    OldSheet { name: String },
    #[error(
        "这个表格文件里有{}都填了同一张表，不知道该读哪一份，没有读入；请在导入时选定工作表（命令行的 import、next、check 用 --sheet 名称），汇总的请单位只留一张、把别的隐藏：{name}",
        quoted(sheets)
    )]
    SeveralSheets { sheets: Vec<String>, name: String },
    #[error("这个表格文件里的工作表超过{most}张，没有读入，什么都没有改动；请分成几个文件再导入：{name}")]
    ManySheets { most: usize, name: String },
    #[error("这个表格文件里没有叫“{sheet}”的工作表，没有读入；请从{}里选：{name}", quoted(sheets))]
    NoSuchSheet { sheet: String, sheets: Vec<String>, name: String },
    #[error(
        "这个数据文件里有几份报告（{}等），一次只能读一份，没有读入；请只留一份报告的行再导入：{name}",
        quoted(reports)
    )]
    SeveralReports { reports: Vec<String>, name: String },
    #[error("这个 {what} 里没有文字，没有读入；请另选一份文件：{name}")]
    NoText { what: &'static str, name: String },
    #[error("没有认出年度报告的任何一个部分或表格，没有导入；请确认选的是政府信息公开工作年度报告：{name}")]
    NotAReport { name: String },
    #[error("没有认出是哪一年的报告；请在导入时说明年度（命令行用 --year）：{name}")]
    NoYear { name: String },
    #[error(
        "{year}年没有这种格式的年度报告（从{first}年到{last}年）；请说明正确的年度（命令行用 --year）：{name}"
    )]
    YearOutOfRange { year: u16, first: u16, last: u16, name: String },
    #[error(
        "这份 JSON 不是本程序导出的报告（第{line}行第{column}列：{detail}），没有导入；请重新导出：{name}"
    )]
    Json { line: usize, column: usize, detail: String, name: String },
}

/// “教育局”“水务局”
pub fn quoted(names: &[String]) -> String {
    names.iter().map(|n| format!("“{n}”")).collect()
}
