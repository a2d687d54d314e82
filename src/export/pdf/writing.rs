//! A finished document as the bytes of a file (ISO 32000-1, 7.3 and 7.5). What is no stream goes into a few, packed with
//! the others: many small ones take longer and more room. The library writes each of those objects three times.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use std::io::Write as _;

/// An object within a stream of objects.
pub struct GatheredObject {
    id: u32,
    stream: u32,
    place: u16,
}

/// Puts all that is no stream into streams; where each object is then.
pub fn gather(pdf: &mut Document) -> Vec<GatheredObject> {
    const IN_ONE: usize = 1000;
    let small = pdf.objects.iter().filter(|(_, object)| !matches!(object, Object::Stream(_)));
    let small: Vec<ObjectId> = small.map(|(id, _)| *id).collect();
    let mut inside = Vec::new();
    for ids in small.chunks(IN_ONE) {
        let stream = pdf.max_id + 1;
        let (mut head, mut body) = (Vec::new(), Vec::new());
        for (id, place) in ids.iter().zip(0..) {
            let Some(object) = pdf.objects.remove(id) else { continue };
            let _ = write!(head, "{} {} ", id.0, body.len());
            write(&object, &mut body);
            body.push(b' ');
            inside.push(GatheredObject { id: id.0, stream, place });
        }
        let dict = dictionary! { "Type" => "ObjStm", "N" => ids.len() as i64, "First" => head.len() as i64 };
        pdf.add_object(Stream::new(dict, [head, body].concat()));
    }
    inside
}

/// The file of a document whose small objects were gathered.
pub fn file(pdf: &Document, inside: &[GatheredObject]) -> Vec<u8> {
    const NEVER_USED: [u8; 7] = [0, 0, 0, 0, 0, 0xff, 0xff];
    let content = |o: &Object| o.as_stream().map_or(0, |s| s.content.len());
    let mut out = Vec::with_capacity(pdf.objects.values().map(content).sum::<usize>() + (16 << 10));
    let _ = writeln!(out, "%PDF-{}", pdf.version);
    out.extend([b"%".as_slice(), &pdf.binary_mark, b"\n"].concat());
    let own = pdf.max_id + 1;
    let mut places = vec![NEVER_USED; own as usize + 1];
    let mut put = |id: u32, entry: [u8; 7]| {
        places.get_mut(id as usize).into_iter().for_each(|place| *place = entry);
    };
    inside.iter().for_each(|i| put(i.id, entry(2, i.stream, i.place)));
    for ((id, _), object) in &pdf.objects {
        put(*id, entry(1, out.len() as u32, 0));
        indirect(*id, object, &mut out);
    }
    let start = out.len();
    put(own, entry(1, start as u32, 0));
    let mut dict = pdf.trailer.clone();
    dict.set("Type", "XRef");
    dict.set("Size", i64::from(own) + 1);
    dict.set("W", vec![Object::from(1), 4.into(), 2.into()]);
    indirect(own, &Stream::new(dict, places.concat()).into(), &mut out);
    let _ = write!(out, "startxref\n{start}\n%%EOF\n");
    out
}

/// Where an object is: at a place in the file (1), or in a stream of objects (2).
fn entry(kind: u8, place: u32, within: u16) -> [u8; 7] {
    let ([a, b, c, d], [e, f]) = (place.to_be_bytes(), within.to_be_bytes());
    [kind, a, b, c, d, e, f]
}

fn indirect(id: u32, object: &Object, out: &mut Vec<u8>) {
    let _ = writeln!(out, "{id} 0 obj");
    write(object, out);
    out.extend(b"\nendobj\n");
}

fn write(object: &Object, out: &mut Vec<u8>) {
    // What does not begin with a mark of its own is kept off what stands before it.
    if !matches!(
        object,
        Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_) | Object::Stream(_)
    ) {
        out.push(b' ');
    }
    let _ = match object {
        Object::Null => out.write_all(b"null"),
        Object::Boolean(value) => write!(out, "{value}"),
        Object::Integer(value) => write!(out, "{value}"),
        Object::Real(value) => write!(out, "{value}"),
        Object::Reference((id, generation)) => write!(out, "{id} {generation} R"),
        Object::Name(name) => return write_name(name, out),
        Object::String(text, form) => return write_string(text, form, out),
        Object::Dictionary(dict) => return write_dictionary(dict, out),
        Object::Array(items) => {
            out.push(b'[');
            items.iter().for_each(|item| write(item, out));
            out.write_all(b"]")
        }
        Object::Stream(stream) => {
            write_dictionary(&stream.dict, out);
            out.extend(b"\nstream\n");
            out.extend(&stream.content);
            out.write_all(b"\nendstream")
        }
    };
}

fn write_string(text: &[u8], form: &StringFormat, out: &mut Vec<u8>) {
    match form {
        StringFormat::Hexadecimal => {
            let digit = |n: u8| b"0123456789ABCDEF"[usize::from(n & 15)];
            out.push(b'<');
            out.extend(text.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]));
            out.push(b'>');
        }
        StringFormat::Literal => {
            out.push(b'(');
            for byte in text {
                match byte {
                    b'\r' => out.extend(b"\\r"),
                    b'(' | b')' | b'\\' => out.extend([b'\\', *byte]),
                    _ => out.push(*byte),
                }
            }
            out.push(b')');
        }
    }
}

fn write_dictionary(dict: &Dictionary, out: &mut Vec<u8>) {
    out.extend(b"<<");
    for (key, value) in dict {
        write_name(key, out);
        write(value, out);
    }
    out.extend(b">>");
}

fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            let _ = write!(out, "#{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_as_it_was_written() {
        let mut pdf = Document::with_version("1.7");
        let kinds = dictionary! {
            "Type" => "Catalog",
            "A b(c)#" => Object::Name(b"/ \xe5\n".to_vec()),
            "Words" => Object::string_literal("a (b) c\\d\r)"),
            "Hex" => Object::String(vec![0, 0x9f, 0xff], StringFormat::Hexadecimal),
            "All" => vec![Object::Null, true.into(), (-12).into(), 1.5f32.into(), "N".into(), vec![3.into()].into()],
            "Empty" => dictionary! {},
        };
        let root = pdf.add_object(kinds.clone());
        let many: Vec<ObjectId> = (0..1500i64).map(|n| pdf.add_object(n)).collect();
        let content = b"q Q\nendstream\r\n".to_vec();
        let stream = pdf.add_object(Stream::new(dictionary! { "Of" => root }, content.clone()));
        pdf.trailer.set("Root", root);
        pdf.trailer.set("More", vec![many[0].into(), stream.into()]);
        let inside = gather(&mut pdf);
        let bytes = file(&pdf, &inside);
        let read = Document::load_mem(&bytes).expect("read");
        assert_eq!(read.get_dictionary(root).expect("there"), &kinds);
        for (n, id) in (0..).zip(&many) {
            assert_eq!(read.get_object(*id).and_then(Object::as_i64).expect("there"), n);
        }
        let stream = read.get_object(stream).and_then(Object::as_stream).expect("there");
        assert_eq!((&stream.content, stream.dict.get(b"Of").expect("there")), (&content, &root.into()));
        assert_eq!(read.trailer.get(b"More").expect("there"), pdf.trailer.get(b"More").expect("there"));
    }
}
