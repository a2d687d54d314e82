//! S112: the words point to a picture, and there is none: 见下图. A report read from an old Word file has lost its
//! pictures, which nothing but the notes of the import would tell.

use crate::checks::{Check, Context, Finding, Level};
use crate::chinese::numerals::{is_arabic, one_to_nine};
use crate::form::words::words;
use crate::report::Chapter;
use crate::report::memo::Memo;
use std::ops::Range;

pub static CHECK: Check = Check {
    code: "S112",
    title: "文字指着一张图，却没有图",
    level: Level::Warning,
    why: "写着“见下图”“见图1”，公众会去找这张图。从旧的 Word 文件（.doc）、网页读进来的报告，图没有带过来；从 PDF、OFD 读进来的，也有带不过来的。",
    how: "用“插入图片…”把图放进来，或者改掉指着图的话。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

thread_local! {
    static SEEN: Memo<(), String, Vec<(Range<usize>, bool)>> = Memo::default();
}

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for p in cx.text() {
        let words: &str = &p.words;
        for (at, numbered) in SEEN.with(|memo| memo.get((), words, || pointing(words))).iter().cloned() {
            // One with a number may stand anywhere.
            let (near, place) =
                if numbered { (None, "报告里") } else { (Some(p.part.chapter()), "这一部分") };
            if !has_picture(cx, near) {
                let message = format!("文字里写着“{}”，{place}没有图", &p.words[at.clone()]);
                out.push(Finding::new(&CHECK, message).words(p, at));
            }
        }
    }
}

/// Whether there is a picture or a chart in that part of the report, or in any.
fn has_picture(cx: &Context<'_>, near: Option<Chapter>) -> bool {
    let here = |c: Chapter| near.is_none_or(|n| n == c);
    cx.captions().any(|(part, ..)| here(part.chapter()))
        || cx.charts().any(|section| here(Chapter::Section(section)))
}

/// Where words point to a picture, and whether it is one with a number: 如下图所示, （见图1）; not 如图书馆, 见下图书目录.
fn pointing(text: &str) -> Vec<(Range<usize>, bool)> {
    let w = &words().pictures;
    // 意见图12张 is about opinions.
    let in_a_word = |at: usize| text[..at].ends_with(w.unless_behind.as_slice());
    let stands = |sign: &'static String| {
        let all = text.match_indices(sign.as_str()).filter(|(at, _)| !in_a_word(*at));
        all.map(|(at, s)| at..at.saturating_add(s.len()))
    };
    // 图3种 is how many.
    let is_counted = |r: &Range<usize>| text[r.end..].trim_start().starts_with(w.measures.as_slice());
    let goes_on = |r: &Range<usize>| text[r.end..].starts_with(w.unless.as_slice());
    let here = w.here.iter().flat_map(stands).filter(|r| !goes_on(r)).map(|r| (r, false));
    let numbered = w.numbered.iter().flat_map(stands).chain(caption(text));
    let numbered = numbered.filter_map(|r| Some(r.start..number(text, r.end)?));
    let numbered = numbered.filter(|r| !is_counted(r)).map(|r| (r, true));
    let mut all: Vec<_> = here.chain(numbered).collect();
    all.sort_by_key(|(r, _)| (r.start, std::cmp::Reverse(r.end)));
    all.dedup_by(|(later, _), (earlier, _)| later.start < earlier.end);
    all
}

/// The 图 that a paragraph begins with: of what stood below a picture.
fn caption(text: &str) -> Option<Range<usize>> {
    let begin = text.len().saturating_sub(text.trim_start().len());
    let sign = "图";
    text[begin..].starts_with(sign).then(|| begin..begin.saturating_add(sign.len()))
}

/// Where the number ends that stands at a place: 1, 2-1, 一.
fn number(text: &str, at: usize) -> Option<usize> {
    let parts = |c: char| matches!(c, '-' | '－' | '—' | '.');
    let counts = |c: char| is_arabic(c) || one_to_nine(c).is_some();
    let words = text[at..].trim_start();
    let long = words.find(|c| !counts(c) && !parts(c)).unwrap_or(words.len());
    let number = words[..long].trim_end_matches(parts);
    let begin = text.len().saturating_sub(words.len());
    number.starts_with(counts).then(|| begin.saturating_add(number.len()))
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, Case, check_finds, check_silent, zeros};
    use crate::report::edit::Edit;
    use crate::report::text::Para;
    use crate::report::{ChartKind, Part, Section};

    const HERE: Part = Part::Before(Section::Overview);

    pub fn bad() -> Bad {
        let said = "全年主动公开信息120条，分类情况见下图。";
        (zeros(2025).saying(HERE, said), "文字里写着“见下图”，这一部分没有图")
    }

    fn with_picture(words: &str, place: Part) -> Case {
        let mut c = zeros(2025).saying(HERE, words);
        let mut paras = c.report.paras(place).to_vec();
        paras.push(Para::picture(vec![1].into(), String::new()));
        Edit::Text(place, paras).apply(&mut c.report);
        c
    }

    #[test]
    fn a_picture_that_an_old_word_file_lost_was_still_pointed_to() {
        for (words, said) in [
            ("各类信息占比如下图所示。", "“如下图”，这一部分"),
            ("各类信息占比如下图：", "“如下图”，这一部分"),
            ("各类信息占比如图所示。", "“如图所示”，这一部分"),
            ("下图为各月公开信息数量。", "“下图为”，这一部分"),
            ("公开情况（见图1）较好。", "“见图1”，报告里"),
            ("公开情况详见图 一。", "“见图 一”，报告里"),
            ("增长情况如图2-1所示。", "“如图2-1”，报告里"),
            ("图3 各月公开数量", "“图3”，报告里"),
            ("由图2可见，公开数量逐月增加。", "“由图2”，报告里"),
        ] {
            check_finds("S112", &zeros(2025).saying(HERE, words), said);
        }
        let twice = zeros(2025).saying(HERE, "申请情况如下图所示，详见下图。");
        assert_eq!(twice.findings("S112").len(), 2);
    }

    #[test]
    fn where_there_is_a_picture_or_a_chart_nothing_is_said() {
        check_silent("S112", &with_picture("分类情况见下图。", HERE));
        check_silent("S112", &with_picture("分类情况见下图。", Part::After(Section::Overview)));
        let other = Part::Before(Section::Problems);
        check_silent("S112", &with_picture("分类情况见图1。", other));
        check_finds("S112", &with_picture("分类情况见下图。", other), "这一部分没有图");
        let mut c = zeros(2025).saying(HERE, "办理结果见下图。");
        c.report.layout.charts.insert(ChartKind::Results, Section::Overview);
        check_silent("S112", &c);
    }

    #[test]
    fn what_only_sounds_like_a_picture_is_none() {
        for words in [
            "在公共场所，如图书馆、档案馆设置查阅点。",
            "如图文解读、视频解读等形式。",
            "发布“一图读懂”12期，图解政策9件。",
            "相关数据见下表，名单见附件。",
            "见图书馆公告。",
            "公开情况如下图表所示。",
            "政策要点如下图解。",
            "有关材料如下图件、图纸。",
            "图3种、表5张已全部公开。",
            "图5件、视频3条均已发布。",
            "办理流程见图一次办好。",
            "收集意见图一并公开。",
            "公布征求意见图12张。",
        ] {
            check_silent("S112", &zeros(2025).saying(HERE, words));
        }
    }
}
