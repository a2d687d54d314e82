//! A picture of a report: what a file shows and nothing else that it says. Whichever way one comes in (from a
//! project file, by insertion), it is made bare, turned upright and shared from then on, never copied.

mod bare;
mod dots;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

pub use dots::Refused;

/// PictureKind and size of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub kind: PictureKind,
    /// In dots.
    pub width: u32,
    pub height: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    Png,
    /// With 1 (grey) or 3 (colour) components.
    Jpeg {
        components: u8,
    },
}

/// A larger picture is no illustration of a report.
pub const MOST_DOTS: u64 = 40_000_000;

impl Shape {
    pub fn dots(self) -> u64 {
        u64::from(self.width).saturating_mul(self.height.into())
    }
}

/// How many dots are unpacked to turn the picture in these bytes upright.
pub fn turned_dots(bytes: &[u8]) -> u64 {
    bare::of(bytes).filter(|b| b.turn != 1).map_or(0, |b| b.shape.dots())
}

/// See the module. Cheap to clone.
#[derive(Clone)]
pub struct Picture(Arc<Inside>);

struct Inside {
    bytes: Box<[u8]>,
    /// `None` where it is neither a PNG nor a JPEG for the screen: kept, never published.
    shape: Option<Shape>,
    sound: OnceLock<bool>,
}

impl Picture {
    /// The bare picture in a file's bytes. What can't be read as one is kept as it is.
    pub fn of(bytes: &[u8]) -> Picture {
        let bare = bare::of(bytes).filter(|b| (1..=MOST_DOTS).contains(&b.shape.dots()));
        let Some(bare) = bare else { return Picture::new(bytes.into(), None) };
        match dots::upright(&bare) {
            Some((turned, shape)) => Picture::new(turned.into(), Some(shape)),
            None => Picture::new(bare.bytes.into(), Some(bare.shape)),
        }
    }

    /// The picture in the bytes of a file that a clerk puts into a report, no finer than `most` dots either way;
    /// why not if it can't be.
    pub fn taken(bytes: &[u8], most: u32) -> Result<Picture, Refused> {
        let bare = bare::of(bytes).ok_or(Refused::NoPicture)?;
        if !(1..=dots::MOST_TAKEN).contains(&bare.shape.dots()) {
            return Err(Refused::TooFine);
        }
        let (bytes, shape) = dots::fitted(bare, most).ok_or(Refused::Damaged)?;
        Ok(Picture::new(bytes.into(), Some(shape)))
    }

    fn new(bytes: Box<[u8]>, shape: Option<Shape>) -> Picture {
        Picture(Arc::new(Inside { bytes, shape, sound: OnceLock::new() }))
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0.bytes
    }
    /// By its head; `None` where it can't be shown.
    pub fn shape(&self) -> Option<Shape> {
        self.0.shape
    }
    /// Its shape if it can be shown to its last dot; looked through once.
    pub fn sound(&self) -> Option<Shape> {
        let whole = |s: &Shape| *self.0.sound.get_or_init(|| dots::is_sound(&self.0.bytes, s.kind));
        self.0.shape.filter(whole)
    }
    /// Whether both are one and the same in memory.
    pub fn is_shared_with(&self, other: &Picture) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
    /// As base64, for a page that stands alone.
    pub fn text(&self) -> String {
        text(self.bytes())
    }
}

impl Default for Picture {
    /// Of no bytes: only its words are kept.
    fn default() -> Picture {
        Picture::new(Box::default(), None)
    }
}

impl From<Vec<u8>> for Picture {
    fn from(bytes: Vec<u8>) -> Picture {
        Picture::of(&bytes)
    }
}

impl PartialEq for Picture {
    fn eq(&self, other: &Picture) -> bool {
        self.is_shared_with(other) || self.bytes() == other.bytes()
    }
}

impl Eq for Picture {}

impl Hash for Picture {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes().hash(state);
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({} bytes, {:?})", self.bytes().len(), self.shape())
    }
}

/// Forgives what hands and programs do to the end of such a text.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The text of some bytes.
pub fn text(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

impl Serialize for Picture {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.text())
    }
}

impl<'de> Deserialize<'de> for Picture {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Picture, D::Error> {
        let mut text = String::deserialize(d)?;
        text.retain(|c| !c.is_ascii_whitespace());
        let bytes = BASE64.decode(&text).map_err(|_| D::Error::custom("图片数据不是 base64"))?;
        drop(text);
        Ok(Picture::of(&bytes))
    }
}
