//! Documents that were misread once: each for what went wrong.

use crate::made::form_words::HEADS;
use crate::made::workbook::{TestSheet, number, of, report as sheet};
use gongkai::form::Section;
use gongkai::form::table::CellKey;
use gongkai::import::{Hints, ImportError, each_sheet, read_document};
use gongkai::report::{NoteKind, Part, Report};

fn read(text: &str) -> Report {
    read_document(text.as_bytes(), "x.txt", None).unwrap_or_else(|e| panic!("{e}"))
}

fn cell(r: &Report, key: &str) -> Option<String> {
    r.canonical(&CellKey::parse(key))
}

fn is_asked(r: &Report) -> bool {
    r.notes.iter().any(|n| n.kind == NoteKind::Doubtful)
}

#[test]
fn a_table_of_contents_was_the_report_where_a_heading_of_the_body_is_worded_otherwise() {
    let heads = HEADS;
    let title = "示范县水务局2024年政府信息公开工作年度报告";
    let contents: String = heads.iter().zip(1..).map(|(h, n)| format!("{h}……{n}\n")).collect();
    let plain: String = heads.iter().map(|h| format!("{h}\n")).collect();
    let own = heads.map(str::to_string);
    let short = own[..5].to_vec();
    let other = [&own[..5], &["六、附则".to_string()]].concat();
    let bare: Vec<String> =
        heads.iter().zip(1..).map(|(h, n)| format!("{n}. {}", &h["一、".len()..])).collect();
    for (contents, word) in [(&contents, "目录\n"), (&contents, ""), (&plain, "目录\n")] {
        for body in [&own.to_vec(), &short, &other, &bare] {
            let body: String = body
                .iter()
                .map(|h| format!("{h}\n{}的话。\n", h.trim_start_matches(|c: char| !c.is_alphabetic())))
                .collect();
            let text = format!("{title}\n{word}{contents}本报告按条例编制。\n{body}");
            let r = read_document(text.as_bytes(), "x.txt", None).expect("a report");
            assert!(r.words(Part::Preamble).contains("按条例"), "{text}: {:?}", r.notes);
            assert!(r.words(Part::Before(Section::Disclosure)).contains("的话。"), "{text}: {:?}", r.notes);
        }
    }
}

#[test]
fn a_number_under_a_head_that_began_like_a_note_was_taken_for_the_forms() {
    let under = |rows: &[[&str; 2]]| {
        let row = |cells: &[&str; 2]| format!("<tr><td>{}</td><td>{}</td></tr>", cells[0], cells[1]);
        let all = [&[["第二十条第（五）项", ""]], rows, &[["行政许可", "14"]]].concat();
        let rows: String = all.iter().map(row).collect();
        let page = format!(
            "<p>示范市云溪区水务局2024年政府信息公开工作年度报告</p><p>一、总体情况</p><p>平稳。</p>\
             <p>二、主动公开政府信息情况</p><table>{rows}</table>"
        );
        let r = read_document(page.as_bytes(), "x", None).unwrap_or_else(|e| panic!("{e}"));
        cell(&r, "disclosure.licensing.licence/decisions")
    };
    let licences = |head: [&str; 2]| under(&[head]);
    // A unit, a year or an office in a row of its own is no head.
    for alone in [["", "单位：件"], ["", "2024年度"], ["填表单位", "示范市云溪区水务局"], ["说明", "全年"]]
    {
        let head = ["信息内容", "本年处理决定数量"];
        assert_eq!(under(&[head, alone]).as_deref(), Some("14"), "{alone:?}");
        assert_eq!(under(&[alone, head]).as_deref(), Some("14"), "{alone:?}");
    }
    assert_eq!(licences(["信息内容", "本年处理决定数量"]).as_deref(), Some("14"));
    for head in [["说明", "截至上年累计数"], ["审核类别", "上年数"], ["", "累计"]] {
        assert_eq!(licences(head), None, "{head:?}");
    }
}

#[test]
fn the_zeros_of_a_whole_group_behind_its_label_had_no_places() {
    let heads =
        "申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n";
    let table = |zeros: &str| {
        let received = "一、本年新收政府信息公开申请数量\n1\n0\n0\n0\n0\n0\n1\n";
        let carried = "二、上年结转政府信息公开申请数量\n0\n0\n0\n0\n0\n0\n0\n";
        let granted = "三、本年度办理结果\n（一）予以公开\n1\n0\n0\n0\n0\n0\n1\n";
        read(&six("公开不够及时。", "无。").replace(
            "没有收到申请。\n",
            &format!("{heads}{received}{carried}{granted}（三）不予公开\n{zeros}"),
        ))
    };
    let r = table(&"0\n".repeat(56));
    assert_eq!(
        cell(&r, "requests.done.refused.administrative_query/total").as_deref(),
        Some("0"),
        "{:?}",
        r.notes
    );
    let r = table(&("0\n".repeat(55) + "1\n"));
    assert_eq!(cell(&r, "requests.done.refused.administrative_query/total"), None);
}

#[test]
fn a_table_run_into_one_line_was_lost() {
    let line = "第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数 规 章 0 0 0 行政规范性文件 1 0 3 \
                第二十条第（五）项 信息内容 本年处理决定数量 行政许可 52 第二十条第（六）项 信息内容 本年处理决定数量 \
                行政处罚 15 行政强制 0 第二十条第（八）项 信息内容 本年收费金额（单位：万元） 行政事业性收费 0";
    let r = read(&six("公开不够及时。", "无。").replacen("没有。", line, 1));
    let of = |key: &str| cell(&r, &format!("disclosure.{key}"));
    assert_eq!(of("licensing.licence/decisions").as_deref(), Some("52"), "{:?}", r.notes);
    assert_eq!(of("rules.normative_document/in_force").as_deref(), Some("3"));
    assert_eq!(of("fees.fee/amount").as_deref(), Some("0"));
}

#[test]
fn numbers_in_one_line_below_the_name_of_their_row_were_nobody_s() {
    let table = "第二十条第（一）项 |\n信息内容 |\n本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 |\n0 | 0 | 0 |\n\
                 行政规范性文件 |\n1 | 0 | 3 |\n第二十条第（五）项 |\n信息内容 |\n本年处理决定数量 |\n行政许可 |\n52 |\n";
    let requests = "申请人情况 |\n自然人 | 法人或其他组织 | 总计 |\n商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n\
                    一、本年新收政府信息公开申请数量 |\n1 | 0 | 0 | 0 | 0 | 0 | 1 | ||\n\
                    二、上年结转政府信息公开申请数量 |\n0 | 0 | 0 | 0 | 0 | 0 | 0 | ||\n\
                    三、本年度办理结果 |\n（一）予以公开 |\n1 | 0 | 0 | 0 | 0 | 0 | 1 |\n";
    let text = six("公开不够及时。", "无。").replacen("没有。\n", table, 1);
    let r = read(&text.replace("没有收到申请。\n", requests));
    for (key, wanted) in [
        ("disclosure.rules.regulation/in_force", "0"),
        ("disclosure.rules.normative_document/in_force", "3"),
        ("disclosure.licensing.licence/decisions", "52"),
        ("requests.received/natural", "1"),
        ("requests.received/total", "1"),
        ("requests.done.granted/natural", "1"),
    ] {
        assert_eq!(cell(&r, key).as_deref(), Some(wanted), "{key}: {:?}", r.notes);
    }
}

#[test]
fn a_sentence_between_two_titles_was_lost_without_a_word() {
    let title = "示范县水务局2024年政府信息公开工作年度报告";
    let sentence = "为做好工作，我局高度重视，全年发布信息20条。";
    for second in [title, "2024年政府信息公开工作年度报告", "水务局2024年政府信息公开工作年度报告"]
    {
        let text = six("公开不够及时。", "无。").replacen(
            title,
            &format!("{title}\n{sentence}\n{second}\n本报告按照条例编制。"),
            1,
        );
        let r = read(&text);
        let told = r.notes.iter().any(|n| n.text.contains("标题前后"));
        assert!(
            r.words(Part::Preamble).contains(sentence) || told,
            "{second}: {:?} {:?}",
            r.preamble,
            r.notes
        );
        assert_eq!(r.title_line(), title, "{second}");
    }
}

/// A first sentence of fewer than thirty characters went for a portal's where its stop was missing.
#[test]
fn a_short_first_sentence_without_its_stop_stays_in_the_preamble() {
    let title = "示范县水务局2024年政府信息公开工作年度报告";
    let with = |above: &str| {
        let text = six("公开不够及时。", "无。").replacen(title, &format!("{title}\n{above}"), 1);
        read(&text)
    };
    for sentence in [
        "根据《条例》规定，现公布本局去年情况",
        "现将我局2024年情况报告如下",
        "按照《中华人民共和国政府信息公开条例》编制",
        "为进一步做好公开工作，特编制本报告",
        "本报告由六个部分组成，数据取自系统",
    ] {
        for behind in ["", "\n本报告中的数据自2024年1月1日起至2024年12月31日止。"] {
            let r = with(&format!("发布时间：2025-01-20\n{sentence}{behind}"));
            assert!(
                r.words(Part::Preamble).starts_with(sentence),
                "{sentence}: {:?} {:?}",
                r.preamble,
                r.notes
            );
            assert_eq!(r.title_line(), title, "{sentence}");
            assert!(r.notes.iter().any(|n| n.text.contains("发布时间")), "{:?}", r.notes);
        }
    }
    for portal in [
        "来源：示范县水务局",
        "字号：大中小",
        "首页 政务公开 年度报告",
        "浏览次数：12 打印本页",
        "示范县水务局办公室",
        "为全面落实县政府惠民政策，县水利局召开会议",
    ] {
        assert_eq!(with(portal).preamble, Vec::new(), "{portal}");
    }
}

/// Six sections, the fifth and the sixth with these words.
fn six(fifth: &str, sixth: &str) -> String {
    format!(
        "示范县水务局2024年政府信息公开工作年度报告\n一、总体情况\n平稳。\n二、主动公开政府信息情况\n没有。\n\
         三、收到和处理政府信息公开申请情况\n没有收到申请。\n四、政府信息公开行政复议、行政诉讼情况\n没有。\n\
         五、存在的主要问题及改进情况\n{fifth}\n六、其他需要报告的事项\n{sixth}\n示范县水务局\n2025年1月20日\n"
    )
}

#[test]
fn a_heading_like_that_of_section_one_in_the_last_cut_off_the_rest() {
    for line in ["一、收费总体情况", "一、总体情况良好，但有不足", "一、2024年总体情况"]
    {
        for text in
            [six("公开不够及时。", &format!("{line}\n没有收取。")), six(&format!("{line}\n好。"), "无。")]
        {
            let r = read(&text);
            assert!(r.signature.date.is_some() && !is_asked(&r), "{line}: {:?}", r.notes);
        }
    }
    let twice = six("公开不够及时。", "无。") + &six("公开不够及时。", "无。");
    assert!(is_asked(&read(&twice)));
}

#[test]
fn a_title_below_what_a_portal_says_in_one_long_line_was_lost() {
    let above = "信息类别： 县政府信息工作年度报告 公开方式： 主动公开 生成日期：2025-02-20 公开时限： 常年公开 公开范围： 面向全社会 发布机构： 示范县水务局\n\n相关解读：\n\n相关文件：\n\n";
    let r = read(&(above.to_string() + &six("公开不够及时。", "无。")));
    assert_eq!(r.title_line(), "示范县水务局2024年政府信息公开工作年度报告");
    assert!(!r.words(Part::Preamble).contains("相关"), "{:?}", r.preamble);
    let unsigned =
        six("公开不够及时。", "无。").replace("示范县水务局2024年", "2024年").replace("示范县水务局\n", "");
    let r = read(&(above.to_string() + &unsigned));
    assert_eq!(r.office.name, "示范县水务局", "{:?}", r.notes);
    // Who puts it on a portal need not be whose report it is.
    assert!(r.notes.iter().any(|n| n.text.contains("照网页上的发布机构")), "{:?}", r.notes);
}

#[test]
fn a_short_line_above_a_flat_table_was_taken_for_one_of_its_heads() {
    let whole = std::fs::read_to_string(crate::made::data("flat-2024").join("source.txt")).expect("read");
    let plain = read(&whole);
    let heading = "三、收到和处理政府信息公开申请情况\n";
    for (line, asked) in
        [("区人民政府", true), ("本表数据不完整", true), ("数据未核实", true), ("统计数据", false)]
    {
        let r = read(&whole.replace(heading, &format!("{heading}{line}\n")));
        assert_eq!(r.cells, plain.cells, "{line}");
        assert_eq!(is_asked(&r) && !is_asked(&plain), asked, "{line}: {:?}", r.notes);
    }
}

#[test]
fn a_workbook_of_a_county_was_too_much_and_one_of_more_sheets_than_any_is_refused_by_a_sentence() {
    let names: Vec<String> = (0..1001).map(|i| format!("示范县第{i}中学")).collect();
    let first = ["1", "2", "12"].map(|n| number(n, 0));
    let sheets: Vec<TestSheet<'_>> =
        names.iter().map(|n| (n.as_str(), false, sheet(n, first.clone()))).collect();
    let county = of(&sheets[..150], &[]);
    let budget = gongkai::import::budget::Budget::default();
    let each = each_sheet::read(&county, "x.xlsx", &budget).expect("read").expect("sheets");
    assert_eq!(each.with_form.len(), 150);
    let all = of(&sheets, &[]);
    let refused = read_document(&all, "x.xlsx", Hints::default()).expect_err("too many");
    assert!(matches!(refused, ImportError::ManySheets { .. }), "{refused}");
}
