//! 公开年报 `gongkai` (公开, "to make public"): an offline editor for the 政府信息公开工作年度报告 that every
//! Chinese government office publishes each winter.
//!
//! # Codemap
//! The code stands in floors; a file names only its own folder and lower floors (a test holds this).
//!
//! | floor | folder | what |
//! |---|---|---|
//! | 0 | `format.rs` | what a format of files is called: one shape for what is read, made and kept; how a sheet of a workbook is named |
//! | 0 | `side_by_side.rs` | work on several things at once |
//! | 0 | `chinese/` | the script: numerals and figures, years and days, units of money, an office's name among other words, characters by kind, width and variant, words made of known words |
//! | 1 | `form/` | the statutory form, read from `assets/forms/*.ron`: sections, label trees, keys, grids with spans, sums and balances; the words of the field |
//! | 2 | `report/` | one office's report of one year: values, text, every `Edit`, the document with its history, and what was made of a paragraph, remembered while its words come back; its pieces by the names and keys that files keep (`keyed`, `rows`) |
//! | 3 | `checks/` | judging a report: one check a file with its bad case, listed in its family's `CHECKS`; what it looks at, the `Context` writes down |
//! | 3 | `page/` | arranging: report → blocks → lines and tables → pages of positioned glyphs |
//! | 4 | `collect/` | many units' reports added up (汇总): who is to report, what came in, what was ruled; whose report it is, how each unit stands, the sums and where each number comes from are found anew from these; one check a file in `judging/` |
//! | 5 | `import/` | documents in: a file's content → its line in `IMPORTERS` → `Raw` → `recognize`, the only place that matches labels; all within a `budget`; a workbook of many offices is read a sheet at a time (`each_sheet`) |
//! | 5 | `export/` | documents out: one file a format, listed in `EXPORTERS` |
//! | 5 | `store/` | project files, atomic saving, journal and recovery copies, locks, calls to another window (`summons`), versions kept, settings; kept files read by `quick` where this program wrote them, else by `ron` (what `quick` does not know, as floats or untagged values, is left to `ron`: slower, not wrong); file calls through `Disk`, so that a test can fail any one, and only `store/disk` makes them (fontdb reads the faces of the system and those beside the program itself); what the program puts beside others is named, known for its own and removed in `beside`, what a file is by its beginning in `head`, what is in an archive in `packed` |
//! | 5 | `preview/` | pages of the made PDF as pictures |
//! | 5 | `print/` | handing a PDF to the printer, by `lp` or page by page (`spool`, Windows), or to a viewer; the only place that starts programs |
//! | 6 | `app/` | the program without a window: the `session` put together of its parts (below), saving, two editors of one file, recovery, opening and beginning reports, differences and comparing, pasting, finding, taking many reports in (`collecting/`), long work on threads, keeping the preview up, command table, sample |
//! | 7 | `cli/` | the command line |
//! | 7 | `ui/` | the window, one panel a file, one question a file in `ui/dialog/`; egui stands only here |
//!
//! The session is its parts and what becomes of them: `desk` (what is true whatever is open: settings, faces, the
//! disk), `open_report` (document, findings, pages, and in `keeping` its file, lock, watch and journal), `foreground`
//! and `saving` (threads), `recovery` (what a crash left). A part says by a typed outcome what came of what it was
//! asked; the files of `session/` turn that into the clerk's sentence (`message`). What is begun on a thread stands in
//! `session/beginning.rs`; it is given all it needs and changes nothing here.
//!
//! The window has floors of its own (the same test holds them): `lines` (how words are laid) → `action` (the words in
//! which something is asked for) → panels, each with its own state → `dialog/` → `view` → `window`, the window as
//! data → what is done: `navigate`, `editing`, `asking`, `settling`, … → `commands` → `perform` → `app`, eframe's loop.
//! A panel or dialog is given just what it shows; the session it doesn't know (a test holds this).
//!
//! To add a command:
//! 1. its entry in `app/command/entries.rs`: name, menu, words, key, when it can be given;
//! 2. an arm in `ui/commands.rs`, one line: a question, an `Action` that follows, or a function below it;
//! 3. what it does to the report is an `Edit`, made in `app/` and applied by `Session::apply`;
//! 4. in `ui/menus.rs` a line above it (`APART`) or a tick (`is_on`), where it has one;
//! 5. a sentence in `assets/help/guide.md`, and a test that gives it by key (`tests/it/window`, `Desk`).
//!
//! To add a dialog:
//! 1. a file in `ui/dialog/`: a struct of what is typed so far, with `Debug` for the tests;
//! 2. `impl Dialog`: `ui` shows it and says whether to stay; `waved_by` what takes it back, where a click beside it is
//!    too little: whatever is typed or worked in goes by Esc, what must be answered by its own buttons;
//! 3. `is_of_report` is false where it outlives the open report; `take` where something is given to it;
//! 4. `w.view.ask(…)` from `ui/commands.rs` or `ui/perform.rs`; what it decides is an `Action`;
//! 5. a test by its accessible names: asked, answered, waved away.
//!
//! To add a panel: a file or folder in `ui/` with a state of its own, a field of it in `View`, and its place in
//! `ui/panels.rs` and `ui/fallen.rs`. Its words are `ui.words(…)`, `.tip(…)` and `one_line(…)` (`ui/lines`): lines end as
//! on paper, and what is cut off is read under the pointer. What is scrolled over a foot that comes and goes is `steady`
//! (`ui/scrolled.rs`), a line of a list `entry_ui` (`ui/entry.rs`).
//!
//! # Invariants
//! - A table's layout is written once, in the RON; only `form/grid.rs` computes spans.
//! - `form`, `report`, `checks` and `page` do no I/O, ask no clock and cannot fail.
//! - Nothing changes a report but an `Edit`, so everything can be undone.
//! - 未填 is not 0: a number nobody gave is never printed as one.
//! - Equal input gives byte-equal output.
//! - A collection stores what came in, as it was read and judged by itself, and what was ruled; who stands how, the sums
//!   and what is found about them are worked out anew. So no order of taking in matters, and taking in twice changes
//!   nothing. A ruling keeps what it was asked of, and is asked again where that changed.
//! - Nothing is taken in that could not be saved, and nothing saved that would not be opened: `report/weight.rs` is
//!   asked at every door, and a save opens what it is about to write.
//! - Pictures and words are made clean where they come in (`report/picture`, `report/unseen.rs`), so whatever goes out is.
//! - What a report shares (pictures, last year's report) is never copied: a step of the history is a `Change`, a repair
//!   says the words it changes.
//! - Nothing of `page`, `preview` and `ui` indexes, slices, clamps or reckons with whole numbers in a way that can
//!   fail: `form::bounds` and `saturating_…` do it. Lints hold this.
//! - No frame waits for a disk: reading, saving, locking, looking into folders and letting go are done on threads.
//!   A save writes the report as it stood when it was asked for, and what was typed since is known not to be saved.
//!   What follows from a collection is worked out on a thread too: `known` goes with the collection that it follows from.
//!   Keys wait for a thread only as long as it may be done at once (`job::AT_ONCE`), so that they go where they
//!   went before; then they go on without it.
//! - The window gets its events one at a time, each when what the one before it did is seen (`ui/turns/`).
//! - A panel or dialog that goes wrong becomes a sentence in its place (`ui/fallen.rs`).
//!
//! # To add a check
//! Its file with its bad case, two lines in its family; `checks/mod.rs` says how.
//!
//! To add a check of a collection: its file in `collect/judging/`, its module and its line there; its bad case is a
//! line of `tests/it/collect/planted.rs`. What puts it right is a `Remedy` that it carries: the window draws its buttons from
//! those, and `tests/it/collect/ruled.rs` carries each one out.
//!
//! # To add an edition of the form
//! One file in `assets/forms`, one line in `form/editions.rs`. The file says what the edition before calls otherwise
//! (`renamed`); `tests/edition` shows with an invented one that nothing else knows an edition's shape.
//!
//! # To add a format
//! 1. In: a file or folder in `import/` with its `IMPORTER`: name, extensions, how its content is known (an `Input`
//!    tells what stands in a zip or a compound file), and a reader that gives `Raw`, or a `Report` where data has keys;
//! 2. its module and its line in `IMPORTERS` (`import/mod.rs`), in the place of the `unread` one where it has one;
//! 3. out: a file in `export/` with its `EXPORTER`: made of a `Report` or of a `Doc`, how it is read back, and whether
//!    it belongs to what is published (发布包);
//!    its module and its line in `EXPORTERS` (`export/mod.rs`). Menu, dialogs, batch, command line and help follow;
//! 4. what is not made here needs a case, `tests/data/NAME/source.EXTENSION`; the guide is written anew by
//!    `GONGKAI_BLESS=1 cargo test --test it the_very_formats`;
//! 5. `tests/it/formats.rs` then walks it through every door; its most costly documents go into `tests/it/hostile`.
//!
//! # To add a live value
//! 1. Cells with a name of their own: a line among `values` in `assets/words/narrative.ron`; it is offered by that name;
//! 2. a fact of the office: its field in `Office` (`report/mod.rs`), its `Datum` and its line in `OFFICE`
//!    (`report/facts.rs`), and where starting texts speak of it, its word in `live` (`app/draft_sentences.rs`);
//! 3. another way to reckon: a variant of `FieldValue` with its words (`report/live.rs`), and what a file may ask of it
//!    (`report/hold.rs`); project files of today must stay readable (`tests/data/formats`);
//! 4. how it is asked for and explained: a `Manner`, `ValueSource::run` and `source_of` (`app/field.rs`);
//! 5. a line in its tests, `check_written`; the dialog, the colours and 变成普通文字 follow by themselves.
//!
//! # Glossary
//! 申请 request · 勾稽 balance · 结转 carry-over · 复议 reconsideration · 诉讼 suit · 主动公开 disclosure ·
//! 汇总 collect · 审核 check · 说明 explanation · 批注 comment · 未填 unfilled

pub mod app;
pub mod checks;
pub mod chinese;
pub mod cli;
pub mod collect;
pub mod export;
pub mod form;
pub mod format;
pub mod import;
pub mod page;
pub mod preview;
pub mod print;
pub mod report;
pub mod side_by_side;
pub mod store;
pub mod ui;
