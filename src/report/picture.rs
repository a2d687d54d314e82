//! A picture's bytes as base64 text, so that a project file stays readable and a web page stands alone.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::{Deserialize, Deserializer, Serializer, de::Error};

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

pub(super) fn serialize<S: Serializer>(bytes: &[u8], s: S) -> Result<S::Ok, S::Error> {
    s.serialize_str(&text(bytes))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<u8>, D::Error> {
    let mut text = String::deserialize(d)?;
    text.retain(|c| !c.is_ascii_whitespace());
    BASE64.decode(text).map_err(|_| D::Error::custom("图片数据不是 base64"))
}
