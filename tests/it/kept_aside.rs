//! What somebody made of a document that was exported is kept when it is exported again, by the command line too.

use crate::made::folder::Folder;

#[test]
fn an_export_over_a_file_that_somebody_changed_keeps_theirs_under_another_name() {
    for (name, more) in [("报告.docx", ""), ("批注.docx", "--comments"), ("报告.xlsx", ""), ("报告.html", "")]
    {
        let d = Folder::with_sample();
        let export = |d: &Folder| {
            let mut args = vec!["export", "报告.gknb", "-o", name];
            args.extend(Some(more).filter(|m| !m.is_empty()));
            let o = d.run(&args);
            String::from_utf8(o.stderr).expect("UTF-8")
        };
        let stem = name.split('.').next().unwrap_or_default();
        let kept = name.replacen(stem, &format!("{stem}（原来的）"), 1);
        assert!(!export(&d).contains("原来"), "nothing stands there");
        // Its own, made of the report as it was: nobody's work.
        let own = d.read(name);
        d.other_writes("requests.received/natural", "7");
        assert!(!export(&d).contains("原来"), "{name} is the program's own");
        assert!(!d.has(&kept), "{name}");
        if more.is_empty() {
            assert_ne!(d.read(name), own, "{name}");
        }
        d.write(name, b"what somebody wrote");
        let said = export(&d);
        assert!(said.contains("上次导出的样子") && said.contains(&kept), "{name} {said}");
        assert_eq!(d.read(&kept), b"what somebody wrote", "{name}");
        assert!(!export(&d).contains("原来"), "{name}: once");
    }
}

#[test]
fn many_exports_and_an_empty_form_keep_what_somebody_filled_in_too() {
    let d = Folder::with_sample();
    d.run(&["export", "报告.gknb", "-o", "出", "--format", "docx"]);
    d.write("出/报告.docx", b"theirs");
    d.run(&["export", "报告.gknb", "-o", "出", "--format", "docx"]);
    assert_eq!(d.read("出/报告（原来的）.docx"), b"theirs");
    d.ok(&["new", "--year", "2025", "--office", "示范县水利局", "-o", "空表.xlsx"]);
    d.write("空表.xlsx", b"filled in");
    d.run(&["new", "--year", "2025", "--office", "示范县水利局", "-o", "空表.xlsx"]);
    assert_eq!(d.read("空表（原来的）.xlsx"), b"filled in");
}
