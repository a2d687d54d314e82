//! OFD files as other makers write them: a small report with a ruled table on one page.

use super::documents::zip_of;
use super::form_words::DISCLOSED;

/// How a maker writes.
#[derive(Clone, Copy, Default)]
pub struct Maker {
    /// With the namespace's prefix before every name.
    pub prefix: &'static str,
    /// Before paths: a slash, or nothing.
    pub slash: &'static str,
    /// Names of parts in another case than they are named by.
    pub small: bool,
    /// Characters each an object of its own.
    pub single: bool,
    /// Types half as large, enlarged by the matrix.
    pub scaled: bool,
    /// The heading and the rules in a template.
    pub template: bool,
    /// Rules as boxes that are filled.
    pub filled: bool,
    /// Steps spelled out, and none of them counted.
    pub spelled: bool,
    /// Type of what was added over the page with a viewer; with words in it where it begins with a blank.
    pub over: &'static str,
}

/// The objects of a page and of its template.
#[derive(Default)]
struct Objects {
    page: String,
    under: String,
}

impl Maker {
    fn text(&self, x: f32, y: f32, words: &str, out: &mut String) {
        let chars: Vec<char> = words.chars().collect();
        // Digits are half as wide.
        let wide = |c: &char| if c.is_ascii() { 2.0 } else { 4.0 };
        if self.single && chars.len() > 1 {
            let mut x = x;
            for c in &chars {
                self.text(x, y, &c.to_string(), out);
                x += wide(c);
            }
            return;
        }
        let (size, by, matrix) = match self.scaled {
            true => (2.0, 0.5, " CTM='2 0 0 2 0 0'"),
            false => (4.0, 1.0, ""),
        };
        let steps: Vec<String> =
            chars.iter().rev().skip(1).rev().map(|c| (wide(c) * by).to_string()).collect();
        let counted = |same: &[String]| format!("g {} {}", same.len(), same[0]);
        let steps: Vec<String> = match self.spelled {
            true => steps,
            false => steps.chunk_by(|a, b| a == b).map(counted).collect(),
        };
        let steps = if steps.is_empty() { String::new() } else { format!(" DeltaX='{}'", steps.join(" ")) };
        let p = self.prefix;
        *out += &format!(
            "<{p}TextObject ID='9' Boundary='{x} {} {} 6' Font='1' Size='{size}'{matrix}><{p}TextCode X='0' Y='{}'{steps}>{words}</{p}TextCode></{p}TextObject>",
            y - 4.0,
            chars.len() * 4,
            4.0 * by,
        );
    }

    fn rule(&self, (x0, y0): (f32, f32), (x1, y1): (f32, f32), out: &mut String) {
        let p = self.prefix;
        let (w, h) = (x1 - x0, y1 - y0);
        *out += &match self.filled {
            true => format!(
                "<{p}PathObject ID='9' Boundary='{x0} {y0} {} {}' Fill='true' Stroke='false'><{p}AbbreviatedData>M 0 0 L {} 0 L {} {} L 0 {} C</{p}AbbreviatedData></{p}PathObject>",
                w + 0.2,
                h + 0.2,
                w + 0.2,
                w + 0.2,
                h + 0.2,
                h + 0.2,
            ),
            false => format!(
                "<{p}PathObject ID='9' Boundary='{x0} {y0} {w} {h}' LineWidth='0.2'><{p}AbbreviatedData>M 0 0 L {w} {h}</{p}AbbreviatedData></{p}PathObject>"
            ),
        };
    }

    fn objects(&self) -> Objects {
        let mut o = Objects::default();
        let mut heading = String::new();
        self.text(60.0, 20.0, "示范局2024年政府信息公开工作年度报告", &mut heading);
        for row in 0..=3 {
            let y = 50.0 + row as f32 * 9.0;
            self.rule((28.0, y), (184.0, y), &mut heading);
        }
        for col in 0..=4 {
            let x = 28.0 + col as f32 * 39.0;
            self.rule((x, 50.0), (x, 77.0), &mut heading);
        }
        *(if self.template { &mut o.under } else { &mut o.page }) += &heading;
        let lines = [
            (30.0, "一、总体情况"),
            (36.0, "全年公开信息208条。"),
            (42.0, "二、主动公开政府信息情况"),
            (90.0, "六、其他需要报告的事项"),
            (96.0, "无"),
        ];
        lines.iter().for_each(|(y, words)| self.text(28.0, *y, words, &mut o.page));
        for (r, row) in DISCLOSED.iter().enumerate() {
            for (c, words) in row.iter().enumerate() {
                self.text(30.0 + c as f32 * 39.0, 56.0 + r as f32 * 9.0, words, &mut o.page);
            }
        }
        o
    }

    /// The file.
    pub fn file(&self) -> Vec<u8> {
        self.with("")
    }

    /// The file with more drawn on its page.
    pub fn with(&self, more: &str) -> Vec<u8> {
        let o = self.objects();
        self.of(&(o.page + more), &o.under)
    }

    /// A file of one page with these objects, and these in its template.
    pub fn of(&self, page: &str, under: &str) -> Vec<u8> {
        let (p, s) = (self.prefix, self.slash);
        let names = if p.is_empty() { "" } else { "xmlns:ofd='http://www.ofdspec.org/2016'" };
        let content = |objects: &str, template: &str| {
            format!(
                "<{p}Page {names}><{p}Area><{p}PhysicalBox>0 0 210 297</{p}PhysicalBox></{p}Area>{template}<{p}Content><{p}Layer ID='2'><{p}PageBlock ID='3'>{objects}</{p}PageBlock></{p}Layer></{p}Content></{p}Page>"
            )
        };
        let root = if s.is_empty() { "" } else { "/Doc_0/" };
        let document = format!(
            "<{p}Document {names}><{p}CommonData><{p}PageArea><{p}PhysicalBox>0 0 210 297</{p}PhysicalBox></{p}PageArea><{p}TemplatePage ID='7' BaseLoc='{root}Tpls/Tpl_0/Content.xml'/></{p}CommonData><{p}Pages><{p}Page ID='1' BaseLoc='{root}Pages/Page_0/Content.xml'/></{p}Pages><{p}Annotations>{root}Annots/Annotations.xml</{p}Annotations></{p}Document>"
        );
        let body = format!(
            "<{p}OFD {names} Version='1.0' DocType='OFD'><{p}DocBody><{p}DocInfo/><{p}DocRoot>{s}Doc_0/Document.xml</{p}DocRoot></{p}DocBody></{p}OFD>"
        );
        let named = |name: &str| if self.small { name.to_lowercase() } else { name.to_string() };
        let template = format!("<{p}Template TemplateID='7' ZOrder='Background'/>");
        let over = format!(
            "<{p}Annotations {names}><{p}Page PageID='1'><{p}FileLoc>Page_0/Annotation.xml</{p}FileLoc></{p}Page></{p}Annotations>"
        );
        let words = if self.over.starts_with(' ') { "TextObject" } else { "PathObject" };
        let one = match self.over.trim() {
            "" => String::new(),
            of => format!(
                "<{p}Annot ID='8' Type='{of}'><{p}Appearance><{p}{words}/></{p}Appearance></{p}Annot>"
            ),
        };
        let one = format!("<{p}PageAnnot {names}>{one}</{p}PageAnnot>");
        let parts = [
            (named("Doc_0/Annots/Annotations.xml"), over),
            (named("Doc_0/Annots/Page_0/Annotation.xml"), one),
            ("OFD.xml".to_string(), body),
            (named("Doc_0/Document.xml"), document),
            (named("Doc_0/Pages/Page_0/Content.xml"), content(page, &template)),
            (named("Doc_0/Tpls/Tpl_0/Content.xml"), content(under, "")),
        ];
        zip_of(&parts.iter().map(|(n, x)| (n.as_str(), x.as_bytes())).collect::<Vec<_>>())
    }
}
