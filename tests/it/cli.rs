//! The command line: exit statuses, sentences, JSON.

use crate::made::folder::Folder;
use crate::made::{blesses, data, root};
use gongkai::store::RealDisk;
use gongkai::store::beside;
use gongkai::store::lock::{self, Holder, Taken};
use std::sync::Mutex;

fn source(case: &str) -> String {
    data(case).join("source.txt").display().to_string()
}

#[test]
fn import_check_export_and_back() {
    let d = Folder::new();
    d.ok(&["import", &source("flat-2020"), "-o", "a.gknb"]);
    let o = d.run(&["check", "a.gknb", "--json"]);
    assert_eq!(o.status.code(), Some(1), "D101 is an error");
    let found: serde_json::Value = serde_json::from_slice(&o.stdout).expect("JSON");
    assert_eq!(found[0]["code"], "D101");
    assert_eq!(found[0]["level"], "error");
    assert_eq!(found[0]["section"], 7);
    assert_eq!(found[0]["quote"], "2020年1月15日");
    assert_eq!(found[0]["explained"], serde_json::Value::Null);
    d.ok(&["export", "a.gknb", "-o", "a.json"]);
    d.ok(&["import", "a.json", "-o", "b.gknb"]);
    d.ok(&["export", "b.gknb", "-o", "b.json"]);
    let read = |n: &str| std::fs::read_to_string(d.at(n)).expect("there");
    assert_eq!(read("a.json"), read("b.json"));
    assert!(d.ok(&["open-check", "a.gknb"]).contains("不会丢失"));
}

#[test]
fn a_new_report_is_empty_and_says_so() {
    let d = Folder::new();
    d.ok(&["new", "--year", "2025", "--office", "示范县水利局", "-o", "a.gknb"]);
    let o = d.run(&["check", "a.gknb"]);
    assert_eq!(o.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&o.stdout).contains("T102"));
    d.ok(&["new", "--year", "2025", "--office", "别的局", "-o", "a.gknb"]);
    assert!(d.has(".a.gknb.bak"), "the old one is kept");
    // Also once more is written over it: a report stood in no file any more then.
    let o = d.run(&["new", "--year", "2025", "--office", "又一个局", "-o", "a.gknb"]);
    assert!(String::from_utf8_lossy(&o.stderr).contains("以前的版本"));
    let kept = gongkai::store::versions::list(&RealDisk, &d.data(), &d.at("a.gknb"), None);
    assert_eq!(kept.len(), 2, "{kept:?}");
}

#[test]
fn bad_input_is_one_sentence_and_status_2() {
    let d = Folder::new();
    d.write("empty.txt", "");
    d.write("other.txt", "今天开会。");
    d.write("half.gknb", "(format: 1, report: (year: 20");
    d.write("newer.gknb", "(format: 7, report: ())");
    d.write("bin.txt", [0u8, 1, 2, 255, 254]);
    for (file, words) in [
        ("empty.txt", "空的"),
        ("other.txt", "没有认出"),
        ("half.gknb", "第1行"),
        ("newer.gknb", "更新版本"),
        ("bin.txt", "不是文本"),
        ("missing.txt", "找不到"),
        (".", "文件夹"),
    ] {
        d.refused(&["import", file, "-o", "out.gknb"], words);
        d.refused(&["check", file], words);
        d.refused(&["export", file, "-o", "out.json"], words);
    }
    d.refused(&["new", "--year", "2012", "--office", "某局", "-o", "x.gknb"], "2019");
    d.refused(&["open-check", "half.gknb"], "第1行");
    d.ok(&["new", "--year", "2025", "--office", "某局", "-o", "x.gknb"]);
    d.refused(&["export", "x.gknb", "-o", "x.odt"], "扩展名");
    d.refused(&["export", "x.gknb", "-o", "nowhere/x.json"], "文件夹不存在");
    d.refused(&["check", "x.gknb", "--today", "昨天"], "日期");
}

#[test]
fn one_bad_file_of_many_does_not_hide_the_others() {
    let d = Folder::new();
    d.ok(&["import", &source("flat-2024"), "-o", "a.gknb"]);
    let o = d.run(&["check", "missing.gknb", "a.gknb"]);
    assert_eq!(o.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&o.stdout).contains("a.gknb：没有发现问题"));
}

#[test]
fn the_catalogue_lists_every_check_with_its_source() {
    let d = Folder::new();
    let text = d.ok(&["checks"]);
    let list: Vec<serde_json::Value> = serde_json::from_str(&d.ok(&["checks", "--json"])).expect("JSON");
    let of_collections = gongkai::collect::judging::COLLECT_CHECKS.len();
    assert_eq!(list.len(), gongkai::checks::CHECKS.len() + of_collections);
    for c in list {
        assert!(text.contains(c["code"].as_str().expect("a code")));
    }
}

/// The guide and the README have a section as it is made from a table; `GONGKAI_BLESS` writes it there.
#[track_caller]
pub fn guide_has(section: &str, wanted: &str) {
    // Two sections may not be written at once.
    static WRITING: Mutex<()> = Mutex::new(());
    let _one = WRITING.lock();
    for (file, head) in [("assets/help/guide.md", "\n## "), ("README.md", "\n### ")] {
        let path = root().join(file);
        let text = std::fs::read_to_string(&path).expect("there").replace('\r', "");
        let (before, rest) = text.split_once(&format!("{head}{section}\n")).expect("a section");
        let end = rest.find(head).expect("another section");
        if blesses() {
            let whole = format!("{before}{head}{section}\n{wanted}{}", &rest[end..]);
            std::fs::write(&path, whole).expect("written");
            continue;
        }
        assert_eq!(rest[..end].trim_end(), wanted.trim_end(), "{file}");
    }
}

#[test]
fn the_guide_and_the_readme_list_the_very_checks() {
    guide_has("审核项目", &gongkai::checks::catalogue::guide());
    guide_has("汇总的审核项目", &gongkai::collect::judging::guide());
}

#[test]
fn many_reports_go_into_a_folder_and_a_bad_one_is_told() {
    let d = Folder::new();
    d.write("坏.txt", "今天开会");
    let [one, other] = ["flat-2020", "flat-2024"].map(source);
    let o = d.run(&["export", &one, &other, "坏.txt", "-o", "导出", "--format", "pdf"]);
    assert_eq!(o.status.code(), Some(2), "{}", String::from_utf8_lossy(&o.stderr));
    assert!(String::from_utf8_lossy(&o.stderr).contains("坏.txt"));
    assert!(d.has("导出/source.pdf") && d.has("导出/source-2.pdf"));
}

#[test]
fn nothing_is_written_over_what_it_is_made_from() {
    let d = Folder::new();
    d.ok(&["import", &source("flat-2020"), "-o", "a.gknb"]);
    d.ok(&["export", "a.gknb", "-o", "a.docx"]);
    let was = d.read("a.docx");
    std::fs::copy(d.at("a.docx"), d.at(".b.docx.bak")).expect("copied");
    for args in [
        ["export", "a.docx", "-o", "./a.docx"].as_slice(),
        &["export", ".b.docx.bak", "-o", "b.docx"],
        &["import", "a.docx", "-o", "./a.docx"],
        &["import", "a.gknb", "-o", "a.gknb"],
        &["next", "a.docx", "-o", "a.docx"],
        &["next", "a.gknb", "-o", "./a.gknb"],
        &["export", "a.docx", "-o", ".", "--format", "docx"],
        &["check", "a.docx", "--report", "a.docx"],
        &["check", "a.gknb", "--last", "a.docx", "--report", "a.docx"],
    ] {
        d.refused(args, "盖掉原来的文件");
        assert!(d.read("a.docx") == was, "{args:?}");
    }
}

#[test]
fn a_paper_is_not_offered_a_format_that_it_cannot_have() {
    let d = Folder::new();
    d.ok(&["new", "--year", "2025", "--office", "示范县水利局", "-o", "a.gknb"]);
    d.refused(&["check", "a.gknb", "--report", "a.json"], "改成 pdf、docx、html 或 ofd：");
    d.refused(&["export", "a.gknb", "-o", "a.png"], "改成 pdf、docx、html、ofd、xlsx、csv 或 json：");
}

#[test]
fn a_project_that_another_program_has_open_is_left_alone() {
    let d = Folder::new();
    d.ok(&["new", "--year", "2024", "--office", "示范县水利局", "-o", "a.gknb"]);
    d.ok(&["new", "--year", "2025", "--office", "示范县水利局", "-o", "b.gknb"]);
    let was = d.read("b.gknb");
    let me = Holder { who: "王某".into(), host: "KJ-01".into(), since: "9:05".into(), ..Holder::default() };
    let Taken::Ours(held) = lock::take(&RealDisk, &d.at("b.gknb"), &me, false) else { panic!("free") };
    d.refused(&["new", "--year", "2025", "--office", "别的局", "-o", "b.gknb"], "王某（电脑 KJ-01）打开着");
    d.refused(&["next", "a.gknb", "-o", "b.gknb"], "请先在那里关闭");
    d.refused(&["import", "a.gknb", "-o", "b.gknb"], "换一个文件名");
    assert!(d.read("b.gknb") == was);
    held.release(&RealDisk);
    d.ok(&["next", "a.gknb", "-o", "b.gknb"]);
    assert!(!beside::lock(&d.at("b.gknb")).exists(), "let go of at the end");
}

#[test]
fn errors_that_reports_go_out_with_are_said() {
    let d = Folder::new();
    d.ok(&["import", &source("flat-2020"), "-o", "a.gknb"]);
    for args in [
        ["export", "a.gknb", "-o", "a.json"].as_slice(),
        &["export", "a.gknb", "-o", "out", "--format", "json"],
    ] {
        let o = d.run(args);
        let err = String::from_utf8(o.stderr).expect("UTF-8");
        // Beside what was noted as it was read.
        let said = err.lines().filter(|l| *l == "a.gknb：还有1项错误没有改。").count();
        assert!(o.status.code() == Some(0) && said == 1, "{err}");
    }
}

/// Without a library no window opens; what is missing is said by name, on stderr and in the system's box.
#[cfg(target_os = "linux")]
#[test]
fn a_library_that_a_window_needs_and_that_is_missing_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let d = Folder::new();
    for name in ["libxkbcommon-x11.so.0", "libxkbcommon-x11.so"] {
        std::fs::write(d.at(name), "no library").expect("written");
    }
    let box_ = d.at("zenity");
    std::fs::write(&box_, "#!/bin/sh\nprintf '%s\\n' \"$@\" >\"$(dirname \"$0\")/told\"\n").expect("written");
    std::fs::set_permissions(&box_, std::fs::Permissions::from_mode(0o755)).expect("set");
    let path = std::env::var("PATH").unwrap_or_default();
    let window = |display: &str| {
        let o = d
            .command()
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .env("DISPLAY", display)
            .env("GONGKAI_DATA", d.at("data"))
            .env("LD_LIBRARY_PATH", d.path())
            .env("PATH", format!("{}:{path}", d.path().display()))
            .output()
            .expect("runs");
        let err = String::from_utf8(o.stderr).expect("UTF-8");
        assert!(o.status.code() == Some(2) && err.trim_end().lines().count() == 1, "{err}");
        let told = std::fs::read_to_string(d.at("told")).expect("a box");
        assert!(told.contains(err.trim_end()), "{told}");
        err
    };
    let err = window(":4321");
    assert!(err.contains("libxkbcommon-x11.so.0") && err.contains(" libxkbcommon-x11-0"), "{err}");
    assert!(err.contains("gongkai import、check、export"), "{err}");
    assert!(window("").contains("没有显示器"));
}

/// `Cargo.lock` was deleted once, and what a link named like a lock leads to was written over.
#[cfg(unix)]
#[test]
fn what_only_has_the_name_of_a_file_of_ours_stays() {
    let d = Folder::new();
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(3600);
    let write_old = |name: &str, text: &str| {
        d.write(name, text);
        let file = std::fs::File::options().write(true).open(d.at(name)).expect("there");
        file.set_modified(old).expect("set");
    };
    write_old("Cargo.lock", "version = 4");
    write_old("victim", "precious");
    std::os::unix::fs::symlink("victim", d.at(".r.gknb.lock")).expect("linked");
    let new = |to: &str| d.ok(&["new", "--year", "2025", "--office", "示范局", "-o", to]);
    new("Cargo");
    new("r.gknb");
    assert_eq!((d.read("Cargo.lock"), d.read("victim")), (b"version = 4".to_vec(), b"precious".to_vec()));
    assert!(std::fs::symlink_metadata(d.at(".r.gknb.lock")).expect("there").is_symlink());
}

#[cfg(target_os = "linux")]
#[test]
fn a_link_a_pipe_or_a_device_is_no_output() {
    let d = Folder::new();
    let new = |to: &str| ["new", "--year", "2025", "--office", "示范局", "-o", to].map(str::to_string);
    d.ok(&["new", "--year", "2025", "--office", "示范局", "-o", "a.gknb"]);
    d.write("victim", "precious");
    std::os::unix::fs::symlink("victim", d.at("link.pdf")).expect("linked");
    std::os::unix::fs::symlink("/dev/zero", d.at("zero.gknb")).expect("linked");
    assert!(std::process::Command::new("mkfifo").arg(d.at("pipe.docx")).status().expect("made").success());
    let refused =
        |args: &[String], words: &str| d.refused(&args.iter().map(String::as_str).collect::<Vec<_>>(), words);
    refused(&["export", "a.gknb", "-o", "link.pdf"].map(str::to_string), "链接");
    refused(&["export", "a.gknb", "-o", "pipe.docx"].map(str::to_string), "不是普通的文件");
    refused(&["check", "a.gknb", "--report", "link.pdf"].map(str::to_string), "链接");
    for (to, words) in [("zero.gknb", "链接"), ("/dev/full", "不是普通的文件"), ("/dev/stdout", "链接")]
    {
        refused(&new(to), words);
    }
    assert_eq!(d.read("victim"), b"precious");
}

#[cfg(target_os = "linux")]
#[test]
fn a_pipe_is_read_only_where_the_shell_hands_it_over() {
    let d = Folder::new();
    d.ok(&["new", "--year", "2025", "--office", "示范局", "-o", "a.gknb"]);
    assert!(std::process::Command::new("mkfifo").arg(d.at("pipe")).status().expect("made").success());
    for input in ["pipe", "/dev/zero", "/dev/null"] {
        d.refused(&["check", input], "不是普通的文件");
    }
    let piped = d.command().args(["open-check", "/dev/stdin"]).stdin(std::process::Stdio::piped()).spawn();
    let mut child = piped.expect("started");
    std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), &d.read("a.gknb")).expect("written");
    assert!(child.wait().expect("ended").success());
}
