//! PDF files: interpreted page by page, and what would be drawn is kept as characters and ruling lines; `printed`
//! makes lines and tables of them.
//!
//! Few bytes can ask for any amount of memory and time. Before anything else, `unpacked` measures what the file's
//! streams unpack to; before a page is interpreted, `content` measures what it will ask for; and while it is,
//! whatever it draws is a piece of the budget.

mod content;
mod device;
mod glyphs;
mod laid_over;
mod pictured;
mod unpacked;

use super::budget::Budget;
use super::drawn::{self, DrawnPage};
use super::input::Input;
use super::{ImportError, Imported, Importer};
use crate::format::Format;
use device::{FoundInFile, Recorder};
use hayro::hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret_page,
};
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// More pages are no report.
const MOST_PAGES: usize = 2000;
pub const IMPORTER: Importer =
    Importer { format: Format { name: "PDF", extensions: &["pdf"] }, is, read: Some(read) };

/// Something may stand before its begin.
fn is(input: &Input<'_>) -> bool {
    let begin = input.bytes.get(..1024).unwrap_or(input.bytes);
    begin.starts_with(b"%PDF") || begin.windows(6).any(|w| w == b"\n%PDF-")
}

fn read(input: Input<'_>) -> Result<Imported, ImportError> {
    let (bytes, budget) = (input.bytes, input.budget);
    let name = || input.name.to_string();
    match unpacked::measure(bytes, budget) {
        unpacked::Verdict::Modest => {}
        unpacked::Verdict::Pictures => return Err(ImportError::Scanned { what: "PDF", name: name() }),
        unpacked::Verdict::TooMuch => return Err(ImportError::TooMuch { name: name() }),
    }
    let drawn = catch_unwind(AssertUnwindSafe(|| pages(bytes, &name(), budget)));
    // Once the budget is spent, drawing ends wherever it was.
    budget.verdict(&name())?;
    let drawn = drawn.unwrap_or_else(|_| Err(ImportError::Damaged { name: name() }))?;
    drawn::raw(drawn, "PDF", &name(), budget).map(Imported::Raw)
}

/// What is drawn on each page.
fn pages(bytes: &[u8], name: &str, budget: &Budget<'_>) -> Result<Vec<DrawnPage>, ImportError> {
    let name = || name.to_string();
    let pdf = Pdf::new(bytes.to_vec()).map_err(|e| match e {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            ImportError::EncryptedPdf { name: name() }
        }
        LoadPdfError::Decryption(_) => ImportError::EncryptedPdf { name: name() },
        LoadPdfError::Invalid => ImportError::Damaged { name: name() },
    })?;
    let pages = pdf.pages();
    if pages.len() > MOST_PAGES || !unpacked::decrypted(&pdf, bytes, budget) {
        return Err(ImportError::TooMuch { name: name() });
    }
    if pages.is_empty() {
        return Err(ImportError::Damaged { name: name() });
    }
    let cache = InterpreterCache::new();
    let mut found = FoundInFile::default();
    let mut out = Vec::with_capacity(pages.len());
    for page in pages.iter() {
        if !content::is_modest(page, budget) {
            return Err(ImportError::TooMuch { name: name() });
        }
        let (width, height) = page.render_dimensions();
        let area = hayro::kurbo::Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let transform = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, area, &cache, pdf.xref(), settings());
        let mut recorder = Recorder::new(width, height, &mut found, budget);
        interpret_page(page, &mut context, &mut recorder);
        let mut drawn = recorder.end();
        drawn.laid_over.extend(laid_over::of(page, budget));
        out.push(drawn);
    }
    Ok(out)
}

/// Text in a font that is not embedded is interpreted only where some font stands for it. Which one doesn't matter:
/// codes and widths come from the file.
fn settings() -> InterpreterSettings {
    let face: hayro::hayro_interpret::font::FontData = Arc::new(crate::page::fonts::SONG_FILE);
    InterpreterSettings {
        font_resolver: Arc::new(move |_| Some((face.clone(), 0))),
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    }
}
