//! Relations 17 to 20: which keys and names they are, and how the names are written, changes nothing (RFC 5280 section
//! 7.1).

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::trial::{Stop, Trial};
use super::{Need, Relation};
use crate::signing;
use crate::world::{GeneralName, KeyId, KeyIdentifier, Name, Place, Spelling, SubjectKeyIdentifier, World};

pub(super) const OTHER_KEYS: Relation =
    Relation::new(17, "other keys of the same strength change nothing", Need::Nothing, other_keys);
pub(super) const RENAMED: Relation =
    Relation::new(18, "renaming all CAs one by one changes nothing", Need::Nothing, renamed);
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
    let mut names = BTreeMap::new();
    let by = trial.below(1_000);
    let mut world = trial.base.clone();
    for (place, spec) in trial.base.places() {
        let subject = (place != Place::EndEntity).then_some(&spec.subject);
        for name in subject.into_iter().chain([&spec.issuer]) {
            let Some(text) = &name.common_name else { continue };
            // Constraints on directory names, and on e-mail addresses in names, are about the text.
            if !text.is_ascii() || name.email.is_some() {
                return Err(Stop::NotApplicable);
            }
            let next = names.len();
            names.entry(text.trim().to_lowercase()).or_insert_with(|| format!("Renamed {by}-{next}"));
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
    // An end entity's common name may be its identity.
    if trial
        .base
        .end_entity
        .subject
        .common_name
        .as_ref()
        .is_some_and(|text| names.contains_key(&text.trim().to_lowercase()))
    {
        return Err(Stop::NotApplicable);
    }
    rename(&mut world, &names);
    let after = trial.ask(world)?;
    trial.same_path(&before, after, "every CA was renamed")
}

fn rename(world: &mut World, names: &BTreeMap<String, String>) {
    let new = |name: &mut Name| {
        if let Some(text) = &mut name.common_name {
            let Some(new) = names.get(&text.trim().to_lowercase()) else { return };
            // Spelled otherwise stays spelled otherwise, in whatever way.
            let is_small = text.chars().any(char::is_lowercase) || !text.chars().any(char::is_alphabetic);
            let new = if is_small { new.clone() } else { new.to_uppercase() };
            *text = Cow::Owned(text.replacen(text.trim(), &new, 1));
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
