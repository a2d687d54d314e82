//! The name of an office where it stands among other words.

use super::years::years;

/// More characters are no name of an office.
pub const LONGEST: usize = 60;

/// Without blanks.
pub fn squeezed(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The name without what stands in brackets at its end: 示范县林业局（示范县绿化办公室）.
pub fn before_bracket(name: &str) -> &str {
    let Some(inside) = name.strip_suffix(['）', ')']) else { return name };
    let begin = inside.rfind(['（', '(']).and_then(|at| name.get(..at));
    begin.filter(|own| !own.is_empty()).unwrap_or(name)
}

/// Whether a name lacks its begin, which stands in the line above: （示范县绿化办公室）, 或者、示范县绿化办公室）.
pub fn is_end_of_name(name: &str) -> bool {
    name.starts_with(['（', '(']) || opened(name) < 0
}

/// What of a name, or of the end of one, stands in no brackets.
pub fn outside_brackets(name: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::new();
    for c in name.chars() {
        match c {
            '（' | '(' => depth += 1,
            // It was opened in a line above.
            '）' | ')' if depth == 0 => out.clear(),
            '）' | ')' => depth -= 1,
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// How many more brackets are opened in words than are closed.
pub fn opened(words: &str) -> isize {
    let count = |signs: [char; 2]| words.chars().filter(|c| signs.contains(c)).count() as isize;
    count(['（', '(']) - count(['）', ')'])
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
    fn a_name_is_known_without_its_bracket_and_the_end_of_one_for_what_it_is() {
        assert_eq!(before_bracket("示范县林业局（示范县绿化办）"), "示范县林业局");
        assert_eq!(before_bracket("（示范县绿化办）"), "（示范县绿化办）");
        assert_eq!(before_bracket("示范县（绿化）局"), "示范县（绿化）局");
        for end in ["（示范县绿化办）", "(绿化办)", "绿化办、公园局）"] {
            assert!(is_end_of_name(end), "{end}");
        }
        assert!(!is_end_of_name("示范县林业局（示范县绿化办）") && !is_end_of_name("示范县林业局（绿化办、"));
        assert_eq!(outside_brackets("林业局（绿化办、公园局）"), "林业局");
        assert_eq!(outside_brackets("绿化办、公园局）"), "");
    }

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
