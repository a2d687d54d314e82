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
    /// Between two of them.
    pub joins: Vec<String>,
    /// Before the first.
    pub begin: Vec<String>,
    /// What the name of a part ends with.
    pub ends: Vec<String>,
    /// Behind the last, where there are more: 等内容.
    pub open: Vec<String>,
    /// What has parts, and what stands before and behind how many: 本报告全文共六个部分。
    pub whole: Vec<String>,
    pub makes: Vec<String>,
    pub made: Vec<String>,
}

/// What is as true of the next year: names of headings and the usual wording of a preamble.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastingWords {
    /// What a heading's name is made of, all of it: 平台建设情况; not 建成全市首个平台.
    pub heading: Vec<String>,
    /// With one of these it tells what was done, unless it ends as one of those: 被提起行政诉讼, 被提起行政诉讼情况.
    pub telling: Vec<String>,
    pub matters: Vec<String>,
    /// With one of these it is a name where it is made of those: 存在的主要问题; not 政策解读质量不足.
    pub lacking: Vec<String>,
    pub lacks: Vec<String>,
    /// What the usual sentences of a preamble are made of: 本报告根据《条例》编制; not 部分数据未纳入统计.
    pub begin: Vec<String>,
    pub preamble: Vec<String>,
    /// What the titles that they cite hold.
    pub cited: Vec<String>,
    /// What happened in its year though no figure says so: 春节期间.
    pub events: Vec<String>,
    /// Behind 第 and a number: 第一批.
    pub turns: Vec<char>,
}

/// How words point to a picture.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureWords {
    /// To one that stands right there: 见下图.
    pub here: Vec<String>,
    /// To one by its number, which follows: 见图1.
    pub numbered: Vec<String>,
    /// Behind these words the first are of something else: 如下图书目录.
    pub unless: Vec<char>,
    /// What is before all of them ends another word: 意见图12张.
    pub unless_behind: Vec<char>,
    /// Behind a number: how many they are, not which: 图3种.
    pub measures: Vec<char>,
}

/// How laws and letters are cited.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitingWords {
    /// Out of date, what is right now, and in reports of which year on.
    pub outdated: Vec<(String, String, u16)>,
    /// Laws and decrees cited wrongly, and how they are cited.
    pub miscited: Vec<(String, String)>,
    /// What a sentence says that names the letter by which reports are made.
    pub made_by: Vec<String>,
    /// The same outside of the preamble.
    pub made_by_it: Vec<String>,
    /// Right behind the number of such a letter, and what stands between.
    pub makes: Vec<String>,
    pub letter_goes_on: Vec<String>,
    /// By these a letter that is not the report's is told as what came before it.
    pub superseded: Vec<String>,
    /// What the titles of letters, or the names in them, end with.
    pub title_ends: Vec<String>,
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
pub struct CaptionWords {
    /// With which a sentence goes on: 图2显示自然人最多.
    pub tells: Vec<String>,
    /// With which its name does, behind a comma.
    pub measure: String,
}
