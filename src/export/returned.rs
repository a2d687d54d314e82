//! 退回: the sheet that goes back to a unit with what it is to put right, and the list of all that were sent back.

use super::listing;
use crate::collect::Collection;
use crate::collect::returned::Returned;
use crate::page::blocks::{Doc, DocBlock};
use crate::report::Date;

/// What a sheet is called, behind whose it is and of which year.
pub const SHEET: &str = "政府信息公开工作年度报告审核单";

/// The sheet for a unit; it was sent back so often, this time with it.
pub fn sheet(collection: &Collection, returned: &Returned, times: usize) -> Doc {
    let name = unit_name(collection, returned);
    let what = format!("{name}：你单位{}年政府信息公开工作年度报告", collection.year);
    let again = if times > 1 { format!("第{times}次") } else { String::new() };
    let mut blocks = vec![DocBlock::Title(SHEET.into())];
    blocks.push(DocBlock::para(match returned.asked.len() {
        0 => format!("{what}已经审核，现{again}退回，请核对后重新报送。"),
        n => format!("{what}已经审核，现{again}退回，请改正下列{n}处后重新报送；情况属实的请作说明。"),
    }));
    if !returned.asked.is_empty() {
        let rows = returned.asked.iter().enumerate();
        let rows: Vec<Vec<String>> =
            rows.map(|(i, a)| vec![i.saturating_add(1).to_string(), a.clone()]).collect();
        blocks.push(listing::table("要改的地方", &["序号", "问题"], &rows));
    }
    let who = if returned.who.is_empty() { "　　　　　　" } else { &returned.who };
    blocks.push(DocBlock::para(format!("审核人：{who}　　　审核日期：{}", day(returned.on))));
    let date = returned.on.map(|d| d.to_string()).unwrap_or_default();
    if !collection.office.is_empty() {
        blocks.push(DocBlock::Signature { office: collection.office.clone(), date, seal: false });
    }
    let title = format!("{name}{}年{SHEET}", collection.year);
    Doc { title, author: collection.office.clone(), date: returned.on, blocks, ..Doc::default() }
}

/// What was sent back, a row each.
pub fn index(collection: &Collection, all: &[(&Returned, usize)], today: Option<Date>) -> Doc {
    let name = format!("{}年政府信息公开工作年度报告退回目录", collection.year);
    let rows = all.iter().enumerate().map(|(i, (r, times))| {
        let n = i.saturating_add(1).to_string();
        let many = format!("{}处", r.asked.len());
        vec![n, unit_name(collection, r), format!("第{times}次"), day(r.on), many]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let blocks = vec![
        DocBlock::Title(name.clone()),
        DocBlock::para(format!("共退回{}份，等各单位改正以后重新报送。", all.len())),
        listing::table("退回目录", &["序号", "单位", "次数", "退回日期", "要改的"], &rows),
    ];
    let title = format!("{}{name}", collection.office);
    Doc { title, author: collection.office.clone(), date: today, blocks, ..Doc::default() }
}

fn unit_name(collection: &Collection, returned: &Returned) -> String {
    collection.unit(&returned.unit).map_or_else(|| returned.unit.clone(), |u| u.name.clone())
}

fn day(date: Option<Date>) -> String {
    date.map_or("　　年　　月　　日".to_string(), |d| d.to_string())
}
