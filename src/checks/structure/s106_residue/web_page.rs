//! What a web page says around its text: 责任编辑：王某, 打印本页, [1].

use crate::chinese::signs::is_han;
use crate::form::words::words as lists;
use std::ops::Range;

/// Whether a label of a page stands there: with a colon behind it, or where there is nothing else in the paragraph;
/// not 网站浏览次数：1024, 分享到朋友圈.
pub fn is_label(words: &str, at: &Range<usize>) -> bool {
    let [before, behind] = [words.get(..at.start), words.get(at.end..)].map(|side| side.unwrap_or_default());
    let Some(said) = behind.strip_prefix(['：', ':']) else { return is_all_labels(words) };
    let label = words.get(at.clone()).unwrap_or_default();
    if lists().page_buttons.iter().any(|b| b == label) {
        return is_all_labels(words);
    }
    !(before.ends_with(is_han) || label.ends_with('数') && in_prose(before, said) && is_alone(words, label))
}

/// Whether no other label with a colon stands in the paragraph: 发布日期：2026-01-20；浏览次数：1024 is a page's line.
fn is_alone(words: &str, label: &str) -> bool {
    // Such a line is short.
    const LONGEST: usize = 600;
    if words.len() > LONGEST {
        return true;
    }
    let other = |l: &&String| {
        let labels = |(i, l): (usize, &str)| {
            let behind = words.get(i.saturating_add(l.len())..).unwrap_or_default();
            behind.starts_with(['：', ':']) && !words.get(..i).unwrap_or_default().ends_with(is_han)
        };
        *l != label && !l.ends_with('数') && words.match_indices(l.as_str()).any(labels)
    };
    !lists().page_labels.iter().chain(&lists().clutter).any(|l| other(&l))
}

/// Whether an office tells there how often its own pages were read: 浏览次数：1024次；阅读次数：30次.
fn in_prose(before: &str, said: &str) -> bool {
    const STOPS: [char; 6] = ['，', ',', '；', ';', '、', '。'];
    let behind =
        said.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || ".万亿余多人次".contains(c));
    before.trim_end().ends_with(['：', ':', '，', ',', '；', ';', '、']) || behind.starts_with(STOPS)
}

fn is_all_labels(words: &str) -> bool {
    let mut rest = words;
    loop {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let all = lists().page_labels.iter().chain(&lists().page_buttons);
        let longest = all.filter_map(|l| rest.strip_prefix(l.as_str())).min_by_key(|r| r.len());
        match longest {
            Some(behind) => rest = behind,
            None => return rest.is_empty(),
        }
    }
}

/// A note's number on a page, and a number that stands in a template's brackets: [284]条; not 〔2021〕30号, nor
/// [2021]30号, [25]12号, 令[53]号.
pub fn notes(words: &str) -> impl Iterator<Item = Range<usize>> {
    words.match_indices('[').filter_map(|(from, open)| {
        let rest = words.get(from.saturating_add(open.len())..)?;
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let inner = rest.get(..rest.len().saturating_sub(behind.len()))?;
        let behind = behind.strip_prefix(']')?;
        let is_number = !inner.is_empty();
        let of_letter = behind
            .trim_start_matches(|c: char| c == '第' || c.is_ascii_digit() || c.is_whitespace())
            .starts_with('号');
        let is_note = is_number
            && !of_letter
            && (inner.len() <= 2 || behind.starts_with(['条', '件', '篇', '次', '个', '人']));
        is_note.then(|| from..from.saturating_add(inner.len()).saturating_add(2))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::section;
    use crate::checks::tests::{check_finds, check_silent};

    #[test]
    fn letters_numbers_and_counts_of_readers_were_taken_for_a_page_s() {
        for words in [
            "依据省政府令[53]号，公开信息。",
            "依据县政办[25]12号，公开信息。",
            "依据县政办[25]第12号文件。",
            "网站情况：访问次数：12万次。",
            "网站运行平稳，浏览次数：1024次。",
            "浏览次数：1024次；阅读次数：30次。",
            "分享：典型做法3个。",
            "延伸阅读：政策解读12篇。",
        ] {
            check_silent("S106", &section(words));
        }
        for (words, near) in [
            ("浏览次数：1024次", "“浏览次数：1024次"),
            ("发布日期：2026-01-20；浏览次数：1024；字号：大", "“浏览次数：1024"),
            ("作者：王某 阅读：123", "“作者：王某"),
            ("分享：", "“分享：”"),
            ("（浏览次数：1024次）", "“浏览次数：1024次"),
            ("全年公开信息1024条[12]，号召群众参与。", "“[12]”"),
        ] {
            check_finds("S106", &section(words), near);
        }
    }

    #[test]
    fn what_was_pasted_along_from_around_a_web_page_s_text_went_out_unnoticed() {
        for (words, near) in [
            ("责任编辑：王某浏览次数：1024", "“责任编辑：王"),
            ("工作有序推进。浏览次数：1024", "“浏览次数：1024"),
            ("工作有序推进。（责编:王某）", "“责编:王某"),
            ("【打印本页】", "“打印本页"),
            ("打印本页关闭窗口", "“打印本页关闭窗口"),
            ("上一篇：没有了", "“上一篇：没有了"),
            ("分享到：", "“分享到：”"),
            ("全年公开信息1024条[1]。", "“[1]”"),
            ("发布信息[284]条。", "“[284]条"),
        ] {
            check_finds("S106", &section(words), near);
        }
        for words in [
            "网站浏览次数：1024。群众扫一扫二维码即可查询，解读文章分享到微信群。",
            "根据国办公开办函[2021]30号文件，网站浏览次数达1024次。",
            "打印政策汇编300册，关闭不再更新的栏目。",
        ] {
            check_silent("S106", &section(words));
        }
    }
}
