//! Names of rows and columns that are not the form's, or stand in another order: what sums cannot tell apart is never
//! taken for certain.

use crate::made::documents::page;
use crate::made::shapes::report;
use gongkai::form::table::{self, CellKey, Kind};
use gongkai::import::read_document;
use gongkai::report::value::{Cell, Value};
use gongkai::report::{NoteKind, Report};

const OWN: [&str; 7] = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];

fn columns() -> Vec<String> {
    report(2024, 3, 0).form().columns_of("requests.received")
}

/// The report as a page, its table three under one row of these heads, its columns in this order.
fn under(r: &Report, heads: &[String], order: [usize; 7]) -> String {
    let columns = columns();
    let table = r.form().table("requests").expect("table three");
    let mut rows = String::new();
    let head: String = heads.iter().map(|h| format!("<td>{h}</td>")).collect();
    rows += &format!("<tr><td>项目</td>{head}</tr>");
    for leaf in table::leaves(&table.blocks[0].rows) {
        let value = |column: &String| {
            r.value(&CellKey::new(&leaf.node().key, column)).and_then(|v| v.whole()).expect("a number")
        };
        let cells: String = order.iter().map(|c| format!("<td>{}</td>", value(&columns[*c]))).collect();
        rows += &format!("<tr><td>{}</td>{cells}</tr>", leaf.node().label);
    }
    let whole = page(r);
    let at = whole.find("<section aria-label=\"收到和处理").expect("table three");
    let (before, rest) = whole.split_at(at);
    let behind = rest.split_once("</table>").expect("its end").1;
    format!("{before}<table>{rows}</table>{behind}")
}

fn read(source: &str) -> Report {
    read_document(source.as_bytes(), "年报.html", None).unwrap_or_else(|e| panic!("{e}"))
}

/// Cells of table three that say something else than the report, those read, and whether something was asked about.
fn wrong(r: &Report, got: &Report) -> (usize, usize, bool) {
    wrong_of("requests", r, got)
}

fn wrong_of(table: &str, r: &Report, got: &Report) -> (usize, usize, bool) {
    let keys = r.form().table(table).expect("the table").cells();
    let value = |of: &Report, k: &CellKey| of.value(k).and_then(|v| v.whole());
    let wrong = keys.iter().filter(|k| value(got, k).is_some() && value(got, k) != value(r, k)).count();
    let read = keys.iter().filter(|k| value(got, k).is_some()).count();
    (wrong, read, got.notes.iter().any(|n| n.kind == NoteKind::Doubtful))
}

fn named(heads: &[&str], order: [usize; 7]) -> Vec<String> {
    order.iter().map(|i| heads[*i].to_string()).collect()
}

#[test]
fn columns_in_another_order_under_unknown_heads_are_not_taken_by_their_turn() {
    let r = report(2024, 3, 0);
    let org_first = [1, 2, 3, 4, 5, 0, 6];
    let short = ["自然人", "企业甲类", "院所", "公益类", "律所", "别的", "总计"];
    let (wrong_cells, ..) = wrong(&r, &read(&under(&r, &named(&short, org_first), org_first)));
    assert_eq!(wrong_cells, 0);
    // Where nothing is known, the form's order is a guess that somebody has to look at.
    let none = ["甲", "乙", "丙", "丁", "戊", "己", "庚"];
    for order in [[0, 1, 2, 3, 4, 5, 6], org_first] {
        let (wrong_cells, _, asked) = wrong(&r, &read(&under(&r, &named(&none, order), order)));
        assert!(wrong_cells == 0 || asked, "{wrong_cells}");
    }
}

#[test]
fn a_head_over_several_columns_that_nobody_knows_let_their_numbers_into_others() {
    let r = report(2024, 3, 0);
    let whole = page(&r).replace("<wbr>", "");
    let headed = |head: &str, other: &str| {
        let source = whole.replacen(&format!(">{head}<"), &format!(">{other}<"), 1);
        assert_ne!(source, whole, "{head}");
        wrong_of("review", &r, &read(&source))
    };
    for head in ["行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉"] {
        let (wrong_cells, _, asked) = headed(head, "甲乙丙");
        assert!(wrong_cells == 0 && asked, "{head}: {wrong_cells}");
    }
    // A spreadsheet puts the caption of a page's table into the first cell.
    let title = &r.form().table("review").expect("table four").title;
    assert_eq!(headed("行政复议", &format!("{title}\n行政复议")), (0, 15, false));
}

/// The page with these names in place of the form's: its own report is read rightly, and asked about or not.
fn renamed(r: &Report, plain: &str, names: &[(&str, &str)], asked: bool) {
    let source = names.iter().fold(plain.to_string(), |s, (from, to)| {
        assert!(s.contains(from), "{from}");
        s.replace(from, to)
    });
    let got = read(&source);
    let (wrong_cells, _, told) = wrong(r, &got);
    assert_eq!((wrong_cells, told), (0, asked), "{names:?}: {:?}", got.notes);
}

#[test]
fn of_two_unknown_rows_either_may_be_the_other_and_a_slip_in_one_is_told_by_its_place() {
    let r = report(2024, 3, 0);
    let own: Vec<String> = OWN.map(str::to_string).to_vec();
    let plain = under(&r, &own, [0, 1, 2, 3, 4, 5, 6]);
    renamed(&r, &plain, &[("1.属于国家秘密", "1.属国家机密")], false);
    let names = [("1.属于国家秘密", "1.涉密的"), ("2.其他法律行政法规禁止公开", "2.法律不许的")];
    renamed(&r, &plain, &names[..1], true);
    renamed(&r, &plain, &names, true);
}

#[test]
fn unknown_rows_are_seen_behind_the_name_of_their_group_too() {
    let r = report(2024, 3, 0);
    let names = [
        ("（一）予以公开", "同意公开的"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分的"),
    ];
    renamed(&r, &page(&r), &[("（一）予以公开", "准予公开")], false);
    renamed(&r, &page(&r), &names[..1], true);
    renamed(&r, &page(&r), &names, true);
}

#[test]
fn one_name_that_says_another_thing_than_the_form_s_is_asked_though_all_sums_hold() {
    let r = report(2024, 3, 0);
    for name in ["（一）不予以公开", "（一）拟予以公开", "（一）征求意见后公开"] {
        renamed(&r, &page(&r), &[("（一）予以公开", name)], true);
    }
    for head in ["非自然人", "自然人（不含境外）", "法人"] {
        renamed(&r, &page(&r), &[(">自然人<", &format!(">{head}<"))], true);
    }
    renamed(&r, &page(&r), &[(">自然人<", ">自然入<")], false);
}

#[test]
fn the_first_row_of_a_group_whose_labels_are_lost_is_not_nothing_of_all() {
    let r = report(2024, 3, 0);
    let form = r.form();
    let requests = form.tables.iter().find(|t| t.key == "requests").expect("a table");
    let labels: Vec<&str> = requests
        .blocks
        .iter()
        .flat_map(|b| table::leaves(&b.rows))
        .filter(|l| l.path.iter().any(|n| n.label.contains("不予公开")))
        .map(|l| l.node().label.as_str())
        .collect();
    assert!(labels.len() > 5, "{labels:?}");
    let plain = labels.iter().fold(page(&r), |s, l| s.replace(&format!(">{l}<"), "><"));
    let got = read(&plain);
    let (wrong_cells, _, _) = wrong(&r, &got);
    assert_eq!(wrong_cells, 0, "{:?}", got.notes);
}

/// Words in cells apart by tabs, as a sheet is pasted.
fn tabbed(lines: &[&str]) -> Report {
    let before =
        ["示范县水利局2024年政府信息公开工作年度报告", "一、总体情况", "公开。", "二、主动公开政府信息情况"];
    let after = ["三、收到和处理政府信息公开申请情况"];
    read_document(
        before.iter().chain(lines).chain(&after).copied().collect::<Vec<_>>().join("\n").as_bytes(),
        "x.txt",
        None,
    )
    .expect("a report")
}

#[test]
fn of_two_tables_side_by_side_neither_is_taken() {
    let heads = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数";
    let issued = CellKey::parse("disclosure.rules.regulation/issued");
    let r = tabbed(&[heads, "规章\t31\t9\t92", "行政规范性文件\t5\t0\t327"]);
    assert_eq!(r.canonical(&issued).as_deref(), Some("31"));
    let twice = [heads, heads].join("\t");
    let r = tabbed(&[
        &twice,
        "规章\t31\t9\t92\t规章\t20\t2\t27",
        "行政规范性文件\t5\t0\t327\t行政规范性文件\t4\t0\t30",
    ]);
    assert_eq!(r.canonical(&issued), None);
    assert!(
        r.notes.iter().any(|n| n.kind == NoteKind::Doubtful || n.kind == NoteKind::Missing),
        "{:?}",
        r.notes
    );
}

#[test]
fn a_row_that_is_blank_in_one_table_and_filled_in_in_another_is_asked() {
    let heads = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数";
    let issued = CellKey::parse("disclosure.rules.regulation/issued");
    let (blank, full) = ("规章\t\t\t", "规章\t31\t9\t92");
    for lines in [[heads, blank, "去年的：", heads, full], ["样子：", heads, full, heads, blank]] {
        let r = tabbed(&lines);
        assert_eq!(r.canonical(&issued), None, "{lines:?}");
        assert!(r.notes.iter().any(|n| n.text.contains("不止一次")), "{:?}", r.notes);
    }
}

#[test]
fn a_table_that_is_blank_in_its_section_is_not_filled_in_from_the_end_of_the_document() {
    let r = report(2024, 3, 0);
    let whole = page(&r);
    for key in ["requests", "review"] {
        let title = r.form().table(key).expect("a table").title.clone();
        let at = whole.find(&format!("<section aria-label=\"{title}")).expect(&title);
        let end = at + whole[at..].find("</table>").expect("an end") + "</table>".len();
        let table = &whole[at..end];
        let blank: String = table
            .split_inclusive('<')
            .map(|p| {
                let (tag, words) = p.split_once('>').unwrap_or(("", p));
                let is_number =
                    words.trim_end_matches('<').trim().chars().all(|c| c.is_ascii_digit() || c == '/');
                if is_number && !tag.is_empty() && p.ends_with('<') {
                    format!("{tag}><")
                } else {
                    p.to_string()
                }
            })
            .collect();
        assert_ne!(blank, table);
        for (own, behind) in [(blank.as_str(), table), ("", table)] {
            let source = [&whole[..at], own, &whole[end..]].concat();
            let source = match source.rfind("</body>") {
                Some(at) => [&source[..at], "<p>附：2023年数据</p>", behind, &source[at..]].concat(),
                None => source + "<p>附：2023年数据</p>" + behind,
            };
            let got = read(&source);
            let asked = got.notes.iter().any(|n| n.kind == NoteKind::Doubtful || n.text.contains("不止一次"));
            assert!(asked, "{key} {:?}", got.notes);
        }
    }
}

#[test]
fn a_head_is_known_with_the_heads_over_it_in_one() {
    let r = report(2024, 3, 0);
    for (open, close) in [("-", ""), ("：", ""), ("（", "）"), ("", "")] {
        let group = |h: &str| format!("法人或其他组织{open}{h}{close}");
        let all = OWN.iter().enumerate();
        let heads: Vec<String> =
            all.map(|(i, h)| if matches!(i, 0 | 6) { h.to_string() } else { group(h) }).collect();
        for order in [[0, 1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 0, 6], [6, 5, 4, 3, 2, 1, 0]] {
            let moved: Vec<String> = order.iter().map(|i| heads[*i].clone()).collect();
            let all = r.form().table("requests").expect("table three").cells().len();
            let found = wrong(&r, &read(&under(&r, &moved, order)));
            assert_eq!(found, (0, all, false), "{open} {order:?}");
        }
    }
}

/// What is read of the fee, and whether it was asked or told, where its head and row say this and these words stand
/// over the table.
fn fee(above: &str, head: &str, row: &str, value: &str) -> (String, bool) {
    let key = CellKey::parse("disclosure.fees.fee/amount");
    let mut r = report(2024, 3, 0);
    r.cells.insert(key.clone(), Cell::Typed(Value::parse(Kind::WanYuan, "7654.321").expect("an amount")));
    let source = page(&r).replacen(
        "<section aria-label=\"主动公开",
        &format!("<p>{above}</p><section aria-label=\"主动公开"),
        1,
    );
    let source = source.replacen("本年收费金额（单位：万元）", head, 1).replacen("行政事业性收费", row, 1);
    assert!(source.contains("7654.321") && source.contains(above) && source.contains(head), "{head}");
    let got = read(&source.replace("7654.321", value));
    let noted = got.notes.iter().any(|n| n.kind == NoteKind::Doubtful);
    (got.canonical(&key).unwrap_or_default(), noted)
}

#[test]
fn a_fee_in_yuan_is_never_taken_for_ten_thousand_of_them() {
    let (wan, row) = ("本年收费金额（单位：万元）", "行政事业性收费");
    assert_eq!(fee("", wan, row, "12.5"), ("12.5".into(), false));
    for (above, head) in [
        ("单位：元", "本年收费金额"),
        ("（金额单位：人民币元）", "本年收费金额"),
        ("单位：件、元", "本年收费金额"),
        ("", "本年收费金额/元"),
        ("", "本年收费金额：元"),
        ("", "本年收费总金额 元"),
        ("", "本年收费金额【元】"),
        ("", "本年收费金额（单位：元/年）"),
        ("", "本年收费金额（￥）"),
    ] {
        assert_eq!(fee(above, head, row, "125000").0, "12.5", "{above} {head}");
    }
    // Of two that say otherwise nobody knows which counts; a sum of that size without any is asked about.
    assert_eq!(fee("单位：元", wan, row, "125000"), (String::new(), true));
    assert_eq!(fee("", wan, "行政事业性收费（元）", "125000"), (String::new(), true));
    assert_eq!(fee("", "本年收费金额", row, "125000"), (String::new(), true));
    assert_eq!(fee("", "本年收费金额", row, "12.5"), ("12.5".into(), false));
}

#[test]
fn a_table_that_says_it_is_of_another_year_or_office_is_told_once_wherever_it_says_so() {
    let whole = page(&report(2024, 3, 0));
    let at = whole.find("<section aria-label=\"收到和处理").expect("table three");
    let row = at + whole[at..].find("<tr").expect("a row");
    let (year, office) = ("2022年收到和处理情况统计表", "填报单位：示范县林业局");
    let told = |at: usize, words: String| {
        let got = read(&format!("{}{words}{}", &whole[..at], &whole[at..]));
        got.notes.iter().filter(|n| n.text.starts_with("表上写的")).count()
    };
    for words in [year, office] {
        assert_eq!(told(at, format!("<p>{words}</p>")), 1, "{words}");
        assert_eq!(told(row, format!("<tr><td colspan=9>{words}</td></tr>")), 1, "{words}");
    }
    assert_eq!(told(at, "<p>2024年收到和处理情况统计表</p>".into()), 0);
}
