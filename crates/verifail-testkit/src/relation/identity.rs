//! Relations 21 to 27: whom a certificate is for (RFC 9525).

use verifail::danger::Relaxation;
use verifail::policy::WildcardRules;
use verifail::{Requirement, Role, Severity};

use super::route::has_twin;
use super::trial::{Stop, Trial};
use super::{Need, Relation};
use crate::world::{GeneralName, Name, Place, Reference, SubjectAltName, World};

pub(super) const NAME_ADDED: Relation =
    Relation::new(21, "a further subject alternative name only ever lets more pass", Need::Identity, name_added);
pub(super) const NAMES_PERMUTED: Relation = Relation::new(
    22,
    "order and repetition of subject alternative names change nothing",
    Need::Identity,
    names_permuted,
);
pub(super) const ASCII_CASE: Relation = Relation::new(
    23,
    "the ASCII case of a reference or presented identifier changes nothing",
    Need::Identity,
    ascii_case,
);
pub(super) const TRAILING_DOT: Relation = Relation::new(
    24,
    "a trailing dot of the reference identifier is what the policy makes of it",
    Need::Identity,
    trailing_dot,
);
pub(super) const WILDCARD: Relation =
    Relation::new(25, "a wildcard is exactly one left-most label", Need::Identity, wildcard);
pub(super) const A_LABEL: Relation =
    Relation::new(26, "a reference identifier of U-labels is that of its A-labels", Need::Identity, a_label);
pub(super) const ADDRESSES: Relation = Relation::new(
    27,
    "an IPv4 address is not its IPv6-mapped form; an IPv6 address is the same however it is written",
    Need::Identity,
    addresses,
);

/// Name constraints judge what is presented; here they would answer another question.
fn unconstrained(world: &World) -> Result<(), Stop> {
    if world.places().any(|(_, spec)| spec.name_constraints.is_some()) { Err(Stop::NotApplicable) } else { Ok(()) }
}

fn names_of(world: &World) -> Result<&SubjectAltName, Stop> {
    world.end_entity.subject_alt_name.as_ref().ok_or(Stop::NotApplicable)
}

fn name_added(trial: &mut Trial<'_>) -> Result<(), Stop> {
    unconstrained(trial.base)?;
    let san = names_of(trial.base)?;
    // Who is trusted as it is would be another.
    if has_twin(trial.base, Place::EndEntity) {
        return Err(Stop::NotApplicable);
    }
    // A first DNS name silences the common name where that still counts (RFC 6125 section 6.4.4).
    // A common name has to be one of the DNS names, once there are any (BR section 7.1.4.3).
    let common_name = Requirement::CommonNameInSubjectAltName;
    let common_name = trial.policy.severity(common_name, Role::EndEntity) == Severity::Error;
    if (trial.policy.parameters().identity.common_name_fallback || common_name)
        && !san.names.iter().any(|name| matches!(name, GeneralName::Dns(_)))
    {
        return Err(Stop::NotApplicable);
    }
    let before = trial.ask_base()?;
    let mut world = trial.base.clone();
    let name = match trial.below(4) {
        0 => GeneralName::dns("other.example.org"),
        1 => GeneralName::dns("*.example.net"),
        2 => GeneralName::Ip(vec![198, 51, 100, 9]),
        _ => GeneralName::dns(format!("h{}.example.com", trial.below(1_000))),
    };
    let at = trial.below(san.names.len() + 1);
    if let Some(san) = &mut world.end_entity.subject_alt_name {
        san.names.insert(at, name.clone());
    }
    let after = trial.ask(world)?;
    trial.only_up(&before, after, format_args!("{name:?} was added to the subject alternative names"))
}

fn names_permuted(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let mut names = names_of(trial.base)?.names.clone();
    // A copy among the intermediates would no longer be one.
    if names.is_empty() || has_twin(trial.base, Place::EndEntity) {
        return Err(Stop::NotApplicable);
    }
    let before = trial.ask_base()?;
    let copies = trial.below(4);
    for _ in 0..copies {
        let from = trial.below(names.len());
        names.extend(names.get(from).cloned());
    }
    trial.shuffle(&mut names);
    let mut world = trial.base.clone();
    if let Some(san) = &mut world.end_entity.subject_alt_name {
        san.names = names;
    }
    let after = trial.ask(world)?;
    trial.same(&before, after, format_args!("the subject alternative names were reordered, {copies} repeated"))
}

fn ascii_case(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let Some(Reference::Dns(reference)) = &trial.base.question.reference else { return Err(Stop::NotApplicable) };
    let reference = reference.clone();
    let before = trial.ask_base()?;
    let mut world = trial.base.clone();
    let presented = trial.below(2) == 1;
    if presented {
        trial.variant = "presented";
        if has_twin(trial.base, Place::EndEntity) {
            return Err(Stop::NotApplicable);
        }
        let end_entity = &mut world.end_entity;
        let san = end_entity.subject_alt_name.as_mut().ok_or(Stop::NotApplicable)?;
        // A common name has to be one of the names to the character (BR section 7.1.4.3): copies stay copies, and what
        // is none must not become one.
        let texts =
            || san.names.iter().filter_map(|name| if let GeneralName::Dns(text) = name { Some(text) } else { None });
        let common_name = end_entity.subject.common_name.as_ref();
        let is_copy = texts().any(|text| common_name == Some(text));
        if !is_copy && texts().any(|text| common_name.is_some_and(|name| **name == text.to_ascii_uppercase())) {
            return Err(Stop::NotApplicable);
        }
        let mut common_name = end_entity.subject.common_name.as_mut();
        for name in &mut san.names {
            if let GeneralName::Dns(text) = name {
                let upper = text.to_ascii_uppercase();
                if let Some(copy) = common_name.take_if(|copy| **copy == *text) {
                    *copy = upper.clone().into();
                }
                *text = upper.into();
            }
        }
    } else {
        trial.variant = "reference";
        world.question.reference = Some(Reference::Dns(reference.to_ascii_uppercase().into()));
    }
    let after = trial.ask(world)?;
    let what = format!("every {} identifier was put into upper case", trial.variant);
    if presented { trial.same_path(&before, after, what) } else { trial.same(&before, after, what) }
}

fn trailing_dot(trial: &mut Trial<'_>) -> Result<(), Stop> {
    let Some(Reference::Dns(name)) = &trial.base.question.reference else { return Err(Stop::NotApplicable) };
    let dotted = format!("{name}.");
    // Who presents it with the dot presents what is asked for.
    let mut presented = trial.base.end_entity.subject_alt_name.iter().flat_map(|san| &san.names);
    let is_presented =
        presented.any(|name| matches!(name, GeneralName::Dns(text) if text.eq_ignore_ascii_case(&dotted)));
    if is_presented || name.ends_with('.') || name.parse::<std::net::IpAddr>().is_ok() {
        return Err(Stop::NotApplicable);
    }
    let before = trial.accepted_base()?;
    let mut world = trial.base.clone();
    world.question.reference = Some(Reference::Dns(dotted.clone().into()));
    let after = trial.ask(world)?;
    let accept = trial.policy.parameters().identity.reference_trailing_dot || !identity_counts(trial);
    trial.decides(accept, &before, after, Relaxation::Name, format_args!("asked for {dotted}"))
}

fn identity_counts(trial: &Trial<'_>) -> bool {
    trial.policy.severity(Requirement::ServiceIdentity, Role::EndEntity) == Severity::Error
}

/// Makes the end entity one for exactly these names, and asks for a reference. Who is trusted as it is would be another.
fn presents(trial: &Trial<'_>, names: Vec<GeneralName>, reference: Reference) -> Result<World, Stop> {
    if has_twin(trial.base, Place::EndEntity) {
        return Err(Stop::NotApplicable);
    }
    let mut world = trial.base.clone();
    let first = names.iter().find_map(|name| if let GeneralName::Dns(text) = name { Some(text.clone()) } else { None });
    // A common name has to be one of the names (BR section 7.1.4.3).
    world.end_entity.subject = Name::common(first.unwrap_or_else(|| "Server".into()));
    if let Some(GeneralName::Ip(octets)) = names.first()
        && names.len() == 1
    {
        world.end_entity.subject = Name::common(address_text(octets));
    }
    world.end_entity.subject_alt_name = Some(SubjectAltName::of(names));
    world.question.reference = Some(reference);
    Ok(world)
}

fn address_text(octets: &[u8]) -> String {
    match (<[u8; 4]>::try_from(octets), <[u8; 16]>::try_from(octets)) {
        (Ok(four), _) => std::net::Ipv4Addr::from(four).to_string(),
        (_, Ok(sixteen)) => std::net::Ipv6Addr::from(sixteen).to_string(),
        _ => String::new(),
    }
}

fn wildcard(trial: &mut Trial<'_>) -> Result<(), Stop> {
    unconstrained(trial.base)?;
    trial.accepted_base()?;
    if !identity_counts(trial) {
        return Err(Stop::NotApplicable);
    }
    let rules = trial.policy.parameters().identity.wildcards;
    let partial = matches!(rules, WildcardRules::AnyPartialLabel | WildcardRules::PartialLabel);
    let dns = |text: &'static str| Reference::Dns(text.into());
    // The world in which the wildcard is right: what else is wrong with its names must not be what rejects it.
    let right = presents(trial, vec![GeneralName::dns("*.site.example.com")], dns("a.site.example.com"))?;
    let before = trial.ask(right)?;
    let rows: [(&'static str, &'static str, &'static str, bool); 7] = [
        ("one label", "*.site.example.com", "b.site.example.com", true),
        ("two labels", "*.site.example.com", "b.a.site.example.com", false),
        ("no label", "*.site.example.com", "site.example.com", false),
        ("an empty label", "*.site.example.com", ".site.example.com", false),
        ("not left-most", "www.*.example.com", "www.site.example.com", false),
        ("twice", "*.*.example.com", "www.site.example.com", false),
        ("part of a label", "w*.site.example.com", "www.site.example.com", partial),
    ];
    let (variant, presented, reference, accept) = trial.one_of(&rows)?;
    trial.variant = variant;
    let world = presents(trial, vec![GeneralName::dns(presented)], dns(reference))?;
    let after = match trial.ask(world) {
        // No verifier has to take a reference identifier that is none.
        Err(Stop::Skipped(_)) if variant == "an empty label" => return Ok(()),
        answer => answer?,
    };
    if accept {
        return trial.same_decision(&before, after, format_args!("{presented} for {reference}"));
    }
    // Malformed patterns may be refused as such.
    let families = [Relaxation::Name, Relaxation::Profile];
    trial.rejects(&before, after, &families, format_args!("{presented} for {reference}"))
}

fn a_label(trial: &mut Trial<'_>) -> Result<(), Stop> {
    unconstrained(trial.base)?;
    trial.accepted_base()?;
    let rows = [
        ("bücher.example.com", "xn--bcher-kva.example.com"),
        ("BÜCHER.example.com", "xn--bcher-kva.example.com"),
        ("例え.example.com", "xn--r8jz45g.example.com"),
        ("straße.example.com", "xn--strae-oqa.example.com"),
        // Full-width letters are mapped to ordinary ones (UTS #46).
        ("ｗｗｗ.example.com", "www.example.com"),
    ];
    let (unicode, ascii) = trial.one_of(&rows)?;
    let other = trial.below(3) == 2;
    let presented = if other { "xn--mnchen-3ya.example.com" } else { ascii };
    let names = vec![GeneralName::dns(presented)];
    let before = trial.ask(presents(trial, names.clone(), Reference::Dns(ascii.into()))?)?;
    let after = trial.ask(presents(trial, names, Reference::Dns(unicode.into()))?)?;
    trial.same(&before, after, format_args!("asked for {unicode} instead of {ascii}, with {presented} presented"))
}

fn addresses(trial: &mut Trial<'_>) -> Result<(), Stop> {
    unconstrained(trial.base)?;
    trial.accepted_base()?;
    let four = vec![192, 0, 2, 33];
    let mapped: Vec<u8> = [[0; 10].as_slice(), &[0xff, 0xff], &four].concat();
    let six: Vec<u8> = "2001:db8::a0".parse::<std::net::Ipv6Addr>().map(|a| a.octets().to_vec()).unwrap_or_default();
    let equal = trial.policy.parameters().identity.mapped_addresses_equal;
    let (presented, asked, other, same) = match trial.below(4) {
        0 => (four.clone(), Reference::Ip(four), Reference::Ip(mapped), equal),
        1 => (mapped.clone(), Reference::Ip(mapped), Reference::Ip(four), equal),
        2 => (six.clone(), Reference::Ip(six), Reference::Dns("2001:0DB8:0:0:0::00a0".into()), true),
        _ => (six.clone(), Reference::Ip(six), Reference::Dns("2001:db8::160".into()), false),
    };
    trial.variant = if same { "same address" } else { "other address" };
    let before = trial.ask(presents(trial, vec![GeneralName::Ip(presented.clone())], asked)?)?;
    if !before.outcome.is_accepted() {
        return Err(Stop::NotApplicable);
    }
    let what = format!("asked for {other:?} with {} presented", address_text(&presented));
    let after = trial.ask(presents(trial, vec![GeneralName::Ip(presented)], other)?)?;
    trial.decides(same || !identity_counts(trial), &before, after, Relaxation::Name, what)
}
