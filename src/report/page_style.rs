//! 版式: how the pages of an office look. The norm's way (GB/T 9704-2012), unless an office has another custom.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where the page number stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NumberPlace {
    /// On odd pages right, on even ones left, one character in (GB/T 9704-2012 7.5).
    #[default]
    Outside,
    Middle,
    Nowhere,
}

impl NumberPlace {
    pub const ALL: [NumberPlace; 3] = [NumberPlace::Outside, NumberPlace::Middle, NumberPlace::Nowhere];

    /// The words a clerk sees.
    pub fn word(self) -> &'static str {
        match self {
            NumberPlace::Outside => "单页右、双页左",
            NumberPlace::Middle => "居中",
            NumberPlace::Nowhere => "不印",
        }
    }
}

/// How far lines stand apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LinePitch {
    /// Lines fill the block, 22 of them (GB/T 9704-2012 5.2.3).
    #[default]
    Filled,
    Points28,
    Points29,
    Points30,
}

impl LinePitch {
    pub const ALL: [LinePitch; 4] =
        [LinePitch::Filled, LinePitch::Points28, LinePitch::Points29, LinePitch::Points30];

    /// `None` where the block says.
    pub fn points(self) -> Option<f32> {
        match self {
            LinePitch::Filled => None,
            LinePitch::Points28 => Some(28.0),
            LinePitch::Points29 => Some(29.0),
            LinePitch::Points30 => Some(30.0),
        }
    }

    /// The words a clerk sees.
    pub fn word(self) -> &'static str {
        match self {
            LinePitch::Filled => "行距排满版心",
            LinePitch::Points28 => "行距28磅",
            LinePitch::Points29 => "行距29磅",
            LinePitch::Points30 => "行距30磅",
        }
    }
}

/// What stays blank around the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PageMargins {
    /// GB/T 9704-2012 5.2.1
    #[default]
    Norm,
    /// What Word and WPS begin with.
    Word,
    Even,
}

impl PageMargins {
    pub const ALL: [PageMargins; 3] = [PageMargins::Norm, PageMargins::Word, PageMargins::Even];

    /// Above, below, left and right.
    pub fn millimetres(self) -> [f32; 4] {
        match self {
            PageMargins::Norm => [37.0, 35.0, 28.0, 26.0],
            PageMargins::Word => [25.4, 25.4, 31.8, 31.8],
            PageMargins::Even => [25.0; 4],
        }
    }

    /// The words a clerk sees.
    pub fn word(self) -> &'static str {
        match self {
            PageMargins::Norm => "页边距按公文规范",
            PageMargins::Word => "上下25.4、左右31.8毫米",
            PageMargins::Even => "四边25毫米",
        }
    }
}

/// Type of the title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TitleSize {
    /// 二号 (GB/T 9704-2012 7.3.1)
    #[default]
    Two,
    /// 小二
    SmallTwo,
    /// 三号
    Three,
}

impl TitleSize {
    pub const ALL: [TitleSize; 3] = [TitleSize::Two, TitleSize::SmallTwo, TitleSize::Three];

    pub fn points(self) -> f32 {
        match self {
            TitleSize::Two => 22.0,
            TitleSize::SmallTwo => 18.0,
            TitleSize::Three => 16.0,
        }
    }

    /// The words a clerk sees.
    pub fn word(self) -> &'static str {
        match self {
            TitleSize::Two => "标题二号",
            TitleSize::SmallTwo => "标题小二",
            TitleSize::Three => "标题三号",
        }
    }
}

/// How the page number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NumberStyle {
    /// — 1 — (GB/T 9704-2012 7.5)
    #[default]
    Dashes,
    Plain,
    Chinese,
    OfAll,
    ChineseOfAll,
}

/// A piece of a written page number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberPiece {
    Words(&'static str),
    Page,
    /// How many pages there are.
    All,
}

impl NumberStyle {
    pub const ALL: [NumberStyle; 5] = [
        NumberStyle::Dashes,
        NumberStyle::Plain,
        NumberStyle::Chinese,
        NumberStyle::OfAll,
        NumberStyle::ChineseOfAll,
    ];

    pub fn pieces(self) -> &'static [NumberPiece] {
        use NumberPiece::{All, Page, Words};
        match self {
            NumberStyle::Dashes => &[Words("— "), Page, Words(" —")],
            NumberStyle::Plain => &[Page],
            NumberStyle::Chinese => &[Words("第"), Page, Words("页")],
            NumberStyle::OfAll => &[Page, Words("/"), All],
            NumberStyle::ChineseOfAll => &[Words("第"), Page, Words("页 共"), All, Words("页")],
        }
    }

    /// The number of a page as it is printed.
    pub fn of(self, page: usize, all: usize) -> String {
        let said = |p: &NumberPiece| match p {
            NumberPiece::Words(w) => (*w).to_string(),
            NumberPiece::Page => page.to_string(),
            NumberPiece::All => all.to_string(),
        };
        self.pieces().iter().map(said).collect()
    }
}

/// Text that has a face of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FaceRole {
    Title,
    /// 一、
    Heading,
    /// （一）
    Subheading,
    Body,
}

impl FaceRole {
    pub const ALL: [FaceRole; 4] = [FaceRole::Title, FaceRole::Heading, FaceRole::Subheading, FaceRole::Body];

    /// What it is, and the norm's face.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            FaceRole::Title => ("标题", "小标宋"),
            FaceRole::Heading => ("一级标题", "黑体"),
            FaceRole::Subheading => ("二级标题", "楷体"),
            FaceRole::Body => ("正文", "仿宋"),
        }
    }
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageStyle {
    /// 本县版式; empty where nobody named it.
    #[serde(skip_serializing_if = "is_by_norm")]
    pub name: String,
    pub pitch: LinePitch,
    pub margins: PageMargins,
    pub title: TitleSize,
    #[serde(skip_serializing_if = "is_by_norm")]
    pub numbers: NumberStyle,
    /// Faces by the names that they are installed under; the norm's where none is named.
    #[serde(skip_serializing_if = "is_by_norm")]
    pub faces: BTreeMap<FaceRole, String>,
    /// 发文机关标志 above the title, in red, with its rule (GB/T 9704-2012 7.2).
    #[serde(skip_serializing_if = "is_by_norm")]
    pub red_head: bool,
    /// 版记 at the foot of the last page (7.4).
    #[serde(skip_serializing_if = "is_by_norm")]
    pub imprint: bool,
}

impl PageStyle {
    /// All its words.
    pub fn words(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(self.faces.values())
    }

    pub fn words_mut(&mut self) -> impl Iterator<Item = &mut String> {
        std::iter::once(&mut self.name).chain(self.faces.values_mut())
    }
}

/// A style with the place of its page numbers: what is kept under a name, and taken into other reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StyleSet {
    pub numbers: NumberPlace,
    pub style: PageStyle,
}

impl StyleSet {
    /// Bytes of all its words at most.
    pub const MOST_WORDS: usize = 2_000;
}

/// What the red head and the 版记 of one report say, where its style has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Issue {
    /// 发文机关标志; empty: the office's name and 文件.
    pub mark: String,
    /// 发文字号: 云水〔2026〕3号
    pub number: String,
    /// 抄送机关
    pub copies_to: String,
    /// 印发机关; empty: the office.
    pub issuer: String,
    /// 印发日期; empty: that of the signature.
    pub date: String,
}

impl Issue {
    /// What of it holds for the report of the year after: all but its number and its day.
    pub fn of_next_year(&self) -> Issue {
        Issue { number: String::new(), date: String::new(), ..self.clone() }
    }

    pub fn words(&self) -> [&String; 5] {
        [&self.mark, &self.number, &self.copies_to, &self.issuer, &self.date]
    }

    pub fn words_mut(&mut self) -> [&mut String; 5] {
        [&mut self.mark, &mut self.number, &mut self.copies_to, &mut self.issuer, &mut self.date]
    }
}

/// Whether a choice is as it is without one: it is not written down.
pub(super) fn is_by_norm<T: Default + PartialEq>(chosen: &T) -> bool {
    *chosen == T::default()
}
