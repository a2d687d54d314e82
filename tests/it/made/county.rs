//! An invented county: its units, and the reports that they hand in. The numbers of each add up.

use super::dice::Dice;
use super::reports::enter;
use gongkai::collect::Collection;
use gongkai::collect::edit::CollectEdit;
use gongkai::collect::figures::Figures;
use gongkai::collect::holding::HoldingSaid;
use gongkai::collect::roster::RosterUnit;
use gongkai::collect::submission::{Submission, SubmittedContent, SubmittedReport};
use gongkai::report::edit::{Edit, filled};
use gongkai::report::text::Para;
use gongkai::report::{Part, Report, Section};
use gongkai::store::{digest, project};
use std::sync::Arc;

pub const OFFICE: &str = "示范县人民政府";
pub const YEAR: u16 = 2025;
const SIGNS: [char; 20] = [
    '青', '白', '红', '金', '银', '玉', '石', '松', '柏', '梅', '兰', '竹', '菊', '荷', '桂', '枫', '柳',
    '杨', '桃', '杏',
];

/// What a unit hands in.
#[derive(Clone)]
pub struct Handed {
    pub file: String,
    pub report: Report,
    pub errors: usize,
    pub doubts: Vec<String>,
}

#[derive(Clone)]
pub struct County {
    pub roster: Vec<RosterUnit>,
    pub handed: Vec<Handed>,
}

/// The name of the unit of that number; the first is the government's own office.
pub fn name(n: usize) -> String {
    if n == 0 {
        return format!("{OFFICE}办公室");
    }
    let sign = |place: usize| SIGNS[(n / place) % SIGNS.len()];
    let end = if n.is_multiple_of(3) { "镇人民政府" } else { "局" };
    format!("示范县{}{}{}{end}", sign(400), sign(20), sign(1))
}

/// A report of that unit: whole numbers that balance, a fee to the 分.
pub fn report(name: &str, year: u16, dice: &mut Dice) -> Report {
    let [received, carried_in, out, in_force, issued, licences, upheld] =
        [40, 5, 3, 30, 4, 9000, 3].map(|most| dice.roll(most));
    let fee = format!("{}.{:02}", dice.roll(90), dice.roll(100));
    let done = (received + carried_in).saturating_sub(out);
    let out = received + carried_in - done;
    let numbers: Vec<(&str, String)> = vec![
        ("requests.received/natural", received.to_string()),
        ("requests.carried_in/natural", carried_in.to_string()),
        ("requests.done.granted/natural", done.to_string()),
        ("requests.carried_out/natural", out.to_string()),
        ("disclosure.rules.normative_document/issued", issued.to_string()),
        ("disclosure.rules.normative_document/in_force", (in_force + issued).to_string()),
        ("disclosure.licensing.licence/decisions", (licences + 1).to_string()),
        ("disclosure.fees.fee/amount", fee),
        ("review.count/reconsideration.upheld", upheld.to_string()),
    ];
    let numbers: Vec<(&str, &str)> = numbers.iter().map(|(k, v)| (*k, v.as_str())).collect();
    filled(year, name, &numbers)
}

impl Handed {
    pub fn new(report: Report) -> Handed {
        let file = format!("{}/年报.gknb", report.office.name);
        Handed { file, report, errors: 0, doubts: Vec::new() }
    }

    /// With a paragraph in its first section.
    pub fn saying(mut self, words: &str) -> Handed {
        let part = Part::Before(Section::Overview);
        Edit::Text(part, vec![Para::plain(words.to_string())]).apply(&mut self.report);
        self
    }

    /// As it is taken in.
    pub fn submission(&self) -> Submission {
        let bytes = project::encode(&self.report).expect("written");
        let said = HoldingSaid::of(&self.report);
        let content = SubmittedReport {
            office: self.report.office.name.clone(),
            year: self.report.year,
            figures: Arc::new(Figures::of(&self.report)),
            errors: self.errors,
            warnings: 0,
            found: vec!["表二：不平".into(); self.errors],
            doubts: self.doubts.clone(),
            units: said.names.into_iter().collect(),
            is_gathered: said.below,
            is_of_all: said.all,
            above: said.above.into_iter().collect(),
            ..SubmittedReport::default()
        };
        submission(&self.file, &digest(bytes.as_bytes()), SubmittedContent::Report(content))
    }
}

pub fn submission(file: &str, digest: &str, content: SubmittedContent) -> Submission {
    Submission::new(digest.into(), file.into(), super::today(), content)
}

impl County {
    /// So many units, all of which reported.
    pub fn new(units: usize, seed: u64) -> County {
        let mut dice = Dice(seed);
        let roster = (0..units).map(|n| RosterUnit::named(&name(n))).collect();
        let handed = (0..units).map(|n| Handed::new(report(&name(n), YEAR, &mut dice))).collect();
        County { roster, handed }
    }
    pub fn submissions(&self) -> Vec<Submission> {
        self.handed.iter().map(Handed::submission).collect()
    }
    pub fn collection(&self) -> Collection {
        let mut c = Collection::new(YEAR, OFFICE);
        CollectEdit::Roster(self.roster.clone()).apply(&mut c);
        CollectEdit::TakeIn(self.submissions()).apply(&mut c);
        c
    }
    /// The report of a unit, to be changed.
    pub fn of(&mut self, n: usize) -> &mut Handed {
        let name = name(n);
        self.handed.iter_mut().find(|h| h.report.office.name == name).expect("handed in")
    }
    pub fn enter(&mut self, n: usize, key: &str, text: &str) {
        enter(&mut self.of(n).report, key, text);
    }
    pub fn absent(&mut self, n: usize) {
        let name = name(n);
        self.handed.retain(|h| h.report.office.name != name);
    }
}
