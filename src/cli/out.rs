//! `gongkai export`, `data` and `publish`: what goes out of reports.

use super::{ExitStatus, FAILED, FOUND, OK, read_any, say};
use crate::app::data::{self, DataShape};
use crate::app::exporting::{self, Sent};
use crate::app::papers::{self, Paper};
use crate::app::put_aside::{self, OwnWork};
use crate::app::{publishing, read_back};
use crate::export::{self, Exporter};
use crate::report::StyleSet;
use crate::side_by_side::both;
use crate::store::{RealDisk, StoreError, folders, fonts, style_file};
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// What is exported, to where, as what.
#[derive(Args)]
pub struct ExportArgs {
    /// 要导出的报告，可以写几份
    #[arg(required = true, value_name = "文件")]
    pub files: Vec<PathBuf>,
    /// 导出的文件；多份报告时是文件夹
    #[arg(short, long, value_name = "文件")]
    pub output: PathBuf,
    /// 多份报告时的格式，如 pdf
    #[arg(long, value_name = "格式")]
    pub format: Option<String>,
    /// 都用哪个版式，不用各报告自己的：版式文件（.gkbs），或者用着它的报告（.gknb）
    #[arg(long, value_name = "文件")]
    pub style: Option<PathBuf>,
    /// 连同批注和答复（只导出一份 .docx 时），送给写批注的人看
    #[arg(long, conflicts_with = "format")]
    pub comments: bool,
}

impl ExportArgs {
    fn style(&self) -> Result<Option<StyleSet>, StoreError> {
        self.style.as_deref().map(|file| style_file::load(&RealDisk, file)).transpose()
    }
}

/// What the program made itself, as it is remembered in its `data` folder.
pub fn own(data: &Path) -> OwnWork<'_> {
    OwnWork { disk: &RealDisk, data, made: &[] }
}

/// One report into a file, or many into a folder; of many each is done and told.
pub fn send(args: &ExportArgs, err: &mut dyn Write) -> ExitStatus {
    // Only what is set in lines asks for faces.
    let faces = OnceLock::new();
    let fonts = || faces.get_or_init(|| fonts::bundled(&RealDisk)).clone();
    let (style, output, data) = (args.style()?, args.output.as_path(), folders::data());
    let (files, format) = match (args.files.as_slice(), args.format.as_deref()) {
        ([file], None) => {
            exporting::spare(&RealDisk, output, &args.files)?;
            // The faces are opened meanwhile, where there are pages to be set.
            let has_pages = export::exporter(output).is_some_and(Exporter::is_for_documents);
            let (_, read) = both(|| has_pages.then(fonts), || read_any(file, None));
            let ((report, read), today) = (read?, crate::app::today());
            let report = report.styled(style);
            let sent = exporting::send_unasked(&own(&data), &report, output, today, &fonts)?;
            return Ok(tell_sent(file, &Sent { read, ..sent }, err));
        }
        (files, Some(format)) => (files, format),
        (_, None) => return Err("多份报告要导出到文件夹，请用 --format 说明格式，如 --format pdf".into()),
    };
    let mut worst = OK;
    let many = exporting::SendingMany {
        disk: &RealDisk,
        data: &data,
        files,
        folder: output,
        format,
        style,
        today: crate::app::today(),
        fonts: &fonts,
    };
    many.send(|one| {
        match one.result {
            Ok(sent) => worst = worst.max(tell_sent(&one.file, &sent, err)),
            Err(sentence) => {
                say(err, &sentence.to_string());
                worst = FAILED;
            }
        }
        true
    })?;
    Ok(worst)
}

/// One report as a Word file with what is written beside it.
pub fn commented(args: &ExportArgs, err: &mut dyn Write) -> ExitStatus {
    let output = args.output.as_path();
    let fits = Paper::Commented.exporters().any(|e| e.format.names(output));
    let ([file], true) = (args.files.as_slice(), fits) else {
        return Err("--comments 只能把一份报告导出成 .docx，没有导出".into());
    };
    exporting::spare(&RealDisk, output, &args.files)?;
    let (report, read) = read_any(file, None)?;
    let report = report.styled(args.style()?);
    let made = export::document(&papers::commented(&report), output, &|| fonts::bundled(&RealDisk))?;
    let sent = exporting::write(&own(&folders::data()), made, output, &|| false)?;
    Ok(tell_sent(file, &Sent { read, ..sent }, err))
}

/// Says what there is to say of a document that went out; a fault of its own is an error.
pub fn tell_sent(file: &Path, sent: &Sent, err: &mut dyn Write) -> u8 {
    // A script wants to hear of what is wrong only.
    let differing = sent.differences.as_ref().filter(|_| sent.differs()).map(|d| read_back::sentence(d));
    let (errors, aside) = (sent.of_errors(), sent.of_aside());
    for sentence in sent.faults.iter().chain(&errors).chain(&aside).chain(&differing).chain(&sent.warnings) {
        say(err, &format!("{}：{sentence}", file.display()));
    }
    let read = super::tell_read(&sent.read, err);
    if sent.faults.is_empty() { read } else { FOUND }
}

/// The numbers of all of them in one file.
pub fn data(files: &[PathBuf], output: &Path, wide: bool, err: &mut dyn Write) -> ExitStatus {
    let shape = if wide { DataShape::Wide } else { DataShape::Long };
    let gathered = data::gather(&own(&folders::data()), files, output, shape)?;
    gathered.left_out.iter().for_each(|l| say(err, &format!("没有汇入（{}）：{}", l.why, l.file.display())));
    gathered.failed.iter().for_each(|e| say(err, &e.to_string()));
    put_aside::sentences(&gathered.asides).iter().for_each(|words| say(err, words));
    let doubt = gathered.notes.iter().map(|n| super::tell_read(n, err)).max().unwrap_or(OK);
    Ok(if gathered.failed.is_empty() { doubt } else { FAILED })
}

/// A report in every format for the public into a folder of its own; what differs is found.
pub fn publish(file: &Path, into: &Path, also: &[String], err: &mut dyn Write) -> ExitStatus {
    let formats = publishing::formats(also)?;
    let ((report, read), today) = (read_any(file, None)?, crate::app::today());
    let mut worst = super::tell_read(&read, err);
    let fonts = fonts::bundled(&RealDisk);
    let fonts = || fonts.clone();
    let package = publishing::Publishing {
        report: &report,
        sources: &[file.to_path_buf()],
        formats,
        today,
        fonts: &fonts,
    };
    let published = package.publish(&own(&folders::data()), into, &mut |_| true)?;
    for one in &published.outcomes {
        match &one.result {
            Ok(sent) if sent.differs() => {
                tell_sent(&one.output, sent, err);
                worst = worst.max(FOUND);
            }
            Ok(sent) => worst = worst.max(tell_sent(&one.output, sent, err)),
            Err(e) => {
                say(err, &e.to_string());
                worst = FAILED;
            }
        }
    }
    Ok(worst)
}
