//! Relations 17 to 20: which keys and names they are, and how the names are written, changes nothing (RFC 5280 section
//! 7.1).

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::trial::{Stop, Trial};
use super::{Need, Relation};
use crate::signing;
use crate::world::{GeneralName, KeyId, KeyIdentifier, Name, Place, Spelling, SubjectKeyIdentifier, World};

pub(super) const OTHER_KEYS: Relation =
    Relation::new(17, "other keys of the same strength change nothing", Need::Nothing, other_keys);
pub(super) const RENAMED: Relation = Relation::new(18, "renaming all CAs changes nothing", Need::Nothing, renamed);
pub(super) const STRING_TYPE: Relation = Relation::new(
    19,
    "a name as PrintableString is the same as UTF8String (RFC 5280 section 7.1)",
    Need::Nothing,
    string_type,
);
pub(super) const ISSUER_CASE: Relation = Relation::new(
    20,
    "the case of an issuer's name changes nothing (RFC 5280 section 7.1)",
    Need::Nothing,
    issuer_case,
);

fn other_keys(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.ask_base()?;
    let keys = signing::keys(trial.base.scheme);
    // A rotation is a bijection, whatever the keys were.
    let by = 1 + trial.below(usize::from(keys) - 1) as KeyId;
    let rotate = |key: KeyId| ((u16::from(key) % u16::from(keys) + u16::from(by)) % u16::from(keys)) as KeyId;
    let identify = |identifier: KeyIdentifier| match identifier {
        KeyIdentifier::Of(key) => KeyIdentifier::Of(rotate(key)),
        stray @ KeyIdentifier::Stray(_) => stray,
    };
    let mut world = trial.base.clone();
    for spec in world.certificates_mut() {
        spec.key.id = rotate(spec.key.id);
        spec.signer = rotate(spec.signer);
        if let Some(SubjectKeyIdentifier { identifier, .. }) = &mut spec.subject_key_identifier {
            *identifier = identify(*identifier);
        }
        if let Some(extension) = &mut spec.authority_key_identifier {
            extension.identifier = extension.identifier.map(identify);
        }
    }
    world.crls.iter_mut().for_each(|crl| crl.signer = rotate(crl.signer));
    world.question.distrusted.iter_mut().for_each(|key| *key = rotate(*key));
    let after = trial.ask(world)?;
    trial.same_path(&before, after, format_args!("every key was replaced by the one {by} further on"))
}

fn renamed(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let before = trial.ask_base()?;
    let by = 1 + trial.below(25) as u8;
    let mut texts = BTreeSet::new();
    for (place, spec) in trial.base.places() {
        let subject = (place != Place::EndEntity).then_some(&spec.subject);
        for name in subject.into_iter().chain([&spec.issuer]) {
            let Some(text) = &name.common_name else { continue };
            // Constraints on directory names, and on e-mail addresses in names, are about the text.
            if !text.is_ascii() || name.email.is_some() {
                return Err(Stop::NotApplicable);
            }
            texts.insert(text.trim().to_lowercase());
        }
    }
    let directory = |general: &GeneralName| matches!(general, GeneralName::Directory(_));
    for (_, spec) in trial.base.places() {
        let constraints = spec.name_constraints.iter().flat_map(|c| c.permitted.iter().chain(&c.excluded));
        let alternative = spec.subject_alt_name.iter().flat_map(|san| &san.names);
        if constraints.chain(alternative).any(directory) {
            return Err(Stop::NotApplicable);
        }
    }
    // An end entity's common name may be its identity, and no CA may come to be called as it is.
    let own = trial.base.end_entity.subject.common_name.as_ref().map(|text| text.trim().to_lowercase());
    if own.is_some_and(|own| texts.contains(&own) || texts.iter().any(|text| moved_on(text, by) == own)) {
        return Err(Stop::NotApplicable);
    }
    let mut world = trial.base.clone();
    rename(&mut world, &texts, by);
    let after = trial.ask(world)?;
    trial.same_path(&before, after, format_args!("every CA's letters were replaced by those {by} further on"))
}

/// Names that were the same stay so, octet for octet or as RFC 5280 section 7.1 compares them, and no others become it:
/// letters and digits move on in their alphabets, and case, blanks and everything else stay.
fn moved_on(text: &str, by: u8) -> String {
    let moved = |letter: char| {
        let within = |first: u8, count: u8| char::from(first + (letter as u8 - first + by) % count);
        match letter {
            'a'..='z' => within(b'a', 26),
            'A'..='Z' => within(b'A', 26),
            '0'..='9' => within(b'0', 10),
            other => other,
        }
    };
    text.chars().map(moved).collect()
}

fn rename(world: &mut World, texts: &BTreeSet<String>, by: u8) {
    let new = |name: &mut Name| {
        if let Some(text) = name.common_name.as_mut().filter(|text| texts.contains(&text.trim().to_lowercase())) {
            *text = Cow::Owned(moved_on(text, by));
        }
    };
    for spec in world.certificates_mut() {
        new(&mut spec.subject);
        new(&mut spec.issuer);
        if let Some((issuer, _)) = spec.authority_key_identifier.as_mut().and_then(|e| e.issuer_and_serial.as_mut()) {
            new(issuer);
        }
    }
    world.crls.iter_mut().for_each(|crl| new(&mut crl.issuer));
}

fn string_type(trial: &mut Trial<'_>) -> Result<(), Stop> {
    respelled(trial, Spelling::Printable, "PrintableString")
}

fn issuer_case(trial: &mut Trial<'_>) -> Result<(), Stop> {
    respelled(trial, Spelling::OtherCase, "the other case")
}

/// Writes the issuer in a certificate of the path, or the subject of its issuer, in another way.
fn respelled(trial: &mut Trial<'_>, spelling: Spelling, how: &str) -> Result<(), Stop> {
    let before = trial.accepted_base()?;
    let route = trial.only_route()?;
    // A CRL's issuer and an authority's name in a key identifier are compared by rules of their own.
    let elsewhere = trial.base.places().any(|(_, spec)| {
        spec.authority_key_identifier.as_ref().is_some_and(|extension| extension.issuer_and_serial.is_some())
    });
    if trial.base.question.revocation.is_some() || elsewhere {
        return Err(Stop::NotApplicable);
    }
    let links: Vec<(Place, Place)> =
        route.windows(2).filter_map(|link| Some((*link.first()?, *link.get(1)?))).collect();
    let (child, issuer) = trial.one_of(&links)?;
    let of_issuer = trial.below(2) == 1;
    let mut world = trial.base.clone();
    let name = if of_issuer {
        world.certificate_mut(issuer).map(|spec| &mut spec.subject)
    } else {
        world.certificate_mut(child).map(|spec| &mut spec.issuer)
    };
    let name = name.filter(|name| {
        name.common_name.as_ref().is_some_and(|text| text.is_ascii() && text.chars().any(char::is_alphabetic))
            && matches!(name.spelling, Spelling::Utf8)
    });
    let Some(name) = name else { return Err(Stop::NotApplicable) };
    // PrintableString has no `@`, no `*` and no `_`.
    if spelling == Spelling::Printable
        && !name
            .common_name
            .as_ref()
            .is_some_and(|text| text.chars().all(|c| c.is_ascii_alphanumeric() || " -.".contains(c)))
    {
        return Err(Stop::NotApplicable);
    }
    name.spelling = spelling;
    let after = trial.ask(world)?;
    trial.accepts(&before, after, format_args!("a name of an issuer was written as {how}"))
}
