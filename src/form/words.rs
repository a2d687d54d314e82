//! Words of the field that are looked for: what a report must speak of, what nobody says in a finished one, slips
//! of the pen, what portals put around a text. They stand in `assets/forms/words.ron`; how they are looked for is
//! the business of who looks.

use super::slips::{HowDone, Slip};
use super::told_words::{
    CaptionWords, CitingWords, ContactWords, CountsOf, LastingWords, ListOfParts, PictureWords,
    PublishedWords,
};
use serde::Deserialize;
use std::sync::OnceLock;

/// Something a report speaks of, and words by which that is known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub name: String,
    /// By which its own heading is known.
    #[serde(default)]
    pub heads: Vec<String>,
    pub signs: Vec<String>,
    /// Words in which a sign tells of something else: 监督权.
    #[serde(default)]
    pub unless: Vec<String>,
}

/// Numbers that cannot be, as sentences say them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Impossible {
    /// A rate or share that is 100% at most.
    pub at_most_all: Vec<String>,
    /// Between it and its number: 占比达到.
    pub reaches: Vec<String>,
    /// What a share of more than all is of: 占年度计划的105%.
    pub wholes_of_plans: Vec<String>,
    /// 9个单位中有12个.
    pub among: Vec<String>,
    pub measures: String,
    /// Between the numbers of one whole: 3个街道、12个乡镇中有14个.
    pub joins: String,
    /// What no share that falls or grows is told with its sign behind: 下降.
    pub one_way: Vec<String>,
    /// Nothing grows by less than nothing.
    pub grows: Vec<String>,
    /// What came in or was done is no less than nothing.
    pub got: Vec<String>,
    pub counted: Vec<String>,
    /// What follows where no others are named.
    pub says_of_them: Vec<String>,
}

/// By what words a label says the opposite of another, or speaks of another year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelWords {
    pub denials: String,
    pub other_years: Vec<String>,
    pub this_year: String,
    /// What makes another thing of it: 拟, 其中, 撤销.
    pub other_things: Vec<String>,
}

/// What is said above a table, or in its first rows, of whose it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableWords {
    /// Last year's, or one that shows how it is filled in.
    pub others: Vec<String>,
    /// Beside a year that is not the report's and rightly so.
    pub beside_year: Vec<String>,
    /// What speaks of a table.
    pub of_table: Vec<String>,
    /// Before the name of whose it is.
    pub before_office: Vec<String>,
    /// Behind an office's name in a table's title.
    pub behind_office: Vec<String>,
    /// What such a name ends with.
    pub offices: Vec<String>,
    /// Before what is said of the numbers beside it, and what the form itself says there.
    pub notes: Vec<String>,
    pub known_notes: Vec<String>,
    /// In the name of a sheet that is none of the report's.
    pub other_sheets: Vec<String>,
    /// In the title of a report that is not the last word.
    pub draft_titles: Vec<String>,
    /// What is not the last word.
    pub drafts: Vec<String>,
    /// What is less than a year.
    pub part_years: Vec<String>,
    /// What says that the rest is not among them, as it should be.
    pub leave_out: Vec<String>,
    /// The whole year.
    pub year_ends: Vec<String>,
    /// Before the time that the numbers are of.
    pub periods: Vec<String>,
    /// Of which a note is made that says nothing but the time; up to when.
    pub of_time: Vec<String>,
    pub until: Vec<String>,
    pub to: Vec<String>,
    /// When it is sent or filled in; but for what is said of the numbers that are: 上报口径.
    pub of_filling: Vec<String>,
    pub of_numbers: Vec<String>,
    /// What says that something is not there, and that all is right.
    pub lacks: String,
    pub right: Vec<String>,
    /// Whose numbers are among them or not.
    pub scopes: Vec<String>,
}

/// What stands in the cell of a number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellWords {
    /// No number applies; a cell alone says it so.
    pub marks: Vec<String>,
    /// The same; a paragraph may say it too.
    pub none: Vec<String>,
    /// In the place of a number, where a cell is known to be one.
    pub instead: Vec<String>,
    /// Over numbers, saying no more than that they are numbers.
    pub heads: Vec<String>,
    /// Before a number that is one all the same: 增3, 约6.
    pub before: Vec<char>,
    /// Right behind a number of a cell; other words make it the number of a label.
    pub behind: Vec<char>,
}

impl CellWords {
    /// Whether folded words say that no number applies.
    pub fn says_none(&self, words: &str) -> bool {
        self.marks.iter().chain(&self.none).any(|w| w == words)
    }
}

/// The lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The fixed words of a title.
    pub title: String,
    /// What schools, hospitals and the like may write.
    pub title_of_institutions: String,
    /// The five aspects of section one.
    pub aspects: Vec<Topic>,
    /// What a government reports besides (art. 50 (4)).
    pub of_governments: Vec<Topic>,
    /// A section that only says this says nothing.
    pub nothing: Vec<String>,
    /// Words that deny, and words that such a section is made of: 暂无存在问题.
    pub none: Vec<String>,
    pub of_nothing: Vec<String>,
    /// Before the office that a portal names as the one that published.
    pub publishers: Vec<String>,
    /// Between the words of a heading.
    pub links: Vec<char>,
    /// A part, by a keyword of its section in the form, listed by another word.
    pub part_signs: Vec<(String, String)>,
    pub lists_of_parts: ListOfParts,
    /// What offices write in a heading, and what the form says.
    pub usual: Vec<(String, String)>,
    /// In brackets of their own: what a template asks for.
    pub prompts: Vec<String>,
    /// Behind 请 in brackets: what a template asks to do.
    pub asks: Vec<String>,
    /// Left by a template or a program.
    pub residue: Vec<String>,
    /// A template's words to who fills it in: only at the head of a paragraph or in brackets of its own.
    pub asides: Vec<String>,
    /// What a web page says around its text: with a colon behind, or alone in a paragraph.
    pub page_labels: Vec<String>,
    /// The same, which are words of prose too: only where nothing but such words stands there.
    pub page_buttons: Vec<String>,
    /// Behind 共公开 and the like, before a measure: its number was lost.
    pub counts_of: CountsOf,
    pub pictures: PictureWords,
    pub impossible: Impossible,
    /// What notes on how a template is set begin with: （宋体加粗小四号字）.
    pub faces: Vec<String>,
    /// Inside 【】 these make a placeholder.
    pub placeholders: Vec<String>,
    pub slips: Vec<Slip>,
    pub how_done: HowDone,
    /// Words that nobody says twice, one behind the other.
    pub doubled: Vec<String>,
    /// What stands before 二是: 一是, 首先, （一）.
    pub firsts: Vec<String>,
    /// Behind 截止: a time, so that 截至 is meant.
    pub times: Vec<String>,
    /// What there is so many of from year to year, wherever it is spoken of.
    pub standing: Vec<String>,
    /// What the name of an office ends with.
    pub offices: Vec<String>,
    /// What may stand behind an office's name or not: a government and its office are one body here.
    pub same_body: Vec<String>,
    /// Names of offices that speak for all below them end so.
    pub governments: Vec<String>,
    /// What is counted in 件.
    pub counted: Vec<String>,
    /// What is done with applications: taken in, settled.
    pub taken: Vec<String>,
    /// What applications are called besides.
    pub applications: Vec<String>,
    pub settled: Vec<String>,
    /// Words before it that belong to it.
    pub counted_modifiers: Vec<String>,
    /// How laws and letters are cited.
    pub citing: CitingWords,
    /// Agencies' marks before the brackets of a letter's number.
    pub decrees: Vec<String>,
    /// Surnames by which a person's name is known.
    pub surnames: String,
    /// Before these a person's name stands.
    pub persons: Vec<String>,
    /// Behind a person's name these stand.
    pub acts: Vec<String>,
    /// Words that follow a person's title without being a name.
    pub not_names: Vec<String>,
    pub labels: LabelWords,
    pub tables: TableWords,
    /// Portals put these around a text; a short line that begins with one is theirs.
    pub clutter: Vec<String>,
    /// What a place's name ends with, and the step that it stands on: a province's is 1, a township's 4.
    pub divisions: Vec<(String, u8)>,
    /// Behind a division's word these make another word of it: 市场, 市政园, 区域.
    pub no_division_before: Vec<String>,
    /// Before 市 these alone, or behind 和, make no name of a city: 城市管理局, 住房和城市更新局.
    pub no_cities: Vec<String>,
    /// Cities that are provinces.
    pub municipalities: Vec<String>,
    /// Behind a township's word a body's name begins with one of these: 青石镇人民政府.
    pub township_bodies: Vec<char>,
    /// What the name of an institution ends with.
    pub institutions: Vec<String>,
    /// What a ministry's name ends with.
    pub ministries: Vec<String>,
    /// Offices that end so speak for their government.
    pub speakers: Vec<String>,
    /// What the name of an office ends with, as characters.
    pub office_ends: Vec<char>,
    /// What offices are called for short: 发展和改革, 发改.
    pub short_names: Vec<(String, String)>,
    /// What a name for short goes without at its end: 青石镇人民政府.
    pub short_ends: Vec<String>,
    /// Between the two days of a period: 1月1日起至12月31日.
    pub until: Vec<String>,
    /// What the period of the figures is called, right before it: 统计期限为2025年上半年.
    pub period_names: Vec<String>,
    /// Whose names end like a government's, which they are not: 关区, 工业园区.
    pub zones: Vec<String>,
    /// Parts of a year, as a period.
    pub year_parts: Vec<String>,
    /// The year before, as a period.
    pub last_years: Vec<String>,
    /// Before the days of a report's period.
    pub period: Vec<String>,
    /// Before a title that a portal repeats.
    pub title_labels: Vec<String>,
    /// Before a year in prose, and no name of an office.
    pub no_offices: Vec<String>,
    /// Before the report's name in a sentence: 现公布甲县乙局2024年政府信息公开工作年度报告.
    pub announced: Vec<String>,
    pub contact: ContactWords,
    pub published: PublishedWords,
    /// What stands over the labels of a table's rows, where it is not the form's own word.
    pub over_labels: Vec<String>,
    /// Behind a count in a cell: 12件.
    pub counters: Vec<char>,
    pub cells: CellWords,
    pub captions: CaptionWords,
    pub lasting: LastingWords,
    /// How a report's first sentence begins, and nothing that a portal writes.
    pub opens_prose: Vec<String>,
    /// What says which way a number went, longer ones first; a difference that tells that itself stands for it.
    pub change_told: Vec<String>,
}

/// The words.
pub fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words: Words = ron::from_str(include_str!("../../assets/forms/words.ron"))
            // Embedded at build time; the forms test loads it.
            .unwrap_or_else(|e| panic!("assets/forms/words.ron: {e}"));
        let twice = words.doubled.iter().map(|w| Slip::twice(w));
        let more: Vec<Slip> = words.how_done.slips().chain(twice).collect();
        words.slips.extend(more);
        words
    })
}
