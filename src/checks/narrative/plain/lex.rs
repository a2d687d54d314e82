//! A sentence as numbers with their units and the words between, whatever is counted.

use super::super::fold::{Char, folded};
use super::super::number::{self, Stated};
use super::super::words::words;
use crate::chinese::numerals;
use std::ops::Range;

/// A piece of a sentence.
#[derive(Clone, Debug)]
pub enum PlainPiece {
    /// So many of something: 188条.
    Count(Count),
    /// 12.5%, and its bytes of the sentence.
    Percent(Stated, Range<usize>),
    /// 1.5倍
    Times(Stated),
    /// 5个百分点, and its bytes of the sentence.
    Points(Stated, Range<usize>),
    /// 其中, 包括; whether it begins a sentence, and whether it tells of all there is: 按栏目分.
    Parts {
        anew: bool,
        all: bool,
    },
    /// 合计; 累计 holds what was there before, too.
    Total {
        ever: bool,
    },
    Open,
    Close,
    /// ，
    Comma,
    /// 、
    List,
    /// ：
    Colon,
    /// ；
    Semicolon,
    /// Anything else, as much as follows on.
    Words(String),
}

/// A number of something.
#[derive(Clone, Debug)]
pub struct Count {
    pub stated: Stated,
    pub unit: String,
    /// Bytes of the sentence.
    pub at: Range<usize>,
}

/// The pieces of a sentence.
pub fn pieces(text: &str) -> Vec<PlainPiece> {
    let chars: Vec<Char> = folded(text).collect();
    let mut out: Vec<PlainPiece> = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let (piece, length) = piece(&chars, i);
        i = i.saturating_add(length.max(1));
        match (out.last_mut(), piece) {
            (Some(PlainPiece::Words(last)), PlainPiece::Words(more)) => last.push_str(&more),
            (_, piece) => out.push(piece),
        }
        out = unbracketed(out);
    }
    out
}

/// A name is one with what it has in brackets: 政务（工作）动态, 县（市、区）.
fn unbracketed(mut pieces: Vec<PlainPiece>) -> Vec<PlainPiece> {
    use PlainPiece::{Close, List, Open, Words};
    if let [.., Words(a), Open, Words(b), List, Words(c), Close] = pieces.as_slice()
        && [b, c].iter().all(|w| w.chars().count() == 1)
    {
        let name = format!("{a}{b}{c}");
        pieces.truncate(pieces.len().saturating_sub(6));
        pieces.push(Words(name));
        return pieces;
    }
    if let [.., Words(a), Open, Words(b), Close, Words(c)] = pieces.as_slice() {
        let name = format!("{a}{b}{c}");
        pieces.truncate(pieces.len().saturating_sub(5));
        pieces.push(Words(name));
    }
    pieces
}

fn piece(chars: &[Char], i: usize) -> (PlainPiece, usize) {
    let sign = match chars[i].2 {
        '(' | '〔' | '[' => PlainPiece::Open,
        ')' | '〕' | ']' => PlainPiece::Close,
        ',' | '。' => PlainPiece::Comma,
        '、' => PlainPiece::List,
        ':' => PlainPiece::Colon,
        ';' | '；' => PlainPiece::Semicolon,
        _ => return longer(chars, i),
    };
    (sign, 1)
}

fn longer(chars: &[Char], i: usize) -> (PlainPiece, usize) {
    let begins = |list: &[String]| {
        let fits = |w: &&String| w.chars().eq(chars[i..].iter().take(w.chars().count()).map(|c| c.2));
        list.iter().filter(fits).map(|w| w.chars().count()).max()
    };
    let w = words();
    let before = i.checked_sub(1).map(|b| chars[b].2);
    // 有效 of 库内有效 is a word of its own.
    let whole = |length: &usize| chars.get(i.saturating_add(*length)).is_none_or(|c| c.2 != '效');
    if let Some(length) = begins(&w.plain.parts).filter(whole) {
        return (PlainPiece::Parts { anew: before == Some('。'), all: false }, length);
    }
    if let Some(length) = begins(&w.plain.unfolds).or_else(|| divided(&chars[i..])) {
        return (PlainPiece::Parts { anew: before == Some('。'), all: true }, length);
    }
    // 「解读材料121件中负责人解读14件、部门解读83件」, 「48家单位中优秀12家、良好25家」
    if chars[i].2 == '中' && behind_things(chars, i) && is_first_of_row(&chars[i..], 9) {
        return (PlainPiece::Parts { anew: false, all: false }, 1);
    }
    // 「信息812条，含受理公示270条」, 「账号186个，分微信98个」; not 包含.
    if before == Some(',') && (chars[i].2 == '含' || chars[i].2 == '分' && is_first_of_row(&chars[i..], 6))
    {
        return (PlainPiece::Parts { anew: false, all: false }, 1);
    }
    // 「1210人次——线上840人次」
    if chars[i].2 == '—' && chars.get(i.saturating_add(1)).is_some_and(|c| c.2 == '—') {
        return (PlainPiece::Colon, 2);
    }
    // 共 of 公共卫生 makes no total, nor does 累计公开.
    let bare = |length: usize| length == 1 || chars[i].2 == '累';
    if let Some(length) = begins(&w.plain.totals)
        && (!bare(length) || number::read(chars, i.saturating_add(length)).is_some())
    {
        return (PlainPiece::Total { ever: chars[i].2 == '累' }, length);
    }
    // Digits that are too many for a number are no number from the middle on.
    let endless = || {
        let digits = chars[i..].iter().take_while(|c| c.2.is_ascii_digit()).count().max(1);
        (PlainPiece::Words(chars[i..].iter().take(digits).map(|c| c.2).collect()), digits)
    };
    number(chars, i).unwrap_or_else(endless)
}

/// Whether a number with its measure of one character ends there.
fn behind_measure(chars: &[Char], i: usize) -> bool {
    let at = |n: usize| i.checked_sub(n).and_then(|b| chars.get(b)).map(|c| c.2);
    let units = &words().plain.units;
    at(1).is_some_and(|u| units.iter().any(|x| x.chars().eq([u])))
        && at(2).is_some_and(|d| d.is_ascii_digit())
}

/// The same, or a short word of what is counted behind the measure; not 「收到3件集中投诉」.
fn behind_things(chars: &[Char], i: usize) -> bool {
    let word = |n: &usize| i.checked_sub(*n).is_some_and(|at| behind_measure(chars, at));
    let plain = |n: usize| chars[i.saturating_sub(n)..i].iter().all(|c| ('一'..='龥').contains(&c.2));
    (0..=4).find(word).is_some_and(|n| n == 0 || n > 1 && plain(n))
}

/// Whether a short name with its number stands behind, and 、 behind those; not 「分管领导批示7次」, 「分别占66.7%和33.3%」.
fn is_first_of_row(rest: &[Char], longest: usize) -> bool {
    let Some(digits) = rest.iter().take(longest).position(|c| c.2.is_ascii_digit()) else { return false };
    let behind = rest[digits..].iter().skip_while(|c| c.2.is_ascii_digit()).take(3);
    digits > 1 && behind.into_iter().any(|c| c.2 == '、')
}

/// How long 按…分 or 分…看 is, with a stop behind it: 「按栏目分：政策28条」, 「分栏目看，惠农政策210条」; not 「按规定分类公开」.
fn divided(rest: &[Char]) -> Option<usize> {
    const LONGEST: usize = 8;
    let at = |n: usize| rest.get(n).map(|c| c.2);
    // 「按受理单位统计，」
    let ends = |n: &usize| match (rest[0].2, at(*n)) {
        ('按', Some('分')) | ('按' | '分' | '从', Some('看')) => true,
        ('按', Some('计')) => n.checked_sub(1).and_then(at) == Some('统'),
        _ => false,
    };
    // 「按一件统计」 says how many they count as.
    if at(1).is_some_and(|c| c.is_ascii_digit() || numerals::is_numeral(c)) {
        return None;
    }
    let behind = (0..LONGEST).find(ends)?;
    let length = behind.saturating_add(1);
    rest.get(length).is_some_and(|c| ":,".contains(c.2)).then_some(length)
}

fn number(chars: &[Char], i: usize) -> Option<(PlainPiece, usize)> {
    let (stated, end) = number::read(chars, i)?;
    let rest = &chars[end..];
    if rest.first().is_some_and(|c| c.2 == '%') {
        let at = chars[i].0..chars[end].1;
        return Some((PlainPiece::Percent(stated, at), end.checked_add(1)?.checked_sub(i)?));
    }
    if let Some(more) = ["倍", "个百分点", "百分点"]
        .iter()
        .find(|w| w.chars().eq(rest.iter().take(w.chars().count()).map(|c| c.2)))
    {
        let length = end.checked_add(more.chars().count())?.checked_sub(i)?;
        let at = chars[i].0..chars.get(i.checked_add(length)?.checked_sub(1)?)?.1;
        let piece = if *more == "倍" { PlainPiece::Times(stated) } else { PlainPiece::Points(stated, at) };
        return Some((piece, length));
    }
    let spelled = |u: &&String| u.chars().eq(rest.iter().take(u.chars().count()).map(|c| c.2));
    let unit = words().plain.units.iter().filter(spelled).max_by_key(|u| u.len()).cloned();
    // 「粉丝合计518万，其中抖音221万」
    let bare = || {
        let round = chars.get(end.checked_sub(1)?).is_some_and(|c| "万亿".contains(c.2));
        (round && rest.first().is_none_or(|c| ",、;；。:)".contains(c.2))).then(String::new)
    };
    let unit = unit.or_else(|| measure(rest)).or_else(bare);
    // 3部门, 2个月 and 一件也没有 count nothing here; a number without a unit takes its digits along.
    let more = unit.as_ref().map_or(0, |u| u.chars().count());
    let cut = rest.get(more).is_some_and(|c| {
        "门委月数也".contains(c.2) || unit.as_deref() == Some("所") && "属有在需".contains(c.2)
    }) || unit.as_deref() == Some("分")
        && rest.get(more).is_some_and(|c| "别类钟局会级组公为成布散之".contains(c.2));
    let length = end.checked_add(more)?.checked_sub(i)?;
    let Some(unit) = unit.filter(|_| !cut) else {
        let digits = chars[i..end].iter().map(|c| c.2).collect();
        return (!stated.chinese).then_some((PlainPiece::Words(digits), end.checked_sub(i)?));
    };
    let to = chars.get(i.checked_add(length)?.checked_sub(1)?)?.1;
    // 「参训215人次，三期分别为62人、75人、78人」
    let unit = if matches!(unit.as_str(), "人次" | "名" | "位") { "人".into() } else { unit };
    Some((PlainPiece::Count(Count { stated, unit, at: chars[i].0..to }), length))
}

/// A measure that no list knows: one character, and a stop behind it, 「错敏字46处，其中标题22处」; not 「3月、5月、8月，」.
fn measure(rest: &[Char]) -> Option<String> {
    let [unit, behind, ..] = rest else { return None };
    let none =
        |c: char| !('一'..='龥').contains(&c) || "年月日时分秒号元万亿成倍折余多个后前内外中起来".contains(c);
    let stops = ",、;；。:)".contains(behind.2);
    (stops && !none(unit.2)).then(|| unit.2.to_string())
}
