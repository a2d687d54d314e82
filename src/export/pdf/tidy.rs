//! Objects that nothing leads to are left out, the others numbered anew. The library's own way looks each one up among
//! all: a list of some thousand units would take minutes.

use lopdf::{Document, Object, ObjectId};
use std::collections::{BTreeMap, HashSet};

/// Leaves in a document what its trailer leads to, numbered from 1 in the order that it has.
pub fn tidy(pdf: &mut Document) {
    let (mut met, mut left) = (HashSet::new(), Vec::new());
    for (_, value) in pdf.trailer.iter_mut() {
        each_reference(value, &mut |id| left.push(*id));
    }
    while let Some(id) = left.pop() {
        if met.insert(id)
            && let Some(object) = pdf.objects.get_mut(&id)
        {
            each_reference(object, &mut |id| left.push(*id));
        }
    }
    pdf.objects.retain(|id, _| met.contains(id));
    let new: BTreeMap<ObjectId, ObjectId> =
        pdf.objects.keys().zip(1..).map(|(old, n)| (*old, (n, old.1))).collect();
    let mut renumber = |id: &mut ObjectId| *id = new.get(id).copied().unwrap_or(*id);
    for (_, value) in pdf.trailer.iter_mut() {
        each_reference(value, &mut renumber);
    }
    let objects = std::mem::take(&mut pdf.objects);
    for (mut id, mut object) in objects {
        renumber(&mut id);
        each_reference(&mut object, &mut renumber);
        pdf.objects.insert(id, object);
    }
    pdf.max_id = pdf.objects.keys().next_back().map_or(0, |id| id.0);
}

fn each_reference(object: &mut Object, act: &mut dyn FnMut(&mut ObjectId)) {
    match object {
        Object::Array(array) => array.iter_mut().for_each(|o| each_reference(o, act)),
        Object::Dictionary(dict) => dict.iter_mut().for_each(|(_, o)| each_reference(o, act)),
        Object::Stream(stream) => stream.dict.iter_mut().for_each(|(_, o)| each_reference(o, act)),
        Object::Reference(id) => act(id),
        _ => {}
    }
}
