//! The command line in Chinese: clap's own headings and complaints are English.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::io::Write;

/// Clap's words and ours; the longer ones first, since a word may begin another.
const WORDS: [(&str, &str); 9] = [
    ("Usage: ", "用法："),
    ("Arguments:\n", "对象：\n"),
    ("Options:\n", "选项：\n"),
    ("Commands:\n", "命令：\n"),
    ("[OPTIONS]", "[选项]"),
    ("[COMMAND]", "[命令]"),
    ("<COMMAND>", "<命令>"),
    ("Print help", "看用法"),
    ("Print version", "看版本"),
];

/// What is printed where the arguments are no command: to stdout when it was asked for (`--help`), else to stderr.
pub struct Reply {
    pub words: String,
    /// False for help and version.
    pub is_complaint: bool,
}

impl Reply {
    /// Prints it where it belongs; the exit status.
    pub fn print(&self, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
        let to: &mut dyn Write = if self.is_complaint { &mut *err } else { &mut *out };
        let written = write!(to, "{}", super::shown(&self.words)).and_then(|()| to.flush());
        if self.is_complaint || written.is_err() { super::FAILED } else { super::OK }
    }
}

/// Puts into words why there is nothing to run.
pub fn reply(error: &clap::Error) -> Reply {
    use ErrorKind as K;
    let asked = matches!(error.kind(), K::DisplayHelp | K::DisplayVersion);
    if asked || error.kind() == K::DisplayHelpOnMissingArgumentOrSubcommand {
        let words = error.render().to_string();
        return Reply { words: in_chinese(words), is_complaint: !asked };
    }
    let mut words = complaint(error);
    if let Some(usage) = text(error, ContextKind::Usage) {
        words.push('\n');
        words.push_str(&in_chinese(usage));
    }
    words.push_str("\n加 --help 看全部用法\n");
    Reply { words, is_complaint: true }
}

fn complaint(error: &clap::Error) -> String {
    use ErrorKind as K;
    let arg = text(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = text(error, ContextKind::InvalidValue).unwrap_or_default();
    let why = match error.kind() {
        K::UnknownArgument => format!("没有 {arg} 这个选项"),
        K::InvalidSubcommand => {
            format!("没有 {} 这个命令", text(error, ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        K::MissingRequiredArgument => format!("还要写上 {arg}"),
        K::ArgumentConflict => {
            format!("{arg} 不能和 {} 一起用", text(error, ContextKind::PriorArg).unwrap_or_default())
        }
        K::InvalidValue | K::ValueValidation if value.is_empty() => format!("{arg} 后面要写内容"),
        K::InvalidValue | K::ValueValidation => format!("{arg} 后面不能写 {value}"),
        K::TooManyValues | K::WrongNumberOfValues | K::TooFewValues => format!("{arg} 写的个数不对"),
        K::InvalidUtf8 => "有的字不是 UTF-8，读不出来".into(),
        _ => "写得不对".into(),
    };
    format!("{why}；什么也没有做。")
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(s) => Some(s.clone()),
        ContextValue::Strings(all) => Some(all.join("、")),
        ContextValue::StyledStr(s) => Some(s.to_string()),
        _ => None,
    }
}

fn in_chinese(words: String) -> String {
    WORDS.iter().fold(words, |words, (theirs, ours)| words.replace(theirs, ours))
}
