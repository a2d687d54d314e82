//! `gongkai export`, `data` and `publish`: what goes out of reports.

use super::{ExitStatus, FAILED, FOUND, OK, read_any, say};
use crate::app::data::{self, DataShape};
use crate::app::exporting::{self, Sent};
use crate::app::papers::{self, Paper};
use crate::app::{publishing, read_back};
use crate::export;
use crate::store::{RealDisk, fonts};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// One report into a file, or many into a folder; of many each is done and told.
pub fn send(files: &[PathBuf], output: &Path, format: Option<&str>, err: &mut dyn Write) -> ExitStatus {
    // Only what is set in lines asks for faces: the largest is more to read than all else together.
    let faces = OnceLock::new();
    let fonts = || faces.get_or_init(|| fonts::bundled(&RealDisk)).clone();
    let (files, format) = match (files, format) {
        ([file], None) => {
            exporting::spare(&RealDisk, output, files)?;
            let (report, today) = (read_any(file, None)?, crate::app::today());
            let sent = exporting::send_unasked(&RealDisk, &report, output, today, &fonts)?;
            return Ok(tell_sent(file, &sent, err));
        }
        (files, Some(format)) => (files, format),
        (_, None) => return Err("多份报告要导出到文件夹，请用 --format 说明格式，如 --format pdf".into()),
    };
    let mut worst = OK;
    let many = exporting::SendingMany {
        disk: &RealDisk,
        files,
        folder: output,
        format,
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
pub fn commented(files: &[PathBuf], output: &Path, err: &mut dyn Write) -> ExitStatus {
    let fits = Paper::Commented.exporters().any(|e| e.format.names(output));
    let ([file], true) = (files, fits) else {
        return Err("--comments 只能把一份报告导出成 .docx，没有导出".into());
    };
    exporting::spare(&RealDisk, output, files)?;
    let report = read_any(file, None)?;
    let made = export::document(&papers::commented(&report), output, &|| fonts::bundled(&RealDisk))?;
    Ok(tell_sent(file, &exporting::write(&RealDisk, made, output, &|| false)?, err))
}

/// Says what there is to say of a document that went out; a fault of its own is an error.
pub fn tell_sent(file: &Path, sent: &Sent, err: &mut dyn Write) -> u8 {
    // A script wants to hear of what is wrong only.
    let differing = sent.differences.as_ref().filter(|_| sent.differs()).map(|d| read_back::sentence(d));
    let errors = sent.of_errors();
    for sentence in sent.faults.iter().chain(&errors).chain(&differing).chain(&sent.warnings) {
        say(err, &format!("{}：{sentence}", file.display()));
    }
    if sent.faults.is_empty() { OK } else { FOUND }
}

/// The numbers of all of them in one file.
pub fn data(files: &[PathBuf], output: &Path, wide: bool, err: &mut dyn Write) -> ExitStatus {
    let shape = if wide { DataShape::Wide } else { DataShape::Long };
    let gathered = data::gather(&RealDisk, files, output, shape)?;
    gathered.left_out.iter().for_each(|l| say(err, &format!("没有汇入（{}）：{}", l.why, l.file.display())));
    gathered.failed.iter().for_each(|e| say(err, &e.to_string()));
    Ok(if gathered.failed.is_empty() { OK } else { FAILED })
}

/// A report in every format for the public into a folder of its own; what differs is found.
pub fn publish(file: &Path, into: &Path, also: &[String], err: &mut dyn Write) -> ExitStatus {
    let formats = publishing::formats(also)?;
    let (report, today) = (read_any(file, None)?, crate::app::today());
    let fonts = fonts::bundled(&RealDisk);
    let fonts = || fonts.clone();
    let package = publishing::Publishing {
        report: &report,
        sources: &[file.to_path_buf()],
        formats,
        today,
        fonts: &fonts,
    };
    let published = package.publish(&RealDisk, into, &mut |_| true)?;
    let mut worst = OK;
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
