//! A label that denies, or means another thing, is never counted by its place untold, whatever the tables look like.

use crate::made::shapes::{LAYOUTS, compare, report, text};
use gongkai::import::read_document;
use gongkai::report::NoteKind;

#[test]
fn a_label_that_denies_or_means_another_thing_is_asked() {
    let r = report(2024, 3, 0);
    for (official, said) in [
        ("（一）予以公开", "（一）拟予以公开"),
        ("（一）予以公开", "（一）不予以公开"),
        ("（一）予以公开", "不公开"),
        ("自然人", "非自然人"),
        ("自然人", "自然人（不含境外）"),
        ("法人或其他组织", "法人"),
        ("商业企业", "商业企业（不含个体户）"),
        ("2.重复申请", "2.非重复申请"),
        ("四、结转下年度继续办理", "四、结转下年度不再办理"),
        ("行政许可", "行政许可（不含备案）"),
        ("行政处罚", "拟行政处罚"),
        ("尚未审结", "已审结"),
    ] {
        for (name, layout) in LAYOUTS {
            let whole = text(&r, layout);
            let changed = whole.replace(official, said);
            // Where its numbers stand without labels, or it is broken over lines, nothing was changed.
            if changed == whole {
                continue;
            }
            let got = read_document(changed.as_bytes(), "x.txt", None).unwrap_or_else(|e| panic!("{e}"));
            let (_, missing, wrong) = compare(&r, &got);
            assert_eq!(wrong, Vec::<String>::new(), "{said} {name}");
            let asked = |n: &&gongkai::report::Note| n.kind == NoteKind::Doubtful && n.text.contains(said);
            let told = got.notes.iter().any(|n| asked(&n));
            assert!(told || missing > 0, "{said} {name} {:?}", got.notes);
        }
    }
}
