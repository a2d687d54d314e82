//! Reports that say whose numbers are in them: those that hand in too are asked about, and no others.

use super::twice::{comes_to, county_with, handed, within};
use crate::made::county::Handed;
use gongkai::collect::Collection;
use gongkai::collect::holding::HoldingSaid;
use gongkai::collect::overview::Overview;
use gongkai::collect::unit_row::FilesSeen;

const TOWN: &str = "示范县青石镇人民政府";
const STATION: &str = "示范县青石镇水利站";
const BUREAU: &str = "示范县水利局";
const SCHOOLS: &str = "示范县教育局";

/// The county with two more units that hand in; one of them, the first if not said, says this.
fn said_by(units: [&str; 2], words: &str, speaker: usize) -> Collection {
    let mut own: Vec<Handed> = handed(&units, 9);
    own[speaker] = own[speaker].clone().saying(words);
    let (county, c) =
        county_with(&units.map(|u| (u, None)), own.iter().map(Handed::submission).collect::<Vec<_>>());
    let asked = within(&c);
    let counts = |h: &&Handed| !asked.contains(&h.report.office.name);
    comes_to(&c, &county.handed.iter().chain(own.iter().filter(counts)).collect::<Vec<_>>());
    c
}

#[test]
fn a_station_whose_town_says_that_it_holds_its_numbers_is_not_added_again() {
    for (above, below, words) in [
        (TOWN, STATION, "以上数据含镇水利站。"),
        (TOWN, STATION, "认真做好公开工作，以上各项数据均包括镇机关、文化站及水利站的数据。"),
        (TOWN, STATION, "全年收到申请12件（含镇水利站2件）。"),
        (TOWN, STATION, "全年新收政府信息公开申请12件，其中镇水利站3件。"),
        (TOWN, STATION, "本报告统计范围涵盖青石镇水利站、青石镇文化站等单位。"),
        (TOWN, STATION, "镇水利站不单独编制年度报告，其数据一并统计在内。"),
        (TOWN, STATION, "镇水利站的数据已并入本报告。"),
        (TOWN, STATION, "表中数据为镇机关与水利站之和。"),
        (TOWN, STATION, "本年报数据由镇机关和水利站、文化站汇总。"),
        (TOWN, STATION, "以上数据含所属事业单位。"),
        (TOWN, STATION, "上述数据不仅包括镇机关，还包括水利站。"),
        (TOWN, STATION, "本报告的统计数据由本级1个、事业单位2个共3个单位的年度报告汇总而成。"),
        (TOWN, STATION, "统计范围为镇机关及镇水利站。"),
        (TOWN, STATION, "镇水利站数据合并在本报告中。"),
        (TOWN, STATION, "认真做好公开工作。与镇水利站合并编制。"),
        (TOWN, STATION, "水利站的申请件数也统计在上表中。"),
        (TOWN, STATION, "认真做好公开工作。（含镇水利站）"),
        (TOWN, STATION, "本年度报告由镇政府（含水利站）编制。"),
        (TOWN, STATION, "统计口径：镇机关、水利站。"),
        (TOWN, STATION, "统计口径为镇机关加镇水利站。"),
        (TOWN, STATION, "代镇水利站统计上报。"),
        (TOWN, STATION, "合并统计镇水利站。"),
        (TOWN, STATION, "汇总了镇水利站的数据。"),
        (TOWN, STATION, "上表汇总镇水利站等下属单位。"),
        (TOWN, STATION, "认真做好公开工作。其中水利站2件。"),
        (TOWN, STATION, "其中，镇水利站受理申请2件。"),
        (TOWN, STATION, "收到申请中有镇水利站2件。"),
        (TOWN, STATION, "本报告为镇政府及镇水利站联合报告。"),
        (TOWN, STATION, "填报范围：镇政府及水利站。"),
        (TOWN, STATION, "镇属各站所数据均在内。"),
        (TOWN, STATION, "各站所数据已合并。"),
        (TOWN, STATION, "含二级单位数据。"),
        (TOWN, STATION, "包括下属各单位。"),
        (TOWN, STATION, "下属事业单位未单独编报，一并计入。"),
        (TOWN, STATION, "把水利站算在内。"),
        (TOWN, STATION, "水利站也算在里面。"),
        (TOWN, STATION, "镇水利站的情况一并报告。"),
        (TOWN, STATION, "镇水利站数据归口镇政府统计。"),
        (TOWN, STATION, "镇水利站年报随镇政府一并公开。"),
        (TOWN, STATION, "本报告由镇政府（本级及水利站）编制。"),
        (BUREAU, "示范县水利局信息中心", "本年报统计数据由局机关及下属信息中心汇总。"),
        (BUREAU, "示范县水利局信息中心", "以上数据含我局信息中心。"),
        (BUREAU, "示范县水利局信息中心", "本报告数据由局机关及下属单位汇总而成。"),
        (BUREAU, "示范县水利站", "所列数据包含下属3个事业单位的数据。"),
        (BUREAU, "水利工程服务中心", "统计数据包括水利工程服务中心、河道管理所。"),
        (SCHOOLS, "示范县第一中学", "以上数据包括所属学校。"),
        (SCHOOLS, "示范县第一中学", "以上数据含县第一中学和县第二中学。"),
    ] {
        assert_eq!(within(&said_by([above, below], words, 0)), [below], "{words}");
    }
}

#[test]
fn a_station_that_says_itself_that_its_town_holds_its_numbers_is_not_added_again() {
    for words in [
        "本站的数据已并入青石镇人民政府年度报告。",
        "本站申请办理数据计入镇政府的年报，不再重复统计。",
        "本站数据归口镇政府统计上报。",
        "本站年报随镇政府一并公开。",
    ] {
        assert_eq!(within(&said_by([TOWN, STATION], words, 1)), [STATION], "{words}");
    }
}

#[test]
fn what_only_speaks_of_another_unit_holds_none_of_its_numbers() {
    for words in [
        "以上数据不含镇水利站。",
        "以上数据含镇文化站，不含镇水利站。",
        "以上数据未包括镇水利站的数据。",
        "公开内容包括镇水利站建设、镇水利站收费等信息，统计数据另行公布。",
        "将镇水利站、镇文化站列入政务公开考核，全年发布统计数据12条。",
        "全年公开信息12件，指导镇水利站公开信息3件。",
        "本单位数据由镇党政办公室汇总。",
        "统计数据说明：镇水利站单独编制年度报告。",
        "以上数据为本单位数据。",
        "本报告包括总体情况、主动公开情况等六个部分。",
        "镇水利站的数据不计入本报告。",
        "全年主动公开信息120件，其中机关80件，下属单位40件。",
        "数据来源包括教育局、财政局等部门。",
        "对镇水利站等单位开展培训，统计数据包括培训3次。",
        "统计范围为镇机关，水利站另行编制。",
        "收集各站所数据，含水利站。",
        "统计局、水利站数据共享。",
        "镇水利站建设项目信息公开12条，其中水利站2条。",
        "组织含水利站在内的12个站所参加培训。",
        "镇水利站数据由其自行编制公布，不含在本报告内。",
        "全年公开水利、教育等领域信息，含镇水利站招聘公告3条。",
        "镇水利站的统计工作随时公开，归口管理。",
        "对干部（机关及水利站）开展培训12场。",
    ] {
        let asked = within(&said_by([TOWN, STATION], words, 0));
        assert!(asked.is_empty(), "{words}: {asked:?}");
    }
    // The government's office adds up what everybody hands in; that its own report holds it nobody says.
    for words in ["本局数据由县人民政府办公室统一汇总上报。", "本报告数据由示范县人民政府办公室汇总。"]
    {
        let asked = within(&said_by([BUREAU, SCHOOLS], words, 0));
        assert!(asked.is_empty(), "{words}: {asked:?}");
    }
}

#[test]
fn the_governments_office_that_says_it_reports_for_all_is_asked_whether_it_is_the_whole() {
    for words in [
        "本报告统计数据含各镇人民政府。",
        "本报告统计数据涵盖全县各部门、各乡镇。",
        "以上数据由县政府办公室及各乡镇、各部门的数据汇总而成。",
    ] {
        let mut own = handed(&["示范县政务服务和大数据局", BUREAU], 9);
        own[0] = own[0].clone().saying(words);
        let units = [("示范县政务服务和大数据局", None), (BUREAU, None)];
        let (_, c) = county_with(&units, own.iter().map(Handed::submission).collect());
        let o = Overview::of(&c, &FilesSeen::default());
        let asked: Vec<_> = o.findings.iter().filter(|f| f.code == "U107").collect();
        assert!(asked.len() == 1 && !asked[0].remedies.is_empty(), "{words}: {:?}", o.findings);
    }
}

#[test]
fn a_long_sentence_of_many_lists_is_read_in_time() {
    let long = "以上数据含镇水利站、".repeat(20_000);
    let mut said = HoldingSaid::default();
    said.read(&long);
    assert!(said.names.is_empty(), "nobody says so much in a sentence");
}
