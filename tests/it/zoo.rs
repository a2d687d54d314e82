//! Reports in every shape that tables arrive in, made from invented numbers: read back, no number may be wrong
//! in any shape, and none may be missing where the shape keeps them all.

use crate::made::documents::{page, printed, word, word_of};
use crate::made::shapes::*;
use gongkai::export;
use gongkai::form::table::CellKey;
use gongkai::import::read_document;
use gongkai::page::blocks;
use gongkai::report::Section;

#[test]
fn every_layout_of_text_is_read_whole() {
    for (name, layout) in LAYOUTS {
        for (year, seed) in [(2020, 1), (2020, 2), (2024, 3), (2024, 4)] {
            let r = report(year, seed, 0);
            let source = text(&r, layout);
            let got = read_document(source.as_bytes(), name, None).unwrap_or_else(|e| panic!("{name}: {e}"));
            let (right, missing, wrong) = compare(&r, &got);
            assert!(wrong.is_empty(), "{name} {year}: {wrong:#?}");
            let notes: Vec<&str> = got.notes.iter().map(|n| n.text.as_str()).collect();
            assert!(missing == 0, "{name} {year}: {right} right, {missing} missing, {notes:#?}");
        }
    }
}

#[test]
fn blank_cells_never_make_a_number_wrong_in_any_layout() {
    for (name, layout) in LAYOUTS {
        for seed in 0..30 {
            let r = report(if seed % 2 == 0 { 2020 } else { 2024 }, seed, 3 + seed);
            let source = text(&r, layout);
            let Ok(got) = read_document(source.as_bytes(), name, None) else { continue };
            let (_, _, wrong) = compare(&r, &got);
            assert!(wrong.is_empty(), "{name} {seed}: {wrong:#?}");
        }
    }
}

#[test]
fn word_html_and_pdf_give_back_every_field() {
    for seed in 0..12 {
        let r = report(if seed % 2 == 0 { 2020 } else { 2024 }, seed, seed * 4);
        let first = word(&r);
        assert_eq!(first, word(&r), "equal bytes");
        for (kind, bytes) in [("docx", first), ("html", page(&r).into_bytes()), ("pdf", printed(&r))] {
            let got = read_document(&bytes, kind, None).unwrap_or_else(|e| panic!("{kind}: {e}"));
            assert_eq!(shown(&got), shown(&r), "{kind} {seed}");
        }
    }
}

#[test]
fn metadata_tables_and_portal_clutter_are_left_out_and_told() {
    let r = report(2024, 5, 0);
    let body = export::html::fragment(&blocks::of(&r));
    let page = format!(
        "<html><body><div>首页 &gt; 政务公开 &gt; 示范市2023年政府信息公开工作年度报告</div>\
         <table><tr><td>索引号</td><td>0001/2025</td></tr><tr><td>发布机构</td><td>区水务局</td></tr></table>{body}\
         <div>【打印】【关闭】</div><div>主办：示范市云溪区人民政府</div><div>版权所有 ICP备00000000号</div></body></html>"
    );
    let got = read_document(page.as_bytes(), "x.html", None).expect("a report");
    assert_eq!(shown(&got), shown(&r));
    let notes: Vec<&str> = got.notes.iter().map(|n| n.text.as_str()).collect();
    assert!(notes.iter().any(|n| n.contains("索引号")), "{notes:?}");
    assert!(notes.iter().any(|n| n.contains("报告后面")), "{notes:?}");
}

#[test]
fn a_caption_for_who_hears_the_page_is_no_paragraph_whatever_a_portal_leaves_of_its_style() {
    let r = report(2024, 5, 0);
    let whole = page(&r);
    let (_, style) = whole.split_once("<caption style=\"").expect("a caption");
    let (style, _) = style.split_once('"').expect("its style");
    assert_eq!(whole.matches(&format!("<caption style=\"{style}\">")).count(), 3);
    for left in [style, style.trim_end_matches(";mso-hide:all"), "text-align:center", ""] {
        let source = whole.replace(style, left);
        let got = read_document(source.as_bytes(), "x.html", None).expect("a report");
        assert_eq!(shown(&got), shown(&r), "{left}");
        assert!(got.notes.is_empty(), "{left}: {:?}", got.notes);
    }
}

#[test]
fn of_two_reports_in_one_file_the_first_is_read_and_the_other_told() {
    let (a, b) = (report(2024, 5, 0), report(2023, 6, 0));
    let both = text(&a, indented) + &text(&b, indented);
    let got = read_document(both.as_bytes(), "x.txt", None).expect("a report");
    assert_eq!(shown(&got), shown(&a));
    assert!(got.notes.iter().any(|n| n.text.contains("还有一份报告")));
}

#[test]
fn columns_in_another_order_are_read_by_their_heads() {
    let r = report(2024, 5, 0);
    let page = page(&r)
        .replace("<wbr>", "")
        .replace("商业企业", "甲")
        .replace("科研机构", "商业企业")
        .replace("甲", "科研机构");
    let got = read_document(page.as_bytes(), "x.html", None).expect("a report");
    let cell = |r: &gongkai::report::Report, k: &str| r.canonical(&CellKey::parse(k));
    for row in ["requests.received", "requests.done.granted", "requests.carried_out"] {
        let (business, research) = (format!("{row}/org.business"), format!("{row}/org.research"));
        assert_eq!(cell(&got, &business), cell(&r, &research));
        assert_eq!(cell(&got, &research), cell(&r, &business));
        assert_eq!(cell(&got, &format!("{row}/natural")), cell(&r, &format!("{row}/natural")));
    }
}

#[test]
fn bombs_and_bottomless_documents_are_refused() {
    let refused = |bytes: &[u8]| read_document(bytes, "x", None).expect_err("no report").to_string();
    let bomb = word_of(&vec![b' '; 200 << 20]);
    assert!(bomb.len() < 1 << 20);
    assert!(refused(&bomb).contains("太多"));
    let deep = format!("<w:document><w:body>{}", "<w:p>".repeat(100_000));
    refused(&word_of(deep.as_bytes()));
    let laughs = "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><document><body><p><r><t>&b;</t></r></p></body></document>";
    refused(&word_of(laughs.as_bytes()));
    let many = format!("<document><body>{}</body></document>", "<p/>".repeat(3_000_000));
    refused(&word_of(many.as_bytes()));
    refused("<table><tr>".repeat(50_000).as_bytes());
    refused(&[b"<html>".as_slice(), &[0xff; 5000]].concat());
    assert!(refused(b"PK\x03\x04").contains("损坏"));
    assert!(refused(b"%PDF-1.7 ...").contains("损坏"));
    assert!(refused(b"{\\rtf1 ...").contains("RTF"));
}

/// Children of each property element in the order of the schema (ECMA-376 part 1, wml.xsd): Word refuses
/// documents that mix it up.
const ORDER: [(&str, &str); 8] = [
    (
        "pPr",
        "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr overflowPunct autoSpaceDE autoSpaceDN snapToGrid spacing ind jc outlineLvl rPr sectPr",
    ),
    ("rPr", "rStyle rFonts b i color spacing w kern position sz szCs u lang"),
    ("tblPr", "tblStyle tblpPr tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook"),
    ("tblBorders", "top left bottom right insideH insideV"),
    ("tcPr", "tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection vAlign"),
    ("sectPr", "headerReference footerReference type pgSz pgMar pgNumType cols vAlign titlePg docGrid"),
    ("style", "name aliases basedOn next link uiPriority qFormat pPr rPr tblPr"),
    (
        "settings",
        "view zoom evenAndOddHeaders drawingGridVerticalSpacing characterSpacingControl noLineBreaksAfter noLineBreaksBefore compat",
    ),
];

#[test]
fn the_word_files_elements_stand_in_the_order_of_the_schema() {
    use quick_xml::events::Event;
    use std::io::Read;
    let mut headed = report(2020, 3, 10);
    (headed.layout.style.red_head, headed.layout.style.imprint) = (true, true);
    headed.layout.issue.copies_to = "区政府办公室".into();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(word(&headed))).expect("an archive");
    let names: Vec<String> = (0..zip.len())
        .map(|i| zip.by_index(i).expect("a part").name().expect("a name").into_owned())
        .collect();
    for name in names {
        let mut text = String::new();
        zip.by_name(&name).expect("a part").read_to_string(&mut text).expect("text");
        let mut reader = quick_xml::Reader::from_str(&text);
        let mut open: Vec<(String, usize)> = Vec::new();
        loop {
            let event = reader.read_event().unwrap_or_else(|e| panic!("{name}: {e}"));
            let (element, ends) = match &event {
                Event::Start(e) => (e.local_name().into_inner().to_string(), false),
                Event::Empty(e) => (e.local_name().into_inner().to_string(), true),
                Event::End(_) => {
                    open.pop();
                    continue;
                }
                Event::Eof => break,
                _ => continue,
            };
            if let Some((parent, last)) = open.last_mut()
                && let Some((_, order)) = ORDER.iter().find(|(p, _)| p == parent)
            {
                let at = order.split(' ').position(|e| e == element);
                let at = at.unwrap_or_else(|| panic!("{name}: {element} in {parent}"));
                assert!(at >= *last, "{name}: {element} in {parent}");
                *last = at;
            }
            if !ends {
                open.push((element, 0));
            }
        }
    }
}

#[test]
fn a_word_file_reads_as_it_looks_with_all_changes_accepted() {
    let row = |cells: &str| format!("<w:tr>{cells}</w:tr>");
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let merged = [
        row(&(cell("<w:gridSpan w:val=\"4\"/>", "第二十条第（一）项"))),
        row(&["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"].map(|t| cell("", t)).concat()),
        row(&(cell("", "规章") + &["0", "0", "12"].map(|t| cell("", t)).concat())),
        // A row struck out, one in a content control, one whose last cell was typed over with changes tracked.
        "<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr><w:tc><w:p><w:r><w:t>行政规范性文件</w:t></w:r></w:p></w:tc></w:tr>".into(),
        format!(
            "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
            row(&(cell("", "行政规范性文件")
                + &cell("", "3")
                + &cell("", "1")
                + "<w:tc><w:p><w:del><w:r><w:delText>99</w:delText></w:r></w:del><w:ins><w:r><w:t>1</w:t></w:r><w:r><w:t>6</w:t></w:r></w:ins></w:p></w:tc>"))
        ),
    ];
    let p = |t: &str| format!("<w:p><w:r><w:t>{t}</w:t></w:r></w:p>");
    // Everything stands in a table that only arranges the page.
    let body = format!(
        "<w:tbl><w:tr><w:tc>{}{}{}<w:tbl>{}</w:tbl>{}</w:tc></w:tr></w:tbl>",
        p("示范局2024年政府信息公开工作年度报告"),
        "<w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>公开</w:t></w:r><w:hyperlink><w:r><w:t>208条</w:t></w:r></w:hyperlink></w:p>",
        p("二、主动公开政府信息情况"),
        merged.concat(),
        p("三、收到和处理政府信息公开申请情况"),
    );
    let xml = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let r = read_document(&word_of(xml.as_bytes()), "x.docx", None).expect("a report");
    let cell = |k: &str| r.canonical(&CellKey::parse(k)).unwrap_or_default();
    assert_eq!(cell("disclosure.rules.normative_document/in_force"), "16");
    assert_eq!(cell("disclosure.rules.normative_document/issued"), "3");
    assert_eq!(cell("disclosure.rules.regulation/in_force"), "12");
    assert_eq!(r.words(gongkai::report::Part::Before(Section::Overview)), "公开208条");
    assert_eq!(r.title_line(), "示范局2024年政府信息公开工作年度报告");
    let told = r.notes.iter().any(|n| n.text.contains("修订没有接受（插入1处、删除2处）"));
    assert!(told, "{:?}", r.notes);
}

/// A Word form whose prompts were left in says so, whoever marked them how.
#[test]
fn prompts_of_a_word_form_are_told() {
    let run = |format: &str, t: &str| format!("<w:r><w:rPr>{format}</w:rPr><w:t>{t}</w:t></w:r>");
    let told = |runs: String| {
        let body = format!(
            "<w:p><w:r><w:t>示范局2024年政府信息公开工作年度报告</w:t></w:r></w:p><w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p><w:p>{runs}</w:p><w:p><w:r><w:t>二、主动公开政府信息情况</w:t></w:r></w:p>"
        );
        let xml = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        let r = read_document(&word_of(xml.as_bytes()), "x.docx", None).expect("a report");
        r.notes.iter().find(|n| n.text.contains("突出显示")).map(|n| n.text.clone())
    };
    let plain = run("", "全年公开信息");
    for marked in [
        "<w:highlight w:val=\"yellow\"/>",
        "<w:color w:val=\"808080\"/>",
        "<w:rStyle w:val=\"PlaceholderText\"/>",
    ] {
        let text = told(plain.clone() + &run(marked, "单击此处") + &run(marked, "输入数字")).expect(marked);
        assert!(text.starts_with("“单击此处输入数字”在原文件里"), "{text}");
    }
    for fine in
        ["", "<w:highlight w:val=\"none\"/>", "<w:color w:val=\"333333\"/>", "<w:color w:val=\"auto\"/>"]
    {
        assert_eq!(told(plain.clone() + &run(fine, "120条。")), None, "{fine}");
    }
}
