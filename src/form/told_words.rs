//! Words by which lists and counts of prose are known, as `assets/forms/words.ron` has them.

use serde::Deserialize;

/// How so many of something are told, so that a number left out is seen: 共主动公开条.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountsOf {
    pub totals: Vec<String>,
    pub deeds: Vec<String>,
    pub measures: String,
    /// What a clause says that tells how many there are, and lost the number: 现行有效的规范性文件.
    pub whole: Vec<String>,
}

/// How a preamble lists its report's parts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListOfParts {
    /// Before the first.
    pub begin: Vec<String>,
    /// What the name of a part ends with.
    pub ends: Vec<String>,
    /// Behind the last, where there are more: 等内容.
    pub open: Vec<String>,
}

/// What is as true of the next year: names of headings and the usual wording of a preamble.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastingWords {
    /// What a heading's name is made of, all of it: 平台建设情况; not 建成全市首个平台.
    pub heading: Vec<String>,
    /// What a clause of a preamble begins with, and what it speaks of: 本报告根据《条例》编制.
    pub begin: Vec<String>,
    pub preamble: Vec<String>,
    /// Not where it names a person: 联系人：李某.
    pub persons: Vec<String>,
}

/// By what words each fact of an office's contact is known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactWords {
    pub address: Vec<String>,
    pub phone: Vec<String>,
    pub postcode: Vec<String>,
    pub fax_or_mail: Vec<String>,
}

/// How a preamble says where the report is published: 电子版 可以从 某网站 下载.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedWords {
    pub what: String,
    pub at: Vec<String>,
    pub done: Vec<String>,
}

/// What is said of a picture behind its number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureWords {
    /// With which a sentence goes on: 图2显示自然人最多.
    pub tells: Vec<String>,
    /// With which its name does, behind a comma.
    pub measure: String,
}
