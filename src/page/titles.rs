//! A title in lines of whole meanings, balanced in shape (GB/T 9704-2012 7.3.1: 梯形或菱形).

use crate::chinese::signs::is_latin;
use crate::form::bounds::{at, part};
use crate::form::words::words;

/// What a break in a wrong place costs; more than any shape can.
const FORBIDDEN: f32 = 1000.0;
/// What a break inside a name costs: another line is better.
const DEAR: f32 = 24.0;
/// What a break costs where no meaning ends.
const TORN: f32 = 14.0;
/// What a break inside brackets costs besides.
const BRACKETED: f32 = 100.0;
/// Parts of a name that say nothing alone.
const NAMELESS: [&str; 3] = ["办公室", "办公厅", "分局"];
/// What every further line costs.
const LINE: f32 = 3.0;
/// More lines than this are no title; they are wrapped as they come.
const MOST_LINES: usize = 4;

/// The title's lines, with room for so many characters each.
pub fn lines(text: &str, room: f32) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let width = |c: &[char]| c.iter().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum::<f32>();
    let least = (width(&chars) / room).ceil() as usize;
    if least <= 1 || least >= MOST_LINES {
        return vec![text.to_string()];
    }
    let costs: Vec<f32> = (0..chars.len()).map(|i| cost(&chars, i)).collect();
    let mut best: Option<(f32, Vec<usize>)> = None;
    for count in least..=least.saturating_add(1) {
        let mut cuts = Vec::new();
        try_cuts(&chars, &costs, count, &mut cuts, &mut |cuts| {
            let ends = || cuts.iter().copied().chain([chars.len()]);
            let widths: Vec<f32> = std::iter::once(0)
                .chain(cuts.iter().copied())
                .zip(ends())
                .map(|(a, b)| width(part(&chars, a..b)))
                .collect();
            if widths.iter().any(|w| *w > room) {
                return;
            }
            let breaks: f32 = cuts.iter().map(|c| at(&costs, *c)).sum();
            let total = breaks + shape(&widths) + count as f32 * LINE;
            if best.as_ref().is_none_or(|(t, _)| total < *t) {
                best = Some((total, cuts.to_vec()));
            }
        });
    }
    let Some((_, cuts)) = best else { return vec![text.to_string()] };
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    starts
        .zip(cuts.iter().copied().chain([chars.len()]))
        .map(|(a, b)| part(&chars, a..b).iter().collect())
        .collect()
}

/// Whether a line ends where no meaning does.
pub fn are_torn(lines: &[String]) -> bool {
    let chars: Vec<char> = lines.iter().flat_map(|l| l.chars()).collect();
    let ends = lines.iter().scan(0usize, |end, l| {
        *end = end.saturating_add(l.chars().count());
        Some(*end)
    });
    ends.filter(|end| *end < chars.len()).any(|end| cost(&chars, end) >= TORN)
}

/// Every way to cut into `count` lines where a cut is not forbidden.
fn try_cuts(
    chars: &[char],
    costs: &[f32],
    count: usize,
    cuts: &mut Vec<usize>,
    judge: &mut impl FnMut(&[usize]),
) {
    if cuts.len().saturating_add(1) == count {
        return judge(cuts);
    }
    for i in cuts.last().map_or(1, |c| c.saturating_add(1))..chars.len() {
        if at(costs, i) < FORBIDDEN {
            cuts.push(i);
            try_cuts(chars, costs, count, cuts, judge);
            cuts.pop();
        }
    }
}

/// What a break before character `i` does to the meaning.
fn cost(c: &[char], i: usize) -> f32 {
    let (before, behind) = (part(c, ..i), part(c, i..));
    let (Some(&a), Some(&b)) = (before.last(), behind.first()) else { return FORBIDDEN };
    let tail = |words: &str| behind.iter().take(words.chars().count()).copied().eq(words.chars());
    let head = |words: &str| before.iter().rev().take(words.chars().count()).copied().eq(words.chars().rev());
    let open = before.iter().filter(|c| "（(".contains(**c)).count();
    let closed = before.iter().filter(|c| "）)".contains(**c)).count();
    if is_latin(a) && is_latin(b)
        || b == '年'
        || a == '年' && b == '度'
        || "（《、，和与及的".contains(a)
        || "）》、，".contains(b)
    {
        return FORBIDDEN;
    }
    // Inside brackets only where what stands there has no room on a line of its own.
    let bracketed = if open > closed { BRACKETED } else { 0.0 };
    bracketed
        + match () {
            () if a == '年' || head("年度") => 0.0,
            () if tail("政府信息公开") => 0.5,
            // Before the year: the office is whole.
            () if b.is_ascii_digit() => 1.0,
            () if tail("年度报告") || tail("工作年度") => 4.0,
            () if b == '（' => 2.5,
            () if NAMELESS.iter().any(|w| tail(w)) => DEAR,
            // 社会 ends no office: 人力资源和社会保障, 社会救助.
            () if head("社会") || tail("信息公开") => DEAR,
            () if tail("人民政府") || words().office_ends.contains(&a) => 3.0,
            () if region(a, b) => 3.5,
            () => TORN,
        }
}

/// Whether a name of a place ends here: 省、市、州…, where no word like 市场 or 区域 goes on.
fn region(a: char, b: char) -> bool {
    let goes_on = match a {
        '市' => "场政民级容区县",
        '县' => "级城域",
        '区' => "域级划",
        '州' => "市县",
        '省' => "级直",
        '镇' | '乡' => "政村人街",
        _ => return false,
    };
    !goes_on.contains(b)
}

/// Lines far from even, and the shape of an hourglass.
fn shape(widths: &[f32]) -> f32 {
    let mean = widths.iter().sum::<f32>() / widths.len().max(1) as f32;
    let uneven: f32 = widths.iter().map(|w| (w - mean).abs()).sum();
    let waist = widths.windows(3).any(|w| matches!(w, [a, b, c] if b + 0.5 < a.min(*c)));
    uneven * 0.4 + if waist { 6.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of 二号 in the norm's block.
    const ROOM: f32 = crate::page::WIDTH / 22.0;

    #[track_caller]
    fn check_broken(text: &str, wanted: &[&str]) {
        assert_eq!(lines(text, ROOM), wanted);
    }

    #[test]
    fn titles_break_by_meaning() {
        check_broken(
            "示范市云溪区水务局2020年政府信息公开工作年度报告",
            &["示范市云溪区水务局2020年", "政府信息公开工作年度报告"],
        );
        check_broken("示范县2020年度报告", &["示范县2020年度报告"]);
        check_broken(
            "示范省云溪市人力资源和社会保障局2025年政府信息公开工作年度报告",
            &["示范省云溪市人力资源和社会保障局", "2025年政府信息公开工作年度报告"],
        );
        check_broken(
            "示范维吾尔自治区云溪哈萨克自治州人力资源和社会保障局2025年度政府信息公开工作年度报告",
            &["示范维吾尔自治区云溪哈萨克自治州", "人力资源和社会保障局2025年度", "政府信息公开工作年度报告"],
        );
        check_broken(
            "示范市市场监督管理局云溪高新技术产业开发区分局2025年政府信息公开工作年度报告",
            &["示范市市场监督管理局", "云溪高新技术产业开发区分局2025年", "政府信息公开工作年度报告"],
        );
    }

    #[test]
    fn names_are_not_torn() {
        check_broken(
            "示范市云溪区人力资源和社会保障事业发展服务中心2024年政府信息公开工作年度报告",
            &["示范市云溪区", "人力资源和社会保障事业发展服务中心", "2024年政府信息公开工作年度报告"],
        );
        check_broken(
            "示范市云溪区社会福利和社会救助服务中心2024年政府信息公开工作年度报告",
            &["示范市云溪区社会福利和社会救助服务中心", "2024年政府信息公开工作年度报告"],
        );
        check_broken(
            "示范省示范市云溪经济技术开发区管理委员会办公室2024年政府信息公开工作年度报告",
            &["示范省示范市", "云溪经济技术开发区管理委员会办公室", "2024年政府信息公开工作年度报告"],
        );
    }

    #[test]
    fn no_title_is_broken_inside_a_year_or_loses_a_character() {
        for n in 1..90 {
            let text = format!(
                "{}2020年政府信息公开工作年度报告",
                "示范局".chars().cycle().take(n).collect::<String>()
            );
            let lines = lines(&text, ROOM);
            assert_eq!(lines.concat(), text);
            assert!(lines.iter().all(|l| !l.starts_with('年') && !l.starts_with("020")), "{lines:?}");
        }
    }
}
