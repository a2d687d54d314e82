//! The words of a document into the report: title, preamble, headings, sections, signature.

use crate::form::Form;
use crate::import::raw::RawPicture;
use crate::import::sections::Parts;
use crate::import::wrap::ReadWords;
use crate::import::{facts_in_prose, headings, labels, residue};
use crate::report::text::{Para, Run};
use crate::report::{Chapter, Note, NoteKind, Office, Place, Report, Section, Signature, contact, level};

/// Puts the words of the sections into the report.
pub fn put_sections(report: &mut Report, form: &'static Form, parts: Parts, notes: &mut Vec<Note>) {
    let para = |l: ReadWords| match l.picture {
        Some(RawPicture { picture, caption }) => Para::picture(picture, caption),
        None => Para::plain(l.text),
    };
    let plain = |lines: Vec<ReadWords>| lines.into_iter().map(para);
    let mut lost = Vec::new();
    for (s, part) in parts.sections {
        let heading = part.as_ref().and_then(|p| p.heading.clone());
        if heading.is_none() {
            lost.push(s);
        }
        let Some(part) = part else { continue };
        let (heading, glued) = match &heading {
            Some(h) => headings::heading_of(form, s, &h.text),
            None => (String::new(), None),
        };
        let text = report.section_mut(s);
        text.heading = heading;
        text.before = glued.map(Para::plain).into_iter().chain(plain(part.before)).collect();
        text.after = plain(part.after).collect();
    }
    if let Some(first) = lost.first() {
        let named: Vec<String> = lost.iter().map(|s| format!("“{}”", form.heading(*s, 0))).collect();
        let place = Place::Section(Chapter::Section(*first));
        let text = format!("没有找到{}标题", named.join(""));
        notes.push(Note::at(NoteKind::Missing, place, None, text));
    }
}

/// Takes the signature off the end of the last section.
pub fn sign(report: &mut Report, title: &str, notes: &mut Vec<Note>) {
    let last = report.form().order().rfind(|s| !report.section(*s).heading.is_empty());
    let Some(section) = last.map(|s| report.section_mut(s)) else { return };
    let paras = if section.after.is_empty() { &mut section.before } else { &mut section.after };
    // A seal is a picture among these lines.
    let mut places = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for (i, p) in paras.iter().enumerate() {
        if let Para::Text(runs) = p {
            places.push(i);
            lines.push(runs.iter().filter_map(Run::own_words).collect());
        }
    }
    let place = |at: usize| places.get(at).copied().unwrap_or(usize::MAX);
    match facts_in_prose::signature(&lines) {
        Some((office, date, at)) => {
            let used = if office.is_empty() || lines[at].trim().ends_with('日') { 1 } else { 2 };
            let rest = &lines[(at + used).min(lines.len())..];
            if let Some(first) = rest.first() {
                let many = if rest.len() > 1 { format!("等{}行", rest.len()) } else { String::new() };
                let text = format!("落款后面的文字“{}”{many}", residue::short(first));
                notes.push(Note::at(NoteKind::Dropped, Place::Section(Chapter::Signature), None, text));
            }
            let known = facts_in_prose::office_of_title(title).filter(|_| !office.is_empty());
            let (office, at) = facts_in_prose::begun(&lines, (office, at), &known.unwrap_or_default());
            let seals = paras.iter().skip(place(at)).filter(|p| matches!(p, Para::Picture { .. })).count();
            if seals > 0 {
                let text = format!("落款处的{seals}张图片（印章）没有用到");
                notes.push(Note::at(NoteKind::Dropped, Place::Section(Chapter::Signature), None, text));
            }
            paras.truncate(place(at));
            report.signature = Signature { office, date: Some(date), seal: false };
            if report.signature.office.is_empty() {
                notes.push(Note::at(
                    NoteKind::Missing,
                    Place::Section(Chapter::Signature),
                    None,
                    "没有找到落款的单位名称".into(),
                ));
            }
        }
        None => {
            let known = facts_in_prose::office_of_title(title).unwrap_or_default();
            let undated = facts_in_prose::undated(&lines, &known);
            if let Some(at) = undated {
                paras.truncate(place(at));
                report.signature.office = known;
            }
            let text =
                if undated.is_some() { "没有找到落款的日期" } else { "没有找到落款和日期" };
            let place = Place::Section(Chapter::Signature);
            notes.push(Note::at(NoteKind::Missing, place, None, text.into()));
        }
    }
}

/// Title, preamble, office and letters.
pub fn front(
    report: &mut Report,
    (title, preamble): (String, Vec<String>),
    publisher: Option<String>,
    notes: &mut Vec<Note>,
) {
    let mut office = Office::default();
    contact::read(&preamble.join("\n"), &mut office);
    let named = facts_in_prose::office_of_title(&title);
    let signed = Some(report.signature.office.clone()).filter(|s| !s.is_empty());
    let own = named.or_else(|| facts_in_prose::office_in(&preamble.concat())).or(signed);
    // Who puts it on a portal need not be whose report it is.
    if let Some(publisher) = publisher.as_ref().filter(|_| own.is_none()) {
        let text = format!(
            "标题、导语和落款里都没有机关名称，照网页上的发布机构写作“{publisher}”；请核对是谁的报告"
        );
        notes.push(Note::at(NoteKind::Doubtful, Place::Section(Chapter::Front), None, text));
    }
    office.name = own.or(publisher).unwrap_or_default();
    let places = [
        (title.is_empty(), "标题"),
        (preamble.is_empty(), "导语（编制依据、统计期限、联系方式）"),
        (office.name.is_empty(), "机关名称"),
    ];
    for (_, what) in places.into_iter().filter(|p| p.0) {
        notes.push(Note::at(
            NoteKind::Missing,
            Place::Section(Chapter::Front),
            None,
            format!("没有找到{what}"),
        ));
    }
    report.letters = facts_in_prose::letters(&preamble.concat());
    report.title = if title.is_empty() {
        Vec::new()
    } else {
        vec![Para::plain(title.split_whitespace().collect::<String>())]
    };
    report.preamble = contact::tied(preamble.into_iter().map(Para::plain).collect(), &office);
    report.office = office;
    report.deadline = level::deadline(report.year, report.level());
}

/// Which heading set it follows; sections not found get the form's own heading.
pub fn set_headings(report: &mut Report, form: &Form) {
    let hits = |set: usize| {
        let same =
            |s: &Section| labels::key(&report.section(*s).heading) == labels::key(&form.heading(*s, set));
        form.order().filter(same).count()
    };
    report.heading_set = usize::from(hits(1) > hits(0));
    let set = report.heading_set;
    for section in form.order().filter(|s| report.section(*s).heading.is_empty()).collect::<Vec<_>>() {
        report.section_mut(section).heading = form.heading(section, set);
    }
}
