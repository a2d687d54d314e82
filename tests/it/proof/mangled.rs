//! Files with bytes cut off, missing, twice or changed.

use super::{tell, times};
use crate::made::dice::Dice;
use crate::made::documents::{mangle, mangle_document, sources};
use crate::made::shapes::report;
use gongkai::import;
use gongkai::report::Report;
use gongkai::store::{StoreError, project};
use std::path::Path;
use std::time::{Duration, Instant};

#[test]
fn mangled_project_files_are_refused_with_their_place_or_read_whole() {
    let tries = times(3000, 1_000_000);
    let mut dice = Dice(17);
    let texts: Vec<Vec<u8>> = [Report::new(2024, "示范局"), report(2020, 1, 20), report(2024, 2, 40)]
        .iter()
        .map(|r| project::encode(r).expect("writes").into_bytes())
        .collect();
    let (mut read, mut slowest) = (0, Duration::ZERO);
    for i in 0..tries {
        let bytes = mangle(&texts[i % texts.len()], &mut dice);
        let begun = Instant::now();
        match project::decode(&bytes, Path::new("x.gknb")) {
            Ok(r) => {
                read += 1;
                let again = project::encode(&r).expect("writes");
                assert_eq!(project::decode(again.as_bytes(), Path::new("x.gknb")).expect("reads"), r);
            }
            Err(StoreError::Damaged { line, column, .. }) => assert!(line > 0 && column > 0),
            Err(e) => assert!(matches!(e, StoreError::Newer { .. } | StoreError::Unsound { .. }), "{e}"),
        }
        slowest = slowest.max(begun.elapsed());
    }
    let came = format!(
        "no panic, no hang; {read} read, the others refused with line and column; slowest {:.2} s",
        slowest.as_secs_f64()
    );
    tell("mangled project files", tries, &came);
}

#[test]
fn mangled_documents_are_refused_or_read_but_never_panic() {
    for (kind, source) in sources() {
        let paper = matches!(kind, "pdf" | "xlsx" | "xls" | "ods" | "csv");
        let tries = times(if paper { 1000 } else { 500 }, 100_000);
        let mut dice = Dice(11);
        let (mut read, mut slowest) = (0, Duration::ZERO);
        for _ in 0..tries {
            let bytes = mangle_document(&source, &mut dice);
            let begun = Instant::now();
            // Either way is right; a panic or a hang is not.
            read += usize::from(import::read_document(&bytes, "x", None).is_ok());
            slowest = slowest.max(begun.elapsed());
        }
        let came = format!(
            "no panic, no hang; {read} read, the others refused; slowest {:.2} s",
            slowest.as_secs_f64()
        );
        tell(&format!("mangled documents, {kind}"), tries, &came);
    }
}
