//! 批量审核: many reports judged one after the other, for a table; each with its sheet to send back, where a folder
//! for them is given.

use super::catch_panic::guarded;
use super::exporting::{self, SendError};
use super::in_folders::LeftOut;
use super::put_aside::{self, OwnWork};
use super::{file_name, open};
use crate::checks::{self, Finding, Level};
use crate::export;
use crate::import::budget::Budget;
use crate::page::fonts::Fonts;
use crate::report::{Date, Report};
use crate::store::Disk;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What was found in one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    pub office: String,
    pub year: u16,
    pub errors: usize,
    pub warnings: usize,
    /// The finding that weighs most: where and what.
    pub worst: String,
    /// What its reading had to say, where something is unsure.
    pub notes: usize,
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audited {
    pub file: PathBuf,
    pub result: Result<Judgement, SendError>,
    /// Its sheet, where one was wanted.
    pub sheet: Option<Result<PathBuf, SendError>>,
    /// Where what stood there was put, and was none of the program's.
    pub aside: Option<PathBuf>,
}

/// The table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditTable {
    /// How many were to be judged.
    pub wanted: usize,
    pub rows: Vec<Audited>,
    pub left_out: Vec<LeftOut>,
    /// Where the sheets are.
    pub folder: Option<PathBuf>,
}

/// Judges reports, and writes their sheets.
pub struct Auditor<'a> {
    pub disk: &'a dyn Disk,
    /// The program's folder.
    pub data: &'a Path,
    pub today: Option<Date>,
    /// Where the sheets go.
    pub folder: Option<&'a Path>,
    pub fonts: &'a dyn Fn() -> Fonts,
    /// Names of sheets that are taken.
    pub taken: BTreeSet<String>,
}

impl Auditor<'_> {
    /// Judges one; nothing is written over `sources`.
    pub fn audit(&mut self, file: &Path, sources: &[PathBuf]) -> Audited {
        let read = || Ok(guarded("读取", || open::read_any(self.disk, file, None, &Budget::default()))??);
        let judged = |report: Report| {
            let findings = guarded("审核", || checks::run(&report, self.today))?;
            Ok((report, findings))
        };
        match read().and_then(|o: open::Opened| judged(o.with_its_notes())) {
            Err(e) => Audited { file: file.into(), result: Err(e), sheet: None, aside: None },
            Ok((report, findings)) => {
                let sheet = self.folder.map(|f| self.sheet(f, &report, &findings, sources));
                let aside = sheet.iter().flatten().find_map(|(_, aside)| aside.clone());
                let sheet = sheet.map(|s| s.map(|(path, _)| path));
                Audited { file: file.into(), result: Ok(judgement(&report, &findings)), sheet, aside }
            }
        }
    }

    fn sheet(
        &mut self,
        folder: &Path,
        report: &Report,
        findings: &[Finding],
        sources: &[PathBuf],
    ) -> Result<(PathBuf, Option<PathBuf>), SendError> {
        let doc = export::findings::sheet(report, findings, self.today);
        let extension = export::pdf::EXPORTER.format.extension();
        // Two offices of one name keep a sheet each.
        let name = |n: usize| match n {
            1 => file_name::of_title(&doc.title, "审核单", extension),
            n => file_name::of_title(&format!("{}-{n}", doc.title), "审核单", extension),
        };
        let free =
            (1..=sources.len().saturating_add(1)).map(name).find(|n| self.taken.insert(n.to_lowercase()));
        let path = folder.join(free.unwrap_or_else(|| name(1)));
        exporting::spare(self.disk, &path, sources)?;
        let made = guarded("导出", || export::document(&doc, &path, self.fonts))??;
        let own = OwnWork { disk: self.disk, data: self.data, made: &[] };
        exporting::write(&own, made, &path, &|| false).map(|sent| (path, sent.aside))
    }
}

fn judgement(report: &Report, findings: &[Finding]) -> Judgement {
    let many = |level: Level| findings.iter().filter(|f| f.level == level && f.is_open()).count();
    let worst = findings.iter().filter(|f| f.is_open() && f.level != Level::Hint).min_by_key(|f| f.level);
    Judgement {
        office: report.office.name.trim().to_string(),
        year: report.year,
        errors: many(Level::Error),
        warnings: many(Level::Warning),
        worst: worst.map_or(String::new(), |f| format!("{}：{}", f.place(report.form()), f.message)),
        notes: report.notes.len(),
    }
}

impl Judgement {
    /// The finding that weighs most, behind what is odd of the whole report; and that its reading is to be looked at.
    pub fn beside(&self, odd: &str) -> String {
        let found = [odd, &self.worst].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join("；");
        match self.notes {
            0 => found,
            n => format!("{found}（读入时有{n}处拿不准或略去）"),
        }
    }
}

impl AuditTable {
    /// What is odd of each row beside the others: another year than most, an office that is there already.
    pub fn oddities(&self) -> Vec<String> {
        let mut years: BTreeMap<u16, usize> = BTreeMap::new();
        let mut files: BTreeMap<(&str, u16), Vec<&Path>> = BTreeMap::new();
        for (row, j) in self.rows.iter().filter_map(|r| Some((r, r.result.as_ref().ok()?))) {
            *years.entry(j.year).or_default() += 1;
            files.entry((&j.office, j.year)).or_default().push(&row.file);
        }
        let most = years.iter().max_by_key(|(_, n)| **n).filter(|(_, n)| **n > 1).map(|(year, _)| *year);
        let of = |row: &Audited| {
            let Ok(j) = &row.result else { return String::new() };
            let year = most.filter(|y| *y != j.year).map(|y| format!("是{}年的，别的多是{y}年", j.year));
            let same = files.get(&(j.office.as_str(), j.year)).filter(|_| !j.office.is_empty());
            let other = same.and_then(|all| all.iter().find(|f| **f != row.file));
            let name = |f: &&Path| f.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let twice = other.map(|f| format!("和“{}”是同一个机关的", name(f)));
            [year, twice].into_iter().flatten().collect::<Vec<_>>().join("；")
        };
        self.rows.iter().map(of).collect()
    }
    /// The table for a spreadsheet: a line each, columns apart by tabs.
    pub fn tsv(&self) -> String {
        let mut out = String::from("机关\t年度\t错误\t提醒\t最要紧的一处\t文件\n");
        for (row, odd) in self.rows.iter().zip(self.oddities()) {
            let file = row.file.file_name().unwrap_or_default().to_string_lossy();
            let cells = match &row.result {
                Ok(j) => [
                    j.office.clone(),
                    j.year.to_string(),
                    j.errors.to_string(),
                    j.warnings.to_string(),
                    j.beside(&odd),
                ],
                Err(e) => ["".into(), "".into(), "".into(), "".into(), format!("没有读进来：{e}")],
            };
            let plain = |c: &String| c.replace(['\t', '\n'], " ");
            out += &cells.iter().map(plain).chain([plain(&file.to_string())]).collect::<Vec<_>>().join("\t");
            out.push('\n');
        }
        out
    }
    /// How many stand how, in words.
    pub fn summary(&self) -> String {
        let judged = || self.rows.iter().filter_map(|r| r.result.as_ref().ok());
        let (all, wrong) = (judged().count(), judged().filter(|j| j.errors > 0).count());
        let mut words = format!("审核了{all}份，{wrong}份有错误");
        let unread = self.rows.len().saturating_sub(all);
        if unread > 0 {
            words += &format!("，{unread}份没有读进来");
        }
        let rest = self.wanted.saturating_sub(self.rows.len());
        if rest > 0 {
            words += &format!("，取消后还有{rest}份没有看");
        }
        let asides: Vec<PathBuf> = self.rows.iter().filter_map(|r| r.aside.clone()).collect();
        words + "。" + &put_aside::sentences(&asides).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{RealDisk, project};

    #[test]
    fn another_year_and_an_office_that_comes_twice_are_told() {
        let row = |file: &str, office: &str, year: u16| Audited {
            file: file.into(),
            result: Ok(Judgement {
                office: office.into(),
                year,
                errors: 0,
                warnings: 0,
                worst: String::new(),
                notes: 0,
            }),
            sheet: None,
            aside: None,
        };
        let rows = vec![
            row("甲.gknb", "示范县水利局", 2025),
            row("乙.pdf", "示范县水利局", 2025),
            row("丙.docx", "示范县审计局", 2024),
            row("丁.docx", "示范县财政局", 2025),
        ];
        let table = AuditTable { wanted: 4, rows, left_out: Vec::new(), folder: None };
        let odd = table.oddities();
        assert_eq!(odd[0], "和“乙.pdf”是同一个机关的");
        assert_eq!((odd[2].as_str(), odd[3].as_str()), ("是2024年的，别的多是2025年", ""));
        assert!(table.tsv().contains("是2024年的"));
    }

    #[test]
    fn each_report_has_its_row_and_its_sheet_and_what_cannot_be_read_says_why() {
        let dir = tempfile::tempdir().expect("a folder");
        let at = |n: &str| dir.path().join(n);
        let sample = crate::app::sample::report();
        for f in ["甲.gknb", "乙.gknb"] {
            project::save(&RealDisk, &at(f), &sample).expect("saved");
        }
        let files = [at("甲.gknb"), at("没有.gknb"), at("乙.gknb")];
        let fonts = || Fonts::new(None);
        let data = at("data");
        let mut auditor = Auditor {
            disk: &RealDisk,
            data: &data,
            today: Date::new(2026, 1, 20),
            folder: Some(dir.path()),
            fonts: &fonts,
            taken: BTreeSet::new(),
        };
        let rows: Vec<Audited> = files.iter().map(|f| auditor.audit(f, &files)).collect();
        let sheets: BTreeSet<&PathBuf> =
            rows.iter().filter_map(|r| r.sheet.as_ref()?.as_ref().ok()).collect();
        assert!(sheets.len() == 2 && sheets.iter().all(|s| RealDisk.exists(s)), "{sheets:?}");
        assert!(rows[1].result.is_err() && rows[1].sheet.is_none());
        let judged = rows[0].result.as_ref().expect("judged");
        assert!(judged.errors == 1 && judged.worst.starts_with("四 复议诉讼"), "{judged:?}");
        let table = AuditTable { wanted: 4, rows, left_out: Vec::new(), folder: None };
        assert_eq!(table.summary(), "审核了2份，2份有错误，1份没有读进来，取消后还有1份没有看。");
        assert_eq!(table.tsv().lines().count(), 4);
    }
}
