//! What a repair would do, shown before it is applied: everything in the report that changes with it, and what
//! the checks say then.

use super::compare::{self, At, Row};
use crate::checks::judged::Judged;
use crate::checks::{Finding, Fix, explain};
use crate::form::table::CellKey;
use crate::report::Shared;
use crate::report::edit::Edit;

/// What would change.
#[derive(Clone, Debug, Default)]
pub struct Effect {
    pub changes: Vec<Row>,
    /// How many of them are totals that follow what the repair changes.
    pub followed: usize,
    /// Numbers of last year's that the tables bear out, and that are marked no more.
    pub agreed: usize,
    /// Open findings that would be gone.
    pub gone: usize,
    /// What would be found then and isn't now.
    pub new: Vec<String>,
}

impl Effect {
    /// Works it out for the report as it stands.
    pub fn of(judged: &Judged, fix: &Fix) -> Effect {
        let mut after = judged.report().clone();
        fix.edits.iter().cloned().for_each(|e| e.apply(&mut after));
        Effect::between(judged, &judged.again(&Shared::new(after), judged.today()), &fix.edits)
    }
    /// The same where it is judged already what these edits make.
    pub fn between(judged: &Judged, then: &Judged, edits: &[Edit]) -> Effect {
        let changes = compare::compare(judged.report(), then.report());
        let changes: Vec<Row> = changes.into_iter().filter(|r| r.differs).collect();
        let edited = |k: &CellKey| edits.iter().any(|e| matches!(e, Edit::Cell(c, _) if c == k));
        let follows = |r: &&Row| matches!(&r.at, At::Cell(k) if !edited(k));
        let (now, then) = (&judged.findings, &then.findings);
        Effect {
            agreed: 0,
            followed: changes.iter().filter(follows).count(),
            changes,
            gone: beyond(now, then).into_iter().filter(|f| f.is_open()).count(),
            new: beyond(then, now).into_iter().map(|f| f.message.clone()).collect(),
        }
    }

    /// How much changes, in words.
    pub fn extent(&self) -> String {
        let all = self.changes.len();
        let of_words = self.changes.iter().all(|c| matches!(c.at, At::Words(_)));
        match self.followed {
            0 if of_words && self.agreed > 0 => {
                format!("共改{all}句，另有{}个数与表一致，不再标", self.agreed)
            }
            0 if of_words => format!("共改{all}句"),
            0 => format!("共改{all}处"),
            n => format!("共改{all}处，其中{n}处是跟着变的总计"),
        }
    }

    /// What the checks say then, in words; of what would be found at most so many are named.
    pub fn words(&self, most: usize) -> String {
        let gone = match self.gone {
            0 => "改了以后这一条还在".to_string(),
            1 => "改了以后这一条就没有了".to_string(),
            n => format!("改了以后少{n}条"),
        };
        match self.new.as_slice() {
            [] => gone,
            new => {
                let said: Vec<&str> = new.iter().take(most).map(String::as_str).collect();
                let more = if new.len() > most { "……" } else { "" };
                format!("{gone}，但会多出{}条：{}{more}", new.len(), said.join("；"))
            }
        }
    }
}

/// What is among `these` more often than among `those`: several sentences may be about the same cells.
fn beyond<'f>(these: &'f [Finding], those: &[Finding]) -> Vec<&'f Finding> {
    let about = |f: &Finding| (f.code, explain::anchor(f));
    let mut left: Vec<_> = those.iter().map(about).collect();
    let is_beyond = |f: &&Finding| match left.iter().position(|o| *o == about(f)) {
        Some(at) => {
            left.swap_remove(at);
            false
        }
        None => true,
    };
    these.iter().filter(is_beyond).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample;

    #[test]
    fn what_a_repair_would_break_is_said() {
        let judged = Judged::of(&Shared::new(sample::report()), None);
        let key = CellKey::parse("requests.received/natural");
        let fix = Fix { title: String::new(), edits: vec![Edit::enter(judged.report().form(), &key, "99")] };
        let effect = Effect::of(&judged, &fix);
        assert!(!effect.new.is_empty() && effect.words(1).contains("多出"), "{}", effect.words(1));
    }
}
