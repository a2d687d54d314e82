//! The numbers of many reports as one file of data, with a second one that explains its cells.

use super::catch_panic::guarded;
use super::exporting::{self, SendError};
use super::in_folders::{self, InFolders, LeftOut};
use super::in_order::in_order;
use super::open;
use super::put_aside::OwnWork;
use super::reading_notes::ReadingNotes;
use crate::export::csv;
use crate::form;
use crate::import::budget::Budget;
use crate::store::{Disk, MOST_BYTES};
use std::path::{Path, PathBuf};

/// How the numbers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataShape {
    /// A line each cell.
    Long,
    /// A line each report, with the cells of all editions beside one another.
    Wide,
}

/// What became of it.
#[derive(Debug, Default)]
pub struct Gathered {
    pub reports: usize,
    /// Files that were not read, and why; the others are in.
    pub failed: Vec<SendError>,
    /// Files of folders that are no reports.
    pub left_out: Vec<LeftOut>,
    /// What the reading of those that are in had to say.
    pub notes: Vec<ReadingNotes>,
    /// Where what stood there was put, and was none of the program's.
    pub asides: Vec<PathBuf>,
}

/// Where the file stands that explains the cells: 数据.cells.csv beside 数据.csv.
pub fn explained_beside(output: &Path) -> PathBuf {
    output.with_extension("cells.csv")
}

/// What is left out of a folder where data was made there before.
const EARLIER: &str = "是以前汇成的数据，不是报告";

/// Whether it is what an earlier run made. The numbers of a single report are read as that report, which a unit may have
/// handed in so: of those only what was made of another of these files is data.
fn is_data(disk: &dyn Disk, file: &Path, files: &[PathBuf]) -> bool {
    let is_gathered = |f: &Path| disk.read(f, MOST_BYTES).is_ok_and(|bytes| csv::is_gathered(&bytes));
    let report = |f: &Path| {
        let read = guarded("读取", || open::read_any(disk, f, None, &Budget::default()));
        read.ok()?.ok().map(|r| r.apart().0).map(|r| (r.year, r.office.name))
    };
    let others = || files.iter().filter(|f| f.as_path() != file && !csv::EXPORTER.format.names(f));
    is_gathered(file)
        && report(file).is_none_or(|own| {
            is_gathered(&explained_beside(file)) && others().any(|f| report(f).as_ref() == Some(&own))
        })
}

/// Writes the numbers of files, and of the reports of folders, to `output`, in the order in which they are given.
pub fn gather(
    work: &OwnWork<'_>,
    sources: &[PathBuf],
    output: &Path,
    shape: DataShape,
) -> Result<Gathered, SendError> {
    if !csv::EXPORTER.format.names(output) {
        return Err(SendError::NotCsv(output.into()));
    }
    let disk = work.disk;
    let InFolders { files, mut left_out, .. } = in_folders::reports_of(disk, sources)?;
    let beside = explained_beside(output);
    // What an earlier run left in a folder is no report; one that only has the name is, and stays.
    let is_named = |f: &PathBuf| csv::EXPORTER.format.names(f) && !sources.contains(f);
    let all = files.clone();
    let is_data = |f: &PathBuf| is_named(f) && is_data(disk, f, &all);
    let (earlier, files): (Vec<_>, Vec<_>) = files.into_iter().partition(is_data);
    let is_own = |f: &PathBuf| disk.is_same(f, output) || disk.is_same(f, &beside);
    left_out.retain(|l| !(is_own(&l.file) && is_data(&l.file)));
    left_out.extend(earlier.iter().filter(|f| !is_own(f)).map(|f| LeftOut::other(f, EARLIER)));
    if let ([], Some(folder)) = (files.as_slice(), sources.first()) {
        return Err(SendError::NoReports(folder.clone()));
    }
    exporting::spare(disk, output, &files)?;
    exporting::spare(disk, &beside, &files)?;
    let columns = csv::wide_columns(form::all());
    let mut out = match shape {
        DataShape::Long => csv::long_head(),
        DataShape::Wide => csv::wide_head(&columns),
    };
    let mut gathered = Gathered { left_out, ..Gathered::default() };
    let lines = |file: &PathBuf| {
        let read = guarded("读取", || open::read_any(disk, file, None, &Budget::default()));
        let (report, notes) = read.map_err(SendError::from).and_then(|r| Ok(r?.apart()))?;
        let mut out = String::new();
        match shape {
            DataShape::Long => csv::long(&report, &mut out),
            DataShape::Wide => csv::wide(&report, &columns, &mut out),
        }
        Ok((out, notes))
    };
    in_order(&files, lines, |lines| {
        match lines {
            Ok((lines, notes)) => {
                out += &lines;
                gathered.notes.push(notes);
                gathered.reports += 1;
            }
            Err(e) => gathered.failed.push(e),
        }
        true
    });
    gathered.asides.extend(work.replace(output, out.as_bytes())?);
    gathered.asides.extend(work.replace(&beside, csv::explained(form::all()).as_bytes())?);
    Ok(gathered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::table::CellKey;
    use crate::report::Report;
    use crate::report::edit::Edit;
    use crate::store::{RealDisk, project};

    fn put(folder: &Path, name: &str, year: u16) -> PathBuf {
        let mut r = Report::new(year, "示范县=水利局,一");
        for (key, text) in [("requests.received/natural", "3"), ("requests.carried_in/natural", "/")] {
            Edit::enter(r.form(), &CellKey::parse(key), text).apply(&mut r);
        }
        let path = folder.join(name);
        project::save(&RealDisk, &path, &r).expect("saved");
        path
    }

    #[test]
    fn reports_of_two_editions_stand_in_one_file_and_what_is_none_is_told() {
        let dir = tempfile::tempdir().expect("a folder");
        let files =
            [put(dir.path(), "a.gknb", 2024), dir.path().join("b.txt"), put(dir.path(), "c.gknb", 2019)];
        crate::store::atomic::replace(&RealDisk, &files[1], b"x").expect("written");
        let text =
            |path: &Path| String::from_utf8(RealDisk.read(path, 1 << 24).expect("read")).expect("UTF-8");
        let (out, data) = (dir.path().join("数据.csv"), dir.path().join("data"));
        let own = OwnWork { disk: &RealDisk, data: &data, made: &[] };
        let done = gather(&own, &files, &out, DataShape::Long).expect("gathered");
        assert_eq!((done.reports, done.failed.len()), (2, 1));
        let long = text(&out);
        for line in [
            "2024,\"示范县=水利局,一\",县级部门,fy2021,requests.received/natural,3,,typed,\r\n",
            "2024,\"示范县=水利局,一\",县级部门,fy2021,requests.carried_in/natural,/,,na,\r\n",
            "2024,\"示范县=水利局,一\",县级部门,fy2021,requests.received/total,3,,computed,\r\n",
            "2019,\"示范县=水利局,一\",县级部门,fy2019,requests.carried_out/natural,,,blank,\r\n",
        ] {
            assert!(long.contains(line), "{line}");
        }
        let cells: usize = [2024, 2019].map(|y| form::for_year(y).cells().len()).iter().sum();
        assert_eq!(long.lines().count(), 1 + cells);
        assert!(text(&explained_beside(&out)).contains("requests.carried_in/natural,fy2019,"));
        gather(&own, &files, &out, DataShape::Wide).expect("gathered");
        let wide = text(&out);
        assert!(wide.lines().count() == 3 && wide.lines().all(|l| l.matches(',').count() > 200));
    }
}
