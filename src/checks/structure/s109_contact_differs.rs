//! S109: the preamble names another address, telephone or postcode than the cover.

use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::chinese::offices::squeezed;
use crate::report::edit::Edit;
use crate::report::facts::OFFICE;
use crate::report::{Datum, Office, Part, contact};

pub static CHECK: Check = Check {
    code: "S109",
    title: "导语的联系方式与封面不一致",
    level: Level::Warning,
    why: "地址、电话、邮编只有一个是对的；在封面改了、导语没有跟着改（或者反过来），公布出去的就是旧的。",
    how: "把导语里的那一处改成封面上的，或者把封面改成导语里的。",
    quiet: true,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

/// A place and a name are written in many ways: only what is given letter by letter is compared.
const EXACT: [Datum; 3] = [Datum::Address, Datum::Phone, Datum::Postcode];

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for p in cx.of_part(Part::Preamble) {
        let mut said = Office::default();
        contact::read(&p.words, &mut said);
        for fact in OFFICE.iter().filter(|f| EXACT.contains(&f.datum)) {
            let (words, given) = ((fact.get)(&said), (fact.get)(cx.office()));
            let (a, b) = (squeezed(words), squeezed(given));
            if a.is_empty() || b.is_empty() || a.starts_with(&b) || b.starts_with(&a) {
                continue;
            }
            let message = format!("导语写的{}是“{words}”，封面填的是“{given}”", fact.name);
            let mut office = cx.office().clone();
            (fact.set)(&mut office, words.to_string());
            let fix = Fix { title: format!("封面改为“{words}”"), edits: vec![Edit::Office(office)] };
            let found = Finding::new(&CHECK, message).fix(Some(fix));
            out.push(match p.words.find(words) {
                Some(at) => found.words(p, at..at.saturating_add(words.len())),
                None => found.part(Part::Preamble, None),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, Case, check_finds, check_silent, zeros};
    use crate::report::Part;

    pub fn bad() -> Bad {
        (telephoned("0000-8309706"), "导语写的电话是“0000-8309705”，封面填的是“0000-8309706”")
    }

    fn telephoned(phone: &str) -> Case {
        let mut r =
            zeros(2025).saying(Part::Preamble, "请与本局联系（地址：清渠路9号，电话：0000-8309705）。");
        r.report.office.phone = phone.into();
        r
    }

    #[test]
    fn a_telephone_changed_on_the_cover_alone_is_told() {
        check_finds("S109", &telephoned("0000-8309706"), "封面填的是“0000-8309706”");
        check_silent("S109", &telephoned("0000 - 8309705"));
        check_silent("S109", &telephoned(""));
    }
}
