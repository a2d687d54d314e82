//! What goes out is clean: pictures show what they show and say nothing else, one that is broken is left out by name,
//! words in a spreadsheet stay words, and nothing tells of the computer.

use crate::made::data;
use crate::made::folder::Folder;
use gongkai::export;
use gongkai::form::table::CellKey;
use gongkai::page::blocks;
use gongkai::page::fonts::Fonts;
use gongkai::report::edit::Edit;
use gongkai::report::picture::Picture;
use gongkai::report::text::Para;
use gongkai::report::{Part, Report, Section};
use gongkai::store::{RealDisk, project};
use std::path::Path;

const PART: Part = Part::Before(Section::Overview);
const FORMATS: [&str; 3] = ["a.pdf", "a.docx", "a.html"];

fn jpeg() -> Vec<u8> {
    std::fs::read(data("pictures/colour.jpg")).expect("a picture")
}

/// The JPEG as a camera held on its side writes it, with what else a camera writes.
fn from_a_camera() -> Vec<u8> {
    let tiff =
        [&b"MM\0*\0\0\0\x08\0\x01"[..], &[1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0], b"GPS 31.2N owner Zhang"]
            .concat();
    let data = [&b"Exif\0\0"[..], &tiff].concat();
    let length = u16::try_from(data.len() + 2).expect("short").to_be_bytes();
    let plain = jpeg();
    [&plain[..2], &[0xff, 0xe1], &length, &data, &plain[2..], b"behind the end"].concat()
}

fn png(side: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, side, side);
    encoder.add_text_chunk("Author".into(), "owner Zhang".into()).expect("a note");
    let mut writer = encoder.write_header().expect("written");
    writer.write_image_data(&vec![9; (side * side) as usize]).expect("written");
    writer.finish().expect("written");
    out.extend(b"owner Zhang behind the end");
    out
}

fn showing(pictures: Vec<(&str, Vec<u8>)>) -> Report {
    let para = |(caption, bytes): (&str, Vec<u8>)| Para::picture(bytes.into(), caption.into());
    let mut r = Report::new(2025, "示范局");
    Edit::Text(PART, pictures.into_iter().map(para).collect()).apply(&mut r);
    r
}

fn made(r: &Report, name: &str) -> export::Made {
    export::bytes(r, Path::new(name), &|| Fonts::new(None)).expect("made")
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|w| w == words.as_bytes())
}

#[test]
fn a_picture_is_bare_and_upright_wherever_it_comes_in() {
    let before = Picture::from(jpeg()).shape().expect("a picture");
    let p = Picture::from(from_a_camera());
    let turned = p.shape().expect("a picture");
    assert_eq!((turned.width, turned.height), (before.height, before.width));
    assert_ne!(before.width, before.height, "else nobody would see");
    for (name, bytes) in [("照片", from_a_camera()), ("截图", png(20))] {
        let r = showing(vec![(name, bytes)]);
        let text = project::encode(&r).expect("writes");
        let again = project::decode(text.as_bytes(), Path::new("x.gknb")).expect("reads");
        assert_eq!(again, r);
        let Para::Picture { bytes, .. } = &again.paras(PART)[0] else { panic!("a picture") };
        for words in ["Exif", "GPS", "Zhang", "tEXt", "behind"] {
            assert!(!holds(bytes.bytes(), words), "{name} {words}");
            for format in FORMATS {
                assert!(!holds(&made(&again, format).bytes, words), "{format} {words}");
            }
        }
    }
}

#[test]
fn a_broken_picture_is_named_and_left_out_and_the_rest_goes_out() {
    let mut broken = png(40);
    let at = broken.windows(4).position(|w| w == b"IDAT").expect("dots") + 8;
    broken[at] ^= 0xff;
    let r = showing(vec![("好图", jpeg()), ("坏图", broken), ("不是图", b"text".to_vec())]);
    for format in FORMATS {
        let made = made(&r, format);
        for caption in ["坏图", "不是图"] {
            let named = made.warnings.iter().filter(|w| w.contains(&format!("“{caption}”"))).count();
            assert_eq!(named, 1, "{format}: {:?}", made.warnings);
        }
        assert!(!made.warnings.iter().any(|w| w.contains("好图")), "{format}: {:?}", made.warnings);
    }
    let (_, pages) = export::paged(&blocks::of(&r), &Fonts::new(None)).expect("made");
    assert_eq!(pages.pictures.len(), 1);
}

#[test]
fn a_photograph_is_made_as_fine_as_paper_shows_it() {
    let mut large = Vec::new();
    let dots = image::RgbImage::from_fn(4000, 3000, |x, y| image::Rgb([x as u8, y as u8, (x * y) as u8]));
    dots.write_to(&mut std::io::Cursor::new(&mut large), image::ImageFormat::Jpeg).expect("written");
    let taken = Picture::taken(&large, 2000).expect("taken");
    let shape = taken.shape().expect("a picture");
    assert_eq!((shape.width, shape.height), (2000, 1500));
    assert!(taken.bytes().len() * 2 < large.len());
    let small = jpeg();
    assert_eq!(Picture::taken(&small, 2000).expect("taken"), Picture::from(small), "is left as it is");
}

#[test]
fn sentences_that_a_spreadsheet_would_carry_out_stay_words() {
    let mut r = Report::new(2025, "示范局");
    Edit::Text(
        PART,
        vec![Para::plain("=HYPERLINK(1)"), Para::plain("（一）主动公开"), Para::plain("平常的话。")],
    )
    .apply(&mut r);
    let page = export::html::fragment(&blocks::of(&r));
    let line = |words: &str| page.lines().find(|l| l.contains(words)).expect("there").to_string();
    assert!(line("=HYPERLINK").contains("mso-number-format:'\\@'"));
    assert!(!line("平常的话").contains("mso-number-format"));
}

#[test]
fn a_project_says_nothing_of_the_computer_it_was_made_on() {
    let d = Folder::new();
    std::fs::create_dir_all(d.at("往年")).expect("a folder");
    std::fs::create_dir_all(d.at("别处")).expect("a folder");
    d.ok(&["new", "--year", "2024", "--office", "示范局", "-o", "往年/2024.gknb"]);
    for (output, path) in [("2025.gknb", "往年/2024.gknb"), ("别处/2025.gknb", "2024.gknb")] {
        d.ok(&["next", d.at("往年/2024.gknb").to_str().expect("a path"), "-o", output]);
        let r = project::load(&RealDisk, &d.at(output)).expect("opens");
        assert_eq!(r.predecessor.expect("last year's").path, path);
    }
    // Those of an earlier version do.
    for old in ["/home/zhang/桌面/2024.gknb", "C:\\Users\\张三\\2024.gknb", "\\\\server\\办公室\\2024.gknb"]
    {
        let mut r = project::load(&RealDisk, &d.at("2025.gknb")).expect("opens");
        r.predecessor.as_mut().expect("last year's").path = old.into();
        let text = project::encode(&r).expect("writes");
        let r = project::decode(text.as_bytes(), Path::new("x.gknb")).expect("reads");
        assert_eq!(r.predecessor.expect("last year's").path, "2024.gknb");
    }
}

#[test]
fn what_turns_words_round_is_taken_out_at_every_door_and_told() {
    let text = "示范局2025年政府信息公开工作年度报告\n一、总体情况\n收到申请\u{202e}61\u{202c}件\u{7}。\n全年公开工作平稳有序，未发生因信息公开引发的投诉。\n";
    let r = gongkai::import::read_document(text.as_bytes(), "x.txt", None).expect("an import");
    assert!(r.words(PART).contains("收到申请61件。"), "{}", r.words(PART));
    assert!(r.notes.iter().any(|n| n.text.contains("改变文字方向")), "{:?}", r.notes);
    let mut foreign = Report::new(2025, "示范局");
    Edit::Text(PART, vec![Para::plain("收到\u{2067}61\u{2069}件")]).apply(&mut foreign);
    Edit::enter(foreign.form(), &CellKey::parse("requests.received/natural"), "\u{202e}12")
        .apply(&mut foreign);
    let file = project::encode(&foreign).expect("writes");
    let r = project::decode(file.as_bytes(), Path::new("x.gknb")).expect("reads");
    assert_eq!(r.words(PART), "收到61件");
    assert_eq!(
        r.canonical(&CellKey::parse("requests.received/natural")).as_deref(),
        Some("?12"),
        "it is asked"
    );
    assert!(r.notes.iter().any(|n| n.text.contains("改变文字方向")));
    let mut d = gongkai::report::document::Document::new(Report::new(2025, "示范局"));
    let done =
        d.apply_grouped("粘贴", None, [Edit::Text(PART, vec![Para::plain("甲\u{202e}乙")])]).expect("light");
    assert!(done.unseen && d.report().words(PART) == "甲乙");
}

#[cfg(target_os = "linux")]
#[test]
fn what_could_not_be_written_is_no_success() {
    let d = Folder::new();
    d.ok(&["new", "--year", "2025", "--office", "示范局", "-o", "a.gknb"]);
    for command in [
        &["check", "a.gknb"][..],
        &["check", "a.gknb", "--json"],
        &["checks"],
        &["checks", "--json"],
        &["open-check", "a.gknb"],
        &["--help"],
        &["--version"],
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
        let o = d.command().args(command).stdout(full).output().expect("started");
        assert_eq!(o.status.code(), Some(2), "{command:?}: {}", String::from_utf8_lossy(&o.stderr));
    }
}

#[cfg(unix)]
#[test]
fn a_file_s_name_does_not_steer_the_terminal() {
    let d = Folder::new();
    let name = "a\u{1b}[31m\u{202e}b\u{7}.gknb";
    d.ok(&["new", "--year", "2025", "--office", "示范局", "-o", name]);
    for o in
        [d.run(&["check", name]), d.run(&["open-check", name]), d.run(&["check", &format!("没有{name}")])]
    {
        let said = [o.stdout, o.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(said.contains("[31m") && !said.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{said:?}");
    }
}
