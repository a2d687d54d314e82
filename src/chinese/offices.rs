//! The name of an office where it stands among other words.

use super::years::years;

/// More characters are no name of an office.
pub const LONGEST: usize = 60;

/// Without blanks.
pub fn squeezed(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The office that a report's title names: what stands before 政府信息公开, without the year.
pub fn in_title(title: &str) -> Option<String> {
    let title = squeezed(title);
    let words = ["政府信息公开", "信息公开", "政务公开工作"].into_iter().find(|w| title.contains(w));
    let head = words.and_then(|w| title.split(w).next()).unwrap_or(&title);
    let name = match years(head).first() {
        Some(y) => format!("{}{}", &head[..y.digits.start], head[y.end()..].trim_start_matches('度')),
        None => head.to_string(),
    };
    let name = sent(&name).trim_end_matches(|c: char| c.is_ascii_digit() || c == '年' || c == '度');
    (name.chars().count() > 1).then(|| name.to_string())
}

/// A name without the words by which what it is a title of is sent round: 关于印发…, …关于报送.
fn sent(mut name: &str) -> &str {
    const SENT: [&str; 5] = ["关于", "印发", "报送", "公布", "发布"];
    while let Some(rest) = SENT.iter().find_map(|w| name.strip_prefix(w).or_else(|| name.strip_suffix(w))) {
        name = rest;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_their_office_before_or_behind_the_year() {
        for (title, office) in [
            ("示范市水利局2020年\n政府信息公开工作年度报告", Some("示范市水利局")),
            ("2019年示范省人民政府办公厅政府信息公开工作年度报告", Some("示范省人民政府办公厅")),
            ("示范县教育局２０２３年度政府信息公开工作年度报告", Some("示范县教育局")),
            ("示范县教育局二〇二三年度政府信息公开工作年度报告", Some("示范县教育局")),
            ("关于示范县水利局2024年政府信息公开工作年度报告", Some("示范县水利局")),
            ("示范县第一中学2025年信息公开工作年度报告", Some("示范县第一中学")),
            ("示范县水利局关于报送2025年政府信息公开工作年度报告的函", Some("示范县水利局")),
            ("关于印发示范县水利局2025年政府信息公开工作年度报告的通知", Some("示范县水利局")),
            ("示范县水利局25年政府信息公开工作年度报告", Some("示范县水利局")),
            ("示范县水利局2025政府信息公开工作年度报告", Some("示范县水利局")),
            ("示范县水利局2025年政务公开工作年度报告", Some("示范县水利局")),
            ("示范县政务公开办", Some("示范县政务公开办")),
            ("2025年政府信息公开工作年度报告", None),
            ("", None),
        ] {
            assert_eq!(in_title(title).as_deref(), office, "{title}");
        }
    }
}
