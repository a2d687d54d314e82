//! The house: a file names only its own floor's folder and lower floors, and the outside world only where
//! it is allowed to.

mod source;

use crate::made::root;
use gongkai::form::{self, table};
use source::{Token, Use};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Floors from the ground; what stands in one entry shares a floor without knowing each other.
const FLOORS: [&[&str]; 8] = [
    &["chinese", "format", "side_by_side"],
    &["form"],
    &["report"],
    &["checks", "page"],
    &["collect"],
    &["import", "export", "preview", "print", "store"],
    &["app"],
    &["cli", "ui", "main"],
];

/// The floors of the window, from its ground; a folder is named by its `mod.rs`.
const WINDOW: [&[&str]; 15] = [
    &["lines"],
    &[
        "action",
        "atlas",
        "below",
        "choice",
        "clipboard",
        "composing",
        "entry",
        "heading",
        "renderer",
        "scrolled",
        "spoken",
        "theme",
        "timing",
        "turns",
    ],
    &["context", "fallen", "file_dialogs", "line", "passing", "strict", "thumbs", "waiting"],
    &["compare", "findings", "grid", "outline", "preview", "start", "text"],
    &["cell_info", "focus_return", "signature"],
    &["collecting", "editor"],
    &["dialog"],
    &["view"],
    &["menus", "window"],
    &[
        "asking",
        "closing",
        "editing",
        "navigate",
        "opening",
        "clipboard_commands",
        "settling",
        "shell",
        "shortcuts",
    ],
    &["collected"],
    &["arriving", "commands", "panels"],
    &["perform"],
    &["app"],
    &["launch"],
];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for e in std::fs::read_dir(folder).expect("a folder") {
        let path = e.expect("an entry").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn all() -> Vec<(String, String)> {
    let root = root().join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let read = |p: &PathBuf| std::fs::read_to_string(p).expect("readable");
    let name = |p: &PathBuf| p.strip_prefix(&root).expect("below").to_string_lossy().replace('\\', "/");
    files.iter().map(|p| (name(p), read(p))).collect()
}

fn room(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap_or("")
}

#[test]
fn every_file_names_only_lower_floors() {
    let files: Vec<_> = all().into_iter().filter(|(f, _)| f != "lib.rs").collect();
    let floor = |file: &str| {
        let at = FLOORS.iter().position(|f| f.contains(&room(file)));
        at.unwrap_or_else(|| panic!("{file} has no floor"))
    };
    for (from, named) in arrows(&files) {
        for to in named {
            // Neighbours on the floor of the checks don't know each other; export and cli use what they carry out.
            let checking = FLOORS[floor(from)].contains(&"checks");
            let beside = checking && floor(to) == floor(from) && room(from) != room(to);
            assert!(floor(to) <= floor(from) && !beside, "{from} names {to}");
        }
    }
}

/// A file as a module: `ui/grid/mod.rs` is `ui`, `grid`.
fn module(file: &str) -> Vec<&str> {
    let mut path: Vec<&str> = file.trim_end_matches(".rs").split('/').collect();
    path.pop_if(|last| *last == "mod");
    path
}

/// The files and what each one brings in and hands on.
struct House<'a> {
    files: BTreeMap<Vec<&'a str>, &'a str>,
    uses: BTreeMap<&'a str, Vec<Use>>,
}

impl<'a> House<'a> {
    /// The file that a path written in module `from` leads to, behind what is handed on by `pub use`.
    fn file(&self, from: &[&str], path: &[String], tries: usize) -> Option<&'a str> {
        let words: Vec<&str> = path.iter().map(String::as_str).collect();
        let mut rest = words.as_slice();
        let mut at: Vec<&str> = from.to_vec();
        match *rest.first()? {
            "crate" | "gongkai" => at.clear(),
            "self" | "super" => {}
            child if self.files.contains_key(&[from, &[child]].concat()) => {}
            _ => return None,
        }
        while let Some((word @ ("crate" | "gongkai" | "self" | "super"), more)) =
            rest.split_first().map(|(w, r)| (*w, r))
        {
            at.truncate(at.len().saturating_sub(usize::from(word == "super")));
            rest = more;
        }
        let whole = [at.as_slice(), rest].concat();
        let known = (1..=whole.len()).rev().find(|n| self.files.contains_key(&whole[..*n]))?;
        let (module, named) = whole.split_at(known);
        let file = self.files[module];
        let Some(first) = named.first().filter(|_| tries > 0) else { return Some(file) };
        let behind = |name: &str| {
            let handed = self.uses[file].iter().find(|u| u.is_public && u.name == name)?;
            let rest = named.iter().skip(usize::from(name != "*")).map(|n| n.to_string());
            self.file(module, &handed.path.iter().cloned().chain(rest).collect::<Vec<_>>(), tries - 1)
        };
        behind(first).or_else(|| behind("*")).or(Some(file))
    }
}

/// Which files of `files` each one names: by its `use` items, grouped or not, and by paths written out in the code.
fn arrows<'a>(files: &'a [(String, String)]) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let code: Vec<(&str, Vec<Token>)> =
        files.iter().map(|(f, text)| (f.as_str(), source::without_tests(&source::tokens(text)))).collect();
    let house = House {
        files: files.iter().map(|(f, _)| (module(f), f.as_str())).collect(),
        uses: code.iter().map(|(f, tokens)| (*f, source::uses(tokens))).collect(),
    };
    let named = |(file, tokens): &(&'a str, Vec<Token>)| {
        let used = house.uses[file].iter().map(|u| u.path.clone());
        let all = used.chain(source::paths(tokens)).filter_map(|p| house.file(&module(file), &p, 4));
        (*file, all.filter(|f| f != file).collect())
    };
    code.iter().map(named).collect()
}

#[test]
fn the_windows_files_stand_in_floors_without_a_circle() {
    let files: Vec<_> = all().into_iter().filter(|(f, _)| f.starts_with("ui/") && f != "ui/mod.rs").collect();
    let arrows = arrows(&files);
    assert!(arrows.values().map(BTreeSet::len).sum::<usize>() > 200, "few were read: {arrows:?}");
    let room = |file: &str| module(file).get(1).map(|r| r.to_string()).unwrap_or_default();
    let floor = |file: &str| {
        let at = WINDOW.iter().position(|f| f.contains(&room(file).as_str()));
        at.unwrap_or_else(|| panic!("{file} has no floor"))
    };
    for (from, named) in &arrows {
        for to in named {
            assert!(
                room(from) == room(to) || floor(to) < floor(from),
                "{from} names {to}, which is no lower"
            );
        }
    }
    assert_no_circle(arrows);
}

/// Who names nobody is taken away until nobody is left; what cannot be taken away stands in a circle.
fn assert_no_circle(mut left: BTreeMap<&str, BTreeSet<&str>>) {
    loop {
        let free: Vec<&str> = left.iter().filter(|(_, to)| to.is_empty()).map(|(from, _)| *from).collect();
        if free.is_empty() {
            break;
        }
        left.retain(|from, _| !free.contains(from));
        left.values_mut().for_each(|to| to.retain(|t| !free.contains(t)));
    }
    assert!(left.is_empty(), "these name each other in a circle: {left:?}");
}

/// Who names one file of a circle needs them all to be understood.
#[test]
fn the_readers_files_stand_without_a_circle() {
    let files: Vec<_> = all().into_iter().filter(|(f, _)| f.starts_with("import/")).collect();
    let arrows = arrows(&files);
    assert!(arrows.values().map(BTreeSet::len).sum::<usize>() > 200, "few were read: {arrows:?}");
    assert_no_circle(arrows);
}

#[test]
fn no_folder_s_files_stand_in_a_circle() {
    let rooms = FLOORS.iter().flat_map(|f| f.iter()).filter(|r| !["ui", "import"].contains(r));
    let mut read = 0;
    for room in rooms {
        let below = format!("{room}/");
        let of_room = |f: &str| f.starts_with(&below) && !f.ends_with("tests.rs");
        let files: Vec<_> = all().into_iter().filter(|(f, _)| of_room(f)).collect();
        let mut arrows = arrows(&files);
        // What the folders that it stands in are about, a file may name.
        for (from, named) in &mut arrows {
            let path = module(from);
            named.retain(|to| !path.starts_with(&module(to)));
        }
        read += arrows.values().map(BTreeSet::len).sum::<usize>();
        assert_no_circle(arrows);
    }
    assert!(read > 500, "few were read: {read}");
}

/// Each is given just what it shows: the session is known where a frame begins, where what was asked for is done, and
/// where what is shown is handed out.
#[test]
fn panels_and_dialogs_do_not_know_the_session() {
    let know = ["ui/app.rs", "ui/launch.rs", "ui/panels.rs", "ui/perform.rs", "ui/window.rs"];
    for (file, text) in all().into_iter().filter(|(f, _)| f.starts_with("ui/")) {
        let names = source::tokens(&text).iter().any(|t| t.text == "Session");
        assert_eq!(names, know.contains(&file.as_str()), "{file}");
    }
}

/// A sentence alone says nothing to who would act on it.
#[test]
fn no_error_is_a_bare_sentence() {
    for (file, text) in all() {
        let tokens = source::without_tests(&source::tokens(&text));
        let code: String = tokens.into_iter().map(|t| t.text).collect();
        for result in code.split("Result<").skip(1) {
            let mut depth = 1;
            let end = result.find(|c| {
                depth += i32::from(c == '<') - i32::from(c == '>');
                depth == 0
            });
            let inside = &result[..end.unwrap_or(0)];
            assert!(!inside.ends_with(",String"), "{file}: Result<{inside}>");
        }
    }
}

#[test]
fn grouped_relative_and_handed_on_names_are_read() {
    let file = |name: &str, text: &str| (name.to_string(), text.to_string());
    let files = [
        file("ui/a.rs", "use crate::{app::x, ui::{b::B, c}};\nfn f() { super::d::g() }"),
        file("ui/b.rs", "use super::{c::C, d as e};"),
        file("ui/c.rs", "// use super::a;\n"),
        file("ui/d/mod.rs", "mod k;\nfn g() { k::h() }"),
        file("ui/d/k.rs", "use super::super::a::A;"),
        file("ui/mod.rs", "pub use c::{C as D, x::*};"),
        file(
            "ui/e.rs",
            "use super::D;\n#[cfg(test)]\nmod tests { use super::super::a; }\nfn f() { format!(\"{}\", crate::ui::b::B) }",
        ),
    ];
    let found = arrows(&files);
    let named = |f: &str| found[f].iter().copied().collect::<Vec<_>>();
    assert_eq!(named("ui/a.rs"), ["ui/b.rs", "ui/c.rs", "ui/d/mod.rs"]);
    assert_eq!(named("ui/b.rs"), ["ui/c.rs", "ui/d/mod.rs"]);
    assert!(named("ui/c.rs").is_empty());
    assert_eq!(named("ui/d/mod.rs"), ["ui/d/k.rs"]);
    assert_eq!(named("ui/d/k.rs"), ["ui/a.rs"]);
    assert_eq!(named("ui/e.rs"), ["ui/b.rs", "ui/c.rs"], "behind what is handed on, and after the tests");
}

#[test]
fn a_word_for_a_command_and_for_an_action_means_the_same() {
    let files: BTreeMap<String, String> = all().into_iter().collect();
    let words = |file: &str, opening: &str| -> BTreeSet<String> {
        let (_, inside) = files[file].split_once(opening).expect("a list of words");
        let inside = inside.split("\n}").next().expect("its words");
        let word = |l: &str| {
            l.strip_prefix("    ").map(|l| l.split(['(', ',', ':', ' ']).next().unwrap_or("").to_string())
        };
        inside.lines().filter_map(word).filter(|w| w.starts_with(char::is_uppercase)).collect()
    };
    let (commands, actions) =
        (words("app/command/entries.rs", "\ncommands! {"), words("ui/action/mod.rs", "pub enum Action {"));
    assert!(commands.len() > 50 && actions.len() > 40, "few were read: {commands:?} {actions:?}");
    // Given as a command they do just what the action does.
    let both: Vec<&String> = commands.intersection(&actions).collect();
    assert_eq!(both, ["CompareLast", "ConfirmStale", "Quit"]);
}

#[test]
fn every_command_is_carried_out_in_one_place() {
    let files: BTreeMap<String, String> = all().into_iter().collect();
    let (_, entries) = files["app/command/entries.rs"].split_once("\ncommands! {").expect("a list");
    let names =
        entries.lines().filter_map(|l| l.strip_prefix("    ")?.split_once(": ").map(|(name, _)| name));
    let mut seen = 0;
    for name in names {
        let by = |file: &str| {
            let arms =
                files[file].split("=>").map(|arm| arm.rsplit([';', ',', '{', '}']).next().unwrap_or(""));
            arms.filter(|arm| arm.split('|').any(|id| id.trim() == format!("Id::{name}"))).count()
        };
        assert_eq!(by("ui/commands.rs") + by("ui/collected.rs"), 1, "{name}");
        seen += 1;
    }
    assert!(seen > 50, "few were read");
}

#[test]
fn the_outside_world_is_named_only_where_it_may_be() {
    for (file, text) in all().into_iter().filter(|(file, _)| !file.ends_with("tests.rs")) {
        let tokens = source::without_tests(&source::tokens(&text));
        let code: String = tokens.into_iter().map(|t| t.text).collect();
        let only = |word: &str, place: &str| {
            assert!(!code.contains(word) || file.starts_with(place), "{file} names {word}");
        };
        only("egui", "ui/");
        only("rfd::", "ui/file_dialogs.rs");
        only("std::fs", "store/disk/");
        only("rustix", "store/disk/");
        only("xattr", "store/disk/");
        only("tempfile", "store/disk/");
        only("winsafe", "store/disk/");
        only("Win32::Graphics", "print/");
        // A file is looked at before it is removed: store/beside.
        let is_looked_at =
            ["store/beside.rs", "store/disk/", "store/versions.rs"].iter().any(|p| file.starts_with(p));
        assert!(
            is_looked_at || !code.contains("disk.remove"),
            "{file} removes what it may not have looked at"
        );
        only("Command::new", "print/");
        only("printpdf", "export/pdf");
        // It panics where the clock stands beyond the year 9999.
        only("Zoned::now", "nowhere");
        only("Timestamp::now", "nowhere");
        // It panics where nothing can be written, `eprintln` too: within a panic's hook, that ends the process.
        assert!(!code.contains("println!"), "{file} has println!");
        for word in [".unwrap()", "todo!", "unimplemented!", "std::net"] {
            assert!(!code.contains(word), "{file} has {word}");
        }
    }
}

/// Publishing and the tables went by ways of their own, and wrote over what somebody had made of a file.
#[test]
fn what_goes_out_is_written_by_who_keeps_what_stands_there() {
    for (file, text) in all() {
        let may =
            ["app/put_aside.rs", "app/saving.rs"].contains(&file.as_str()) || file.starts_with("store/");
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
        assert!(may || !code.contains("atomic::replace("), "{file}: OwnWork::replace, or exporting::write");
    }
}

#[test]
fn words_of_the_window_are_in_lines_of_ours() {
    for (file, text) in all().into_iter().filter(|(file, _)| file.starts_with("ui/")) {
        let tokens = source::without_tests(&source::tokens(&text));
        let code: String = tokens.into_iter().map(|t| t.text).collect();
        for (theirs, ours) in
            [("ui.label(", "ui.words("), (".on_hover_text(", ".tip("), (".wrap()", "ui.words(")]
        {
            let may = file.starts_with("ui/lines/") || !code.contains(theirs);
            assert!(may, "{file}: {ours} in place of {theirs}");
        }
        for (at, _) in code.match_indices(".truncate()").filter(|_| !file.starts_with("ui/lines/")) {
            let last = |word: &str| code[..at].rfind(word);
            assert!(
                last("Button::") > last("Label::new("),
                "{file}: one_line(…) in place of a label that is cut"
            );
        }
    }
}

#[test]
fn only_the_form_knows_its_shape() {
    let keys = form::all().flat_map(|f| &f.tables).flat_map(|t| &t.blocks).flat_map(|b| {
        [&b.rows, &b.columns].into_iter().flat_map(|t| table::leaves(t)).map(|l| l.node().key.as_str())
    });
    // One word says too little: 其他 is a column and much else.
    let keys: BTreeSet<&str> = keys.filter(|k| k.contains('.')).collect();
    let marks = form::letters().map(|l| l.mark());
    let editions = form::all().map(|f| f.edition.as_str());
    let sections = ["1..=6", "1..7"];
    let known: Vec<&str> = keys.into_iter().chain(marks).chain(editions).chain(sections).collect();
    for (file, text) in all() {
        // The sample is a report of one edition; what stands in assets is the form's own; tests know their reports.
        if ["app/sample.rs", "form/editions.rs", "checks/tests.rs"].contains(&file.as_str()) {
            continue;
        }
        // Why a check is there names its source in the letters.
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("").lines().map(str::trim_start);
        for line in code.filter(|l| !l.starts_with("//") && !l.starts_with("why:")) {
            let found = known.iter().find(|k| line.contains(**k));
            assert!(found.is_none(), "{file} knows {found:?}: {line}");
        }
    }
}

#[test]
fn no_file_or_function_is_too_long_and_none_takes_too_much() {
    for (file, text) in all() {
        let lines = text.lines().count();
        assert!(lines <= 300, "{file} has {lines} lines");
        let tokens = source::tokens(&text);
        for f in source::functions(&tokens) {
            assert!(f.lines.len() <= 70, "{file}: {} has {} lines", f.name, f.lines.len());
            // What a library's trait asks for is not ours to say (skrifa's OutlinePen).
            let asked = f.name == "curve_to";
            assert!(f.parameters <= 6 || asked, "{file}: {} takes {}", f.name, f.parameters);
        }
        let allowed =
            tokens.iter().find(|t| ["too_many_arguments", "too_many_lines"].contains(&t.text.as_str()));
        assert!(allowed.is_none(), "{file}: {allowed:?}");
    }
}

#[test]
fn every_file_opens_by_saying_what_is_in_it() {
    for (file, text) in all() {
        assert!(text.starts_with("//!"), "{file}");
    }
}

/// Where each type of the sources is declared; what a trait or an `impl` calls its own is none.
fn declared(files: &[(String, String)]) -> BTreeMap<String, Vec<&str>> {
    let mut all: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (file, text) in files {
        let mut depth = 0;
        for pair in source::without_tests(&source::tokens(text)).windows(2) {
            let [word, name] = pair else { continue };
            depth += i32::from(word.text == "{") - i32::from(word.text == "}");
            let declares = match word.text.as_str() {
                "struct" | "enum" | "trait" | "union" => true,
                "type" => depth == 0,
                _ => false,
            };
            if declares && name.text.starts_with(char::is_uppercase) {
                all.entry(name.text.clone()).or_default().push(file);
            }
        }
    }
    all
}

/// Who searches for a name finds one thing.
#[test]
fn no_type_s_name_means_two_things() {
    let files = all();
    let declared = declared(&files);
    assert!(declared.len() > 300, "few were read: {}", declared.len());
    let twice: Vec<_> = declared.iter().filter(|(_, places)| places.len() > 1).collect();
    assert!(twice.is_empty(), "{twice:#?}");
}

#[test]
fn types_are_found_however_they_are_declared() {
    let file = |name: &str, text: &str| (name.to_string(), text.to_string());
    let files = [
        file(
            "a.rs",
            "pub struct One<'a> {\n    x: &'a str,\n}\npub(super) enum Two {}\nimpl X for One {\n    type Item = u8;\n}",
        ),
        file(
            "b.rs",
            "fn f() {\n    struct One;\n}\ntype Three = u8;\n#[cfg(test)]\nmod tests {\n    struct Two;\n}",
        ),
    ];
    let found = declared(&files);
    assert_eq!(found["One"], ["a.rs", "b.rs"]);
    assert_eq!((found["Two"].len(), found["Three"].len(), found.contains_key("Item")), (1, 1, false));
}

#[test]
fn the_released_program_keeps_the_names_of_its_functions() {
    let manifest = include_str!("../../../Cargo.toml");
    let (_, release) = manifest.split_once("[profile.release]").expect("a profile");
    assert!(release.contains("strip = \"debuginfo\""), "a note of a panic would name nothing");
}

/// Whoever needs to know of a finding more than what it says asks the finding.
#[test]
fn a_check_s_code_stands_in_its_own_file_alone() {
    let code = |text: &str| text.split("#[cfg(test)]\nmod tests").next().unwrap_or("").to_string();
    let all: Vec<(String, String)> = all().into_iter().map(|(file, text)| (file, code(&text))).collect();
    for check in gongkai::checks::CHECKS.iter() {
        let quoted = format!("\"{}\"", check.code);
        let named: Vec<&str> =
            all.iter().filter(|(_, text)| text.contains(&quoted)).map(|(file, _)| file.as_str()).collect();
        assert!(matches!(named[..], [own] if own.starts_with("checks/")), "{quoted} in {named:?}");
    }
}
