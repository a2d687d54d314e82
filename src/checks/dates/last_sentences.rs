//! What last year's report said of its years, so that a sentence carried over whose year did not move is known.

use crate::checks::Context;
use crate::report::Report;
use crate::report::passage::passages;
use crate::report::text::clauses;
use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::{Arc, Weak};

type Sentences = HashSet<String, ahash::RandomState>;

thread_local! {
    /// Those of the report that was asked about last: it stays the same while this year's is typed.
    static LAST: RefCell<(Weak<Report>, Rc<Sentences>)> = RefCell::default();
}

/// The sentences of last year's report that name a year.
pub(super) struct LastSentences(Option<Rc<Sentences>>);

impl LastSentences {
    pub(super) fn of(cx: &Context<'_>) -> LastSentences {
        let last = cx.last_year().filter(|l| l.year.checked_add(1) == Some(cx.year));
        LastSentences(last.map(|last| {
            LAST.with_borrow_mut(|(of, sentences)| {
                if !of.upgrade().is_some_and(|known| Arc::ptr_eq(&known, last)) {
                    (*of, *sentences) = (Arc::downgrade(last), Rc::new(naming_a_year(last)));
                }
                sentences.clone()
            })
        }))
    }
    /// Whether last year's report said the same, of its own year or one beside it.
    pub(super) fn said(&self, sentence: &str, off: i32) -> bool {
        (-2..=0).contains(&off) && self.0.as_ref().is_some_and(|all| all.contains(sentence))
    }
}

fn naming_a_year(report: &Report) -> Sentences {
    let mut all = Sentences::default();
    for p in passages(report).iter().filter(|p| p.words.contains('年')) {
        all.extend(clauses(&p.words).into_iter().map(|r| p.words[r].to_string()));
    }
    all
}
