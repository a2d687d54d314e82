//! Every form loads, tiles exactly and implies the sums it should.

use gongkai::form;
use std::collections::BTreeSet;

#[test]
fn every_form_tiles_exactly_and_has_unique_keys() {
    for form in form::all() {
        let keys = form.cells();
        let unique: BTreeSet<_> = keys.iter().collect();
        assert_eq!(unique.len(), keys.len(), "{}", form.edition);
        for table in &form.tables {
            let grid = table.grid();
            let mut covered = vec![0u8; grid.rows * grid.cols];
            for t in &grid.tiles {
                for r in t.row..t.row + t.rows {
                    for c in t.col..t.col + t.cols {
                        covered[r * grid.cols + c] += 1;
                    }
                }
            }
            assert!(covered.iter().all(|&n| n == 1), "{} {}", form.edition, table.key);
            let cells = grid.tiles.iter().filter(|t| t.cell().is_some()).count();
            assert_eq!(cells, table.cells().len());
        }
    }
}

#[test]
fn the_forms_have_the_cells_and_relations_of_the_letters() {
    let count = |e: &str| {
        let f = form::by_edition(e).expect("known edition");
        (f.cells().len(), f.relations().len())
    };
    assert_eq!(count("fy2019"), (198, 40));
    assert_eq!(count("fy2021"), (200, 42));
}

#[test]
fn the_grids_have_the_printed_measures() {
    let size = |e: &str, t: &str| {
        let g = form::by_edition(e).expect("known edition").grid(t);
        (g.rows, g.cols, g.label_cols, g.head_rows)
    };
    assert_eq!(size("fy2021", "disclosure"), (14, 4, 1, 0));
    assert_eq!(size("fy2021", "requests"), (28, 10, 3, 3));
    assert_eq!(size("fy2021", "review"), (4, 15, 0, 3));
    assert_eq!(size("fy2019", "disclosure"), (18, 7, 1, 0));
    assert_eq!(size("fy2019", "requests"), (26, 10, 3, 3));
}

#[test]
fn every_relation_balance_carry_over_and_role_names_real_cells() {
    for form in form::all() {
        for r in form.relations() {
            for k in r.left.iter().chain(&r.right) {
                assert!(form.has(k), "{} {k}", form.edition);
            }
        }
        for c in form.carry_relations() {
            for k in c.last.iter().chain(&c.plus).chain(&c.minus).chain([&c.this]) {
                assert!(form.has(k), "{} {k}", form.edition);
            }
        }
        let columns: BTreeSet<String> = form.cells().iter().map(|k| k.column().to_string()).collect();
        for (role, names) in &form.roles {
            for n in names {
                let cell = n.split_once('/').is_some_and(|(r, c)| form.has(&form::table::CellKey::new(r, c)));
                assert!(cell || form.has_row(n) || columns.contains(n), "{} {role:?} {n}", form.edition);
            }
        }
    }
}

#[test]
fn the_year_decides_the_edition() {
    assert_eq!(form::for_year(2019).edition, "fy2019");
    assert_eq!(form::for_year(2020).edition, "fy2019");
    assert_eq!(form::for_year(2021).edition, "fy2021");
    assert_eq!(form::for_year(2031).edition, "fy2021");
}
