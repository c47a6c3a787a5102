//! Of any names under any subtrees: a chain whose CA has these constraints and whose end entity has these names is
//! judged as by the reference model, under any policy, octets that are no text and networks that are none among them.
//!
//! Input: a policy's number, then a line a name: `n` presents it, `p` permits it, `x` excludes it; then its form (`d`
//! DNS, `i` address in hexadecimal, `e` mail, `u` URI, `N` directory, `c` the subject's common name, `o` octets under a
//! tag); then the name. Oracle: the reference model. 1 KiB, 12 lines.

use verifail::Policy;
use verifail::policy::CertificateReader;
use verifail_testkit::world::{GeneralName, Name, NameConstraints, SubjectAltName};
use verifail_testkit::{Verifier, World, adapter::Core, model};

use crate::{Checked, Class, Difference, Form, Target};

/// The target.
pub const TARGET: Target = Target {
    name: "name_constraints",
    property: "names under subtrees are judged as by the reference model",
    oracle: "the reference model",
    form: Form::Text,
    class: Class::Chains,
    compares: false,
    max_len: 1 << 10,
    check,
};

/// Lines that are read.
const LINES: usize = 12;

fn check(data: &[u8]) -> Checked {
    let Some((number, rest)) = data.split_first() else { return Ok(()) };
    let policy = &Policy::all()[usize::from(*number) % Policy::all().len()];
    let world = world(rest, policy.parameters().reader == CertificateReader::Go);
    let outcome = Core.verify(&world.materialise(), policy);
    let judged = model::judge(&world, policy);
    let same = judged.accepted == outcome.is_accepted() && judged.reasons().into_iter().eq(outcome.reasons());
    Difference::unless(same, format_args!("{}: model {:?}, core {outcome}", policy.name(), judged.reasons()), || {
        world.to_chain()
    })
}

/// The chain of an input.
fn world(lines: &[u8], is_go: bool) -> World {
    let (mut names, mut constraints) = (Vec::new(), NameConstraints { critical: true, ..NameConstraints::default() });
    let mut world = World::good();
    for line in lines.split(|octet| *octet == b'\n').take(LINES) {
        let [list, form, name @ ..] = line else { continue };
        let Some(name) = general_name(*form, name).filter(|name| !is_go || is_url(name)) else { continue };
        match (list, name) {
            (b'n', GeneralName::Directory(name)) if *form == b'c' => world.end_entity.subject = name,
            (b'n', name) => names.push(name),
            (b'p', name) => constraints.permitted.push(name),
            (b'x', name) => constraints.excluded.push(name),
            (b'y', name) => {
                constraints.excluded.push(name);
                constraints.critical = false;
            }
            _ => {}
        }
    }
    if !names.is_empty() {
        let own = world.end_entity.subject_alt_name.map(|extension| extension.names).unwrap_or_default();
        world.end_entity.subject_alt_name = Some(SubjectAltName::of(own.into_iter().chain(names).collect()));
    }
    if !constraints.permitted.is_empty() || !constraints.excluded.is_empty() {
        world.intermediates[0].name_constraints = Some(constraints);
    }
    world
}

/// A URI that Go's `net/url` reads without a word on its finer points, of which the oracle knows some; or no URI.
fn is_url(name: &GeneralName) -> bool {
    let plain = |text: &str| {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        host.unwrap_or(text).bytes().all(|octet| octet.is_ascii_alphanumeric() || b"-.".contains(&octet))
    };
    match name {
        GeneralName::Uri(text) => plain(text),
        GeneralName::Octets { tag: 0x86, contents } => std::str::from_utf8(contents).is_ok_and(plain),
        _ => true,
    }
}

fn general_name(form: u8, name: &[u8]) -> Option<GeneralName> {
    let text = || std::str::from_utf8(name).ok().map(str::to_owned);
    Some(match form {
        b'd' => GeneralName::dns(text()?),
        b'e' => GeneralName::Email(text()?.into()),
        b'u' => GeneralName::Uri(text()?.into()),
        b'c' | b'N' => GeneralName::Directory(Name::common(text()?)),
        b'i' => GeneralName::Ip(hexadecimal(name)),
        b'o' => {
            let (tag, contents) = name.split_first()?;
            // The forms of GeneralName, context-specific; constructed ones hold what this does not write.
            GeneralName::Octets { tag: [0x81, 0x82, 0x86, 0x87][usize::from(*tag) & 3], contents: contents.to_vec() }
        }
        _ => return None,
    })
}

/// Pairs of digits; what is none is passed over.
fn hexadecimal(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        text.iter().filter_map(|octet| char::from(*octet).to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}
