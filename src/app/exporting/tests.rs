//! Many reports sent out at once, and what is said of them.

use super::*;
use crate::store::RealDisk;

use crate::store::project;

fn put(folder: &Path, name: &str, office: &str) -> PathBuf {
    let path = folder.join(name);
    project::save(&RealDisk, &path, &Report::new(2025, office)).expect("saved");
    path
}

fn sent(files: &[PathBuf], folder: &Path, today: Option<Date>) -> Vec<Outcome> {
    let fonts = || Fonts::new(None);
    let data = folder.join("data");
    let many = SendingMany {
        disk: &RealDisk,
        data: &data,
        files,
        folder,
        format: "json",
        style: None,
        today,
        fonts: &fonts,
    };
    let mut out = Vec::new();
    let begun = many.send(|one| {
        out.push(one);
        true
    });
    begun.expect("begun");
    out
}

#[test]
fn each_of_many_is_done_and_two_of_one_name_stay_two() {
    let dir = tempfile::tempdir().expect("a folder");
    for f in ["a", "b"] {
        RealDisk.make_folder(&dir.path().join(f), Access::Common).expect("made");
    }
    let files = [
        put(&dir.path().join("a"), "局.gknb", "示范局"),
        dir.path().join("没有.gknb"),
        put(&dir.path().join("b"), "局.gknb", "示范县"),
    ];
    let out = dir.path().join("out");
    let done = sent(&files, &out, None);
    let written: Vec<bool> = done.iter().map(|o| RealDisk.exists(&o.output)).collect();
    assert_eq!(written, [true, false, true]);
    assert_eq!(done[2].output, out.join("局-2.json"));
    assert_eq!(summary(&done, 5), "导出了2份（2份审核有错误），1份没有导出，取消后还有2份没有做。");
}

#[test]
fn errors_that_nobody_was_asked_about_are_counted_in_the_outcome() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("局.gknb");
    project::save(&RealDisk, &file, &crate::app::sample::report()).expect("saved");
    let today = Date::new(2026, 1, 20);
    let errors = open_errors(&crate::app::sample::report(), today);
    let files = [file];
    let done = sent(&files, dir.path(), today);
    let words = done[0].result.as_ref().map(Sent::words).expect("sent");
    assert!(errors > 0 && words[0] == format!("还有{errors}项错误没有改。"), "{words:?}");
}

#[test]
fn what_is_called_off_before_it_is_written_is_not_written() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("a.json");
    let own = OwnWork { disk: &RealDisk, data: dir.path(), made: &[] };
    let sent = send(&own, &Report::new(2025, "示范局"), &path, &|| Fonts::new(None), &|| true);
    assert!(sent.is_err_and(|e| e.to_string().contains("没有导出")) && !RealDisk.exists(&path));
}
