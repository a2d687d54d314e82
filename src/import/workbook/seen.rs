//! A sheet as it is seen: what stands in hidden rows and columns is no part of the report (last year's numbers, a
//! column of formulas), and is told. What is seen closes up over it, and keeps its own place for what is said of it.

use super::hidden::HiddenLines;
use super::{MergedArea, SheetComment, WorkSheet};
use crate::import::raw::Remark;
use crate::report::NoteKind;

/// The sheet as it is seen, and what to say of what is not.
pub fn seen(mut sheet: WorkSheet) -> (WorkSheet, Option<Remark>) {
    let parts = std::mem::take(&mut sheet.hidden_parts);
    if parts.rows.is_empty() && parts.columns.is_empty() {
        return (sheet, None);
    }
    let (rows, columns) = (HiddenLines::of(parts.rows), HiddenLines::of(parts.columns));
    let hides = |at: &(usize, usize)| rows.hides(at.0) || columns.hides(at.1);
    let mut out = WorkSheet::new(&sheet.name, sheet.hidden);
    for a in &sheet.merged {
        let (top, left) = (rows.closed_up(a.top), columns.closed_up(a.left));
        let (below, behind) = (rows.closed_up(a.bottom + 1), columns.closed_up(a.right + 1));
        if below <= top || behind <= left {
            continue;
        }
        let area = MergedArea { top, left, bottom: below - 1, right: behind - 1 };
        // The words of an area are seen as long as a part of it is.
        if hides(&(a.top, a.left))
            && let Some(words) = sheet.cells.remove(&(a.top, a.left))
        {
            out.cells.insert((area.top, area.left), words);
        }
        out.merged.push(area);
    }
    let mut dropped = 0;
    for (at, words) in sheet.cells {
        match hides(&at) {
            true => dropped += 1,
            false => drop(out.cells.insert((rows.closed_up(at.0), columns.closed_up(at.1)), words)),
        }
    }
    let own = |at: (usize, usize)| (rows.closed_up(at.0), columns.closed_up(at.1));
    out.formulas = sheet.formulas.into_iter().filter(|at| !hides(at)).map(own).collect();
    out.uncalculated = sheet.uncalculated.into_iter().filter(|at| !hides(at)).collect();
    out.disguised = sheet.disguised.into_iter().filter(|at| !hides(at)).collect();
    let moved = |c: SheetComment| SheetComment { at: own(c.at), ..c };
    out.comments = sheet.comments.into_iter().filter(|c| !hides(&c.at)).map(moved).collect();
    (out.drawn, out.pictures) = (sheet.drawn, sheet.pictures);
    out.struck = sheet.struck.into_iter().filter(|(at, _)| !hides(at)).collect();
    let text = format!(
        "工作表“{}”里隐藏的行、列没有读入（{dropped}格有内容）；要读入它们，请取消隐藏再导入",
        out.name
    );
    (out.rows_hidden, out.columns_hidden) = (rows, columns);
    (out, (dropped > 0).then(|| Remark::new(NoteKind::Doubtful, text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_merged_area_are_seen_as_long_as_a_part_of_it_is() {
        let mut sheet = WorkSheet::new("表", false);
        sheet.cells.extend([
            ((0, 0), "甲".to_string()),
            ((1, 1), "9".to_string()),
            ((2, 1), "6".to_string()),
        ]);
        sheet.merged.push(MergedArea { top: 0, left: 0, bottom: 2, right: 0 });
        sheet.hidden_parts.rows = vec![0..=1];
        let (seen, remark) = seen(sheet);
        let cells: Vec<_> = seen.cells.iter().map(|(at, t)| (*at, t.as_str())).collect();
        assert_eq!(cells, [((0, 0), "甲"), ((0, 1), "6")]);
        assert_eq!(seen.merged, [MergedArea { top: 0, left: 0, bottom: 0, right: 0 }]);
        assert!(remark.is_some_and(|r| r.text.contains("1格")));
    }
}
