//! What people write beside the names of a list that says something of the unit: （免报）, （原示范县卫计局）, a star; and
//! remarks that seem to say more than a roster was told.

use super::roster::Duty;

/// Behind a name, saying nothing of it.
const SIGNS: [char; 6] = ['*', '＊', '★', '☆', '△', '▲'];
/// In brackets behind a name, or alone among the remarks.
const EXEMPT: [&str; 7] = ["免报", "不报", "今年不报", "不用报", "无需报送", "不需报送", "免于报送"];
const ABOLISHED: [&str; 7] = ["撤并", "撤销", "已撤销", "已撤并", "已合并", "注销", "已注销"];
const INTO: [&str; 4] = ["并入", "已并入", "划入", "合并到"];
const NOTHING: [&str; 10] =
    ["新增", "新设", "新成立", "新组建", "应报", "已报", "未报", "待报", "更名", "已更名"];
/// Before the name that it had.
const FORMER: [&str; 5] = ["原名", "原为", "曾用名", "原", "更名前为"];
/// A remark with one of these speaks of whether it reports, or what it is called.
const TELLING: [&str; 15] = [
    "报",
    "撤",
    "并入",
    "合并",
    "划入",
    "划转",
    "划归",
    "更名",
    "改名",
    "取消",
    "停",
    "新成立",
    "新设",
    "原",
    "承担",
];

/// What a note behind a name says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameNote {
    Duty(Duty),
    /// What it was called.
    Former(String),
    /// Nothing that a roster keeps.
    Other,
}

/// A name without what is noted behind it, and that.
pub fn split(name: &str) -> (&str, Option<NameNote>) {
    let plain = name.trim_end().trim_end_matches(SIGNS).trim_end();
    let starred = (plain.len() < name.trim_end().len()).then_some(NameNote::Other);
    let inner = plain.strip_suffix(['）', ')']);
    let noted = inner.and_then(|i| i.rsplit_once(['（', '('])).filter(|(head, _)| !head.trim().is_empty());
    match noted.and_then(|(head, words)| Some((head.trim_end(), said(words.trim())?))) {
        Some((head, note)) => (head, Some(note)),
        None => (plain, starred),
    }
}

/// What words alone say of a unit; none where it is no note.
fn said(words: &str) -> Option<NameNote> {
    let reason = || words.to_string();
    let former = FORMER.iter().find_map(|f| words.strip_prefix(f)).or_else(|| {
        let (what, name) = words.split_once(['，', ',', '、', '：', ':'])?;
        NOTHING.contains(&what).then(|| FORMER.iter().find_map(|f| name.strip_prefix(f)))?
    });
    match former.filter(|f| f.chars().count() > 2) {
        Some(name) => Some(NameNote::Former(name.to_string())),
        None if duty(words).is_some() => duty(words).map(NameNote::Duty),
        None if INTO.iter().any(|i| words.starts_with(i)) => {
            Some(NameNote::Duty(Duty::Abolished { reason: reason(), successor: None }))
        }
        None => NOTHING.contains(&words).then_some(NameNote::Other),
    }
}

/// Whether words alone say that it does not report.
pub fn duty(words: &str) -> Option<Duty> {
    match () {
        () if EXEMPT.contains(&words) => Some(Duty::Exempt(words.into())),
        () if ABOLISHED.contains(&words) => Some(Duty::Abolished { reason: words.into(), successor: None }),
        () => None,
    }
}

/// Whether a remark seems to say whether a unit reports, or what it is called.
pub fn tells(remark: &str) -> bool {
    TELLING.iter().any(|t| remark.contains(t))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_behind_a_name_is_no_part_of_it() {
        let gone = |reason: &str| Duty::Abolished { reason: reason.into(), successor: None };
        for (name, plain, note) in [
            ("示范县财政局（免报）", "示范县财政局", Some(NameNote::Duty(Duty::Exempt("免报".into())))),
            ("示范县财政局(撤销)", "示范县财政局", Some(NameNote::Duty(gone("撤销")))),
            ("示范县财政局（并入教育局）", "示范县财政局", Some(NameNote::Duty(gone("并入教育局")))),
            ("示范县卫健局（原示范县卫计局）", "示范县卫健局", Some(NameNote::Former("示范县卫计局".into()))),
            ("示范县卫健局（更名，原卫计局）", "示范县卫健局", Some(NameNote::Former("卫计局".into()))),
            ("示范县财政局（新增）", "示范县财政局", Some(NameNote::Other)),
            ("示范县财政局*", "示范县财政局", Some(NameNote::Other)),
            ("示范县人民政府（办公室）", "示范县人民政府（办公室）", None),
            ("示范县财政局", "示范县财政局", None),
        ] {
            assert_eq!(split(name), (plain, note), "{name}");
        }
    }
}
