//! What keeps a document safe: recovery, two people with one file, a file changed or gone underneath, versions
//! kept, disks that fail. Sessions without a window; what the clerk sees is in `window`.

use crate::made::LONG;
use crate::made::folder::{Folder, open};
use crate::made::sessions::{restore, save, save_as, version, versions};
use gongkai::app::arrived::Arrived;
use gongkai::app::differences;
use gongkai::app::reading::{Purpose, Reading};
use gongkai::app::recovery::Against;
use gongkai::app::session::Session;
use gongkai::app::shared_file::Question;
use gongkai::app::ticks::Ticks;
use gongkai::form::table::CellKey;
use gongkai::report::edit::Edit;
use gongkai::report::text::{Para, Run};
use gongkai::report::{Part, Section};
use gongkai::store::disk::FaultyDisk;
use gongkai::store::{Disk, RealDisk};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const A: &str = "requests.received/natural";
const B: &str = "requests.carried_in/natural";

fn enter(s: &mut Session, key: &str, text: &str) {
    let r = s.report().expect("open").clone();
    s.apply("填写", None, [Edit::enter(r.form(), &CellKey::parse(key), text)]);
}
fn cell(s: &Session, key: &str) -> String {
    s.report().expect("open").canonical(&CellKey::parse(key)).unwrap_or_default()
}
fn told(s: &Session) -> String {
    s.message().map(|m| m.text.clone()).unwrap_or_default()
}
/// What was to be written would have covered what it was read from.
fn refused(s: &mut Session) {
    assert_eq!(s.arrive(LONG), Arrived::Failed);
    assert!(told(s).contains("盖掉原来的文件"), "{}", told(s));
}
/// The session ends as in a crash.
fn crash(s: Session) {
    assert!(s.flush_journal(LONG));
    drop(s);
}
/// What left-over work is offered with, once it has been compared.
fn against(s: &mut Session) -> Against {
    while s.tick().is_some() {
        std::thread::yield_now();
    }
    s.left_over().against(&s.left_over().found()[0].clone()).expect("compared").clone()
}

#[test]
fn what_was_not_saved_is_offered_with_what_differs_and_a_clean_end_leaves_nothing() {
    let d = Folder::with_sample();
    let mut s = d.opened();
    enter(&mut s, A, "77");
    s.apply("改写", None, [Edit::Text(Part::Before(Section::Problems), vec![Para::plain("新写的一段。")])]);
    crash(s);
    let mut s = d.session();
    let Against::Differences(found) = against(&mut s) else { panic!("compared") };
    let places: Vec<&str> = found.iter().map(|d| d.place.as_str()).collect();
    assert!(places.iter().any(|p| p.contains("第五部分")), "{places:?}");
    assert!(found.iter().any(|d| d.theirs == "77"), "{found:?}");
    let offered = s.left_over().found()[0].clone();
    assert!(restore(&mut s, &offered));
    assert_eq!((cell(&s, A), s.path()), ("77".into(), Some(d.doc().as_path())));
    assert!(s.is_changed() && d.on_disk(A) != "77" && s.left_over().found().is_empty());
    // Restored, not saved, crashed again: still there.
    crash(s);
    let mut s = d.session();
    let offered = s.left_over().found()[0].clone();
    assert!(restore(&mut s, &offered) && save(&mut s), "{}", told(&s));
    assert_eq!(d.on_disk(A), "77");
    s.close();
    assert_eq!(d.left(), Vec::<PathBuf>::new());
    let beside = RealDisk.list(d.path()).expect("listed");
    assert!(beside.iter().all(|p| p.extension() != Some("lock".as_ref())), "{beside:?}");
}

#[test]
fn what_was_being_typed_is_offered_as_not_finished() {
    let d = Folder::with_sample();
    let mut s = d.opened();
    s.is_typed_in(Some(&CellKey::parse(A)));
    enter(&mut s, A, "30");
    crash(s);
    let mut s = d.session();
    let Against::Differences(found) = against(&mut s) else { panic!("compared") };
    assert!(found.iter().any(|d| d.theirs == "30（没有输完）"), "{found:?}");
    let mut s = d.opened();
    s.is_typed_in(Some(&CellKey::parse(A)));
    enter(&mut s, A, "3005");
    s.is_typed_in(None);
    crash(s);
    let mut s = d.session();
    let Against::Differences(found) = against(&mut s) else { panic!("compared") };
    assert!(found.iter().any(|d| d.theirs == "3005"), "{found:?}");
}

#[test]
fn several_windows_crash_and_each_comes_back() {
    let d = Folder::with_sample();
    let sessions: Vec<Session> = ["1", "2", "3"]
        .map(|n| {
            let mut s = d.session();
            s.new_report(2025, "示范局");
            enter(&mut s, A, n);
            s
        })
        .into_iter()
        .collect();
    sessions.into_iter().for_each(crash);
    let mut back: Vec<String> = Vec::new();
    let mut windows = Vec::new();
    for _ in 0..3 {
        let mut s = d.session();
        let offered = s.left_over().found()[0].clone();
        assert!(restore(&mut s, &offered));
        back.push(cell(&s, A));
        windows.push(s);
    }
    back.sort();
    assert_eq!(back, ["1", "2", "3"]);
    assert!(d.session().left_over().found().is_empty());
}

#[test]
fn recovered_work_never_overwrites_a_document_that_went_on() {
    let d = Folder::with_sample();
    let mut s = d.opened();
    enter(&mut s, A, "77");
    crash(s);
    d.other_writes(B, "5");
    let mut s = d.session();
    let offered = s.left_over().found()[0].clone();
    assert!(restore(&mut s, &offered) && !save(&mut s));
    assert!(matches!(s.question(), Some(Question::Changed(_))));
    assert_eq!((d.on_disk(A) == "77", d.on_disk(B).as_str()), (false, "5"));
}

#[test]
#[cfg(unix)]
fn a_file_named_from_where_the_program_was_started_is_known_by_its_whole_path() {
    let d = Folder::with_sample();
    let here = std::env::current_dir().expect("a folder");
    let up: PathBuf = here.components().skip(1).map(|_| "..").collect();
    let named = up.join(d.doc().strip_prefix("/").expect("from the root"));
    let mut s = d.session();
    s.begin_reading(Reading::File(named.clone()));
    s.arrive(LONG);
    assert!(named.is_relative() && s.path().is_some_and(Path::is_absolute), "{:?}", s.path());
    assert!(s.folder(false).is_some_and(Path::is_absolute), "what is made of it is offered beside it");
}

#[test]
fn an_undone_change_leaves_no_copy() {
    let d = Folder::with_sample();
    let mut s = d.opened();
    enter(&mut s, A, "77");
    s.undo();
    crash(s);
    assert!(d.session().left_over().found().is_empty());
}

#[test]
fn the_second_opener_reads_only_or_makes_a_copy() {
    let d = Folder::with_sample();
    let mut first = d.opened();
    let mut second = d.opened();
    let Some(Question::Locked(h)) = second.question() else { panic!("told who has it") };
    assert!(!h.since.is_empty());
    second.read_only();
    enter(&mut second, A, "66");
    assert_ne!(cell(&second, A), "66");
    assert!(told(&second).contains("只能看"));
    assert!(!save(&mut second) && second.title().contains("只读"));
    second.copy_apart();
    enter(&mut second, A, "66");
    assert_eq!((cell(&second, A), second.path()), ("66".into(), None));
    // Nor may it be saved over the file that the first one has.
    assert!(!save_as(&mut second, &d.doc()) && told(&second).contains("换一个名字"));
    assert!(save_as(&mut second, &d.at("另一份.gknb")), "{}", told(&second));
    enter(&mut first, A, "55");
    assert!(save(&mut first));
    assert_eq!(d.on_disk(A), "55");
    first.close();
    let mut third = d.opened();
    enter(&mut third, A, "44");
    assert!(third.question().is_none() && save(&mut third));
}

/// Opens what somebody else holds open, to be read only; says when the window would be woken.
fn read_only(s: &mut Session, d: &Folder) -> std::sync::mpsc::Receiver<()> {
    let (send, woken) = std::sync::mpsc::channel();
    s.set_wake(Arc::new(move || {
        send.send(()).ok();
    }));
    open(s, &d.doc());
    s.read_only();
    woken
}

#[test]
fn what_is_only_read_here_follows_its_editor_without_a_question() {
    let d = Folder::with_sample();
    let mut first = d.opened();
    let mut second = d.session();
    let woken = read_only(&mut second, &d);
    enter(&mut first, A, "55");
    assert!(save(&mut first), "{}", told(&first));
    while cell(&second, A) != "55" {
        woken.recv_timeout(LONG).expect("noticed");
        second.tick();
    }
    assert!(second.question().is_none() && second.holder().is_some() && !second.is_changed());
    assert!(told(&second).contains("已换成新的内容"), "{}", told(&second));
}

#[test]
fn what_was_only_read_here_outlives_its_file_as_the_clerk_s_own() {
    let d = Folder::with_sample();
    let _first = d.opened();
    let mut second = d.session();
    let woken = read_only(&mut second, &d);
    let was = cell(&second, A);
    std::fs::remove_file(d.doc()).expect("removed");
    while second.holder().is_some() {
        woken.recv_timeout(LONG).expect("noticed");
        second.tick();
    }
    let message = second.message().cloned().expect("told");
    assert!(message.elsewhere && message.text.contains("请另存为"), "{}", message.text);
    assert!(second.is_changed() && second.path().is_none() && cell(&second, A) == was);
    assert!(!save(&mut second) && save_as(&mut second, &d.at("另一份.gknb")), "{}", told(&second));
    assert!(!d.doc().exists());
}

#[test]
fn nothing_is_exported_over_what_it_was_read_from() {
    let d = Folder::with_sample();
    let mut s = d.opened();
    let at = |n: &str| d.at(n);
    s.begin_export(&at("读入.docx"));
    assert_eq!(s.arrive(LONG), Arrived::Done, "{}", told(&s));
    let was = std::fs::read(at("读入.docx")).expect("there");
    s.begin_reading(Reading::File(at("读入.docx")));
    if s.arrive(LONG) == Arrived::Review {
        s.accept();
    }
    // Also by the way round its folder, by the backup that a write leaves, and once it is saved as a project.
    let round = d.at("../").join(d.path().file_name().expect("a name")).join("读入.docx");
    std::fs::rename(at("读入.docx"), at("读入.docx.bak")).expect("renamed");
    std::fs::copy(at("读入.docx.bak"), at("读入.docx")).expect("copied");
    assert!(save_as(&mut s, &at("存.gknb")), "{}", told(&s));
    for path in [at("读入.docx"), round] {
        s.begin_export(&path);
        refused(&mut s);
        s.begin_paper(gongkai::app::papers::Paper::Findings, &path);
        refused(&mut s);
    }
    assert!(std::fs::read(at("读入.docx")).expect("there") == was);
    s.begin_export(&at("导出.docx"));
    assert_eq!(s.arrive(LONG), Arrived::Done, "{}", told(&s));
    // Last year's report that this year's is begun from is such a file too.
    s.begin_reading(Reading::Last(at("导出.docx")));
    if s.arrive(LONG) == Arrived::Review {
        s.accept();
    }
    s.begin_export(&at("导出.docx"));
    refused(&mut s);
}

#[test]
fn what_nobody_looked_at_is_told_with_where_the_document_went() {
    let d = Folder::with_sample();
    let mut s = d.opened();
    let old = vec![Para::Text(vec![Run::old("去年的栏目更新及时。")])];
    s.apply("写", None, [Edit::Text(Part::Before(Section::Other), old)]);
    let unseen = s.derived().unseen().expect("last year's words");
    assert!(unseen.contains("1处去年的文字"));
    s.begin_export(&d.at("导出.docx"));
    assert_eq!(s.arrive(LONG), Arrived::Done, "{}", told(&s));
    let folder = d.path().file_name().expect("a name").to_string_lossy().into_owned();
    // Errors are named before what was not looked at.
    let said = format!("已导出。有1项错误没有改，还有{unseen}。");
    assert!(told(&s).starts_with(&said), "{}", told(&s));
    assert!(told(&s).ends_with(&format!("“{folder}”文件夹里的 导出.docx")), "{}", told(&s));
}

#[test]
fn damaged_settings_are_told_and_kept_aside() {
    for bad in ["(zoom: 乙", "\u{0}", &"(".repeat(100_000), &format!("({}", "/".repeat(2 << 20))] {
        let d = Folder::with_sample();
        let data = d.at("data");
        std::fs::create_dir_all(&data).expect("made");
        std::fs::write(data.join("settings.ron"), bad).expect("written");
        let mut s = d.session();
        assert_eq!(*s.settings(), gongkai::store::settings::Settings::default());
        assert!(told(&s).contains("默认的设置") && told(&s).contains("settings.ron.bad"), "{}", told(&s));
        assert_eq!(std::fs::read_to_string(data.join("settings.ron.bad")).expect("kept"), bad);
        s.set(move |s| s.zoom = 130);
        s.desk().flush_settings(LONG);
        let again = d.session();
        assert!(again.settings().zoom == 130 && again.message().is_none(), "{:?}", again.message());
    }
    // A folder in its place can't be read.
    let d = Folder::with_sample();
    std::fs::create_dir_all(d.at("data/settings.ron")).expect("made");
    assert!(told(&d.session()).contains("读不到上次的设置"));
}

#[test]
fn what_was_typed_while_another_report_was_read_is_asked_about() {
    let d = Folder::with_sample();
    let mut s = d.opened();
    enter(&mut s, A, "55");
    s.let_be_lost();
    s.begin_reading(Reading::File(d.doc()));
    enter(&mut s, A, "66");
    assert_eq!(s.arrive(LONG), Arrived::Unsaved);
    s.decline();
    assert_eq!(cell(&s, A), "66");
    s.let_be_lost();
    open(&mut s, &d.doc());
    assert!(!s.is_changed() && cell(&s, A) != "66");
}

#[test]
fn a_lock_left_by_a_crash_is_no_lock() {
    let d = Folder::with_sample();
    drop(d.opened());
    let mut s = d.opened();
    assert!(s.holder().is_none());
    enter(&mut s, A, "44");
    assert!(save(&mut s));
}

#[test]
fn what_others_changed_is_taken_over_by_cell_or_kept_apart() {
    for mode in ["take", "mine"] {
        let d = Folder::with_sample();
        let mut s = d.opened();
        enter(&mut s, A, "70");
        d.other_writes(A, "71");
        d.other_writes(B, "72");
        assert!(!save(&mut s));
        let Some(Question::Changed(c)) = s.question().cloned() else { panic!("asked") };
        // Both touched A, only they B.
        let index = |key: &str| {
            let path = s.report().expect("open").form().cell_path(&CellKey::parse(key));
            c.differences.iter().position(|d| d.place == path).expect("listed")
        };
        assert_eq!((c.only_theirs[index(A)], c.only_theirs[index(B)]), (false, true));
        s.settle_change(&if mode == "take" { c.ticks() } else { c.ticks().none() });
        assert_eq!(cell(&s, A), "70");
        assert_eq!(cell(&s, B) == "72", mode == "take");
        assert!(s.is_changed() && save(&mut s), "{}", told(&s));
        assert_eq!(d.on_disk(A), "70");
        // Their version can be had back.
        let theirs = version(&mut s, 1).expect("readable");
        assert_eq!(theirs.canonical(&CellKey::parse(A)).as_deref(), Some("71"));
    }
}

#[test]
fn a_change_by_others_is_noticed_without_saving() {
    let d = Folder::with_sample();
    let mut s = d.session();
    let (send, woken) = std::sync::mpsc::channel();
    s.set_wake(Arc::new(move || {
        send.send(()).ok();
    }));
    open(&mut s, &d.doc());
    d.other_writes(A, "71");
    while s.question().is_none() {
        woken.recv_timeout(LONG).expect("noticed");
        s.tick();
    }
    let Some(Question::Changed(c)) = s.question().cloned() else { panic!("asked") };
    s.settle_change(&c.ticks());
    assert_eq!(cell(&s, A), "71");
    assert!(!s.is_changed());
}

#[test]
fn a_document_that_vanished_is_kept_and_can_be_saved_again() {
    let d = Folder::with_sample();
    let mut s = d.opened();
    RealDisk.remove(&d.doc()).expect("removed");
    enter(&mut s, A, "71");
    assert!(save(&mut s), "{}", told(&s));
    assert_eq!(d.on_disk(A), "71");
    // The whole folder is gone, as with a stick pulled out.
    let stick = d.at("U盘");
    std::fs::create_dir(&stick).expect("made");
    assert!(save_as(&mut s, &stick.join("报告.gknb")));
    std::fs::remove_dir_all(&stick).expect("removed");
    enter(&mut s, A, "72");
    assert!(!save(&mut s));
    let m = s.message().cloned().expect("told");
    assert!(m.amiss.is_some() && m.elsewhere && m.text.contains("U盘"), "{}", m.text);
    assert!(s.is_changed() && save_as(&mut s, &d.at("别处.gknb")));
}

/// A stick that was out and in again was told as somebody else's change.
#[test]
fn a_stick_that_is_back_with_the_same_file_is_saved_to_without_a_question() {
    let d = Folder::with_sample();
    let (stick, out) = (d.at("U盘"), d.at("拔出的"));
    std::fs::create_dir(&stick).expect("made");
    let mut s = d.opened();
    assert!(save_as(&mut s, &stick.join("报告.gknb")));
    std::fs::rename(&stick, &out).expect("pulled out");
    enter(&mut s, A, "72");
    assert!(!save(&mut s));
    std::fs::rename(&out, &stick).expect("put in");
    assert!(save(&mut s) && s.question().is_none(), "{}", told(&s));
    // With what another wrote meanwhile it is asked about.
    std::fs::rename(&stick, &out).expect("pulled out");
    enter(&mut s, A, "73");
    assert!(!save(&mut s));
    std::fs::rename(&out, &stick).expect("put in");
    let theirs = gongkai::report::Report::new(2025, "示范局");
    gongkai::store::project::save(&RealDisk, &stick.join("报告.gknb"), &theirs).expect("written");
    assert!(!save(&mut s) && matches!(s.question(), Some(Question::Changed(_))), "{}", told(&s));
}

#[test]
fn versions_are_kept_compared_and_restored_by_cell_and_undone() {
    let d = Folder::with_sample();
    let mut s = d.opened();
    for n in 1..=12 {
        enter(&mut s, A, &n.to_string());
        enter(&mut s, B, &n.to_string());
        assert!(save(&mut s));
    }
    let versions = versions(&mut s);
    assert_eq!(versions.len(), 10);
    let theirs = version(&mut s, 3).expect("readable");
    let found = differences::between(s.report().expect("open"), &theirs);
    assert_eq!(found.iter().filter(|d| d.theirs == "9").count(), 2, "{found:?}");
    let ticks = Ticks::new(&found, |i| found[i].place.contains("结转"));
    s.restore_version(&theirs, &ticks);
    assert_eq!((cell(&s, A), cell(&s, B)), ("12".into(), "9".into()));
    s.undo();
    assert_eq!((cell(&s, A), cell(&s, B)), ("12".into(), "12".into()));
}

#[test]
fn whichever_call_fails_the_work_is_somewhere() {
    for n in 1.. {
        let d = Folder::with_sample();
        let mut plain = d.opened();
        enter(&mut plain, A, "33");
        crash(plain);
        // From call n on the disk is full.
        let disk = Arc::new(FaultyDisk::calls(n..usize::MAX, ErrorKind::StorageFull));
        let mut s = d.session_on(disk.clone());
        let Some(offered) = s.left_over().found().first().cloned() else { continue };
        let saved = restore(&mut s, &offered) && save(&mut s);
        drop(s);
        if saved {
            assert_eq!(d.on_disk(A), "33", "{n}");
        } else {
            let mut s = d.session();
            let offered = s.left_over().found().first().unwrap_or_else(|| panic!("lost at call {n}")).clone();
            assert!(restore(&mut s, &offered));
            assert_eq!(cell(&s, A), "33", "{n}");
        }
        if disk.counted() < n {
            break;
        }
    }
}

/// A share that is lost leaves the empty folder that it was put on: what was saved there was hidden when it came back.
#[test]
fn a_folder_whose_disk_is_gone_is_not_saved_to() {
    let d = Folder::with_sample();
    // Asked once when it is opened.
    let mut s = d.session_on(Arc::new(FaultyDisk::new("volume", 2, ErrorKind::NotFound)));
    open(&mut s, &d.doc());
    enter(&mut s, A, "77");
    // It may be the same share, put there anew: its file is there.
    assert!(save(&mut s), "{}", told(&s));
    enter(&mut s, A, "78");
    std::fs::rename(d.doc(), d.at("elsewhere")).expect("moved");
    if RealDisk.volume(d.path()).is_none() {
        return;
    }
    assert!(!save(&mut s));
    assert!(told(&s).contains("同一个磁盘") && !d.has("报告.gknb") && s.is_changed(), "{}", told(&s));
    assert!(s.flush_journal(LONG) && !d.left().is_empty());
    assert!(save_as(&mut s, &d.at("另存.gknb")), "{}", told(&s));
}

#[test]
fn a_save_that_the_disk_did_not_confirm_is_told() {
    let d = Folder::with_sample();
    let mut s = d.session_on(Arc::new(FaultyDisk::new("sync_folder", 1, ErrorKind::Other)));
    open(&mut s, &d.doc());
    enter(&mut s, A, "77");
    assert!(!save(&mut s));
    assert!(told(&s).contains("没有确认写牢"), "{}", told(&s));
    assert_eq!(d.on_disk(A), "77");
}

#[test]
fn where_no_lock_can_be_put_that_is_told_and_what_stands_there_stays() {
    let d = Folder::with_sample();
    d.write(".报告.gknb.lock", "version = 4");
    let mut s = d.opened();
    assert!(told(&s).contains("放不了锁") && told(&s).contains("别的文件"), "{}", told(&s));
    enter(&mut s, A, "77");
    assert!(save(&mut s), "{}", told(&s));
    s.close();
    assert_eq!((d.on_disk(A).as_str(), d.read(".报告.gknb.lock")), ("77", b"version = 4".to_vec()));
}

#[cfg(unix)]
#[test]
fn a_report_opened_by_a_link_is_saved_behind_it_and_no_link_is_saved_to() {
    let d = Folder::with_sample();
    std::os::unix::fs::symlink("报告.gknb", d.at("桌面.gknb")).expect("linked");
    std::os::unix::fs::symlink("没有.gknb", d.at("空.gknb")).expect("linked");
    let mut s = d.session();
    open(&mut s, &d.at("桌面.gknb"));
    enter(&mut s, A, "77");
    assert!(save(&mut s), "{}", told(&s));
    assert_eq!(d.on_disk(A), "77");
    assert!(std::fs::symlink_metadata(d.at("桌面.gknb")).expect("there").is_symlink());
    assert!(!save_as(&mut s, &d.at("空.gknb")));
    assert!(told(&s).contains("链接") && !d.has("没有.gknb"), "{}", told(&s));
    s.begin_export(&d.at("空.gknb").with_extension("pdf"));
    assert_eq!(s.arrive(LONG), Arrived::Done, "{}", told(&s));
    std::os::unix::fs::symlink("别处.pdf", d.at("b.pdf")).expect("linked");
    s.begin_export(&d.at("b.pdf"));
    assert_eq!(s.arrive(LONG), Arrived::Failed);
    assert!(told(&s).contains("链接") && !d.has("别处.pdf"), "{}", told(&s));
}

/// Only by one's own hand; the window waited for who would write to it.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_report_or_of_the_settings_is_not_waited_for() {
    let d = Folder::with_sample();
    std::fs::create_dir(d.data()).expect("made");
    for path in [d.at("管道.gknb"), d.data().join("settings.ron")] {
        assert!(std::process::Command::new("mkfifo").arg(path).status().expect("made").success());
    }
    let mut s = d.session();
    s.begin_reading(Reading::File(d.at("管道.gknb")));
    assert_eq!(s.arrive(LONG), Arrived::Failed);
    assert!(told(&s).contains("不是普通的文件"), "{}", told(&s));
    open(&mut s, &d.doc());
    enter(&mut s, A, "77");
    std::fs::remove_file(d.doc()).expect("removed");
    assert!(std::process::Command::new("mkfifo").arg(d.doc()).status().expect("made").success());
    assert!(!save(&mut s));
    assert!(told(&s).contains("不是普通的文件"), "{}", told(&s));
}

#[test]
fn that_a_recovery_copy_was_not_written_is_said_only_until_one_is() {
    let d = Folder::with_sample();
    let full = FaultyDisk::calls_of("write_beside", 1..5, ErrorKind::StorageFull);
    let mut s = d.session_on(Arc::new(full));
    open(&mut s, &d.doc());
    enter(&mut s, A, "77");
    let begun = std::time::Instant::now();
    while !told(&s).contains("恢复副本没有写成") {
        s.tick();
        assert!(begun.elapsed() < LONG, "never told");
        std::thread::yield_now();
    }
    // The next try.
    while s.message().is_some() {
        s.tick();
        assert!(begun.elapsed() < LONG, "{}", told(&s));
        std::thread::yield_now();
    }
    assert!(!d.left().is_empty() && s.is_changed());
}

#[test]
fn a_picture_that_is_read_when_another_report_is_open_goes_into_none() {
    let d = Folder::with_sample();
    let mut s = d.opened();
    let part = Part::Before(Section::Other);
    let picture = d.at("图.png");
    image::RgbImage::new(4, 4).save(&picture).expect("written");
    s.insert_picture(part, 0, &picture);
    s.new_report(2025, "示范市另一局");
    let fresh = s.report().expect("open").clone();
    assert_eq!(s.arrive(LONG), Arrived::Failed);
    assert!(told(&s).contains("换成了另一份"), "{}", told(&s));
    assert_eq!(s.report().expect("open"), &fresh);
    s.insert_picture(part, 0, &picture);
    assert_eq!(s.arrive(LONG), Arrived::Done, "{}", told(&s));
}

#[test]
fn who_copied_something_is_asked_for_it_on_a_thread() {
    let d = Folder::with_sample();
    let mut s = d.opened();
    let (late, copied) = std::sync::mpsc::channel();
    s.begin_reading_copied(move || copied.recv().expect("copied"));
    assert_eq!(s.arrive(std::time::Duration::ZERO), Arrived::Nothing, "nobody waits");
    late.send(Reading::Pasted { html: None, text: None }).expect("asked for");
    assert_eq!(s.arrive(LONG), Arrived::Failed, "nothing was copied");
}

#[test]
fn what_was_exported_is_still_known_when_the_report_is_opened_again() {
    let d = Folder::with_sample();
    let mut s = d.opened();
    s.begin_export(&d.at("报告.docx"));
    assert_eq!(s.arrive(LONG), Arrived::Done, "{}", told(&s));
    s.desk().flush_settings(LONG);
    drop(s);
    // Also of a program that is killed now the first page knows how the report stands.
    let known = gongkai::store::settings::Settings::load(&RealDisk, &d.data()).0;
    assert!(known.recent_words[0].contains("2025年"), "{:?}", known.recent_words);
    let sent = |s: &Session| {
        let lines = gongkai::app::checklist::lines(s.open().expect("open"));
        lines.into_iter().map(|l| l.words).find(|w| w.starts_with("导出 报告.docx")).expect("known")
    };
    let mut s = d.opened();
    let since = |s: &Session| s.open().is_some_and(|o| o.changed_since_word().is_some());
    let was = s.report().cloned();
    assert!(!sent(&s).contains("以后又改了") && !since(&s), "{}", sent(&s));
    enter(&mut s, A, "77");
    assert!(sent(&s).contains("以后又改了"), "{}", sent(&s));
    // What comes back from the Word file knows nothing of it.
    assert!(since(&s));
    assert!(save(&mut s), "{}", told(&s));
    s.desk().flush_settings(LONG);
    drop(s);
    let mut s = d.opened();
    assert!(sent(&s).contains("以后又改了"));
    // It is known what it was: what is in the Word file and was changed here since is no correction.
    s.begin_reading(Reading::Other(d.at("报告.docx"), Purpose::Compare));
    assert_eq!(s.arrive(LONG), Arrived::Other(Purpose::Compare), "{}", told(&s));
    assert_eq!(s.take_other().and_then(|o| o.then).as_ref(), was.as_ref());
    // And once it is taken up again after a crash.
    enter(&mut s, A, "78");
    crash(s);
    let mut s = d.session();
    let offered = s.left_over().found()[0].clone();
    assert!(restore(&mut s, &offered) && sent(&s).contains("以后又改了"));
}

/// The leader had changed the exported Word file; after two more exports his words stood in no file.
#[test]
fn an_exported_file_that_somebody_changed_is_not_lost_by_exporting_again() {
    let d = Folder::with_sample();
    let mut s = d.opened();
    let word = d.at("报告.docx");
    let export = |s: &mut Session| {
        s.begin_export(&word);
        assert_eq!(s.arrive(LONG), Arrived::Done, "{}", told(s));
    };
    export(&mut s);
    enter(&mut s, A, "77");
    export(&mut s);
    assert!(!d.has("报告（原来的）.docx"), "our own needs no keeping");
    let theirs = word_of(&d);
    std::fs::write(&word, &theirs).expect("written");
    enter(&mut s, A, "78");
    export(&mut s);
    assert!(told(&s).contains("报告（原来的）.docx"), "{}", told(&s));
    enter(&mut s, A, "79");
    export(&mut s);
    assert_eq!(d.read("报告（原来的）.docx"), theirs);
    // Also of the next day.
    assert!(save(&mut s), "{}", told(&s));
    s.desk().flush_settings(LONG);
    drop(s);
    let mut s = d.opened();
    enter(&mut s, A, "80");
    export(&mut s);
    assert!(!d.has("报告（原来的2）.docx"), "{}", told(&s));
}

/// What a leader might have made of it.
fn word_of(d: &Folder) -> Vec<u8> {
    let mut bytes = d.read("报告.docx");
    bytes.extend_from_slice(b"\0");
    bytes
}
