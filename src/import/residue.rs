//! What a word processor, a page or a portal left among the rows of a document: marks, page numbers, pictures,
//! tables that are none of the form's.

use super::find::FoundParts;
use super::raw::Remark;
use super::source_rows::{SourceKind, SourceRow};
use super::text::is_page_number;
use crate::report::text::Para;
use crate::report::{Chapter, Note, NoteKind, Part, Place, Report, Section};
use std::collections::BTreeSet;

/// Characters that a note shows of what was dropped.
const SHOWN: usize = 20;

pub fn short(t: &str) -> String {
    t.chars().take(SHOWN).collect()
}

/// A note at the foot of a page or at the end.
pub struct FootNote {
    pub words: String,
    /// What refers to it stands in a table or right above one: it may be about the numbers there.
    pub of_table: bool,
}

/// What is said of such notes: nobody reads them.
pub fn left_out(notes: &[FootNote]) -> impl Iterator<Item = Remark> {
    const NAMED: usize = 3;
    let kinds = [(true, NoteKind::Doubtful, "；请看看说的是不是表里的数"), (false, NoteKind::Dropped, "")];
    kinds.into_iter().filter_map(|(of_table, kind, ask)| {
        let own = || notes.iter().filter(|n| n.of_table == of_table);
        let named: String = own().take(NAMED).map(|n| format!("“{}”", short(&n.words))).collect();
        let count = own().count();
        let many = if count > NAMED { format!("等{count}条") } else { String::new() };
        let text = format!("脚注、尾注{named}{many}没有读入{ask}");
        (count > 0).then(|| Remark::new(kind, text))
    })
}

/// What is said of changes that nobody has accepted or refused yet.
pub fn changes(put_in: usize, taken_out: usize) -> Option<Remark> {
    let text = format!("文件里有修订没有接受（插入{put_in}处、删除{taken_out}处），按接受后的文字读入");
    (put_in + taken_out > 0).then(|| Remark::new(NoteKind::Doubtful, text))
}

fn dropped(line: usize, text: String) -> Note {
    Note::at(NoteKind::Dropped, Place::Whole, Some(line), text)
}

/// Without the marks of a word processor ([bookmark: _GoBack]) and page numbers.
pub fn without_marks(rows: Vec<SourceRow>, notes: &mut Vec<Note>) -> Vec<SourceRow> {
    let counted = counted_pages(&rows);
    let mut out = Vec::with_capacity(rows.len());
    let (mut first, mut count) = (None, 0usize);
    for (i, mut r) in rows.into_iter().enumerate() {
        for c in &mut r.cells {
            if c.text.contains('\u{a0}') {
                c.text = c.text.replace('\u{a0}', " ");
            }
            if c.text.contains(MARK) {
                c.text = without(&c.text, |mark| {
                    count += 1;
                    first.get_or_insert_with(|| (r.line, short(mark)));
                });
            }
            let trimmed = c.text.trim();
            if trimmed.len() < c.text.len() {
                c.text = trimmed.to_string();
            }
        }
        match r.text() {
            Some("") => out.push(SourceRow { kind: SourceKind::Blank, cells: Vec::new(), ..r }),
            Some(t) if is_page_number(t) || counted.contains(&i) => {}
            _ if r.kind == SourceKind::Counted && r.table == 0 && r.alone().is_some_and(is_page_number) => {}
            _ => out.push(r),
        }
    }
    if let Some((line, first)) = first {
        let many = if count > 1 { format!("等{count}处") } else { String::new() };
        notes.push(dropped(line, format!("文字处理软件留下的标记“{first}”{many}")));
    }
    out
}

/// How a mark of a word processor begins; it ends in ].
const MARK: &str = "[bookmark:";

/// A text without its marks, put together in one go: a hostile one has a million.
fn without(text: &str, mut on_mark: impl FnMut(&str)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, mark)) = rest.find(MARK).and_then(|at| rest.split_at_checked(at)) {
        out.push_str(before);
        let end = mark.find(']').map_or(mark.len(), |e| e + 1);
        let (mark, behind) = mark.split_at(end);
        on_mark(mark);
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// Lines that count pages of so many in their order, though more of them than there should be: 9/9, 10/9.
fn counted_pages(rows: &[SourceRow]) -> BTreeSet<usize> {
    /// Two may be anything.
    const SEVERAL: usize = 3;
    let of = |(i, r): (usize, &SourceRow)| {
        let (page, of) = r.text()?.split_once('/')?;
        Some((i, page.trim().parse::<u16>().ok()?, of.trim().parse::<u16>().ok()?))
    };
    let all: Vec<(usize, u16, u16)> = rows.iter().enumerate().filter_map(of).collect();
    let goes_on =
        |w: &[(usize, u16, u16)]| w.iter().zip(w.iter().skip(1)).all(|(a, b)| a.2 == b.2 && a.1 + 1 == b.1);
    all.windows(SEVERAL).filter(|w| goes_on(w)).flatten().map(|w| w.0).collect()
}

/// Says how many pictures of the report were not brought along: icons of a portal stand before and behind it, and what
/// was brought is known to be none. A table may be one of those that were.
pub fn tell_pictures(rows: &[SourceRow], starts: &[Option<usize>], report: &Report, notes: &mut Vec<Note>) {
    let is_picture = |p: &&Para| matches!(p, Para::Picture { .. });
    let shown = |s: Section| {
        let paras = [Part::Before(s), Part::After(s)].into_iter().flat_map(|p| report.paras(p));
        paras.filter(is_picture).count()
    };
    let form = report.form();
    let mut heads = starts.iter().flatten();
    let (Some(first), Some(last)) = (heads.next(), heads.next_back()) else { return };
    let inside = rows.get(*first..*last).unwrap_or_default();
    let pictures = || inside.iter().filter(|r| r.kind == SourceKind::Picture);
    let brought: usize = form.order().rev().skip(1).map(shown).sum();
    let left = pictures().count().saturating_sub(brought);
    if left > 0 {
        let at = pictures().find(|r| r.picture.is_none()).or(pictures().next()).map(|r| r.line);
        let text = format!("文中的{left}张图片或图形没有读入；要用它们，请在文字里插入图片");
        notes.push(Note::at(NoteKind::Doubtful, Place::Whole, at, text));
    }
    for table in &form.tables {
        let shown = shown(table.section);
        if shown > 0 {
            let text = format!("这一部分的{shown}张图片放在文字里，图片里的数没有读");
            let place = Place::Section(Chapter::Section(table.section));
            notes.push(Note::at(NoteKind::Doubtful, place, None, text));
        }
    }
}

/// Says what tables were left out because they are none of the form's (索引号, 发布机构).
pub fn tell_strangers(
    rows: &[SourceRow],
    found: &FoundParts,
    heads: &[Option<usize>],
    notes: &mut Vec<Note>,
) {
    let mut told = BTreeSet::new();
    let mut first = None;
    for (i, r) in rows.iter().enumerate().filter(|(i, r)| r.table > 0 && found.owner[*i].is_none()) {
        if let Some(t) = r.words().next()
            && !heads.contains(&Some(i))
            && told.insert(r.table)
        {
            first = first.or(Some((r.line, short(t))));
        }
    }
    if let Some((line, words)) = first {
        let many = if told.len() > 1 { format!("另有{}张也是", told.len() - 1) } else { String::new() };
        notes.push(dropped(
            line,
            format!("多出的一张表没有用到，它以“{words}”开头；{many}").trim_end_matches('；').into(),
        ));
    }
}
