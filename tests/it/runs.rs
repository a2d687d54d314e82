//! Word documents in: what a run holds besides plain words, and what of it is not to be seen.

use crate::made::documents::{word_of, zip_of};
use gongkai::form::table::CellKey;
use gongkai::import::read_document;
use gongkai::report::{Part, Report, Section};

/// A report with these runs in a cell and in the first part.
fn document(cell: &str, prose: &str) -> String {
    let p = |runs: &str| format!("<w:p>{runs}</w:p>");
    let plain = |words: &str| p(&run("", words));
    let tc = |runs: &str| format!("<w:tc>{}</w:tc>", p(runs));
    let head = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"].map(|t| tc(&run("", t))).concat();
    let row = ["规章", "0", "1"].map(|t| tc(&run("", t))).concat() + &tc(cell);
    let body = [
        plain("示范局2024年政府信息公开工作年度报告"),
        plain("一、总体情况"),
        p(prose),
        plain("二、主动公开政府信息情况"),
        format!("<w:tbl><w:tr>{head}</w:tr><w:tr>{row}</w:tr></w:tbl>"),
        plain("三、收到和处理政府信息公开申请情况"),
    ];
    format!("<w:document xmlns:w='w' xmlns:m='m' xmlns:v='v'><w:body>{}</w:body></w:document>", body.concat())
}

fn run(look: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r>")
}

/// The cell, the first part, and what is told.
fn read(cell: &str, prose: &str) -> (String, String, String) {
    said(&read_document(&word_of(document(cell, prose).as_bytes()), "x.docx", None).expect("a report"))
}

fn said(r: &Report) -> (String, String, String) {
    let number = r.canonical(&CellKey::parse("disclosure.rules.regulation/in_force")).unwrap_or_default();
    let told = r.notes.iter().map(|n| n.text.as_str()).collect();
    (number, r.words(Part::Before(Section::Overview)).to_string(), told)
}

#[test]
fn formulas_sounds_and_signs_are_no_holes_in_a_number() {
    let formula = "<m:oMath><m:r><m:t>04</m:t></m:r></m:oMath>";
    let ruby = "<w:r><w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>04</w:t></w:r></w:rubyBase></w:ruby></w:r>";
    let sign = |font: &str, code: &str| format!("<w:r><w:sym w:font='{font}' w:char='{code}'/></w:r>");
    let after = |more: &str| read(&(run("", "12") + more), &(run("", "信息12") + more + &run("", "条。")));
    let (cell, words, _) = after(formula);
    assert_ne!(cell, "12");
    assert_eq!(words, "信息1204条。");
    assert_eq!(after(ruby).0, "1204");
    assert_eq!(after(ruby).1, "信息1204条。");
    assert_eq!(after(&sign("Arial", "0034")).0, "124");
    let (cell, _, told) = after(&sign("Wingdings", "F034"));
    assert!(cell != "12" || !told.is_empty(), "{cell} {told}");
}

#[test]
fn white_words_are_read_where_something_is_behind_them() {
    let white = "<w:color w:val='FFFFFF'/>";
    let (cell, _, told) = read(&(run("", "12") + &run(white, "5")), &run("", "公开。"));
    assert_eq!(cell, "12");
    assert!(told.contains("划掉或写成白色的文字“5”没有读入"), "{told}");
    // A shade of white is grey.
    let grey = "<w:color w:val='7F7F7F' w:themeColor='background1' w:themeShade='7F'/>";
    assert_eq!(read(&(run("", "12") + &run(grey, "04")), &run(grey, "公开。")).0, "1204");
    let shaded = format!("{white}<w:shd w:val='clear' w:fill='4472C4'/>");
    assert_eq!(read(&run(&shaded, "12"), &run("", "公开。")).0, "12");
    // The cell's own ground, or that of the table's style.
    let text = document(&run(white, "12"), &run("", "公开。"));
    let cell = format!("<w:tc><w:p>{}", run(white, "12"));
    let ground = cell.replace("<w:tc>", "<w:tc><w:tcPr><w:shd w:val='clear' w:fill='1F3864'/></w:tcPr>");
    let r = read_document(&word_of(text.replace(&cell, &ground).as_bytes()), "x.docx", None).expect("read");
    assert_eq!(said(&r).0, "12");
    let styles = "<w:styles xmlns:w='w'><w:style w:type='table' w:styleId='t'><w:name w:val='t'/><w:tblStylePr><w:tcPr><w:shd w:val='clear' w:fill='1F3864'/></w:tcPr></w:tblStylePr></w:style></w:styles>";
    let styled = text.replace("<w:tbl>", "<w:tbl><w:tblPr><w:tblStyle w:val='t'/></w:tblPr>");
    let file = zip_of(&[("word/document.xml", styled.as_str()), ("word/styles.xml", styles)]);
    assert_eq!(said(&read_document(&file, "x.docx", None).expect("read")).0, "12");
}

#[test]
fn every_box_of_a_group_is_read_and_notes_at_the_foot_are_told() {
    let boxed = |words: &str| {
        format!("<v:textbox><w:txbxContent><w:p>{}</w:p></w:txbxContent></v:textbox>", run("", words))
    };
    let group = format!(
        "<w:r><w:pict><v:group>{}{}</v:group></w:pict></w:r>",
        boxed("图一：公开渠道。"),
        boxed("图二：公开数量。")
    );
    let text = document(&run("", "12"), &(run("", "公开。") + &group));
    let notes = "<w:footnotes xmlns:w='w'><w:footnote w:type='separator' w:id='-1'/><w:footnote w:id='1'><w:p><w:r><w:t>不含乡镇的数据。</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let file = zip_of(&[("word/document.xml", text.as_str()), ("word/footnotes.xml", notes)]);
    let (_, words, told) = said(&read_document(&file, "x.docx", None).expect("read"));
    assert!(words.contains("图一：公开渠道。") && words.contains("图二：公开数量。"), "{words}");
    assert!(told.contains("脚注、尾注“不含乡镇的数据。”没有读入"), "{told}");
}

/// Forms that a county fills in by serial letters ask in one field for what another holds.
#[test]
fn what_a_field_is_asked_for_is_not_shown_nor_what_another_within_it_answers() {
    let sign = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let asked = |words: &str| format!("<w:r><w:instrText>{words}</w:instrText></w:r>");
    let inner = sign("begin") + &asked("MERGEFIELD n") + &sign("separate") + &run("", "9") + &sign("end");
    let outer = sign("begin") + &asked("IF ") + &inner + &asked(" = 9 \"1\"") + &sign("separate");
    let (cell, words, _) = read(&(outer.clone() + &run("", "1") + &sign("end")), &(inner + &run("", "条。")));
    assert_eq!((cell.as_str(), words.as_str()), ("1", "9条。"));
}

#[test]
fn fractions_are_asked_and_what_a_control_prompts_for_is_told() {
    let part = |name: &str, digit: &str| format!("<m:{name}><m:r><m:t>{digit}</m:t></m:r></m:{name}>");
    let half = format!("<m:oMath><m:f>{}{}</m:f></m:oMath>", part("num", "1"), part("den", "2"));
    assert_eq!(read(&half, &run("", "公开。")).0, "");
    let prompt = format!(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        run("", "9")
    );
    let (_, _, told) = read(&prompt, &run("", "公开。"));
    assert!(told.contains("“9”在原文件里是灰字、突出显示或表单的提示"), "{told}");
}

/// 注：以上为2024年数据, in the last row of a table.
#[test]
fn a_row_of_words_in_a_table_is_told() {
    // A line right above a table says as much.
    for words in ["注：上述数据有误，以附件为准", "作废", "单位：百件", "以上数据为1-9月"]
    {
        let above = format!("<w:p>{}</w:p><w:tbl>", run("", words));
        let text = document(&run("", "12"), &run("", "公开。")).replacen("<w:tbl>", &above, 1);
        let (_, _, told) = said(&read_document(&word_of(text.as_bytes()), "x.docx", None).expect("a report"));
        assert!(told.contains(&format!("表旁边写着“{words}”")), "{words}: {told}");
    }
    for words in ["注：以上为2024年数据", "注：本表数据含下属事业单位", "作废"] {
        let note = format!(
            "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='4'/></w:tcPr><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
            run("", words)
        );
        let text = document(&run("", "12"), &run("", "公开。")).replace("</w:tbl>", &note);
        let (cell, _, told) =
            said(&read_document(&word_of(text.as_bytes()), "x.docx", None).expect("a report"));
        assert_eq!(cell, "12");
        assert!(told.contains(&format!("有一行文字“{words}”没有读入")), "{told}");
    }
}

#[test]
fn a_field_that_was_never_finished_hides_nothing_and_digits_in_a_font_of_signs_are_told() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let asked = "<w:r><w:instrText> REF a </w:instrText></w:r>";
    let open = mark("begin") + asked + &run("", "1204");
    assert_eq!(read(&open, &run("", "公开。")).0, "1204");
    let closed = mark("begin") + asked + &run("", "9") + &mark("separate") + &run("", "1204") + &mark("end");
    assert_eq!(read(&closed, &run("", "公开。")).0, "1204");
    let font = |name: &str| format!("<w:rFonts w:ascii='{name}'/>");
    assert_eq!(read(&run(&font("Symbol"), "1204"), &run("", "公开。")).0, "1204");
    let (cell, _, told) = read(&(run("", "12") + &run(&font("Wingdings"), "04")), &run("", "公开。"));
    assert_eq!(cell, "12");
    assert!(told.contains("用符号字体写的“04”"), "{told}");
}

#[test]
fn a_row_of_no_height_is_told_where_it_has_words_only() {
    let row = |words: &str| {
        format!(
            "<w:tr><w:trPr><w:trHeight w:val='10' w:hRule='exact'/></w:trPr><w:tc><w:p>{}</w:p></w:tc></w:tr>",
            run("", words)
        )
    };
    let told = |words: &str| {
        let text =
            document(&run("", "12"), &run("", "公开。")).replacen("<w:tr>", &(row(words) + "<w:tr>"), 1);
        said(&read_document(&word_of(text.as_bytes()), "x.docx", None).expect("read")).2
    };
    assert!(!told("").contains("没有读入") && told("7").contains("行高为零"), "{} {}", told(""), told("7"));
}

#[test]
fn a_deleted_cell_is_none_and_a_deleted_mark_joins_its_paragraph_to_the_next() {
    let text = document(&run("", "12"), &run("", "公开。"));
    let cell = format!("<w:tc><w:p>{}</w:p></w:tc>", run("", "1"));
    let deleted = cell.replace("<w:p>", "<w:tcPr><w:cellDel w:id='1'/></w:tcPr><w:p>");
    let with = text.replace(&cell, &(deleted.replace(">1<", ">7<") + &cell));
    assert_ne!(with, text);
    let told = |text: &str| said(&read_document(&word_of(text.as_bytes()), "x.docx", None).expect("read"));
    assert_eq!(told(&with).0, "12");
    assert!(told(&with).2.contains("删除1处"), "{}", told(&with).2);
    let mark = |kind: &str| format!("<w:p><w:pPr><w:rPr><w:{kind} w:id='1'/></w:rPr></w:pPr>");
    let two = format!("{}</w:p><w:p>{}", run("", "公开信息"), run("", "12条。"));
    let two = document(&run("", "12"), &two);
    let first = format!("<w:p>{}", run("", "公开信息"));
    for (kind, words, changes) in
        [("del", "公开信息12条。", "插入0处、删除1处"), ("ins", "公开信息\n12条。", "插入1处、删除0处")]
    {
        let (_, now, what) = told(&two.replace(&first, &first.replace("<w:p>", &mark(kind))));
        assert_eq!(now, words);
        assert!(what.contains(changes), "{what}");
    }
    // A form's field behind it does not come before it.
    let field = format!("<w:sdt><w:sdtContent><w:p>{}</w:p></w:sdtContent></w:sdt>", run("", "12条。"));
    let first = format!("{}{}</w:p>{field}<w:p>{}", mark("del"), run("", "公开信息"), run("", "再说。"));
    let said = told(&document(&run("", "12"), &first).replacen("<w:p><w:p>", "<w:p>", 1)).1;
    assert!(said.starts_with("公开信息"), "{said}");
    // What was taken out as a whole is one change.
    let gone =
        format!("{}<w:del>{}</w:del></w:p><w:p>", mark("del"), run("", "旧").replace("w:t>", "w:delText>"));
    let (_, now, what) =
        told(&text.replacen(&format!("<w:p>{}", run("", "公开。")), &(gone + &run("", "公开。")), 1));
    assert_eq!(now, "公开。");
    assert!(what.contains("插入0处、删除1处"), "{what}");
}

#[test]
fn a_text_effect_says_more_of_a_colour_than_the_colour() {
    let filled = |fill: &str, color: &str| {
        let look = format!("<w:color w:val='{color}'/><w14:textFill>{fill}</w14:textFill>");
        read(&(run("", "12") + &run(&look, "5")), &run("", "公开。")).0
    };
    let solid = |color: &str| format!("<w14:solidFill><w14:srgbClr w14:val='{color}'/></w14:solidFill>");
    assert_eq!(filled(&solid("FFFFFF"), "000000"), "12");
    assert_eq!(filled("<w14:noFill/>", "000000"), "12");
    assert_eq!(filled(&solid("000000"), "FFFFFF"), "125");
}

#[test]
fn a_note_is_doubtful_only_where_it_is_of_a_table() {
    let sign = |id: &str| format!("<w:r><w:footnoteReference w:id='{id}'/></w:r>");
    let note =
        |id: &str, words: &str| format!("<w:footnote w:id='{id}'><w:p>{}</w:p></w:footnote>", run("", words));
    let text = document(&(run("", "12") + &sign("3")), &(run("", "公开。") + &sign("1")));
    let head = run("", "二、主动公开政府信息情况");
    let text = text.replace(&head, &(head.clone() + &sign("2")));
    let notes = note("1", "指政务新媒体。") + &note("2", "不含乡镇。") + &note("3", "含结转。");
    let notes = format!("<w:footnotes>{notes}</w:footnotes>");
    let file = zip_of(&[("word/document.xml", text), ("word/footnotes.xml", notes)]);
    let (_, _, told) = said(&read_document(&file, "x.docx", None).expect("read"));
    assert!(told.contains("脚注、尾注“不含乡镇。”“含结转。”没有读入；请看看说的是不是表里的数"), "{told}");
    assert!(
        told.contains("脚注、尾注“指政务新媒体。”没有读入") && !told.contains("媒体。”没有读入；"),
        "{told}"
    );
}
