//! A city of several counties, each with its units; a folder that moves whole; reading that goes on where it was stopped.

use super::files::put;
use super::sums::{comes_to, plain};
use crate::made::county::{County, Handed, OFFICE, YEAR, name, report};
use crate::made::dice::Dice;
use crate::made::documents::zip_of;
use crate::made::folder::Folder;
use crate::made::workbook::of_reports;
use gongkai::app::collecting::seen;
use gongkai::app::collecting::taking::Taker;
use gongkai::collect::Collection;
use gongkai::collect::edit::CollectEdit;
use gongkai::collect::figures::number;
use gongkai::collect::overview::Overview;
use gongkai::collect::roster::RosterUnit;
use gongkai::collect::trace::Trace;
use gongkai::collect::unit_row::FilesSeen;
use gongkai::report::Report;
use gongkai::store::{RealDisk, collection, kept, project};
use rust_decimal::Decimal;

/// The units of a county of that name.
fn county_called(called: &str, units: usize, seed: u64) -> County {
    let mut dice = Dice(seed);
    let names: Vec<String> = (0..units).map(|n| name(n).replace("示范县", called)).collect();
    let roster = names.iter().map(|n| RosterUnit::named(n)).collect();
    let handed = names.iter().map(|n| Handed::new(report(n, YEAR, &mut dice))).collect();
    County { roster, handed }
}

#[test]
fn every_number_of_a_city_leads_through_its_counties_to_their_units() {
    let d = Folder::new();
    std::fs::create_dir(d.at("各县")).expect("made");
    let counties: Vec<(&str, County)> = [("青石县", 5), ("白河县", 7), ("红岩区", 4)]
        .into_iter()
        .map(|(called, units)| (called, county_called(called, units, units as u64)))
        .collect();
    for (called, county) in &counties {
        let mut c = county.collection();
        CollectEdit::Office(format!("示范市{called}人民政府")).apply(&mut c);
        d.write(&format!("各县/{called}.gknh"), kept::encode(&c).expect("written"));
    }
    let own = report("示范市人民政府办公室", YEAR, &mut Dice(3));
    d.save("各县/市政府办.gknb", &own);
    let args = ["collect", "各县", "-o", "市.gknh", "--year", "2025", "--office", "示范市人民政府"];
    let o = d.run(&args);
    let c = collection::load(&RealDisk, &d.at("市.gknh")).expect("read");
    let leaves = counties.iter().flat_map(|(_, c)| c.handed.iter().map(|h| &h.report));
    comes_to(&c, &plain(&leaves.chain([&own]).collect::<Vec<&Report>>()));
    let overview = Overview::of(&c, &FilesSeen::default());
    for key in c.form().ledger().keys.iter().filter(|k| c.form().total_of(k).is_none()) {
        let trace = Trace::of(&c, &overview.standing, key).expect("a cell");
        let below: Vec<_> = trace.parts.iter().filter(|p| !p.below.is_empty()).collect();
        assert_eq!(below.len(), 3, "{key}: {}", String::from_utf8_lossy(&o.stderr));
        for part in below {
            let called = &c.units[part.unit].name;
            let (_, county) = counties.iter().find(|(n, _)| called.contains(n)).expect("of one of them");
            let told: Decimal = part.below.iter().filter_map(|(_, v)| number(v.as_ref()?)).sum();
            assert_eq!(Some(told), part.number.or(Some(Decimal::ZERO)), "{called} {key}");
            let names: std::collections::BTreeSet<&String> = part.below.iter().map(|(n, _)| n).collect();
            assert_eq!(names, county.roster.iter().map(|u| &u.name).collect());
        }
    }
}

#[test]
fn a_folder_that_moves_whole_finds_all_its_files_and_takes_in_nothing_anew() {
    let d = Folder::new();
    let county = County::new(6, 4);
    let of = |n: usize| &county.handed[n].report;
    std::fs::create_dir_all(d.at("盘/2025/各单位")).expect("made");
    let sheets = [name(0), name(1)].map(|n| n.replace("示范县", ""));
    let book = of_reports(&[(&sheets[0], Some(of(0))), (&sheets[1], Some(of(1)))]);
    d.write("盘/2025/各单位/两家.xlsx", book);
    let packed =
        |n: usize| (format!("{}.gknb", name(n)), project::encode(of(n)).expect("written").into_bytes());
    let (a, b) = (packed(2), packed(3));
    d.write("盘/2025/各单位/报送.zip", zip_of(&[(&a.0, a.1), (&b.0, b.1)]));
    d.save("盘/2025/各单位/四.gknb", of(4));
    d.save("盘/2025/各单位/五.gknb", of(5));
    let collect = |folder: &str| {
        let (from, to) = (format!("{folder}/各单位"), format!("{folder}/a.gknh"));
        d.run(&["collect", &from, "-o", &to, "--year", "2025", "--office", OFFICE]);
        collection::load(&RealDisk, &d.at(&to)).expect("read")
    };
    let c = collect("盘/2025");
    comes_to(&c, &plain(&county.handed.iter().map(|h| &h.report).collect::<Vec<_>>()));
    std::fs::create_dir(d.at("别处")).expect("made");
    std::fs::rename(d.at("盘/2025"), d.at("别处/2025年")).expect("moved");
    let at = d.at("别处/2025年/a.gknh");
    let moved = collection::load(&RealDisk, &at).expect("read");
    assert_eq!(seen::look(&RealDisk, &at, &moved, &|| false), FilesSeen::default());
    assert!(moved == c && collect("别处/2025年") == c);
}

#[test]
fn what_was_stopped_in_the_middle_is_whole_when_it_is_taken_in_again() {
    let d = Folder::new();
    let county = County::new(60, 4);
    put(&d, &county, &["gknb"]);
    let at = d.at("a.gknh");
    let taker = Taker { disk: &RealDisk, collection: &at, today: None, year: YEAR, title: "汇总".into() };
    let take = |c: &mut Collection, most: usize| {
        let read = taker.take(&[d.at("各单位")], &[], &mut |done, _, _| done < most).expect("read");
        c.take_in(read.submissions)
    };
    let begun = || Collection::new(YEAR, OFFICE);
    let (mut stopped, mut whole) = (begun(), begun());
    let first = take(&mut stopped, 20);
    assert!(first.new >= 20 && first.new < 60, "{first:?}");
    let rest = take(&mut stopped, usize::MAX);
    assert_eq!((rest.new, rest.again, rest.replaced), (60 - first.new, first.new, 0));
    take(&mut whole, usize::MAX);
    assert_eq!(stopped, whole);
}

#[test]
fn a_collection_of_a_newer_program_is_neither_gone_on_with_nor_written_over() {
    let d = Folder::new();
    put(&d, &County::new(3, 4), &["gknb"]);
    let text = kept::encode(&County::new(3, 4).collection()).expect("written");
    let newer = text.replacen("collection: 1", "collection: 7", 1);
    d.write("a.gknh", &newer);
    d.refused(&["collect", "各单位", "-o", "a.gknh", "--year", "2025"], "更新版本");
    d.refused(&["collect", "各单位", "-o", "b.gknh", "--year", "2026", "--last", "a.gknh"], "更新版本");
    assert!(d.read("a.gknh") == newer.as_bytes() && !d.has("b.gknh"));
    // Handed in from a county it is one that can't be read.
    d.write("各单位/县.gknh", &newer);
    let o = d.run(&["collect", "各单位", "-o", "c.gknh", "--year", "2025", "--office", OFFICE]);
    let said = String::from_utf8_lossy(&o.stdout).into_owned();
    assert!(said.contains("U105") && said.contains("更新版本"), "{said}");
}
