//! A quick reader of kept files as this program writes them. Whatever else may be written by hand it leaves to `ron`,
//! which says what is wrong too: so what is read here is what `ron` reads.

use serde::de::{self, Deserialize, DeserializeSeed, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// How deep brackets may stand within brackets; those of kept files do not come near.
const DEEPEST: usize = 64;

/// What stands in a text; none where that is not as this program writes it, or not what it should be.
pub fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    let rest = match text.strip_prefix("//") {
        Some(comment) => comment.split_once('\n')?.1,
        None => text,
    };
    let mut reader = QuickReader { rest, depth: 0 };
    let read = T::deserialize(&mut reader).ok()?;
    reader.next().is_none().then_some(read)
}

/// It is left to `ron`.
#[derive(Debug)]
struct LeftToRon;

impl fmt::Display for LeftToRon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("left to ron")
    }
}

impl std::error::Error for LeftToRon {}

impl de::Error for LeftToRon {
    fn custom<T: fmt::Display>(_: T) -> LeftToRon {
        LeftToRon
    }
}

struct QuickReader<'de> {
    rest: &'de str,
    depth: usize,
}

impl<'de> QuickReader<'de> {
    /// The next byte that is no white space.
    fn next(&mut self) -> Option<u8> {
        let white = self.rest.bytes().take_while(|b| matches!(b, b' ' | b'\n')).count();
        self.rest = self.rest.get(white..)?;
        self.rest.bytes().next()
    }
    fn takes(&mut self, mark: u8) -> bool {
        let is_there = self.next() == Some(mark);
        if is_there {
            self.rest = self.rest.get(1..).unwrap_or_default();
        }
        is_there
    }
    fn expect(&mut self, mark: u8) -> Result<(), LeftToRon> {
        if self.takes(mark) { Ok(()) } else { Err(LeftToRon) }
    }
    /// Takes so many bytes off.
    fn take(&mut self, bytes: usize) -> Result<&'de str, LeftToRon> {
        let (taken, rest) = self.rest.split_at_checked(bytes).ok_or(LeftToRon)?;
        self.rest = rest;
        Ok(taken)
    }
    /// A name, or a number.
    fn word(&mut self) -> Result<&'de str, LeftToRon> {
        self.next();
        let of_word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+' | b'.' | 0x80..);
        let word = self.take(self.rest.bytes().take_while(of_word).count())?;
        if word.is_empty() { Err(LeftToRon) } else { Ok(word) }
    }
    fn number<N: FromStr>(&mut self) -> Result<N, LeftToRon> {
        let word = self.word()?;
        let digits = word.strip_prefix('-').unwrap_or(word);
        let is_plain =
            digits == "0" || !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
        word.parse().ok().filter(|_| is_plain).ok_or(LeftToRon)
    }
    /// A text; lent where nothing in it is written otherwise.
    fn string(&mut self) -> Result<Cow<'de, str>, LeftToRon> {
        self.expect(b'"')?;
        let mut out = Cow::Borrowed("");
        loop {
            let end = self.rest.bytes().position(|b| matches!(b, b'"' | b'\\')).ok_or(LeftToRon)?;
            out += self.take(end)?;
            if self.take(1)? == "\"" {
                return Ok(out);
            }
            out.to_mut().push(self.escaped()?);
        }
    }
    fn escaped(&mut self) -> Result<char, LeftToRon> {
        Ok(match self.take(1)? {
            "\"" => '"',
            "\\" => '\\',
            "'" => '\'',
            "n" => '\n',
            "r" => '\r',
            "t" => '\t',
            "0" => '\0',
            "u" => {
                let (hex, rest) =
                    self.rest.strip_prefix('{').and_then(|t| t.split_once('}')).ok_or(LeftToRon)?;
                let is_hex = hex.len() <= 6 && hex.bytes().all(|b| b.is_ascii_hexdigit());
                let code = u32::from_str_radix(hex, 16).ok().filter(|_| is_hex);
                self.rest = rest;
                code.and_then(char::from_u32).ok_or(LeftToRon)?
            }
            _ => return Err(LeftToRon),
        })
    }
    /// What stands between brackets.
    fn within<T>(
        &mut self,
        [open, close]: [u8; 2],
        read: impl FnOnce(Items<'_, 'de>) -> Result<T, LeftToRon>,
    ) -> Result<T, LeftToRon> {
        self.expect(open)?;
        self.depth = self.depth.saturating_add(1);
        if self.depth > DEEPEST {
            return Err(LeftToRon);
        }
        let read = read(Items { reader: self, close, goes_on: true })?;
        self.depth = self.depth.saturating_sub(1);
        self.expect(close)?;
        Ok(read)
    }
}

const ROUND: [u8; 2] = *b"()";

/// What stands between brackets, a comma between each and the next.
struct Items<'a, 'de> {
    reader: &'a mut QuickReader<'de>,
    close: u8,
    /// A comma came, or it is the first.
    goes_on: bool,
}

impl<'de> Items<'_, 'de> {
    fn is_there(&mut self) -> Result<bool, LeftToRon> {
        match self.reader.next() {
            Some(b) if b == self.close => Ok(false),
            Some(_) if self.goes_on => Ok(true),
            _ => Err(LeftToRon),
        }
    }
    fn item<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, LeftToRon> {
        let item = seed.deserialize(&mut *self.reader)?;
        self.goes_on = self.reader.takes(b',');
        Ok(item)
    }
}

impl<'de> de::SeqAccess<'de> for Items<'_, 'de> {
    type Error = LeftToRon;
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, LeftToRon> {
        if self.is_there()? { self.item(seed).map(Some) } else { Ok(None) }
    }
}

impl<'de> de::MapAccess<'de> for Items<'_, 'de> {
    type Error = LeftToRon;
    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, LeftToRon> {
        if self.is_there()? { seed.deserialize(&mut *self.reader).map(Some) } else { Ok(None) }
    }
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, LeftToRon> {
        self.reader.expect(b':')?;
        self.item(seed)
    }
}

impl<'de> de::EnumAccess<'de> for &mut QuickReader<'de> {
    type Error = LeftToRon;
    type Variant = Self;
    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), LeftToRon> {
        Ok((seed.deserialize(&mut *self)?, self))
    }
}

impl<'de> de::VariantAccess<'de> for &mut QuickReader<'de> {
    type Error = LeftToRon;
    fn unit_variant(self) -> Result<(), LeftToRon> {
        Ok(())
    }
    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, LeftToRon> {
        self.within(ROUND, |mut items| items.item(seed))
    }
    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, LeftToRon> {
        self.within(ROUND, |items| visitor.visit_seq(items))
    }
    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, LeftToRon> {
        self.within(ROUND, |items| visitor.visit_map(items))
    }
}

/// Numbers, each of its own kind.
macro_rules! numbers {
    ($($deserialize:ident $visit:ident)*) => {
        $(fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeftToRon> {
            visitor.$visit(self.number()?)
        })*
    };
}

impl<'de> de::Deserializer<'de> for &mut QuickReader<'de> {
    type Error = LeftToRon;
    numbers! {
        deserialize_u8 visit_u8 deserialize_u16 visit_u16 deserialize_u32 visit_u32 deserialize_u64 visit_u64
        deserialize_i8 visit_i8 deserialize_i16 visit_i16 deserialize_i32 visit_i32 deserialize_i64 visit_i64
    }
    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeftToRon> {
        match self.word()? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(LeftToRon),
        }
    }
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeftToRon> {
        match self.string()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }
    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeftToRon> {
        self.deserialize_str(visitor)
    }
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeftToRon> {
        visitor.visit_borrowed_str(self.word()?)
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeftToRon> {
        let before = self.rest;
        match self.word() {
            Ok("None") => visitor.visit_none(),
            Ok("Some") => Err(LeftToRon),
            _ => {
                self.rest = before;
                visitor.visit_some(self)
            }
        }
    }
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeftToRon> {
        self.within(*b"[]", |items| visitor.visit_seq(items))
    }
    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, LeftToRon> {
        self.within(ROUND, |items| visitor.visit_seq(items))
    }
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeftToRon> {
        self.within(*b"{}", |items| visitor.visit_map(items))
    }
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, LeftToRon> {
        self.within(ROUND, |items| visitor.visit_map(items))
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, LeftToRon> {
        visitor.visit_enum(self)
    }
    /// Nothing kept asks for anything else.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, LeftToRon> {
        Err(LeftToRon)
    }
    serde::forward_to_deserialize_any! {
        f32 f64 i128 u128 char bytes byte_buf unit unit_struct newtype_struct tuple_struct ignored_any
    }
}
