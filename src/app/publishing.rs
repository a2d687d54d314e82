//! 发布包: a report in every format for the public, in a folder of its own, each file read again from the disk and
//! compared, with a sheet that says so: ready for a stick and the archive.

use super::exporting::{self, Outcome, SendError, Sent};
use super::put_aside::OwnWork;
use super::{file_name, read_back};
use crate::export::published::{self, PublishedFile};
use crate::export::{self, EXPORTERS, Exporter, InPackage};
use crate::format::either;
use crate::page::fonts::Fonts;
use crate::report::{Date, Report};
use crate::store::StoreError;
use crate::store::disk::Access;
use std::path::{Path, PathBuf};

/// What is published.
pub struct Publishing<'a> {
    pub report: &'a Report,
    /// Files that nothing is written over.
    pub sources: &'a [PathBuf],
    pub formats: Vec<&'static Exporter>,
    pub today: Option<Date>,
    pub fonts: &'a dyn Fn() -> Fonts,
}

/// What became of it.
#[derive(Debug)]
pub struct Published {
    pub folder: PathBuf,
    pub outcomes: Vec<Outcome>,
}

/// Formats by whether they belong to it.
pub fn in_package(how: InPackage) -> impl Iterator<Item = &'static Exporter> {
    EXPORTERS.iter().filter(move |e| e.in_package == how)
}

/// The formats that always belong to it, in words.
pub fn words() -> String {
    in_package(InPackage::Always).map(|e| e.format.name).collect::<Vec<_>>().join("、")
}

/// Those that are made when they are chosen, by their extensions.
pub fn chosen_words() -> String {
    either(&in_package(InPackage::WhenChosen).map(|e| e.format.extension()).collect::<Vec<_>>())
}

/// The formats that are published, with those chosen besides.
pub fn formats(also: &[impl AsRef<str>]) -> Result<Vec<&'static Exporter>, SendError> {
    let mut out: Vec<&Exporter> = in_package(InPackage::Always).collect();
    for extension in also {
        let known = in_package(InPackage::WhenChosen).find(|e| e.format.extension() == extension.as_ref());
        out.push(known.ok_or_else(|| SendError::NotInPackage(extension.as_ref().into()))?);
    }
    Ok(out)
}

impl Publishing<'_> {
    /// Makes the folder in `into` and all that is in it. `go_on` hears how many files are done, and may call it off.
    pub fn publish(
        &self,
        own: &OwnWork<'_>,
        into: &Path,
        go_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Published, SendError> {
        let folder = into.join(self.name());
        own.disk
            .make_folder(&folder, Access::Common)
            .map_err(|e| SendError::NoFolder(StoreError::writing(&folder, &e), folder.clone()))?;
        let (mut outcomes, mut files) = (Vec::new(), Vec::new());
        for (i, exporter) in self.formats.iter().enumerate() {
            let output = folder.join(file_name::of_report(Some(self.report), exporter.format.extension()));
            if !go_on(i) {
                return Err(SendError::CalledOff(output));
            }
            let result = self.one(own, exporter, &output, &mut files);
            outcomes.push(Outcome { file: output.clone(), output, result });
        }
        // A sheet that names what is not there would be untrue.
        if outcomes.iter().all(|o| o.result.is_ok()) {
            let output = folder.join(format!("核对单.{}", export::pdf::EXPORTER.format.extension()));
            let doc = published::sheet(self.report, &files, self.today);
            let made = export::document(&doc, &output, self.fonts)?;
            let result = exporting::write(own, made, &output, &|| false);
            outcomes.push(Outcome { file: output.clone(), output, result });
        }
        Ok(Published { folder, outcomes })
    }

    /// 示范县水利局2025年度报告发布包
    fn name(&self) -> String {
        let r = self.report;
        let whole = file_name::of_title(&format!("{}{}年度报告发布包", r.office.name, r.year), "发布包", "x");
        whole.trim_end_matches(".x").to_string()
    }

    /// One file, read again from where it lies.
    fn one(
        &self,
        own: &OwnWork<'_>,
        exporter: &Exporter,
        output: &Path,
        files: &mut Vec<PublishedFile>,
    ) -> Result<Sent, SendError> {
        exporting::spare(own.disk, output, self.sources)?;
        let made = export::bytes(&self.report.for_public(), output, self.fonts)?;
        let wanted = made.bytes.len() as u64;
        let sent = exporting::write(own, made, output, &|| false)?;
        let bytes = own.disk.read_own(output, wanted).map_err(|e| StoreError::reading(output, &e))?;
        let differences = read_back::against(self.report, &bytes, output, exporter.in_public());
        files.push(PublishedFile {
            name: output.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            format: exporter.format.name,
            bytes,
            differences: differences.clone(),
        });
        Ok(Sent { differences, ..sent })
    }
}
