//! Archives as offices send them: taken in like folders, each file under the name by which it is found again.

use super::files::roster;
use crate::made::county::{County, OFFICE, name};
use crate::made::documents::zip_of;
use crate::made::folder::Folder;
use gongkai::app::collecting::{moved, seen};
use gongkai::app::open;
use gongkai::collect::Collection;
use gongkai::import::budget::Budget;
use gongkai::store::{RealDisk, collection, project};
use std::path::Path;

fn bytes(county: &County, n: usize) -> Vec<u8> {
    project::encode(&county.handed[n].report).expect("written").into_bytes()
}

fn collected(d: &Folder, paths: &[&str], county: &County) -> (Collection, String) {
    d.write("户册.txt", roster(county));
    let args = ["-o", "汇总/a.gknh", "--year", "2025", "--office", OFFICE, "--roster", "户册.txt"];
    let o = d.run(&[&["collect"], paths, &args[..]].concat());
    let said = String::from_utf8_lossy(&[o.stdout, o.stderr].concat()).into_owned();
    (collection::load(&RealDisk, &d.at("汇总/a.gknh")).unwrap_or_else(|e| panic!("{e} {said}")), said)
}

/// With these names in the signs of Windows, and no word that they are.
fn in_gbk(zip: Vec<u8>, names: &[(&str, &str)]) -> Vec<u8> {
    let mut out = zip;
    for (stands, meant) in names {
        let (gbk, ..) = encoding_rs::GBK.encode(meant);
        assert_eq!(gbk.len(), stands.len());
        let at: Vec<usize> =
            (0..out.len() - stands.len()).filter(|i| out[*i..].starts_with(stands.as_bytes())).collect();
        assert_eq!(at.len(), 2, "{stands}");
        at.into_iter().for_each(|i| out[i..i + gbk.len()].copy_from_slice(&gbk));
    }
    out
}

#[test]
fn a_folder_a_unit_in_an_archive_and_archives_in_it_come_to_the_same_as_folders() {
    let d = Folder::new();
    for folder in ["汇总", "发来的/单独"] {
        std::fs::create_dir_all(d.at(folder)).expect("made");
    }
    let county = County::new(6, 4);
    let of = |n: usize| bytes(&county, n);
    let inner = zip_of(&[("年报.gknb", of(3)), ("封面.png", b"x".to_vec())]);
    let packed = zip_of(&[
        (format!("报送/{}/年报.gknb", name(0)).as_str(), of(0)),
        (format!("报送/{}/年报.gknb", name(1)).as_str(), of(1)),
        ("__MACOSX/报送/._年报.gknb", b"x".to_vec()),
        ("报送/~$年报.docx", b"x".to_vec()),
        (format!("{}.zip", name(3)).as_str(), inner),
    ]);
    d.write("发来的/报送.zip", packed);
    let named = zip_of(&[("AAAAAAAAA.gknb", of(4)), ("BBBBBBBBB.gknb", of(5))]);
    d.write("发来的/又发.zip", in_gbk(named, &[("AAAAAAAAA", "联通年报1"), ("BBBBBBBBB", "县局年报2")]));
    d.write("发来的/单独/年报.gknb", of(2));
    d.write("发来的/旧.rar", "Rar!");
    let (c, said) = collected(&d, &["发来的"], &county);
    super::sums::comes_to(
        &c,
        &super::sums::plain(&county.handed.iter().map(|h| &h.report).collect::<Vec<_>>()),
    );
    let mut files: Vec<&str> = c.submissions.iter().map(|s| s.file()).collect();
    files.sort();
    let inner = format!("../发来的/报送.zip//{}.zip//年报.gknb", name(3));
    let first = format!("../发来的/报送.zip//报送/{}/年报.gknb", name(0));
    for file in [inner.as_str(), &first, "../发来的/又发.zip//联通年报1.gknb", "../发来的/单独/年报.gknb"]
    {
        assert!(files.contains(&file), "{file}: {files:?}");
    }
    assert!(said.contains(".rar 压缩包，不能直接读") && said.contains("封面.png"), "{said}");
    assert!(!said.contains("__MACOSX") && !said.contains("~$"), "{said}");
    // Each is found again under its name, wherever the collection goes.
    let at = d.at("汇总/a.gknh");
    assert_eq!(seen::look(&RealDisk, &at, &c, &|| false), Default::default());
    let elsewhere = d.at("存档/深/a.gknh");
    let again = moved::renamed(&c, &at, &elsewhere);
    std::fs::create_dir_all(d.at("存档/深")).expect("made");
    assert_eq!(seen::look(&RealDisk, &elsewhere, &again, &|| false), Default::default());
    assert_eq!(moved::renamed(&again, &elsewhere, &at), c);
    let file = gongkai::app::collecting::beside::path(&at, &inner);
    let read = open::read_any(&RealDisk, &file, None, &Budget::default()).expect("read");
    assert_eq!(read.apart().0.office.name, name(3));
    // What changed in it, and what is gone from it, is seen.
    d.write("发来的/又发.zip", zip_of(&[("联通年报1.gknb", of(5))]));
    let seen = seen::look(&RealDisk, &at, &c, &|| false);
    assert_eq!((seen.changed.len(), seen.gone.len()), (1, 1), "{seen:?}");
}

#[test]
fn what_cannot_be_unpacked_is_said_and_the_rest_is_taken_in() {
    let d = Folder::new();
    std::fs::create_dir_all(d.at("汇总")).expect("made");
    let county = County::new(2, 4);
    d.write("好.zip", zip_of(&[("年报.gknb", bytes(&county, 0)), ("空.docx", Vec::new())]));
    d.write("坏.zip", "PK\u{3}\u{4}不是");
    d.write("没有.zip", zip_of(&[("说明.png", "x")]));
    // It says of itself that it unpacks to more than the disk of an office holds.
    let mut bomb = zip_of(&[("炸.docx", "x")]);
    let at = bomb.windows(4).position(|w| w == b"PK\x01\x02").expect("a directory");
    bomb[at + 24..at + 28].copy_from_slice(&[0xf0, 0xff, 0xff, 0xff]);
    d.write("炸.zip", bomb);
    let mut locked = zip_of(&[("密.docx", "x")]);
    for (mark, flags) in [(b"PK\x01\x02", 8), (b"PK\x03\x04", 6)] {
        let at = locked.windows(4).position(|w| w == mark).expect("there");
        locked[at + flags] |= 1;
    }
    d.write("密.zip", locked);
    let two = zip_of(&[("AA.gknb", bytes(&county, 0)), ("BB.gknb", bytes(&county, 1))]);
    d.write("双.zip", in_gbk(two, &[("BB.gknb", "AA.gknb")]));
    let paths = ["好.zip", "坏.zip", "没有.zip", "炸.zip", "密.zip", "双.zip"];
    let (c, said) = collected(&d, &paths, &county);
    assert!(c.submissions.iter().any(|s| s.office() == name(0)), "{said}");
    for words in
        ["压缩包已损坏", "压缩包里没有能读的报告", "压缩包解开以后太大", "压缩包有密码", "文件是空的", "同名"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!Path::new(&d.at("年报.gknb")).exists(), "nothing is unpacked to the disk");
}
