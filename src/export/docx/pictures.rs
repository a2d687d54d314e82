//! Pictures and charts of a Word file: their parts, and the paragraphs that show them.

use super::escaped;
use crate::export::drawn;
use crate::page::blocks::{Doc, DocBlock};
use crate::page::charts;
use crate::page::fonts::Fonts;
use crate::page::pictures::fitted;
use crate::report::picture::PictureKind;
use std::borrow::Cow;

/// A picture of a block.
pub struct Figure<'a> {
    /// Its block.
    pub block: usize,
    pub bytes: Cow<'a, [u8]>,
    extension: &'static str,
    /// In points.
    size: (f32, f32),
    /// For who can't see it.
    words: String,
    name: &'static str,
}

/// What can be shown of a document.
pub fn all<'a>(doc: &'a Doc, fonts: &Fonts) -> Vec<Figure<'a>> {
    let of = |(block, b): (usize, &'a DocBlock)| match b {
        DocBlock::Picture { picture, caption } => {
            let shape = picture.sound()?;
            let extension = if shape.kind == PictureKind::Png { "png" } else { "jpeg" };
            let bytes = Cow::Borrowed(picture.bytes());
            Some(Figure {
                block,
                bytes,
                extension,
                size: fitted(shape, &doc.sheet),
                words: caption.clone(),
                name: "图",
            })
        }
        DocBlock::Chart(chart) => {
            let drawn::ChartImage { png, size } = drawn::chart(chart, doc.sheet.width, fonts)?;
            Some(Figure {
                block,
                bytes: Cow::Owned(png),
                extension: "png",
                size,
                words: chart.alt(),
                name: charts::NAME,
            })
        }
        _ => None,
    };
    doc.blocks.iter().enumerate().filter_map(of).collect()
}

impl Figure<'_> {
    /// The name of its file within the document.
    pub fn file(&self) -> String {
        format!("media/image{}.{}", self.block, self.extension)
    }

    pub fn relation(&self) -> String {
        format!(
            r#"<Relationship Id="picture{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="{}"/>"#,
            self.block,
            self.file()
        )
    }

    /// A paragraph of its own, in the text's measure (English Metric Units, 12,700 a point). Its line is as tall as
    /// the picture: one of a fixed pitch would show a strip of it.
    pub fn paragraph(&self) -> String {
        let emu = |points: f32| (points * 12_700.0).round() as i64;
        let (w, h, words) = (emu(self.size.0), emu(self.size.1), escaped(&self.words));
        let (i, n, name) = (self.block, self.block + 1, self.name);
        format!(
            r#"<w:p><w:pPr><w:pStyle w:val="Caption"/><w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:before="120" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{w}" cy="{h}"/><wp:docPr id="{n}" name="{name}{n}" descr="{words}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="{n}" name="{name}{n}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="picture{i}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{w}" cy="{h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#
        )
    }
}
