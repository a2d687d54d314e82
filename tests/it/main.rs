//! The integration tests, one module a capability, through what the program shows: its public functions, its command
//! line, its window. A test says in its name what holds; a fault that was mended leaves one named for what went wrong.
//!
//! # Which test a feature needs, and where it stands
//! | what is new | test | where |
//! |---|---|---|
//! | a rule about numbers or words: a check, a sentence read, a numeral | a table of cases: the input, what comes of it | beside the code, in its `mod tests`; a check's bad case is its `bad`, a sentence is a line of `tests/data/sentences` |
//! | a document that is read or written | a folder of `tests/data` with its source, the report and the notes that come of it; or a report given out and read back, field by field | `import`, `workbooks`, `zoo`; `pages` and `pdf` for paper |
//! | what a clerk does in the window | a `Desk`: found, clicked and read by its accessible names | `window/`, by panel |
//! | what a session keeps, saves, recovers | sessions in a `Folder`; a `FaultyDisk` where the disk fails | `saving`, `store` |
//! | the command line | `Folder::ok`, `Folder::refused` | `cli` |
//! | what is added up of many reports | a `County` with the bad case planted, beside a plain sum | `collect/planted`; its files and what is made of them in `collect/files`, `collect/made` |
//! | what holds for all reports | a property over `shapes::report`, `offices::reports`, `edits::MAKERS`, rolled by `Dice` | beside its like: `clean`, `again`, `held`, `next` |
//! | what must never be lost, or take all memory | a program of its own that is killed, fought with, filled | `proof/`, `hostile/` |
//! | a rule of the house: floors, names, lengths | reading the sources themselves | `house` |
//! | another edition's shape | the invented third edition, in a program of its own | `tests/edition` |
//!
//! What tests are made of stands in `made/`; look there before writing a builder. A list of all variants is written by
//! `every!` or `kinds!`, so that a new one does not compile until it is in.
//!
//! # Expectations written anew
//! `GONGKAI_BLESS=1` writes what was expected from files: dumps of pages, folders of cases, the guide's list of checks.
//! Look at what changed before it is kept.
//!
//! # More, or less
//! `GONGKAI_SEQUENCES` and `GONGKAI_MONKEYS` say how many sequences of events and monkeys the window gets,
//! `GONGKAI_SEED` which; `GONGKAI_COUNTY` how many units the counties have that are added up. Ignored are the tests that
//! need what not everybody has, each with what it needs: the real reports (`real`, by `.ci/run`), a small disk
//! (`proof`, by `tests/proof/run`).

mod adversary;
mod again;
mod asides;
mod clean;
mod cli;
mod cli_words;
mod collect;
mod comments;
mod emphasis;
mod exchange;
mod findings;
mod formats;
mod forms;
mod heads;
mod heavy;
mod held;
mod hostile;
mod house;
mod import;
mod in_front;
mod made;
mod misread;
mod model;
mod next;
mod noted;
mod ofd;
mod other_labels;
mod pages;
mod paste;
mod pdf;
mod pictures_of_word;
mod pictures_printed;
mod planted;
mod printed;
mod proof;
mod published;
mod quick;
mod rare;
mod readable;
mod real;
mod red_head;
mod round_trip;
mod runs;
mod saving;
mod sentences;
mod store;
mod style;
mod window;
mod workbooks;
mod zoo;
