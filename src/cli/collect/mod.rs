//! `gongkai collect`: many reports added up into a collection, what is missing or wrong as lines or JSON, and the report
//! that comes of it.

mod made;
mod told;

use super::hints::known_year;
use super::{ExitStatus, FOUND, Failure, OK, say, tell_read};
use crate::app::collecting::taking::{Read, Taker};
use crate::app::collecting::{beside, collection_file, seen};
use crate::app::collection_work::{SetBeside, read_beside};
use crate::app::exporting::SendError;
use crate::collect::Collection;
use crate::collect::edit::CollectEdit;
use crate::collect::matching::Matcher;
use crate::collect::overview::Overview;
use crate::collect::roster_text;
use crate::collect::unit_row::FilesSeen;
use crate::export::csv;
use crate::import::budget::Budget;
use crate::import::plain_rows;
use crate::side_by_side::both;
use crate::store::{RealDisk, collection, project, read_document};
use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What is collected, and where it goes.
#[derive(clap::Args)]
pub struct CollectArgs {
    /// 各单位的报告，或者放报告的文件夹（里面的文件夹也看）
    #[arg(required = true, value_name = "文件")]
    paths: Vec<PathBuf>,
    /// 汇总文件，如 2025年汇总.gknh，已经有的接着收；写成 .gknb 就直接生成汇总年报
    #[arg(short, long, value_name = "文件")]
    output: PathBuf,
    /// 汇总哪一年的
    #[arg(long, value_name = "年")]
    year: Option<u16>,
    /// 户册：Excel、Word 里的表，CSV，或者一行一个单位的文本
    #[arg(long, value_name = "文件")]
    roster: Option<PathBuf>,
    /// 汇总成哪个机关的年报，如 示范县人民政府
    #[arg(long, value_name = "机关")]
    office: Option<String>,
    /// 去年的汇总文件
    #[arg(long, value_name = "文件")]
    last: Option<PathBuf>,
    /// 本级政府自己写的今年的年报，和合计对照成差额表
    #[arg(long, value_name = "文件")]
    draft: Option<PathBuf>,
    /// 本级政府去年公布的年报，和合计对照成差额表
    #[arg(long, value_name = "文件")]
    published: Option<PathBuf>,
    /// 把合计做成一份年报，如 年报.gknb；已经有的，改成现在的合计，逐格列出改了什么，手改过的保留
    #[arg(long, value_name = "文件")]
    report: Option<PathBuf>,
    /// 年报里手改过的数和话，也改成现在的合计
    #[arg(long)]
    overwrite: bool,
    /// 报送情况表、未报名单、汇总表、分户表、差额表，如 汇总表.pdf 或 汇总表.xlsx；可以写几次
    #[arg(long, value_name = "文件")]
    tables: Vec<PathBuf>,
    /// 有错误、报错年度或者用旧格式的单位，各做一张审核单放进这个文件夹，记作退回
    #[arg(long, value_name = "文件夹")]
    send_back: Option<PathBuf>,
    /// 各单位的数，一格一行的数据文件
    #[arg(long, value_name = "文件")]
    csv: Option<PathBuf>,
    /// 结果写成 JSON，给别的程序读
    #[arg(long)]
    json: bool,
}

/// Takes in, adds up, says what is found.
pub fn collect(args: &CollectArgs, out: &mut dyn Write, err: &mut dyn Write) -> ExitStatus {
    let at_once = project::FORMAT.names(&args.output);
    if !at_once && !collection::FORMAT.names(&args.output) {
        let known = "汇总文件叫 .gknh，直接生成年报的话叫 .gknb；没有汇总，请改扩展名";
        return Err(format!("{known}：{}", args.output.display()).into());
    }
    let (mut collection, known) = match begun(args, at_once)? {
        Some((collection, known)) => (collection, known),
        None => {
            (Collection::new(year_asked(args)?, args.office.as_deref().unwrap_or_default()), String::new())
        }
    };
    if let Some(csv) = args.csv.as_ref().filter(|c| !csv::EXPORTER.format.names(c)) {
        return Err(SendError::NotCsv(csv.clone()).into());
    }
    made::apart(args)?;
    let doubt = set_up(&mut collection, args, err)?;
    let read = read_all(args, &collection)?;
    read.left_out.iter().for_each(|l| say(err, &format!("没有收（{}）：{}", l.why, l.file.display())));
    let read_now: HashSet<String> = read.submissions.iter().map(|s| s.digest.clone()).collect();
    let Read { submissions, left_out, .. } = read;
    let taken = told::TakenNow { done: collection.take_in(submissions), left_out: &left_out };
    collection.weighed()?;
    let seen = look_at_others(args, &collection, &read_now);
    let mut out_of = made::Making::new(args, &collection, at_once);
    // What was taken in is kept whatever becomes of the rest.
    let (mut overview, kept) = both(|| Overview::of(&collection, &seen), || out_of.keep(&collection, &known));
    let since = told::since_returned(&collection, &overview);
    let known = kept?;
    if made::sent_back(args, &mut collection, &overview, err)? {
        out_of.keep(&collection, &known)?;
        overview = Overview::of(&collection, &seen);
    }
    out_of.files(&collection, &overview, err)?;
    told::tell(args.json, &collection, (&overview, &taken, &since), out)?;
    Ok(if overview.is_clean() && !collection.units.is_empty() { doubt } else { FOUND })
}

/// What became of the files that were taken in before and not read now.
fn look_at_others(args: &CollectArgs, collection: &Collection, read: &HashSet<String>) -> FilesSeen {
    let others = collection.submissions.iter().filter(|s| !read.contains(&s.digest));
    let others = Collection { submissions: others.cloned().collect(), ..Collection::default() };
    seen::look(&RealDisk, &args.output, &others, &|| false)
}

fn year_asked(args: &CollectArgs) -> Result<u16, Failure> {
    let year = args.year.ok_or("请用 --year 说明汇总哪一年的，没有汇总")?;
    known_year(year).map_err(|_| format!("{year}年没有年度报告的格式，没有汇总；请改正 --year").into())
}

/// The collection that goes on, or the one that begins where last year's ended.
fn begun(args: &CollectArgs, at_once: bool) -> Result<Option<(Collection, String)>, Failure> {
    if !at_once && args.output.exists() {
        let opened = collection_file::read(&RealDisk, &args.output)?;
        let year = opened.collection.year;
        if args.year.is_some_and(|y| y != year) {
            return Err(
                format!("这是{year}年的汇总，没有改动；请换一个文件名：{}", args.output.display()).into()
            );
        }
        let office = args.office.as_deref().map_or("", str::trim);
        let own = &opened.collection.office;
        if !own.is_empty() && !office.is_empty() && !Matcher::of(&opened.collection).is_own(office) {
            let said = format!("这是“{own}”的汇总，没有改动；请换一个文件名，或者在窗口里改本级机关的名称");
            return Err(format!("{said}：{}", args.output.display()).into());
        }
        return Ok(Some((opened.collection, opened.digest)));
    }
    let Some(last) = &args.last else { return Ok(None) };
    let opened = collection_file::read(&RealDisk, last)?;
    let year = opened.collection.year;
    let named = beside::named(&args.output, last);
    let begun = Collection::begun(&opened.collection, &named, &opened.digest);
    if year_asked(args)? != begun.year {
        return Err(
            format!("这是{year}年的汇总，不是去年的，没有汇总；请另选一个：{}", last.display()).into()
        );
    }
    Ok(Some((begun, String::new())))
}

/// What else was said: the office, the roster, last year's; whether what stands beside was read with doubt.
fn set_up(collection: &mut Collection, args: &CollectArgs, err: &mut dyn Write) -> ExitStatus {
    let mut doubt = OK;
    if let Some(office) = &args.office {
        CollectEdit::Office(office.trim().into()).apply(collection);
    }
    let beside = [
        (&args.last, SetBeside::Last),
        (&args.draft, SetBeside::Draft),
        (&args.published, SetBeside::Published),
    ];
    for (file, what) in beside {
        let Some(file) = file else { continue };
        let read = read_beside(&RealDisk, (collection, &args.output), what, file);
        let read = read.map_err(|e| e.to_string())?;
        doubt = doubt.max(tell_read(&read.notes, err));
        read.edits.into_iter().for_each(|e| e.apply(collection));
    }
    let Some(file) = &args.roster else { return Ok(doubt) };
    let bytes = read_document(&RealDisk, file)?;
    let name = file.display().to_string();
    let rows = plain_rows::rows(&bytes, &name, &Budget::default())?;
    let read = roster_text::read_rows(&rows.rows);
    rows.told.iter().chain(&read.told).for_each(|t| say(err, &format!("户册：{t}")));
    if read.units.is_empty() {
        return Err(format!("户册里没有单位，没有汇总：{}", file.display()).into());
    }
    CollectEdit::Roster(read.units).apply(collection);
    Ok(doubt)
}

fn read_all(args: &CollectArgs, collection: &Collection) -> Result<Read, Failure> {
    let taker = Taker {
        disk: &RealDisk,
        collection: &args.output,
        today: crate::app::today(),
        year: collection.year,
        title: collection.title(),
    };
    let named = [&args.report, &args.csv, &args.roster, &args.last, &args.draft, &args.published];
    let named = named.into_iter().flatten().chain(&args.tables).chain(&args.send_back);
    let own: Vec<&Path> = named.map(PathBuf::as_path).collect();
    taker.take(&args.paths, &own, &mut |_, _, _| true).map_err(|e| match e {
        SendError::NotThere(path) => {
            format!("没有这个文件或文件夹，什么也没有收；请检查名称和位置：{}", path.display()).into()
        }
        e => e.into(),
    })
}
