//! S102: the parts that the preamble lists are not those of the report: by sense, with 和 or 及 for 、 and the words of
//! article 50 for the form's. Where only the words differ, both are shown.

use crate::checks::text::Passage;
use crate::checks::{Check, Context, Finding, Level};
use crate::chinese::numerals::digit;
use crate::form;
use crate::report::{Part, Section};

pub static CHECK: Check = Check {
    code: "S102",
    title: "导语所列部分与标题不一致",
    level: Level::Warning,
    why: "导语列出的各部分名称、个数，应与正文的标题一字不差。",
    how: "对照正文的六个标题改导语。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

/// So many of the headings make a list; fewer are mentioned for other reasons.
const A_LIST: usize = 3;

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let bare = |h: &str| -> String {
        let words = h.split_once(['、', '.', '．']).map_or(h, |(_, w)| w);
        words.chars().filter(|c| !c.is_whitespace()).collect()
    };
    let headings: Vec<String> = cx.form.order().map(|s| bare(cx.heading(s))).collect();
    for p in cx.of_part(Part::Preamble) {
        let words: String = p.words.chars().filter(|c| !c.is_whitespace()).collect();
        let known: Vec<Listed<'_>> =
            cx.form.order().zip(&headings).map(|(s, h)| listed(cx, s, h, &words)).collect();
        let missing: Vec<&str> =
            known.iter().filter_map(|l| if let Listed::Missing(h) = l { Some(*h) } else { None }).collect();
        if headings.len().saturating_sub(missing.len()) < A_LIST {
            out.extend(promised(p, headings.len()));
            continue;
        }
        if !missing.is_empty() {
            let message = format!("导语所列的部分里没有“{}”", missing.join("”“"));
            let open = &form::words::words().lists_of_parts.open;
            let mut f = Finding::new(&CHECK, message).part(Part::Preamble, None);
            // 「…情况等内容」 is not all of them.
            if open.iter().any(|o| words.contains(o.as_str())) {
                f.level = Level::Hint;
            }
            out.push(f);
        }
        for l in &known {
            if let Listed::Otherwise(heading, said) = l {
                let message = format!("导语写作“{said}”，标题是“{heading}”");
                let hint = Finding { level: Level::Hint, ..Finding::new(&CHECK, message) };
                out.push(hint.part(Part::Preamble, None));
            }
        }
        if let Some((n, at)) = counted(&p.words).filter(|(n, _)| *n != headings.len()) {
            let message = format!("导语说报告有{}个部分，正文有{}个", n, headings.len());
            out.push(Finding::new(&CHECK, message).words(p, at));
        }
        if let Some((n, at)) = counted(&words).filter(|(n, _)| *n == headings.len())
            && let Some(more) = items(&words[..at.start]).filter(|i| *i > n)
        {
            let message = format!("导语说报告有{n}个部分，列了{more}个");
            out.push(Finding::new(&CHECK, message).part(Part::Preamble, None));
        }
    }
}

/// How a part is listed.
enum Listed<'a> {
    Same,
    /// In words that differ: the heading, and what is said.
    Otherwise(&'a str, String),
    Missing(&'a str),
}

fn listed<'a>(cx: &Context<'_>, section: Section, heading: &'a str, words: &str) -> Listed<'a> {
    let w = form::words::words();
    // 和, 及, 与 are 、 in words, and 的 says nothing.
    let sense = |t: &str| -> String {
        let t = t.replace("以及", "、").replace("提起", "").replace("行政机关", "").replace("其它", "其他");
        t.chars().filter(|c| *c != '的').map(|c| if w.links.contains(&c) { '、' } else { c }).collect()
    };
    let said = sense(words);
    let own = [heading.to_string(), cx.form.heading(section, 0), cx.form.heading(section, 1)];
    let bare = |h: &String| {
        h.split_once('、').filter(|(n, _)| n.chars().count() == 1).map_or(h.clone(), |(_, r)| r.into())
    };
    if heading.is_empty() || own.iter().map(bare).any(|h| said.contains(&sense(&h))) {
        return Listed::Same;
    }
    let keywords = cx.form.section(section).map(|s| s.keywords.as_slice()).unwrap_or_default();
    let stops = ['、', '，', '：', '。', '；', '“', '”', ',', '由', '括'];
    let piece = |k: &String| {
        let at = words.find(k.as_str())?;
        let from = words[..at]
            .rfind(stops)
            .map_or(0, |i| words[i..].chars().next().map_or(i, |c| i.saturating_add(c.len_utf8())));
        let behind = words[at..].find("情况").map(|i| at.saturating_add(i).saturating_add("情况".len()));
        let to = words[at..].find(stops).map_or(words.len(), |i| at.saturating_add(i));
        // 概述 ends its own name.
        if w.lists_of_parts.ends.iter().any(|e| words[at..to].ends_with(e.as_str())) {
            return words.get(from..to);
        }
        words.get(from..behind.filter(|b| *b < to.saturating_add(40)).unwrap_or(to).max(to))
    };
    // 「存在问题及改进措施」, 「复议诉讼情况」: by sense.
    let by_sense =
        || w.part_signs.iter().filter(|(k, _)| keywords.contains(k)).find_map(|(_, sign)| piece(sign));
    let said = keywords.iter().filter(|k| k.chars().count() > 3).find_map(piece).or_else(by_sense);
    // 「…改进情况六部分内容组成」
    let said = said.map(|s| {
        let name = s.split_once("部分").map_or(s, |(name, _)| name);
        name.trim_end_matches(|c: char| c.is_ascii_digit() || digit(c).is_some() || "个大等共".contains(c))
    });
    // A whole paragraph is no name of a part.
    let said = said.map(|s| alone(cx, section, s));
    match said.filter(|s| s.chars().count() <= 30) {
        Some(said) => Listed::Otherwise(heading, said.into()),
        None => Listed::Missing(heading),
    }
}

/// What a part is called, without what joins it to those beside it: 「以及主要问题和改进措施及其他需要报告的事项组成」 is
/// 主要问题和改进措施.
fn alone<'s>(cx: &Context<'_>, section: Section, said: &'s str) -> &'s str {
    let lists = &form::words::words().lists_of_parts;
    let joined = |t: &'s str| lists.joins.iter().find_map(|j| t.strip_suffix(j.as_str()));
    let others = cx.form.order().filter(|s| *s != section).filter_map(|s| cx.form.section(s));
    let next = others.flat_map(|s| &s.keywords).filter(|k| k.chars().count() > 3).filter_map(|k| {
        let before = joined(said.get(..said.find(k.as_str())?)?)?;
        Some(before).filter(|b| !b.is_empty())
    });
    let said = next.min_by_key(|b| b.len()).unwrap_or(said);
    let said = lists.joins.iter().find_map(|j| said.strip_prefix(j.as_str())).unwrap_or(said);
    lists.made.iter().find_map(|m| said.strip_suffix(m.as_str())).unwrap_or(said)
}

/// How many parts a list names at least: 、 within a name parts none, 行政复议、行政诉讼情况.
fn items(before: &str) -> Option<usize> {
    let w = &form::words::words().lists_of_parts;
    let sentence = before.rsplit('。').next()?;
    let first = sentence.find('、')?;
    let begin =
        w.begin.iter().filter_map(|b| Some(sentence[..first].rfind(b.as_str())?.saturating_add(b.len())));
    let list = &sentence[begin.max()?..];
    let pieces: Vec<&str> = list.split(['、', '，', '；']).collect();
    let ends = |p: &str| w.ends.iter().any(|e| p.ends_with(e.as_str()));
    let of_suits = |n: usize| {
        // 因…被申请行政复议情况、提起行政诉讼情况: one part.
        let before = n.checked_sub(1).and_then(|b| pieces.get(b));
        pieces.get(n).is_some_and(|p| p.contains("诉讼"))
            && before.is_some_and(|b| b.contains("复议") && ends(b))
    };
    Some((0..pieces.len()).filter(|n| pieces.get(*n).is_some_and(|p| ends(p)) && !of_suits(*n)).count())
}

/// 「全文共五个部分。」 of six, though they are not listed.
fn promised(p: &Passage<'_>, parts: usize) -> Option<Finding> {
    let (n, at) = counted(&p.words).filter(|(n, _)| *n != parts)?;
    let w = &form::words::words().lists_of_parts;
    let clause = p.words[..at.start].rsplit(['。', '；', '，', ',', '\n']).next()?.trim();
    let behind = &p.words[at.end..];
    // Not 「年报数据由各镇、各部门三部分组成」.
    let mut before = w.makes.iter().filter_map(|m| clause.strip_suffix(m.as_str()));
    let whole = before.any(|of| w.whole.iter().any(|x| x == of));
    let made = behind.is_empty() || w.made.iter().any(|x| behind.starts_with(x.as_str()));
    let message = format!("导语说报告有{n}个部分，正文有{parts}个");
    (whole && made).then(|| Finding::new(&CHECK, message).words(p, at))
}

/// `六个部分`, `6部分`: how many parts the words promise, and where.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn counted(words: &str) -> Option<(usize, std::ops::Range<usize>)> {
    words.match_indices("部分").find_map(|(at, word)| {
        let before = words[..at].trim_end_matches(['个', '大']);
        let c = before.chars().next_back()?;
        let from = before.len() - c.len_utf8();
        // 第六部分 is one of them, 十六部分 none of ours.
        let alone = !before[..from].ends_with(|c: char| c == '第' || c == '十' || c.is_ascii_digit());
        let n = usize::from(digit(c)?);
        (alone && n > 2).then_some((n, from..at + word.len()))
    })
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, Case, check_finds, check_silent, zeros};
    use crate::report::Part;

    pub fn bad() -> Bad {
        (
            preamble(&LIST.replace("政府信息公开行政复议、行政诉讼情况、", "")),
            "导语所列的部分里没有“政府信息公开行政复议、行政诉讼情况”",
        )
    }

    fn preamble(words: &str) -> Case {
        zeros(2025).saying(Part::Preamble, words)
    }
    const LIST: &str = "全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项";

    #[test]
    fn a_part_was_quoted_with_what_joins_it_to_the_next() {
        let list = LIST.replace("存在的主要问题及改进情况、其他", "存在的主要问题和改进措施及其他");
        let told = preamble(&format!("{list}组成。")).findings("S102");
        let said = "导语写作“存在的主要问题和改进措施”，标题是“存在的主要问题及改进情况”";
        assert!(told.iter().any(|f| f.message == said), "{told:?}");
    }

    #[test]
    fn the_list_says_what_the_headings_say() {
        check_silent("S102", &preamble(&format!("{LIST}六个部分。")));
        check_finds(
            "S102",
            &preamble(&LIST.replace("复议、行政", "复议行政")),
            "导语写作“政府信息公开行政复议行政诉讼情况”，标题是“政府信息公开行政复议、行政诉讼情况”",
        );
        for other in ["和", "及", "与", "以及"] {
            check_silent("S102", &preamble(&LIST.replace("复议、行政", &format!("复议{other}行政"))));
        }
        let of_the_law = "因政府信息公开工作被申请行政复议、提起行政诉讼情况";
        check_silent("S102", &preamble(&LIST.replace("政府信息公开行政复议、行政诉讼情况", of_the_law)));
        check_finds("S102", &preamble(&format!("{LIST}共七部分。")), "导语说报告有7个部分，正文有6个");
        for last in ["，共六个部分", "，共计六部分", "等六部分", "，六个部分"] {
            check_silent("S102", &preamble(&format!("{LIST}{last}。")));
        }
        let suits =
            LIST.replace("政府信息公开行政复议、行政诉讼情况", "因公开被申请行政复议情况、提起行政诉讼情况");
        let told = preamble(&format!("{suits}六个部分。")).findings("S102");
        assert!(told.iter().all(|f| !f.message.contains("列了")), "{told:?}");
        let more = format!("{}、附件六个部分。", LIST.replace("总体情况、主", "概述、总体情况、主"));
        check_finds("S102", &preamble(&more), "导语说报告有6个部分，列了8个");
    }

    #[test]
    fn parts_listed_by_sense_were_missed() {
        check_silent("S102", &preamble(&format!("{}。", LIST.replace("其他需要", "其它需要"))));
        for (form, said) in [
            ("存在的主要问题及改进情况", "存在问题及改进措施"),
            ("政府信息公开行政复议、行政诉讼情况", "复议诉讼情况"),
            (
                "存在的主要问题及改进情况、其他需要报告的事项",
                "其他需要报告的事项、存在问题和改进措施六部分内容组成",
            ),
        ] {
            let r = preamble(&format!("{}。", LIST.replace(form, said)));
            let all = r.findings("S102");
            let told: Vec<&str> = all.iter().map(|f| f.message.as_str()).collect();
            assert!(
                !told.is_empty() && told.iter().all(|m| m.starts_with("导语写作") && !m.contains("部分")),
                "{told:?}"
            );
        }
    }

    #[test]
    fn without_a_list_there_is_nothing_to_compare() {
        check_silent("S102", &preamble("本报告由总体情况等6个部分组成，数据部分由各科室提供。"));
        check_silent("S102", &preamble("本报告第五部分为存在的主要问题及改进情况。"));
        for fine in ["全文共六个部分。", "年报数据由各镇、各部门三部分组成。", "本报告所附统计表共三部分。"]
        {
            check_silent("S102", &preamble(fine));
        }
        check_finds("S102", &preamble("本报告全文共五个部分。"), "导语说报告有5个部分，正文有6个");
        for name in ["概述", "本年度政府信息公开工作的基本情况"] {
            let told = preamble(&format!("{}。", LIST.replace("总体情况", name)));
            check_finds("S102", &told, &format!("导语写作“{name}”，标题是“总体情况”"));
        }
    }
}
