//! Words pasted into a text keep what stands out of them in the page that was copied with them.

use crate::import;
use crate::report::Report;
use crate::report::emphasised;
use crate::report::reckoned::KnownValues;
use crate::report::text::Para;

/// The lines that were pasted, as they stand in the page.
pub fn lines(pasted: &str, page: &str) -> Vec<Para> {
    import::with_looks(pasted.split('\n').map(Para::plain).collect(), page)
}

/// Puts their looks on in paragraphs into which they were put, in that paragraph from that byte on.
pub fn put(paras: &mut [Para], (first, from): (usize, usize), lines: &[Para], report: &Report) {
    let known = KnownValues::of(report);
    for (i, (line, para)) in lines.iter().zip(paras.iter_mut().skip(first)).enumerate() {
        let by = if i == 0 { from } else { 0 };
        let moved =
            |(r, e): (std::ops::Range<usize>, _)| (r.start.saturating_add(by)..r.end.saturating_add(by), e);
        let on: Vec<_> = emphasised::of(line, &known).into_iter().map(moved).collect();
        let stands = para.told(&known).get(by..).is_some_and(|t| t.starts_with(&line.told(&known)));
        if let Para::Text(runs) = para
            && stands
        {
            *runs = emphasised::put(runs, &on, true, report);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::emphasis::Emphasis;

    #[test]
    fn what_is_bold_in_the_page_is_bold_where_it_was_pasted() {
        let report = Report::new(2025, "示范局");
        let page = "<html><body><p>重点是<b>公开</b>。</p><p>一是<span style='font-weight:bold'>及时</span>。</p></body></html>";
        let mut paras = [Para::plain("今年重点是公开。"), Para::plain("一是及时。以后。")];
        put(&mut paras, (0, "今年".len()), &lines("重点是公开。\n一是及时。", page), &report);
        let known = KnownValues::of(&report);
        let on = |p: &Para| {
            let words = p.told(&known);
            emphasised::of(p, &known).into_iter().map(|(r, e)| (words[r].to_string(), e)).collect::<Vec<_>>()
        };
        assert_eq!(on(&paras[0]), [("公开".to_string(), Emphasis::BOLD)]);
        assert_eq!(on(&paras[1]), [("及时".to_string(), Emphasis::BOLD)]);
        // Something else stands there: nothing is put on.
        let mut other = [Para::plain("别的话，重点是公开。")];
        put(&mut other, (0, 0), &lines("重点是公开。", page), &report);
        assert!(on(&other[0]).is_empty());
    }
}
