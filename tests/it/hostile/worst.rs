//! The documents that cost each reader most for their size. Each is read by a program of its own, which says what
//! came of it and how much memory it ever had.

use crate::made::documents::{word_of, zip_of};
use crate::made::folder::Folder;
use crate::made::ofd::Maker;
use crate::made::{pdf, workbook};
use crate::proof::{spawn, tell};
use gongkai::app::open;
use gongkai::import::budget::Budget;
use gongkai::store::RealDisk;
use std::fmt::Write;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

/// Most memory that a reader may have had, the program itself with it.
const MOST_KB: u64 = 256 << 10;

/// Reads the document in `dir` and says what came of it.
pub fn reader(dir: &Path) {
    let came = match open::read_any(&RealDisk, &dir.join("document"), Some(2024), &Budget::default()) {
        Ok(o) => format!("read, {} notes", o.apart().0.notes.len()),
        Err(e) => e.to_string(),
    };
    println!("\ncame {came}\npeak {}", peak().unwrap_or(0));
}

/// The most memory this program ever had, in kB, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// What a document is called, and its bytes.
type Worst = (&'static str, fn() -> Vec<u8>);

const HEAD: &str = "示范局2024年政府信息公开工作年度报告\n一、总体情况\n无\n二、主动公开政府信息情况\n";

/// So many pieces, each made of its number.
fn many(n: usize, piece: impl Fn(&mut String, usize)) -> String {
    let mut out = String::new();
    (0..n).for_each(|i| piece(&mut out, i));
    out
}
fn put(out: &mut String, words: std::fmt::Arguments<'_>) {
    out.write_fmt(words).expect("a string");
}

fn body(inner: &str) -> Vec<u8> {
    word_of(format!("<w:document xmlns:w=\"w\"><w:body>{inner}</w:body></w:document>").as_bytes())
}
fn paragraphs(n: usize, properties: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>字</w:t></w:r></w:p>").repeat(n)
}

/// A Word 97 document: its text, `pieces` of it, and `pages` that name the same page of formatting.
fn old_word(text: &[u8], pieces: usize, pages: usize) -> Vec<u8> {
    let mut main = vec![0u8; 1024];
    main[0..2].copy_from_slice(&0xa5ecu16.to_le_bytes());
    main[2..4].copy_from_slice(&0x00c1u16.to_le_bytes());
    main[0x0a..0x0c].copy_from_slice(&0x0200u16.to_le_bytes());
    let mut long = |at: usize, v: usize| main[at..at + 4].copy_from_slice(&(v as u32).to_le_bytes());
    let length = text.len();
    let clx = 5 + 4 * (pieces + 1) + 8 * pieces;
    let table = 4 * (pages + 1) + 4 * pages;
    long(0x4c, u32::MAX as usize);
    long(0x1a2, 0);
    long(0x1a6, clx);
    for at in [0xfa, 0x102] {
        long(at, clx);
        long(at + 4, table);
    }
    // One page of formatting: as many runs as fit, each with the longest properties.
    let mut page = vec![0u8; 512];
    for i in 0..29u32 {
        page[4 * i as usize..][..4].copy_from_slice(&(1024 + 512 + i * 10_000).to_le_bytes());
    }
    page[511] = 28;
    page[4 * 29] = 200;
    page[400] = 40;
    main.extend(page);
    main.extend(text);
    let mut tables = vec![2u8];
    tables.extend(((clx - 5) as u32).to_le_bytes());
    (0..=pieces).for_each(|i| tables.extend(((i * length) as u32).to_le_bytes()));
    (0..pieces).for_each(|_| {
        tables.extend([0, 0]);
        tables.extend((0x4000_0000 | (1536 * 2u32)).to_le_bytes());
        tables.extend([0, 0]);
    });
    (0..=pages).for_each(|_| tables.extend([0; 4]));
    (0..pages).for_each(|_| tables.extend(2u32.to_le_bytes()));
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("made");
    for (name, bytes) in [("/WordDocument", &main), ("/1Table", &tables)] {
        file.create_stream(name).expect("made").write_all(bytes).expect("written");
    }
    file.into_inner().into_inner()
}

/// A compound file of nothing but a directory of so many sectors and the tables that such a file has; and so many
/// sectors more that name one table over and over.
fn compound(directory: usize, again: usize) -> Vec<u8> {
    const END: u32 = 0xffff_fffe;
    let fats = (directory + again) / 126 + 2;
    let difats = fats.saturating_sub(109).div_ceil(127) + again;
    let (first_fat, first_difat) = (directory, directory + fats);
    let fat_of = |i: usize| {
        if i < fats {
            first_fat + i
        } else if again > 0 {
            first_fat
        } else {
            usize::MAX
        }
    };
    let named: Vec<u32> = (0..109 + difats * 127).map(|i| fat_of(i) as u32).collect();
    let mut out = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    out.extend([0; 16]);
    out.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0, 0, 0, 0, 0, 0, 0]);
    let first = if difats > 0 { first_difat as u32 } else { END };
    let head = [0, fats as u32, 0, 0, 4096, END, 0, first, difats as u32];
    out.extend(head.iter().chain(&named[..109]).flat_map(|n| n.to_le_bytes()));
    for i in 0..directory * 4 {
        let mut entry = [0u8; 128];
        let name: Vec<u8> = format!("{i:031}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..62].copy_from_slice(&name);
        entry[64] = 64;
        entry[66] = if i == 0 { 5 } else { 2 };
        entry[67] = 1;
        entry[68..80].fill(0xff);
        entry[116..120].copy_from_slice(&END.to_le_bytes());
        out.extend(entry);
    }
    let kind = |i: usize| match i {
        _ if i + 1 < directory => i as u32 + 1,
        _ if i + 1 == directory => END,
        _ if i < first_difat => 0xffff_fffd,
        _ if i < first_difat + difats => 0xffff_fffc,
        _ => u32::MAX,
    };
    out.extend((0..fats * 128).flat_map(|i| kind(i).to_le_bytes()));
    for d in 0..difats {
        let next = if d + 1 < difats { (first_difat + d + 1) as u32 } else { END };
        let part = &named[109 + d * 127..][..127];
        out.extend(part.iter().chain([&next]).flat_map(|n| n.to_le_bytes()));
    }
    out
}

fn cell(text: &str) -> String {
    format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
}

/// A workbook of one sheet and its shared strings.
fn sheet_of(sheet: &str, strings: &str) -> Vec<u8> {
    workbook::of_parts(&[("a", "", format!("<w><sheetData>{sheet}</w>"))], &format!("<s>{strings}</s>"), "")
}

/// A workbook as before 2007: these records in its first part, and in its only sheet.
fn old_sheet(first: &[(u16, Vec<u8>)], sheet: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let begin = (0x809u16, [0x600u16, 5, 0, 0, 0, 0, 0, 0].iter().flat_map(|n| n.to_le_bytes()).collect());
    let end = (0x0au16, Vec::new());
    let put = |records: &[&(u16, Vec<u8>)]| {
        let record = |r: &&(u16, Vec<u8>)| {
            [&r.0.to_le_bytes(), &(r.1.len() as u16).to_le_bytes(), r.1.as_slice()].concat()
        };
        records.iter().flat_map(record).collect::<Vec<u8>>()
    };
    let named = |at: usize| (0x85u16, [&(at as u32).to_le_bytes()[..], &[0, 0, 1, 0, b'a']].concat());
    let all = |sheet: &(u16, Vec<u8>)| {
        put(&[&begin, sheet].into_iter().chain(first).chain([&end]).collect::<Vec<_>>())
    };
    let mut stream = all(&named(all(&named(0)).len()));
    stream.extend(put(&[&begin].into_iter().chain(sheet).chain([&end]).collect::<Vec<_>>()));
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("made");
    file.create_stream("/Workbook").expect("made").write_all(&stream).expect("written");
    file.into_inner().into_inner()
}

#[rustfmt::skip]
const WORST: &[Worst] = &[
    ("xlsx: marks at both ends of a sheet", || sheet_of("<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData><mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>", "")),
    ("xlsx: cells", || sheet_of(&format!("{}</sheetData>", many(60_000, |o, i| put(o, format_args!("<row r='{0}'><c r='A{0}'><v>1</v></c><c r='B{0}'><v>1</v></c></row>", i + 1)))), "")),
    ("xlsx: rows as wide as may be", || sheet_of(&format!("{}</sheetData>", many(8_000, |o, i| put(o, format_args!("<row r='{0}'><c r='A{0}'><v>1</v></c><c r='XFD{0}'><v>1</v></c></row>", i + 1)))), "")),
    ("xlsx: merged cells", || sheet_of(&format!("<row><c r='A1'><v>1</v></c><c><v>2</v></c></row></sheetData><mergeCells>{}</mergeCells>", "<mergeCell ref='A1:XFD1048576'/><mergeCell ref='A1:BL9000'/>".repeat(100_000)), "")),
    ("xlsx: strings of half a gigabyte", || sheet_of("</sheetData>", &format!("<si><t>{}</t></si>", "x".repeat(1 << 29)))),
    ("xlsx: one long string over and over", || sheet_of(&format!("<row>{}</row></sheetData>", "<c t='s'><v>0</v></c>".repeat(100_000)), &format!("<si><t>{}</t></si>", "字".repeat(1 << 20)))),
    ("xls: strings that never end", || old_sheet(&[(0xfc, [&[0xff; 8][..], &[0xff, 0xff, 0x0d, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]].concat()), (0x3c, vec![1; 8000])], &[])),
    ("xls: strings", || old_sheet(&[(0xfc, vec![0; 8000])].into_iter().chain(vec![(0x3c, vec![0; 8000]); 4_000]).collect::<Vec<_>>(), &[])),
    ("xls: cells", || old_sheet(&[], &(0..4_000u16).map(|row| (0xbd, [row.to_le_bytes().to_vec(), vec![0; 2 + 6 * 1_000 + 2]].concat())).collect::<Vec<_>>())),
    ("xls: one long string over and over", || old_sheet(&[(0xfc, [&[0; 8][..], &[0xff, 0x1f, 0], &[b'a'; 8191]].concat())], &(0..60_000u16).map(|row| (0xfd, [row.to_le_bytes().to_vec(), vec![0; 8]].concat())).collect::<Vec<_>>())),
    ("xls: merged cells", || old_sheet(&[], &[(0x203, [vec![0; 6], 1f64.to_le_bytes().to_vec()].concat())].into_iter().chain(vec![(0xe5, [vec![0; 2], [0u8, 0, 0xff, 0xff, 0, 0, 0xff, 0].repeat(1_000)].concat()); 500]).collect::<Vec<_>>())),
    ("ofd: one text of millions", || Maker::default().of(&format!("<TextObject Boundary='0 0 200 9' Size='4'><TextCode X='0' Y='4' DeltaX='g 4000000000 0.0001'>{}</TextCode></TextObject>", "字".repeat(5 << 20)), "")),
    ("ofd: characters each an object", || Maker::default().of(&"<TextObject Boundary='9 9 9 9' Size='4'><TextCode X='0' Y='4'>字</TextCode></TextObject>".repeat(150_000), "")),
    ("ofd: steps that are no numbers", || Maker::default().of(&format!("<TextObject Boundary='0 0 9 9' Size='4'><TextCode X='0' Y='4' DeltaX='{}'>字字</TextCode></TextObject>", "g 9 1e999 ".repeat(1_000_000)), "")),
    ("ofd: rules", || Maker::default().of(&many(120_000, |o, i| put(o, format_args!("<PathObject Boundary='{} {} 9 0'><AbbreviatedData>M 0 0 L 200 0</AbbreviatedData></PathObject>", i % 200, i % 290))), "")),
    ("ofd: a path of millions", || Maker::default().of(&format!("<PathObject Boundary='0 0 9 9'><AbbreviatedData>{}</AbbreviatedData></PathObject>", "M 0 0 L 200 0 ".repeat(1_100_000)), "")),
    ("ofd: blocks in blocks", || Maker::default().of(&"<PageBlock>".repeat(400_000), "")),
    ("ofd: a template under every page", || zip_of(&[("OFD.xml", "<OFD><DocBody><DocRoot>d.xml</DocRoot></DocBody></OFD>".to_string()), ("d.xml", format!("<D><CommonData><TemplatePage ID='1' BaseLoc='t.xml'/></CommonData><Pages>{}</Pages></D>", "<Page BaseLoc='p.xml'/>".repeat(1_900))), ("p.xml", "<Page><Template TemplateID='1'/></Page>".to_string()), ("t.xml", format!("<Page><Content><Layer>{}</Layer></Content></Page>", "<TextObject Boundary='9 9 9 9' Size='4'><TextCode X='0' Y='4'>字</TextCode></TextObject>".repeat(20_000)))])),
    ("ofd: pages", || zip_of(&[("OFD.xml", "<OFD><DocBody><DocRoot>d.xml</DocRoot></DocBody></OFD>".to_string()), ("d.xml", format!("<D><Pages>{}</Pages></D>", "<Page BaseLoc='p.xml'/>".repeat(100_000))), ("p.xml", "<Page/>".to_string())])),
    ("csv: our own data", || ("year,office,level,edition,cell,value,unit,state\r\n".to_string() + &"2024,局,,fy2021,x/y,1,,typed\r\n".repeat(190_000)).into_bytes()),
    ("ods: rows and columns repeated", || zip_of(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<d><body><spreadsheet><table><table-row number-rows-repeated='1048576'><table-cell number-columns-repeated='16384' value-type='float' value='1'/></table-row></table></spreadsheet></body></d>")])),
    ("csv: cells", || "1,2,3,4,5\n".repeat(600_000).into_bytes()),
    ("csv: one quoted cell", || format!("{}\"{}", "1,2,3,4,5\n".repeat(100), "x,\n".repeat(1_500_000)).into_bytes()),
    ("pdf: a stream of a gigabyte", || pdf::page("", pdf::packed("", &vec![b' '; 1 << 30]), Vec::new())),
    ("pdf: a stream of a gigabyte, packed twice", || pdf::page("", pdf::stream("/Filter[/FlateDecode/FlateDecode]", &pdf::zlib(&pdf::zlib(&vec![b' '; 1 << 30]))), Vec::new())),
    ("pdf: the same stream over and over", || pdf::of(&[b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(), format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[{}]>>", "4 0 R ".repeat(200_000)).into_bytes(), pdf::packed("", &vec![b' '; 1 << 20])])),
    ("pdf: forms in forms", || { let form = |n: usize| pdf::stream(&format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F {} 0 R>>>>", n + 1), "/F Do ".repeat(100).as_bytes()); let mut forms: Vec<Vec<u8>> = (5..13).map(form).collect(); forms.push(pdf::stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"0 0 m 9 9 l S")); pdf::page("/XObject<</F 5 0 R>>", pdf::stream("", b"/F Do"), forms) }),
    ("pdf: forms in forms that draw nothing", || { let form = |n: usize| pdf::stream(&format!("/Type/XObject/Subtype/Form/BBox[0 0 900 900]/Resources<</XObject<</F {} 0 R>>>>", n + 1), "/F Do ".repeat(100).as_bytes()); let mut forms: Vec<Vec<u8>> = (5..15).map(form).collect(); forms.push(pdf::stream("/Type/XObject/Subtype/Form/BBox[0 0 900 900]", b"")); pdf::page("/XObject<</F 5 0 R>>", pdf::stream("", b"/F Do"), forms) }),
    ("pdf: a form that draws itself", || pdf::page("/XObject<</F 5 0 R>>", pdf::stream("", b"/F Do"), vec![pdf::stream("/Type/XObject/Subtype/Form/BBox[0 0 900 900]/Resources<</XObject<</F 5 0 R>>>>", b"/F Do /F Do")])),
    ("pdf: one text of millions", || pdf::page("/Font<</F 5 0 R>>", pdf::packed("", format!("BT /F 9 Tf ({}) Tj ET", "a".repeat(12 << 20)).as_bytes()), vec![b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec()])),
    ("pdf: many texts", || pdf::page("/Font<</F 5 0 R>>", pdf::packed("", format!("BT /F 9 Tf {} ET", format!("({}) Tj ", "a".repeat(10_000)).repeat(1_500)).as_bytes()), vec![b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec()])),
    ("pdf: a drawn font's text", || pdf::page("/Font<</F 5 0 R>>", pdf::packed("", format!("BT /F 9 Tf {} ET", format!("({}) Tj ", "a".repeat(19_000)).repeat(500)).as_bytes()), vec![b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 97/LastChar 97/Widths[500]/Encoding<</Differences[97/a]>>/CharProcs<</a 6 0 R>>/Resources<<>>>>".to_vec(), pdf::stream("", b"500 0 d0 0 0 400 400 re f")])),
    ("pdf: rules", || pdf::page("", pdf::packed("", many(390_000, |o, i| put(o, format_args!("{} {} m {} 800 l S ", i % 500, i % 700, i % 500))).as_bytes()), Vec::new())),
    ("pdf: crossing rules", || pdf::page("", pdf::packed("", many(9_000, |o, i| put(o, format_args!("0 {0}.{1} m 590 {0}.{1} l S {2}.{1} 0 m {2}.{1} 800 l S ", i * 3 % 840, i % 10, i * 3 % 590))).as_bytes()), Vec::new())),
    ("pdf: nested arrays", || pdf::page("", pdf::stream("", &[b"[".repeat(900_000), b"] TJ".to_vec()].concat()), Vec::new())),
    ("pdf: nested dictionaries", || [b"%PDF-1.7\n1 0 obj\n".to_vec(), b"<</A".repeat(500_000), b"\nendobj\ntrailer<</Root 1 0 R>>".to_vec()].concat()),
    ("pdf: pages that are their own parents", || pdf::of(&[b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Kids[2 0 R 2 0 R 2 0 R]/Count 9>>".to_vec()])),
    ("pdf: pages", || pdf::of(&[b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), format!("<</Type/Pages/Kids[{}]/Count 300000>>", "3 0 R ".repeat(300_000)).into_bytes(), b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>".to_vec()])),
    ("pdf: the begin alone, and sixty million bytes", || [b"%PDF-1.7\n".to_vec(), b"1 0 obj stream\n".repeat(4_000_000)].concat()),
    ("docx: attributes of one element", || body(&format!("<w:p {}/>", many(1_000_000, |o, i| put(o, format_args!("a{i}='' ")))))),
    ("docx: attributes of many", || body(&"<w:p w:val='' w:type='' w:numId='' w:ilvl=''/>".repeat(130_000))),
    ("docx: elements", || body(&"<w:p/>".repeat(740_000))),
    ("docx: parts of the largest size", || { let t = format!("<s><body>{}</body></s>", "字".repeat(5 << 20)); zip_of(&[("word/document.xml", t.clone()), ("word/styles.xml", t.clone()), ("word/numbering.xml", t)]) }),
    ("docx: parts of many elements", || { let t = format!("<s>{}</s>", "<style/>".repeat(490_000)); zip_of(&[("word/document.xml", t.replace("<s>", "<d><body>").replace("</s>", "</body></d>")), ("word/styles.xml", t.clone()), ("word/numbering.xml", t)]) }),
    ("docx: entries of the archive", || { let names: Vec<String> = (0..60_000).map(|i| format!("p{i}")).collect(); let mut parts: Vec<(&str, String)> = names.iter().map(|n| (n.as_str(), String::new())).collect(); parts.push(("word/document.xml", "<d><body/></d>".into())); zip_of(&parts) }),
    ("docx: rows", || body(&format!("<w:tbl>{}</w:tbl>", "<w:tr><w:tc><w:p/></w:tc></w:tr>".repeat(24_000)))),
    ("docx: merged cells", || { let row = format!("<w:tr>{}</w:tr>", "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>".repeat(24_000)); body(&format!("<w:tbl>{row}{row}</w:tbl>")) }),
    ("docx: columns without end", || body(&format!("<w:tbl>{}</w:tbl>", format!("<w:tr><w:trPr><w:gridBefore w:val='{}'/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='{}'/></w:tcPr><w:p/></w:tc><w:tc><w:tcPr><w:gridSpan w:val='{}'/></w:tcPr><w:p/></w:tc></w:tr>", usize::MAX, usize::MAX, usize::MAX).repeat(9_000)))),
    ("docx: nested tables", || { let deep = "<w:tbl><w:tr><w:tc>".repeat(60); let end = "</w:tc></w:tr></w:tbl>".repeat(60); body(&format!("{deep}{}{end}", paragraphs(45_000, ""))) }),
    ("docx: long numbers", || zip_of(&[("word/document.xml", format!("<d><body>{}</body></d>", paragraphs(32_000, "<numPr><numId val='1'/></numPr>"))), ("word/numbering.xml", format!("<n><abstractNum abstractNumId='1'><lvl ilvl='0'><lvlText val='{}'/></lvl></abstractNum><num numId='1'><abstractNumId val='1'/></num></n>", "%1".repeat(200_000)))])),
    ("docx: lists", || zip_of(&[("word/document.xml", format!("<d><body>{}</body></d>", many(27_000, |o, i| put(o, format_args!("<p><pPr><numPr><numId val='{i}'/></numPr></pPr><r><t>x</t></r></p>"))))), ("word/numbering.xml", format!("<n><abstractNum abstractNumId='1'><lvl ilvl='0'><lvlText val='%1'/></lvl></abstractNum>{}</n>", many(70_000, |o, i| put(o, format_args!("<num numId='{i}'><abstractNumId val='1'/></num>")))))])),
    ("docx: pictures to be turned that nothing shows", || { let png = crate::pictures_of_word::png(6300, 6300, 6); zip_of(&[("word/document.xml", b"<d><body><p/></body></d>".to_vec()), ("word/_rels/document.xml.rels", b"<R><R Id='a' Type='x/image' Target='a.png'/></R>".to_vec()), ("word/a.png", png)]) }),
    ("docx: pictures", || body(&format!("{}{}", paragraphs(10, ""), "<w:p><w:r><w:drawing/></w:r></w:p><w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p>".repeat(21_000)))),
    ("docx: one row of many words", || body(&format!("<w:p><w:r><w:t>示范局2024年政府信息公开工作年度报告</w:t></w:r></w:p><w:p><w:r><w:t>二、主动公开政府信息情况</w:t></w:r></w:p><w:tbl><w:tr>{}{}{}{}</w:tr></w:tbl>", cell("规章"), cell("行政规范性文件"), cell("行政许可"), cell("别的").repeat(33_000)))),
    ("docx: bookmarks", || body(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "[bookmark:]".repeat(1_000_000)))),
    ("doc: pieces over and over", || old_word(&vec![b'a'; 1 << 20], 4_000, 1)),
    ("doc: pages of formatting over and over", || old_word(&vec![b'a'; 1 << 20], 1, 4_000_000)),
    ("doc: the largest directory", || compound(129_000, 0)),
    ("doc: tables over and over", || compound(1, 8_000)),
    ("doc: tables over and over, the largest", || compound(1, 120_000)),
    ("doc: cells", || old_word(&b"a\x07".repeat(90_000), 1, 1)),
    ("doc: paragraphs", || old_word(&b"a\r".repeat(45_000), 1, 1)),
    ("html: attributes of one tag", || format!("<p {}>", many(800_000, |o, i| put(o, format_args!("a{i} ")))).into_bytes()),
    ("html: nested blocks", || "<div>".repeat(1_200_000).into_bytes()),
    ("html: paragraphs deep down", || format!("{}{}", "<div>".repeat(3_000), "<p>a".repeat(1_400_000)).into_bytes()),
    ("html: formatting carried on", || format!("<p>{}</p>{}", many(1_000, |o, i| put(o, format_args!("<font a{i}>"))), "<p>x".repeat(100_000)).into_bytes()),
    ("html: misnested formatting", || "<b><i><u><p></b></i></u>x".repeat(240_000).into_bytes()),
    ("html: cells", || format!("<table>{}", "<td>".repeat(66_000)).into_bytes()),
    ("html: rows", || format!("<table>{}", "<tr><td>1<td>2".repeat(18_000)).into_bytes()),
    ("html: wide spans", || format!("<table><tr>{}", "<td colspan=400 rowspan=400>1".repeat(60_000)).into_bytes()),
    ("html: wide spans in tall tables", || format!("<table><tr>{}{}", "<td colspan=400 rowspan=400>1".repeat(20), "<tr><td>1".repeat(1_300)).into_bytes()),
    ("html: words before a table's rows", || format!("<table>{}", "a<tr>".repeat(100_000)).into_bytes()),
    ("html: nested tables", || "<table><tr><td>一".repeat(200_000).into_bytes()),
    ("html: unclosed comments", || "<!--".repeat(1_500_000).into_bytes()),
    ("html: character references", || format!("<p>{}", "&#x4e00;&amp".repeat(500_000)).into_bytes()),
    ("mht: parts", || format!("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n{}", "--b\r\n\r\n".repeat(3_000_000)).into_bytes()),
    ("mht: headers", || format!("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n{}", "a:b\n".repeat(15_000_000)).into_bytes()),
    ("mht: parameters", || format!("MIME-Version: 1.0\r\nContent-Type: multipart/related; {} boundary=\"b\"\r\n\r\n--b\r\n", many(2_000_000, |o, i| put(o, format_args!("a{i}=b; ")))).into_bytes()),
    ("mht: parameters of many parts", || format!("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n{}", format!("--b\r\nContent-Type: a/b; {}\r\n\r\n", many(80_000, |o, i| put(o, format_args!("a{i}=b; ")))).repeat(4)).into_bytes()),
    ("mht: one long line of a head", || format!("MIME-Version: 1.0\r\nContent-Type: text/html; a=\"{}\"\r\n\r\n<p>", "=?utf-8?q?=41?= ".repeat(270_000)).into_bytes()),
    ("mht: nested parts", || format!("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n{}", "--b\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n".repeat(9_900)).into_bytes()),
    ("text: the largest file", || "9".repeat(64 << 20).into_bytes()),
    ("text: the largest file in GBK", || [0xd7u8, 0xd6].repeat(32 << 20)),
    ("text: a million lines", || format!("{HEAD}{}", "1\n".repeat(1_000_000)).into_bytes()),
    ("text: one line", || "字".repeat(2_000_000).into_bytes()),
    ("text: lines", || format!("{HEAD}{}", "1\n".repeat(70_000)).into_bytes()),
    ("text: labels", || format!("{HEAD}{}", "规章\n行政规范性文件\n".repeat(35_000)).into_bytes()),
    ("text: labels in ever other spelling", || format!("{HEAD}{}", many(10_000, |o, i| put(o, format_args!("规{}章\n1 2 3\n", ["。", "，", "！", "？"][i % 4].repeat(1 + i / 100))))).into_bytes()),
    ("text: words not understood", || format!("{HEAD}规章\n1\n2\n3\n{}规章\n", "今天开会\n".repeat(70_000)).into_bytes()),
    ("text: titles", || format!("{}年度报告\n", "短的一行\n".repeat(70_000)).into_bytes()),
    ("text: headings", || "一、总体情况\n二、主动公开政府信息情况\n".repeat(35_000).into_bytes()),
    ("text: letters", || format!("示范局2024年政府信息公开工作年度报告\n{}", many(150_000, |o, i| put(o, format_args!("国办公开办函〔2021〕{i}号")))).into_bytes()),
    ("text: bookmarks", || format!("示范局2024年政府信息公开工作年度报告\n{}", "[bookmark:]".repeat(500_000)).into_bytes()),
    ("text: numbers", || format!("{HEAD}{}", "1 ".repeat(66_000)).into_bytes()),
    ("text: bars", || format!("{HEAD}{}", "|".repeat(6_000_000)).into_bytes()),
    ("json: cells", || format!("{{\"edition\":\"fy2021\",\"year\":2024,\"office\":\"\",\"cells\":{{{}\"x\":\"1\"}}}}", many(550_000, |o, i| put(o, format_args!("\"{i}\":\"\",")))).into_bytes()),
    ("json: the largest", || format!("{{\"edition\":\"fy2021\",\"year\":2024,\"office\":\"\",\"cells\":{{{}\"x\":\"1\"}}}}", many(4_500_000, |o, i| put(o, format_args!("\"{i}\":\"\",")))).into_bytes()),
    ("json: paragraphs", || format!("{{\"edition\":\"fy2021\",\"year\":2024,\"office\":\"\",\"cells\":{{}},\"preamble\":\"{}\"}}", "\\n字".repeat(75_000)).into_bytes()),
    ("project: letters", || format!("(format: 1, report: (year: 2024, edition: \"fy2021\", letters: [{}]))", "\"\",".repeat(990_000)).into_bytes()),
    ("project: paragraphs", || format!("(format: 1, report: (year: 2024, edition: \"fy2021\", title: [{}]))", "Text([]),".repeat(330_000)).into_bytes()),
    ("project: cells", || format!("(format: 1, report: (year: 2024, edition: \"fy2021\", cells: {{{}}}))", many(990_000, |o, i| put(o, format_args!("\"a/b{i}\": Computed,")))).into_bytes()),
    ("project: more than any report", || format!("(format: 1, report: (year: 2024, edition: \"fy2021\", letters: [{}]))", "\"\",".repeat(20_000_000)).into_bytes()),
    ("project: as deep as may be", || [b"(format: 1, report: ".as_slice(), &b"(".repeat(900_000)].concat()),
    ("project: brackets", || [b"(format: 1, report: ".as_slice(), &b"(".repeat(60 << 20)].concat()),
    ("project: comments", || [b"(format: 1, ".as_slice(), &b"/*".repeat(30 << 20)].concat()),
];

/// Reads a document in a program of its own: what came of it, and how much memory it had.
fn read(name: &str, bytes: &[u8]) -> (String, u64) {
    let dir = Folder::new();
    std::fs::write(dir.at("document"), bytes).expect("written");
    let o = spawn("reader", dir.path(), &[]).wait_with_output().expect("ended");
    let text = String::from_utf8_lossy(&o.stdout).into_owned();
    let said = |word: &str| text.lines().find_map(|l| l.strip_prefix(word)).map(str::to_string);
    let died = || panic!("{name}: {text}{}", String::from_utf8_lossy(&o.stderr));
    (said("came ").unwrap_or_else(died), said("peak ").and_then(|p| p.parse().ok()).unwrap_or(0))
}

/// The worst of a reader are read or refused, in a sentence, with bounded memory. That they end needs no clock.
#[track_caller]
fn check_worst(reader: &str) {
    let (mut tried, mut taken, mut slowest, mut most) = (0, 0, Duration::ZERO, 0);
    for (name, make) in WORST.iter().filter(|w| w.0.split(':').next() == Some(reader)) {
        let begun = Instant::now();
        let (came, peak) = read(name, &make());
        // Shown where a test fails, and to whoever asks with --nocapture.
        println!("{name}: {:.1} s, {} MB, {came}", begun.elapsed().as_secs_f64(), peak >> 10);
        assert!(peak < MOST_KB, "{name}: {peak} kB");
        assert!(came.starts_with("read") || came.contains("；请"), "{name}: {came}");
        (tried, taken) = (tried + 1, taken + usize::from(came.starts_with("read")));
        (slowest, most) = (slowest.max(begun.elapsed()), most.max(peak));
    }
    assert!(tried > 0);
    let came = format!(
        "no panic, no hang; {taken} read, the others refused; slowest {:.1} s, most memory {} MB",
        slowest.as_secs_f64(),
        most >> 10
    );
    tell(&format!("documents made to cost most, {reader}"), tried, &came);
}

#[test]
fn word_documents_are_bounded() {
    check_worst("docx");
}
#[test]
fn old_word_documents_are_bounded() {
    check_worst("doc");
}
#[test]
fn workbooks_are_bounded() {
    for reader in ["xlsx", "xls", "ods", "csv"] {
        check_worst(reader);
    }
}
#[test]
fn pdf_files_are_bounded() {
    check_worst("pdf");
}
#[test]
fn ofd_files_are_bounded() {
    check_worst("ofd");
}
#[test]
fn web_pages_are_bounded() {
    check_worst("html");
}
#[test]
fn web_archives_are_bounded() {
    check_worst("mht");
}
#[test]
fn texts_are_bounded() {
    check_worst("text");
}
#[test]
fn json_is_bounded() {
    check_worst("json");
}
#[test]
fn project_files_are_bounded() {
    check_worst("project");
}
