//! The invented report that the start page offers to try. Its numbers add up but for one slip, so that the
//! checks have something to show.

use crate::report::edit;
use crate::report::text::Para;
use crate::report::{Date, Report, contact};

/// 示范市云溪区水务局 and its report of 2025.
pub fn report() -> Report {
    let numbers = [
        ("disclosure.rules.normative_document/issued", "2"),
        ("disclosure.rules.normative_document/repealed", "1"),
        ("disclosure.rules.normative_document/in_force", "14"),
        ("disclosure.licensing.licence/decisions", "326"),
        ("disclosure.enforcement.penalty/decisions", "9"),
        ("disclosure.fees.fee/amount", "48.6"),
        ("requests.received/natural", "11"),
        ("requests.received/org.business", "2"),
        ("requests.carried_in/natural", "1"),
        ("requests.done.granted/natural", "7"),
        ("requests.done.granted/org.business", "2"),
        ("requests.done.unavailable.not_held/natural", "4"),
        ("requests.carried_out/natural", "1"),
        ("review.count/reconsideration.upheld", "1"),
        ("review.count/reconsideration.total", "2"),
    ];
    let mut r = edit::filled(2025, "示范市云溪区水务局", &numbers);
    let paras = |t: &[&str]| t.iter().map(|t| Para::plain(*t)).collect::<Vec<_>>();
    r.office.address = "云溪区清渠路9号".into();
    r.office.phone = "0000-1234567".into();
    r.office.postcode = "000100".into();
    r.office.published_at = "云溪区人民政府网站".into();
    let preamble = paras(&[
        "本报告根据《中华人民共和国政府信息公开条例》（国务院令第711号）和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）编制，包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分。所列数据的统计期限自2025年1月1日起至2025年12月31日止。本报告的电子版可在云溪区人民政府网站查阅。联系方式：示范市云溪区水务局，地址：云溪区清渠路9号，电话：0000-1234567，邮编：000100。",
    ]);
    r.preamble = contact::tied(preamble, &r.office);
    r.sections[0].before = paras(&[
        "（一）主动公开",
        "2025年，区水务局围绕防汛抗旱、供水保障和河湖治理公开信息208条，发布政策解读6篇。",
        "（二）依申请公开",
        "全年收到政府信息公开申请13件，上年结转1件，均在法定期限内办理，结转下年度1件。",
        "（三）政府信息管理",
        "制定公文公开属性审核办法，行政规范性文件全部在网站集中公开。",
        "（四）政府信息公开平台建设",
        "调整网站公开专栏，增设供水服务栏目，逐月检查链接和更新情况。",
        "（五）监督保障",
        "全年组织业务培训2次，把信息公开列入科室年度考核。",
    ]);
    r.sections[4].before = paras(&[
        "一是政策解读的形式不够丰富，下一步将多用图解和问答；二是部分栏目更新不够及时，已明确专人每周检查。",
    ]);
    r.sections[5].before = paras(&["无"]);
    r.signature.date = Date::new(2026, 1, 20);
    r
}
