//! What an archive asks of a PDF: metadata in XMP, the colours' meaning, what the file claims to be
//! (PDF/A-2a, ISO 19005-2, and PDF/UA-1, ISO 14289-1).

use crate::page::blocks::Doc;
use lopdf::{Document, Object, ObjectId, Stream, dictionary};

const PROGRAM: &str = "公开年报 gongkai";

/// Title of a report that has none yet; a file must have one.
fn title(doc: &Doc) -> &str {
    if doc.title.is_empty() { "政府信息公开工作年度报告" } else { &doc.title }
}

/// Sets what catalog and trailer say about the file. The only date is the report's own.
pub fn describe(pdf: &mut Document, doc: &Doc) {
    let metadata =
        Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp(doc).into_bytes());
    let metadata = pdf.add_object(metadata.with_compression(false));
    let intent = output_intent(pdf);
    if let Ok(catalog) = pdf.catalog_mut() {
        catalog.set("Metadata", metadata);
        catalog.set("OutputIntents", vec![intent.into()]);
        catalog.set("Lang", Object::string_literal("zh-CN"));
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
        catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    }
    let mut info = dictionary! {
        "Title" => super::utf16(title(doc)),
        "Author" => super::utf16(&doc.author),
        "Creator" => super::utf16(PROGRAM),
        "Producer" => super::utf16(PROGRAM),
    };
    if let Some(d) = doc.date {
        let stamp = format!("D:{:04}{:02}{:02}000000+08'00'", d.year, d.month, d.day);
        info.set("CreationDate", Object::string_literal(stamp.clone()));
        info.set("ModDate", Object::string_literal(stamp));
    }
    let info = pdf.add_object(info);
    pdf.trailer.set("Info", info);
}

fn xmp(doc: &Doc) -> String {
    let escaped = |t: &str| t.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let dates = doc.date.map_or(String::new(), |d| {
        let stamp = format!("{:04}-{:02}-{:02}T00:00:00+08:00", d.year, d.month, d.day);
        format!("<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>")
    });
    let author = match doc.author.as_str() {
        "" => String::new(),
        a => format!("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>", escaped(a)),
    };
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{author}<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool>{dates}<pdf:Producer>{PROGRAM}</pdf:Producer>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"#,
        bom = '\u{feff}',
        title = escaped(title(doc)),
    )
}

fn output_intent(pdf: &mut Document) -> ObjectId {
    let profile = pdf.add_object(Stream::new(dictionary! { "N" => 3 }, srgb()));
    pdf.add_object(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    })
}

/// The profile of sRGB (IEC 61966-2-1) by the rules of ICC.1:2010: white, the three primaries and the curve.
fn srgb() -> Vec<u8> {
    let fixed = |v: f64| ((v * 65536.0).round() as i32).to_be_bytes();
    let numbers = |kind: &[u8; 4], values: &[f64]| {
        let mut t = [kind.as_slice(), &[0; 4]].concat();
        t.extend(values.iter().flat_map(|v| fixed(*v)));
        t
    };
    let words = |text: &str| {
        let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let head = [1u32, 12].iter().flat_map(|n| n.to_be_bytes()).collect::<Vec<u8>>();
        let place = [letters.len() as u32, 28].iter().flat_map(|n| n.to_be_bytes()).collect::<Vec<u8>>();
        [b"mluc\0\0\0\0".as_slice(), &head, b"enUS", &place, &letters].concat()
    };
    let white = [0.9642, 1.0, 0.8249];
    let mut curve = b"para\0\0\0\0\0\x03\0\0".to_vec();
    curve.extend([2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045].iter().flat_map(|v| fixed(*v)));
    let bradford =
        [1.047882, 0.022919, -0.050216, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678];
    let data: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", words("sRGB")),
        (b"cprt", words("Public domain")),
        (b"wtpt", numbers(b"XYZ ", &white)),
        (b"chad", numbers(b"sf32", &bradford)),
        (b"rXYZ", numbers(b"XYZ ", &[0.43606, 0.22249, 0.01392])),
        (b"gXYZ", numbers(b"XYZ ", &[0.38515, 0.71687, 0.09708])),
        (b"bXYZ", numbers(b"XYZ ", &[0.14307, 0.06061, 0.71410])),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = (data.len() as u32).to_be_bytes().to_vec();
    let mut body: Vec<u8> = Vec::new();
    let start = 128 + 4 + 12 * data.len();
    for (name, bytes) in data {
        table.extend(name);
        table.extend(((start + body.len()) as u32).to_be_bytes());
        table.extend((bytes.len() as u32).to_be_bytes());
        body.extend(bytes);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    let mut head = vec![0; 128];
    head[..4].copy_from_slice(&((start + body.len()) as u32).to_be_bytes());
    head[8] = 4;
    head[9] = 0x20;
    head[12..24].copy_from_slice(b"mntrRGB XYZ ");
    // 2020-01-01
    head[24..30].copy_from_slice(&[7, 228, 0, 1, 0, 1]);
    head[36..40].copy_from_slice(b"acsp");
    head[68..80].copy_from_slice(&white.map(fixed).concat());
    [head, table, body].concat()
}
