//! Columns that a table has besides those of the form: what stands in them is said of all the numbers beside it.

use crate::made::documents::page;
use crate::made::shapes::report;
use gongkai::form::table::CellKey;
use gongkai::import::read_document;
use gongkai::report::{NoteKind, Report};

/// The report as a page, with a column in front of a table: its head, and what stands in it at each row of numbers.
fn with_column(r: &Report, table: &str, head: &str, said: &str) -> String {
    let whole = page(r);
    let title = &r.form().table(table).expect("a table").title;
    let named = whole.find(&format!("{title}</caption>")).expect("its caption");
    let at = whole[..named].rfind("<table").expect("the table");
    let end = at + whole[at..].find("</table>").expect("its end");
    let mut rows = whole[at..end].split_inclusive("<tr>");
    let mut out = rows.next().expect("its begin").to_string();
    for (i, row) in rows.enumerate() {
        let is_number = |c: &str| {
            c.split_once('>')
                .is_some_and(|(_, t)| t.trim().bytes().all(|b| b.is_ascii_digit()) && !t.is_empty())
        };
        let words =
            match (i, row.split("</td>").any(|c| c.rsplit_once("<td").is_some_and(|(_, c)| is_number(c)))) {
                (0, _) => head,
                (_, true) => said,
                _ => "",
            };
        out += &format!("<td>{words}</td>{row}");
    }
    [&whole[..at], &out, &whole[end..]].concat()
}

fn read(source: &str) -> Report {
    read_document(source.as_bytes(), "年报.html", None).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn a_column_of_words_in_front_of_a_table_is_asked_but_for_what_is_harmless() {
    let r = report(2024, 3, 0);
    let asked = |table: &str, head: &str, said: &str| {
        let got = read(&with_column(&r, table, head, said));
        let key = CellKey::parse(if table == "review" {
            "review.count/suit_direct.total"
        } else {
            "requests.received/natural"
        });
        let is_read = got.canonical(&key).is_none_or(|v| Some(v) == r.canonical(&key));
        assert!(is_read, "{table} {said}: {:?}", got.notes);
        got.notes.iter().any(|n| n.kind == NoteKind::Doubtful)
    };
    for table in ["requests", "review"] {
        for (head, said) in [
            ("年度", "2023"),
            ("年份", "上年"),
            ("", "去年同期"),
            ("单位", "百件"),
            ("单位", "示范县林业局"),
            ("期间", "1-9月"),
            ("备注", "不含二审"),
            ("说明", "其中：新收"),
        ] {
            assert!(asked(table, head, said), "{table} {head} {said}");
        }
        for (head, said) in [("单位", "件"), ("", "本年"), ("类别", "数量")] {
            assert!(!asked(table, head, said), "{table} {head} {said}");
        }
    }
}
