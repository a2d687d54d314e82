//! Who asked, as columns of a form: by their keys, or by a role that the form gives them.

use crate::form::table::CellKey;
use crate::form::{Form, Role};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

/// Columns of who asked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Who {
    /// `natural`
    Column(String),
    /// `Organisations`
    Role(Role),
}

impl Who {
    /// The form's columns; empty where it has none such.
    pub fn columns<'a>(&'a self, form: &'a Form) -> &'a [String] {
        match self {
            Who::Column(key) => std::slice::from_ref(key),
            Who::Role(role) => form.role(*role),
        }
    }
}

impl TryFrom<String> for Who {
    type Error = Error;
    fn try_from(text: String) -> Result<Who, Error> {
        // As in sums: roles begin with a capital letter, keys don't.
        if !text.starts_with(|c: char| c.is_ascii_uppercase()) {
            return Ok(Who::Column(text));
        }
        let name: StrDeserializer<'_, Error> = text.as_str().into_deserializer();
        Role::deserialize(name).map(Who::Role)
    }
}

/// All who can ask by a form, but these.
pub fn others<'w>(form: &'static Form, who: impl IntoIterator<Item = &'w Who>) -> Vec<Who> {
    let Some(received) = form.role(Role::Received).first() else { return Vec::new() };
    let named: Vec<&String> = who.into_iter().flat_map(|w| w.columns(form)).collect();
    let is_total = |column: &str| form.total_of(&CellKey::new(received, column)).is_some();
    let all = form.columns_of(received).into_iter().filter(|c| !is_total(c));
    all.filter(|c| !named.contains(&c)).map(Who::Column).collect()
}
