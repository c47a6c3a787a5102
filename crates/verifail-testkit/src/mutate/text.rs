//! Edits of the letters of names: a label more or less, a dot, a star, the other case, a character that somebody's
//! parser takes for the end.

use crate::choices::Choices;
use crate::generate::alphabet::{general_name, subtree};
use crate::world::{GeneralName, Name, Reference, Text, World};

/// What is put into a text: characters that matchers of names treat differently, and those that are left out.
const PIECES: [&str; 24] = [
    ".", "*", "-", "_", "a", "A", "1", "*.", ".com", "www.", "xn--", "é", "\0", ":", "/", "@", " ", "%", "\\", "..",
    "example", "\u{ff0e}", "[", "COM",
];

/// One edit of one text, or of the octets of an address.
pub(super) fn edit(world: &mut World, choices: &mut dyn Choices) {
    if choices.percent(25) {
        return names(world, choices);
    }
    let mut texts = 0_u32;
    each(world, &mut |_| texts += 1);
    if texts == 0 {
        return;
    }
    let chosen = choices.below(texts);
    let (kind, piece, at) = (choices.below(6), choices.below(PIECES.len() as u32), choices.below(256));
    let mut number = 0;
    each(world, &mut |text| {
        if number == chosen {
            *text = Text::Owned(edited(text, kind, piece as usize, at as usize));
        }
        number += 1;
    });
}

/// A text with something put in, taken out or replaced at some character.
fn edited(text: &str, kind: u32, piece: usize, at: usize) -> String {
    let characters: Vec<char> = text.chars().collect();
    let at = at % (characters.len() + 1);
    let piece = PIECES.get(piece).copied().unwrap_or(".");
    let (before, after) = characters.split_at(at);
    let join = |before: &[char], middle: &str, after: &[char]| -> String {
        before.iter().copied().chain(middle.chars()).chain(after.iter().copied()).collect()
    };
    match kind {
        0 | 1 => join(before, piece, after),
        2 => join(before, "", after.get(1..).unwrap_or_default()),
        3 => join(before, piece, after.get(1..).unwrap_or_default()),
        // A label less, from the left; with nothing to take, one more.
        4 => text.split_once('.').map_or_else(|| format!("a.{text}"), |(_, rest)| rest.to_owned()),
        _ => text
            .chars()
            .map(|c| if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() })
            .collect(),
    }
}

/// A name more or less in one of the lists of names.
fn names(world: &mut World, choices: &mut dyn Choices) {
    let place = super::certificates::any(world, choices);
    let number = choices.below(63);
    let Some(spec) = world.certificate_mut(place) else { return };
    let (list, fresh) = match (choices.below(3), &mut spec.subject_alt_name, &mut spec.name_constraints) {
        (0, Some(extension), _) => (&mut extension.names, general_name(number)),
        (1, _, Some(extension)) => (&mut extension.permitted, subtree(number)),
        (_, _, Some(extension)) => (&mut extension.excluded, subtree(number)),
        (_, Some(extension), None) => (&mut extension.names, general_name(number)),
        _ => return,
    };
    let at = choices.below(list.len() as u32 + 1) as usize;
    match choices.below(4) {
        0 if at < list.len() => drop(list.remove(at)),
        1 if !list.is_empty() => {
            let at = at % list.len();
            if let Some(GeneralName::Ip(octets)) = list.get_mut(at) {
                let octet = number as usize % octets.len().max(1);
                octets.iter_mut().skip(octet).take(1).for_each(|octet| *octet ^= 1 << (number % 8));
            }
        }
        _ => list.insert(at, fresh),
    }
}

/// Every text of a world that is free to be anything, in a fixed order.
pub(super) fn each(world: &mut World, edit: &mut dyn FnMut(&mut Text)) {
    if let Some(Reference::Dns(text)) = &mut world.question.reference {
        edit(text);
    }
    let general = |name: &mut GeneralName, edit: &mut dyn FnMut(&mut Text)| match name {
        GeneralName::Dns(text)
        | GeneralName::Email(text)
        | GeneralName::Uri(text)
        | GeneralName::Other(text)
        | GeneralName::EdiParty(text) => edit(text),
        GeneralName::Directory(name) => distinguished(name, edit),
        GeneralName::Ip(_) | GeneralName::X400 | GeneralName::RegisteredId(_) | GeneralName::Octets { .. } => {}
    };
    for crl in &mut world.crls {
        distinguished(&mut crl.issuer, edit);
    }
    for spec in world.certificates_mut() {
        distinguished(&mut spec.subject, edit);
        distinguished(&mut spec.issuer, edit);
        for name in spec.subject_alt_name.iter_mut().flat_map(|extension| &mut extension.names) {
            general(name, edit);
        }
        if let Some(constraints) = &mut spec.name_constraints {
            for name in constraints.permitted.iter_mut().chain(&mut constraints.excluded) {
                general(name, edit);
            }
        }
    }
}

fn distinguished(name: &mut Name, edit: &mut dyn FnMut(&mut Text)) {
    name.common_name.iter_mut().chain(&mut name.email).for_each(edit);
}
