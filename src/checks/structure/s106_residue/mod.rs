//! S106: words of a template, of a web page or of a program were left in.

mod lost_number;
mod web_page;

use crate::checks::lexicon::Lexicon;
use crate::checks::text::Passage;
use crate::checks::{Check, Context, Finding, Level};
use crate::chinese::signs::in_address;
use crate::form;
use crate::report::memo::Memo;
use std::ops::Range;
use std::sync::OnceLock;

pub static CHECK: Check = Check {
    code: "S106",
    title: "有模板、网页或软件留下的字样",
    level: Level::Error,
    why: "模板里的占位字样、填报说明，网页上带来的“责任编辑”“打印本页”，还有软件标记，都不能出现在公开的报告里。",
    how: "删去或换成本单位的内容。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

thread_local! {
    static SEEN: Memo<(), String, Vec<Range<usize>>> = Memo::default();
}

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for p in cx.text() {
        let left = SEEN.with(|m| m.get((), &*p.words, || left_in(&p.words)));
        out.extend(left.iter().map(|range| finding(p, range.clone())));
    }
}

/// Where words stand that do not belong there: every place to be filled in, of what a template says the first.
fn left_in(words: &str) -> Vec<Range<usize>> {
    static RESIDUE: OnceLock<Lexicon<'static>> = OnceLock::new();
    let w = form::words::words();
    let all = || w.residue.iter().chain(&w.asides).chain(&w.page_labels).chain(&w.page_buttons);
    let residue = RESIDUE.get_or_init(|| Lexicon::new(all().map(String::as_str)));
    let [residues, asides] = [w.residue.len(), w.residue.len().saturating_add(w.asides.len())];
    let left = |(r, which): &(Range<usize>, usize)| match *which {
        i if i < residues => true,
        i if i < asides => aside(&words[..r.start]),
        _ => web_page::is_label(words, r),
    };
    let said = residue.find_in(words).find(left).map(|(r, _)| r);
    let mut all: Vec<_> = said.into_iter().chain(crosses(words)).chain(placeholders(words)).collect();
    all.extend(brackets(words).chain(web_page::notes(words)));
    all.extend(told(words));
    all.extend(lost_number::lost(words));
    all.sort_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
    all.dedup_by(|later, earlier| later.start < earlier.end);
    all
}

fn finding(p: &Passage<'_>, range: Range<usize>) -> Finding {
    let clause = p.words[range.start..].split(['。', '，', '；']).next().unwrap_or_default();
    let near: String = clause.chars().take(16).collect();
    Finding::new(&CHECK, format!("文字里还有“{near}”")).words(p, range)
}

/// Whether what stands behind `before` heads its paragraph or is in brackets; a title's 《》 are none.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn aside(before: &str) -> bool {
    let mut closed = 0;
    for c in before.chars().rev() {
        match c {
            '）' | ')' | '】' | ']' | '》' | '”' => closed += 1,
            '（' | '(' | '【' | '[' | '《' | '“' if closed > 0 => closed -= 1,
            '（' | '(' | '【' | '[' => return true,
            '《' | '“' => return false,
            _ => {}
        }
    }
    let before = before.trim_end();
    before.is_empty() || before.ends_with(['。', '；'])
}

/// XX, ×× for a name or a number; not within a word of Latin letters (xxgk.example.gov.cn).
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn crosses(words: &str) -> Vec<Range<usize>> {
    let cross = |c: char| matches!(c, 'X' | 'x' | '×' | 'Ｘ' | 'ｘ' | '╳' | '*' | '＊' | '_' | '＿' | '某');
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(from) = words[rest..].find(cross).map(|i| rest + i) {
        let run = &words[from..];
        let end = from + run.find(|c: char| !cross(c)).unwrap_or(run.len());
        rest = end;
        // 20XX年 is a year to be filled in, no address.
        let year = words[..from].ends_with("20") && words[end..].starts_with('年');
        let within = !year && (words[..from].ends_with(in_address) || words[end..].starts_with(in_address));
        // 12××34 and 原告张×× hide what is nobody's business.
        let run = &words[from..end];
        let alike = run.chars().all(|c| run.starts_with(c));
        // One alone stands for a number: X条, X月.
        let counted = !run.starts_with(['某', '_', '*', '×', 'x'])
            && words[end..].starts_with(['条', '件', '篇', '次', '月', '日', '年', '项']);
        if alike && (run.chars().count() > 1 || counted) && !within && !masked(&words[..from], &words[end..])
        {
            found.push(from..end);
        }
    }
    found
}

/// Whether a person's surname stands before the crosses and, on one side, what people are or do.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn masked(before: &str, behind: &str) -> bool {
    let w = form::words::words();
    let behind_person = |c: char| {
        let rest = &before[..before.len() - c.len_utf8()];
        rest.ends_with(['诉', '、']) || w.persons.iter().any(|p| rest.ends_with(p.as_str()))
    };
    let acts = w.acts.iter().any(|a| behind.starts_with(a.as_str()));
    before.chars().next_back().is_some_and(|c| w.surnames.contains(c) && (acts || behind_person(c)))
}

/// （） with nothing in them, or with what a template asks for: （文字描述）, （请根据实际情况填写）.
fn brackets(words: &str) -> impl Iterator<Item = Range<usize>> {
    words.match_indices(['（', '(', '［']).filter_map(|(from, open)| {
        let rest = words.get(from.saturating_add(open.len())..)?;
        let length = rest.find(['）', ')', '］'])?;
        let inner = rest[..length].trim();
        let w = form::words::words();
        let asks = || speaks_to_writer(inner) && w.asks.iter().any(|a| inner.contains(a.as_str()));
        // 文字描述，不少于300字
        let wanted =
            inner.split_once(['，', ',']).filter(|(_, much)| much.ends_with('字')).map_or(inner, |w| w.0);
        // （宋体加粗小四号字）
        let layout = w.faces.iter().any(|f| inner.starts_with(f.as_str())) && inner.chars().count() <= 12;
        let left = inner.is_empty()
            || inner.ends_with(['：', ':'])
            || layout
            || w.prompts.iter().any(|p| p == wanted)
            || inner.chars().count() <= 40 && asks();
        let close = rest[length..].chars().next().map_or(0, char::len_utf8);
        left.then_some(from..from.saturating_add(open.len()).saturating_add(length).saturating_add(close))
    })
}

/// 请根据实际情况填写, 此处插入统计图: who writes is spoken to.
fn speaks_to_writer(words: &str) -> bool {
    ["请", "此处", "在此"].iter().any(|h| words.starts_with(h))
}

/// A sentence that says no more than what is to be written: 请根据实际情况填写; not 请登录网站填写申请表.
fn told(words: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0usize;
    words.split_inclusive(['。', '；', '\n']).filter_map(move |s| {
        let from = at.saturating_add(s.len().saturating_sub(s.trim_start().len()));
        at = at.saturating_add(s.len());
        let said = s.trim().trim_end_matches(['。', '；']);
        let asks =
            || form::words::words().asks.iter().any(|a| said.ends_with(a.as_str()) || said.ends_with("填写"));
        (speaks_to_writer(said) && !said.contains('，') && said.chars().count() <= 20 && asks())
            .then(|| from..from.saturating_add(said.len()))
    })
}

/// 【】 with nothing or with what should be filled in.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn placeholders(words: &str) -> impl Iterator<Item = Range<usize>> {
    words.match_indices('【').filter_map(|(from, _)| {
        let end = from + words[from..].find('】')?;
        let inner = words[from + '【'.len_utf8()..end].trim();
        let w = form::words::words();
        let empty = inner.is_empty()
            || inner.chars().count() <= 12 && w.placeholders.iter().any(|p| inner.contains(p.as_str()));
        empty.then_some(from..end + '】'.len_utf8())
    })
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, Case, check_finds, check_silent, zeros};
    use crate::report::{Part, Section};

    pub fn bad() -> Bad {
        (section("全年制发XX件。"), "文字里还有“XX件”")
    }

    pub fn section(words: &str) -> Case {
        zeros(2025).saying(Part::Before(Section::Overview), words)
    }

    #[test]
    fn what_a_template_leaves_is_found() {
        for (words, near) in [
            ("全年公开信息XX条。", "“XX条”"),
            ("××县公开信息。", "“××县"),
            ("地址为【单位地址】。", "“【单位地址】”"),
            ("见【】。", "“【】”"),
            ("[bookmark: _GoBack]全年", "“[bookmark"),
            ("该部分以表格形式报告。表格如下", "“该部分以表格形式报告"),
            ("收到申请〔未填〕件。", "“〔未填〕件”"),
            ("公开信息23条（请根据实际情况填写）。", "“（请根据实际情况填写）"),
            ("公开信息23条。请根据实际情况填写。", "“请根据实际情况填写"),
            ("此处插入统计图表并补充说明；", "“此处插入统计图表"),
            ("请各单位据实填写", "“请各单位据实填写"),
            ("（一）主动公开。填报说明：本表由各单位填写。", "“填报说明"),
            ("全年收到申请___件。", "“___件”"),
            ("公开信息（）条。", "“（）条”"),
            ("公开信息（ ）条。", "“（ ）条”"),
            ("公开信息**条。", "“**条”"),
            ("公开信息X条。", "“X条”"),
            ("某某局公开信息。", "“某某局"),
            ("20XX年，我局公开信息。", "“XX年"),
            ("[此处填写数据]", "“[此处"),
            ("公开信息{{count}}条。", "“{{count}}条"),
            ("主动公开情况（文字描述）。", "“（文字描述）"),
            ("主动公开情况（楷体三号）。", "“（楷体三号）"),
            ("可从政府网站（具体网址）下载。", "“（具体网址）"),
            ("可从政府网站（网址：）下载。", "“（网址：）"),
            ("示例：全年公开信息。", "“示例"),
            ("见错误！未找到引用源。", "“错误！未找到引用源"),
        ] {
            check_finds("S106", &section(words), near);
        }
    }

    #[test]
    fn every_place_to_be_filled_in_is_found() {
        let found = section("推动××和×××公开，【】共XX条。").findings("S106");
        let told: Vec<_> = found.iter().map(|f| (f.quote.as_deref(), f.message.as_str())).collect();
        let expected = [
            (Some("××"), "文字里还有“××和×××公开”"),
            (Some("×××"), "文字里还有“×××公开”"),
            (Some("【】"), "文字里还有“【】共XX条”"),
            (Some("XX"), "文字里还有“XX条”"),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn plain_words_addresses_and_brackets_are_not() {
        for words in [
            "网址http://xxgk.example.gov.cn/，邮箱xxgk@example.cn。",
            "【重点领域】信息公开。",
            "选用XGK-1型。长3×5米。",
            "二〇〇〇年以来。",
            "申请人张××诉县水利局一案。",
            "申请人李某某不服答复一案。",
            "某单位未按时更新，邮箱为a_b@example.cn。",
            "相关数据（请见附件）已公开。",
            "公开目录（示范文本）已更新。",
        ] {
            check_silent("S106", &section(words));
        }
        check_silent("S106", &zeros(2025));
    }

    #[test]
    fn a_name_is_masked_by_what_the_person_does() {
        for words in
            ["在李××诉示范市自然资源局一案中，法院判决驳回。", "王××申请公开征地批文。", "赵××等人不服答复。"]
        {
            check_silent("S106", &section(words));
        }
    }

    #[test]
    fn words_to_who_fills_in_count_only_as_an_aside() {
        for words in [
            "印发《年度报告填报说明》，组织培训。",
            "（见《年度报告填报说明》）",
            "申请人请填写申请表。",
            "请登录网站填写申请表。",
            "请社会各界监督，请群众评议。",
            "本局编印填表说明。",
        ] {
            check_silent("S106", &section(words));
        }
        for (words, near) in [
            ("填报说明：本栏写数量。", "“填报说明"),
            ("公开信息（单位较多的请填写总数）。", "“请填写总数"),
            ("公开信息【请在此补充】。", "“请在此补充"),
        ] {
            check_finds("S106", &section(words), near);
        }
    }
}
