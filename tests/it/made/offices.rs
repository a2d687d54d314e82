//! Invented offices of every kind, and their reports in both editions: the numbers add up, the words agree with them,
//! nothing is missing.

use super::dice::Dice;
use super::reports::{after, enter};
use gongkai::form::table::CellKey;
use gongkai::report::edit::{Edit, filled};
use gongkai::report::text::{Para, Run};
use gongkai::report::value::{Cell, Value};
use gongkai::report::{Date, Report};

/// An invented office: its words, its numbers in the old and in the new tables. `{y}` is the year, `{n}` the next.
pub struct Kind {
    name: &'static str,
    set: usize,
    preamble: &'static str,
    one: &'static [&'static str],
    after_requests: &'static str,
    five: &'static [&'static str],
    six: &'static str,
    both: &'static [(&'static str, &'static str)],
    old: &'static [(&'static str, &'static str)],
    new: &'static [(&'static str, &'static str)],
    /// Month and day of the signature.
    signed: (u8, u8),
}

const LETTERS: [&str; 2] = [
    "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）",
    "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）",
];

pub const KINDS: [Kind; 4] = [
    Kind {
        name: "示范县水利局",
        set: 0,
        preamble: "根据《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）和{letter}要求，由示范县水利局结合有关统计数据编制。全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分。所列数据的统计期限自{y}年1月1日起至{y}年12月31日止。本报告电子版可在示范县人民政府网站（http://xxgk.example.gov.cn/）下载。如有疑问，请与示范县水利局办公室联系（地址：示范县清渠路31号3楼，电话：0000-1234567，邮编：000100，邮箱：xxgk@example.cn）。",
        one: &[
            "{y}年，县水利局坚持以公开为常态、不公开为例外，按照《示范县{y}年政务公开工作要点》（示府办发〔{y}〕12号）抓好落实。",
            "（一）主动公开情况。截至{y}年12月31日，在县政府网站公开信息208条，其中政务动态100篇、工程招标公告21条。",
            "（二）依申请公开情况。全年新收政府信息公开申请13件，上年结转1件，办结13件，结转下年度1件，没有收取信息处理费。",
            "（三）政府信息管理情况。公文拟制时同步确定公开属性，对2015年以来的规范性文件作了清理。",
            "（四）平台建设情况。调整网站专栏3个，开通“示范水利”微信公众号，设置2个申请窗口。",
            "（五）监督保障情况。局长任组长的领导小组全年开会4次，组织培训2次，12345热线转办件均按时答复。",
        ],
        after_requests: "注：上述申请中有2件通过网上平台提交。",
        five: &[
            "{y}年，我局政府信息公开工作虽然取得一定成绩，但还存在解读形式不多、个别栏目更新不及时的问题。",
            "{n}年，我局将进一步丰富解读形式，明确专人每周检查栏目，将公开情况纳入科室考核。",
        ],
        six: "按照《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），{y}年未发出收费通知，没有收取信息处理费。",
        both: &[
            ("requests.received/natural", "11"),
            ("requests.received/org.business", "2"),
            ("requests.carried_in/natural", "1"),
            ("requests.done.granted/natural", "7"),
            ("requests.done.granted/org.business", "2"),
            ("requests.done.unavailable.not_held/natural", "4"),
            ("requests.carried_out/natural", "1"),
            ("review.count/reconsideration.upheld", "1"),
        ],
        old: &[
            ("disclosure.rules.normative_document/made", "2"),
            ("disclosure.rules.normative_document/published", "2"),
            ("disclosure.rules.normative_document/public_total", "14"),
            ("disclosure.licensing.licence/previous", "12"),
            ("disclosure.licensing.licence/change", "-2"),
            ("disclosure.licensing.licence/decisions", "326"),
            ("disclosure.procurement.central/count", "6"),
            ("disclosure.procurement.central/amount", "251000元"),
        ],
        new: &[
            ("disclosure.rules.normative_document/issued", "2"),
            ("disclosure.rules.normative_document/repealed", "1"),
            ("disclosure.rules.normative_document/in_force", "14"),
            ("disclosure.licensing.licence/decisions", "326"),
            ("disclosure.enforcement.penalty/decisions", "9"),
            ("disclosure.fees.fee/amount", "48.6"),
        ],
        signed: (1, 20),
    },
    Kind {
        name: "示范县青石镇人民政府",
        set: 0,
        preamble: "现公布示范县青石镇人民政府{y}年政府信息公开工作年度报告。本报告依据《中华人民共和国政府信息公开条例》和{letter}的要求编制，由六部分组成。数据统计期限为{y}年1月1日至12月31日。联系地址：青石镇新街1号；联系电话：（0000）7654321；邮政编码：000101。",
        one: &[
            "（一）主动公开。本镇围绕乡村振兴、惠农补贴等领域公开信息96条，及时公示低保、临时救助名单。",
            "（二）依申请公开。本年度未收到政府信息公开申请，也没有上年结转的申请。",
            "（三）政府信息管理。落实信息发布三级审核和保密审查，没有制发规范性文件。",
            "（四）平台建设。利用县政府网站乡镇专栏、村务公开栏和便民服务中心电子屏发布信息。",
            "（五）监督保障。把政务公开列入村干部年度考核，开展社会评议1次，满意度为98.5%，全年没有发生责任追究情形。",
        ],
        after_requests: "",
        five: &[
            "一是个别村公开不够及时；二是工作人员变动较频繁，业务不够熟悉。",
            "下一步，我镇将加强培训，并与县政务公开办建立联络机制。针对上一年度报告中提出的栏目单一问题，已增设惠农补贴栏目。",
        ],
        six: "无其他需要报告的事项。",
        both: &[],
        old: &[],
        new: &[("disclosure.enforcement.penalty/decisions", "3")],
        signed: (2, 6),
    },
    Kind {
        name: "示范市人民政府",
        set: 1,
        preamble: "本报告由示范市人民政府办公室根据《中华人民共和国政府信息公开条例》和{letter}，综合各县区人民政府和市政府各部门的年度报告编制。内容包括：总体情况、行政机关主动公开政府信息情况、行政机关收到和处理政府信息公开申请情况、因政府信息公开工作被申请行政复议、提起行政诉讼情况、政府信息公开工作存在的主要问题及改进情况、其他需要报告的事项。数据统计时间为{y}年1月1日—{y}年12月31日。如对报告有疑问，请与示范市人民政府办公室联系。地址：示范市中心大道1号，邮编：000000，电话：0000-8000000，传真：0000-8000001。",
        one: &[
            "{y}年是落实重点任务的一年，全市各级行政机关认真贯彻《条例》，较好完成了各项工作。",
            "（一）主动公开情况",
            "全市主动公开政府信息11398条，比{p}年增加8.3%；市政府制定规章3件、废止1件，发布行政规范性文件42件，配套解读120篇。",
            "（二）依申请公开情况",
            "全市共收到申请1200件，答复1190件，其中予以公开500件，占比42.02%。",
            "（三）政府信息管理情况",
            "建立规章、规范性文件动态调整机制，{p}年底前制定的文件全部完成清理。",
            "（四）平台建设情况",
            "升级市政府门户网站，整合12个政务新媒体账号。2019年建成的政策文件库继续发挥作用。",
            "（五）监督保障情况",
            "政务公开占市直部门年度考核的2分；委托第三方开展社会评议，公众满意度96%；对2家单位予以通报，没有因违反《条例》规定被追究责任的情形。",
        ],
        after_requests: "",
        five: &[
            "（一）存在的主要问题。{y}年，全市政府信息公开工作取得新进展，但也存在政策解读质量不高、基层力量薄弱等问题。",
            "（二）改进情况。{p}年报告中提出的办理不规范问题，已通过案例培训加以改进。{n}年，将重点抓好以下几项工作：一是提升解读质量；二是推动县（市、区）配齐专职人员。",
        ],
        six: "{y}年，全市发出收费通知3件，收取信息处理费460元。",
        both: &[
            ("requests.received/natural", "1100"),
            ("requests.received/org.business", "80"),
            ("requests.received/org.other", "20"),
            ("requests.carried_in/natural", "40"),
            ("requests.done.granted/natural", "450"),
            ("requests.done.granted/org.business", "50"),
            ("requests.done.partly_granted/natural", "120"),
            ("requests.done.refused.internal/natural", "20"),
            ("requests.done.unavailable.not_held/natural", "400"),
            ("requests.done.unavailable.not_held/org.business", "30"),
            ("requests.done.unavailable.not_held/org.other", "20"),
            ("requests.done.not_processed.petition/natural", "100"),
            ("requests.carried_out/natural", "50"),
            ("review.count/reconsideration.upheld", "30"),
            ("review.count/reconsideration.corrected", "3"),
            ("review.count/reconsideration.pending", "4"),
            ("review.count/suit_direct.upheld", "12"),
            ("review.count/suit_after_review.other", "5"),
        ],
        old: &[
            ("disclosure.rules.regulation/made", "3"),
            ("disclosure.rules.regulation/published", "3"),
            ("disclosure.rules.regulation/public_total", "11"),
        ],
        new: &[
            ("disclosure.rules.regulation/issued", "3"),
            ("disclosure.rules.regulation/repealed", "1"),
            ("disclosure.rules.regulation/in_force", "12"),
            ("disclosure.licensing.licence/decisions", "203411"),
            ("disclosure.enforcement.penalty/decisions", "88012"),
            ("disclosure.fees.fee/amount", "59237.2449"),
        ],
        signed: (3, 28),
    },
    Kind {
        name: "示范市科技创业服务中心",
        set: 0,
        preamble: "按照《中华人民共和国政府信息公开条例》和{letter}，示范市科技创业服务中心编制了本报告。本年度报告中所列数据的统计期限自{y}年1月1日到{y}年12月31日止。本报告的电子版可从示范市政府门户网站下载。（地址：科创路164号8栋2楼，电话：0000-8309705，邮编：000200）。",
        one: &[
            "{y}年，市科创中心在市科技局指导下，围绕孵化服务推进信息公开。我中心主要做了以下工作：",
            "主动公开方面，发布政策汇编、入驻指南等信息57条。依申请公开方面，没有收到公民、法人或者其他组织的申请。信息管理方面，完善公文公开属性审核。平台方面，维护网站子站和公众号。监督保障方面，组织全员培训1次，公布监督电话。",
        ],
        after_requests: "",
        five: &["公开的内容还不够全面，互动回应不够及时。今后将安排专人负责，逐步完善公开目录。"],
        six: "无",
        both: &[],
        old: &[("disclosure.rules.normative_document/public_total", "1")],
        new: &[],
        signed: (1, 28),
    },
];

/// A clean report of that kind and year.
pub fn report(kind: &Kind, year: u16) -> Report {
    let mut r = filled(year, kind.name, kind.both);
    let old = r.edition == "fy2019";
    let text = |t: &str| {
        t.replace("{letter}", LETTERS[usize::from(!old)])
            .replace("{y}", &year.to_string())
            .replace("{n}", &(year + 1).to_string())
            .replace("{p}", &(year - 1).to_string())
    };
    let paras = |lines: &[&str]| -> Vec<Para> {
        lines.iter().filter(|l| !l.is_empty()).map(|l| Para::plain(text(l))).collect()
    };
    Edit::HeadingSet(kind.set).apply(&mut r);
    for (key, value) in if old { kind.old } else { kind.new } {
        enter(&mut r, key, value);
    }
    r.preamble = paras(&[kind.preamble]);
    gongkai_contact(&mut r, &text(kind.preamble));
    r.sections[0].before = paras(kind.one);
    r.sections[2].after = paras(&[kind.after_requests]);
    r.sections[4].before = paras(kind.five);
    r.sections[5].before = paras(&[kind.six]);
    r.signature.date = Date::new(year + 1, kind.signed.0, kind.signed.1);
    r
}

/// The office's facts, as an import reads them.
fn gongkai_contact(r: &mut Report, preamble: &str) {
    let fact = |name: &str| {
        let rest = preamble.split(name).nth(1).unwrap_or("").trim_start_matches('：');
        rest.split(['，', '；', '。', '）']).next().unwrap_or("").to_string()
    };
    (r.office.address, r.office.phone) = (fact("地址"), fact("电话"));
    r.office.postcode = if preamble.contains("邮编") { fact("邮编") } else { fact("邮政编码") };
}

/// With last year's report, from which this one's numbers follow.
fn with_last(kind: &Kind, year: u16) -> Report {
    let r = report(kind, year);
    let mut last = report(kind, year - 1);
    for key in r.form().columns_of("requests.carried_in") {
        let carried = r.canonical(&CellKey::new("requests.carried_in", &key)).unwrap_or_default();
        if key != "total" {
            enter(&mut last, &format!("requests.carried_out/{key}"), &carried);
        }
    }
    for key in last.form().cells() {
        match last.cell(&key) {
            Cell::Typed(Value::Count(n)) if n > 5 && !key.row().starts_with("requests.carried") => {
                enter(&mut last, key.as_str(), &(n + n / 4).to_string());
            }
            _ => {}
        }
    }
    for row in ["regulation", "normative_document"].map(|r| format!("disclosure.rules.{r}")) {
        let of = |c: &str| r.value(&CellKey::new(&row, c)).and_then(|v| v.whole());
        if let (Some(n), Some(a), Some(b)) = (of("in_force"), of("issued"), of("repealed")) {
            enter(&mut last, &format!("{row}/in_force"), &(n - a + b).to_string());
        }
    }
    for row in [
        "licensing.licence",
        "licensing.other_service",
        "enforcement.penalty",
        "enforcement.coercion",
        "fees.fee",
    ] {
        let key = CellKey::new(&format!("disclosure.{row}"), "previous");
        if let Some(v) = r.canonical(&key) {
            enter(&mut last, key.as_str(), &v);
            enter(&mut last, &format!("disclosure.{row}/change"), "0");
        }
    }
    // Last year it was written in other words.
    for p in last.sections.iter_mut().flat_map(|s| s.before.iter_mut().chain(&mut s.after)) {
        if let Para::Text(runs) = p {
            *runs = vec![Run::text(format!(
                "去年写到：{}",
                Para::Text(runs.clone()).resolved(&r).replace('。', "等。")
            ))];
        }
    }
    let last = last.snapshot();
    after(r, last)
}

/// One of the kinds with last year's report, and as it was made without one.
pub fn any_with_last(dice: &mut Dice) -> Report {
    with_last(&KINDS[dice.below(KINDS.len())], 2024)
}

/// Every kind in both editions, alone and with last year's report.
pub fn reports() -> Vec<(String, Report)> {
    let years = [2020, 2024];
    let all = KINDS.iter().flat_map(|k| years.map(|y| (k, y)));
    all.flat_map(|(k, y)| {
        [(format!("{}{y}", k.name), report(k, y)), (format!("{}{y}与{}", k.name, y - 1), with_last(k, y))]
    })
    .collect()
}
