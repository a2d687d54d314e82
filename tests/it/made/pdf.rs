//! PDF files of our own making: the bare bones, to be given whatever other programs put on them.

use super::form_words::DISCLOSED;
use std::io::Write;

/// A PDF of these objects, numbered from 1; the first is the catalogue.
pub fn of(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (i, o) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", i + 1).bytes());
        out.extend(o);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|p| out.extend(format!("{p:010} 00000 n \n").bytes()));
    let trailer = format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    out.extend(trailer.bytes());
    out
}

/// A stream with these entries in its dictionary.
pub fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut out = format!("<</Length {} {entries}>>\nstream\n", data.len()).into_bytes();
    out.extend(data);
    out.extend(b"\nendstream");
    out
}

/// The same, packed.
pub fn packed(entries: &str, data: &[u8]) -> Vec<u8> {
    stream(&format!("/Filter/FlateDecode {entries}"), &zlib(data))
}

pub fn zlib(data: &[u8]) -> Vec<u8> {
    let mut z = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    z.write_all(data).expect("written");
    z.finish().expect("ended")
}

/// A PDF of one page: its resources, its content, and objects from number 5 on.
pub fn page(resources: &str, content: Vec<u8>, more: Vec<Vec<u8>>) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<{resources}>>/Contents 4 0 R>>")
            .into_bytes(),
        content,
    ];
    objects.extend(more);
    of(&objects)
}

/// What shows a small report with a ruled table: each word becomes a string by `code`.
pub fn report(mode: u8, code: impl Fn(&str) -> String) -> Vec<u8> {
    let mut out = format!("{mode} Tr 0.5 w\n");
    let mut put = |x: f32, y: f32, words: &str| {
        out += &format!("BT /F 12 Tf 1 0 0 1 {x} {y} Tm <{}> Tj ET\n", code(words));
    };
    put(200.0, 800.0, "示范局2024年政府信息公开工作年度报告");
    put(80.0, 760.0, "一、总体情况");
    put(104.0, 740.0, "全年公开信息208条。");
    put(80.0, 720.0, "二、主动公开政府信息情况");
    for (r, row) in DISCLOSED.iter().enumerate() {
        for (c, words) in row.iter().enumerate() {
            put(85.0 + c as f32 * 110.0, 685.0 - r as f32 * 25.0, words);
        }
    }
    put(80.0, 560.0, "六、其他需要报告的事项");
    put(104.0, 540.0, "无");
    for row in 0..=3 {
        out += &format!("80 {} m 520 {} l S\n", 705 - row * 25, 705 - row * 25);
    }
    for col in 0..=4 {
        out += &format!("{} 705 m {} 630 l S\n", 80 + col * 110, 80 + col * 110);
    }
    out.into_bytes()
}
