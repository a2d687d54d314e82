//! S201: slips of the pen: 截止 for 截至, 31号 for 31日, doubled characters, half-width punctuation among
//! Chinese words, 个 and 篇 for what is counted in 件.

mod bare_year;
mod brackets;
mod days;
mod digits;
mod numbering;
mod pieces;
mod twice;
mod units;

use crate::checks::lexicon::Lexicon;
use crate::checks::text::Passage;
use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::chinese::numerals::counts;
use crate::chinese::signs::is_han;
use crate::form::words::words;
use crate::report::Part;
use crate::report::edit::{self, Edit};
use crate::report::memo::Memo;
use crate::report::text::Run;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

pub static CHECK: Check = Check {
    code: "S201",
    title: "用词、标点不规范",
    level: Level::Hint,
    why: "公文用词要准确，时点用“截至”，日期写“日”（GB/T 15835—2011），标点用全角（GB/T 15834—2011），申请、案件和规范性文件以“件”计。",
    how: "点“应用”改正，或者自己改。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

/// Words to be put in the place of others.
type Rewording = (Range<usize>, String);

/// Words that are wrong.
struct WrongWords {
    range: Range<usize>,
    right: String,
    /// Where it differs from what is right: a date in it stays what it is, last year's or a live one.
    changes: Vec<Rewording>,
}

impl From<Rewording> for WrongWords {
    fn from((range, right): Rewording) -> WrongWords {
        WrongWords { changes: vec![(range.clone(), right.clone())], range, right }
    }
}

/// What a paragraph asks for: each by itself, and the punctuation of a part in one.
struct Slips {
    each: Vec<WrongWords>,
    half_width: Vec<Rewording>,
}

thread_local! {
    static SEEN: Memo<(), String, Slips> = Memo::default();
}

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut commas: BTreeMap<Part, Vec<edit::Rewording>> = BTreeMap::new();
    for p in cx.text() {
        let found = SEEN.with(|m| m.get((), &*p.words, || Slips::of(&p.words)));
        out.extend(found.each.iter().map(|s| finding(p, s)));
        if !found.half_width.is_empty() {
            let here = found.half_width.iter().map(|(r, w)| p.put(r.clone(), Run::text(w)));
            commas.entry(p.part).or_default().extend(here);
        }
    }
    numbering::numbering(cx, out);
    brackets::brackets(cx, out);
    for (part, changes) in commas {
        let message = format!("有 {} 处半角标点夹在汉字之间，应为全角", changes.len());
        let first = changes.first().map(|c| (c.paragraph, c.range.clone()));
        let fix = Fix { title: "都改为全角".into(), edits: vec![Edit::Reword(part, changes)] };
        let mut f = Finding::new(&CHECK, message).part(part, None).fix(Some(fix));
        f.stretch = first;
        out.push(f);
    }
}

impl Slips {
    fn of(words: &str) -> Slips {
        let mut each = days::up_to(words);
        let more = [
            days::days(words, &each),
            slips(words),
            units::units(words),
            pieces::pieces(words),
            digits::digits(words),
            digits::parted(words),
            digits::without_unit(words),
            bare_year::bare(words),
            twice::twice(words),
        ];
        each.extend(more.into_iter().flatten().map(WrongWords::from));
        each.sort_by_key(|s| s.range.start);
        each.dedup_by(|later, earlier| later.range == earlier.range);
        Slips { each, half_width: half_width(words) }
    }
}

fn finding(p: &Passage<'_>, WrongWords { range, right, changes }: &WrongWords) -> Finding {
    let message = format!("“{}”应为“{right}”", &p.words[range.clone()]);
    let edits = vec![p.reword(changes.iter().cloned())];
    Finding::new(&CHECK, message)
        .words(p, range.clone())
        .fix(Some(Fix { title: format!("改为“{right}”"), edits }))
}

fn slips(text: &str) -> Vec<Rewording> {
    static SLIPS: OnceLock<Lexicon<'static>> = OnceLock::new();
    let list = &words().slips;
    let lexicon = SLIPS.get_or_init(|| Lexicon::new(list.iter().map(|s| s.wrong.as_str())));
    let mut out: Vec<Rewording> = Vec::new();
    for (range, which) in lexicon.find_in(text) {
        let slip = &list[which];
        let right = text[range.end..].starts_with(|c| slip.unless.contains(c))
            || text[..range.start].ends_with(|c| slip.after.contains(c));
        let again = out.last().is_some_and(|(r, _)| r.end > range.start);
        if !right && !again {
            out.push((range, slip.right.clone()));
        }
    }
    out
}

/// Whether a numbering ends here: 一, 十二 at the head of a sentence.
fn numbers_end(before: &str) -> bool {
    let head = before.trim_end_matches(counts);
    head.len() < before.len() && !head.ends_with(char::is_alphanumeric)
}

/// Half-width commas and the like between two Chinese characters.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn half_width(words: &str) -> Vec<Rewording> {
    const PAIRS: [(char, char); 6] =
        [(',', '，'), (';', '；'), (':', '：'), ('!', '！'), ('?', '？'), ('.', '。')];
    let hit = |(at, c): (usize, char)| {
        let (_, full) = PAIRS.iter().find(|(h, _)| *h == c)?;
        let before = words[..at].chars().next_back().is_some_and(is_han);
        let behind = words[at + c.len_utf8()..].chars().next().is_some_and(is_han);
        let full = if c == '.' && numbers_end(&words[..at]) { '、' } else { *full };
        (before && behind).then(|| (at..at + c.len_utf8(), full.to_string()))
    };
    words.char_indices().filter(|(_, c)| c.is_ascii_punctuation()).filter_map(hit).collect()
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, Case, check_finds, check_silent, check_words_fixed, zeros};
    use crate::report::text::{FieldStyle, FieldValue, Para, Run};
    use crate::report::{Datum, Part, Section};

    pub fn bad() -> Bad {
        (section("截止2024年12月31号。"), "“截止2024年12月31号”应为“截至2024年12月31日”")
    }

    pub fn section(words: &str) -> Case {
        zeros(2025).saying(Part::Before(Section::Overview), words)
    }

    #[test]
    fn each_slip_is_put_right_in_its_place() {
        for (was, now) in [
            ("截止2025年12月31号为止，上传信息。", "截至2025年12月31日，上传信息。"),
            ("截止到2025年12月31日，上传信息。", "截至2025年12月31日，上传信息。"),
            ("截止目前没有收到。", "截至目前没有收到。"),
            ("12月31号完成。", "12月31日完成。"),
            ("抓好一下几项工作。", "抓好以下几项工作。"),
            ("规范性性文件。", "规范性文件。"),
            ("示范县县人民政府。", "示范县人民政府。"),
            ("公开信息,做到及时;准确", "公开信息，做到及时；准确"),
            ("收到6个政府信息公开申请。", "收到6件政府信息公开申请。"),
            ("受理依申请政府信息公开事项29例。", "受理依申请政府信息公开事项29件。"),
            ("受理依申请公开4份网络申请。", "受理依申请公开4件网络申请。"),
            ("行政复议2个，都已办结。", "行政复议2件，都已办结。"),
            ("制发3个行政规范性文件。", "制发3件行政规范性文件。"),
            ("公开信息，，做到及时。", "公开信息，做到及时。"),
            ("可登陆网站查询。", "可登录网站查询。"),
            ("逐项登记台帐。", "逐项登记台账。"),
            ("更好的服务群众。", "更好地服务群众。"),
            ("认真的落实各项要求。", "认真地落实各项要求。"),
            ("不断的完善制度。", "不断地完善制度。"),
            ("各项工作进展的比较快。", "各项工作进展得比较快。"),
            ("共同渡过难关。", "共同度过难关。"),
            ("工作取的明显成效。", "工作取得明显成效。"),
        ] {
            check_finds("S201", &section(was), "应为");
            check_words_fixed("S201", &section(was), Part::Before(Section::Overview), now);
        }
    }

    /// Words that hold a slip and are right all the same.
    #[test]
    fn what_only_looks_like_a_slip_stays() {
        for words in [
            "台风登陆后台州市全力抢险。",
            "通过采取的明显优于往年的措施，取得的成效较好。",
            "上报消防安全信息，更好的推进机制已建立。",
            "研究部属高校的申请，恢复仪器检定。",
            "既使用平台，又按排名通报；已经重申清廉要求。",
            "起到积极的推进作用，各项要求得到有效的落实，形成深入的开展机制。",
            "既使群众满意，又反应及时；开展的很多活动是所做的比较分析。",
            "应急反应情况良好，快速反应问题处置专班；完成的很大一部分是做的非常规检查，用必需按钮。",
            "灌渠到田头，进一步推进信息工作开展。",
        ] {
            check_silent("S201", &section(words));
        }
    }

    #[test]
    fn a_repair_leaves_the_year_beside_it_what_it_is() {
        let old = |t: &str| Run::old(t);
        let year = Run::field(FieldValue::Datum(Datum::Year), FieldStyle::Arabic);
        let mut case = zeros(2025);
        case.report.sections[0].before = vec![
            Para::Text(vec![old("截止2024年12月31号为止，公开信息208条。")]),
            Para::Text(vec![Run::text("截止到"), year.clone(), Run::text("年12月31号，已公开。")]),
        ];
        let mut after = case.clone();
        while let Some(fix) = after.findings("S201").into_iter().find_map(|f| f.fix) {
            fix.edits.into_iter().for_each(|e| e.apply(&mut after.report));
        }
        let words = "截至2024年12月31日，公开信息208条。\n截至2025年12月31日，已公开。";
        assert_eq!(after.report.words(Part::Before(Section::Overview)), words);
        let stale = crate::report::last_years_text::list(&after.report);
        assert!(stale.len() == 1 && stale[0].quote.words.contains("2024年12月31"), "{stale:#?}");
        let runs = &after.report.sections[0].before;
        assert!(matches!(&runs[1], Para::Text(r) if r.contains(&year)), "{runs:#?}");
        assert!(
            matches!(&runs[0], Para::Text(r) if r.iter().any(|r| r.is_old() && r.own_words().is_some_and(|t| t.contains("2024年12月31")))),
            "{runs:#?}"
        );
    }

    #[test]
    fn the_point_of_a_numbering_is_no_full_stop() {
        for (was, now) in [
            ("一.主动公开情况", "一、主动公开情况"),
            ("做法如下：十二.强化培训。", "做法如下：十二、强化培训。"),
            ("公开信息.加强培训。", "公开信息。加强培训。"),
        ] {
            check_words_fixed("S201", &section(was), Part::Before(Section::Overview), now);
        }
    }

    #[test]
    fn places_that_begin_with_a_doubled_character_are_none() {
        for words in ["地块位于于都县。", "地块位于于洪区。", "地块位于于田县。"] {
            check_silent("S201", &section(words));
        }
        check_finds("S201", &section("立足于于群众关切。"), "应为");
    }

    #[test]
    fn what_is_right_is_left_alone() {
        for words in [
            "报名截止日期为3月1日，截止时间不变。",
            "截至2025年12月31日，公开政务信息100篇。",
            "清渠路31号，3月开通12345号热线。",
            "示范县县委、县县通公路，示范市市长，云溪区区长。",
            "设置3个申请窗口，2个申请渠道，5个行政复议委员会成员单位。",
            "数据为3.5,比例1:2，网址www.example.cn,电话12345。",
            "的的确确。等等……。",
            "财政付款，重复义务，既使群众满意又规范，发布署名文章，做为民服务的事，办理结果维护了群众权益。",
            "公开公开目录，信息公开开展情况，机关关于，以及及时。",
        ] {
            check_silent("S201", &section(words));
        }
    }
}
