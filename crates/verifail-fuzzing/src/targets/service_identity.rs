//! Of any name that is looked for and any octets that are presented: what is a reference identifier, how it is written,
//! and whether it is met, is as a matcher says that splits names into labels and compares label by label; under every
//! policy's rules.
//!
//! Input: a line that is looked for, then what is presented. Oracle: `verifail_testkit::exhaustive::hosts::reference`.
//! Of letters beyond ASCII the oracle knows those of Latin-1. 512 octets.

use std::sync::LazyLock;

use verifail::ReferenceIdentifier;
use verifail::certificate::GeneralName;
use verifail::policy::IdentityRules;
use verifail_testkit::exhaustive::hosts::identity_rules;
use verifail_testkit::exhaustive::hosts::reference::{Host, Reading};

use crate::{Checked, Class, Difference, Form, Target};

/// The target.
pub const TARGET: Target = Target {
    name: "service_identity",
    property: "reference identifiers are read and matched as label by label",
    oracle: "a matcher of labels",
    form: Form::Text,
    class: Class::Octets,
    // Most comparisons are punycode's, of numbers that no input has as octets.
    compares: false,
    max_len: 512,
    check,
};

static RULES: LazyLock<Vec<(&'static str, IdentityRules, Reading)>> = LazyLock::new(|| {
    let with_reading = |(name, rules): (&'static str, IdentityRules)| Some((name, rules, Reading::of(&rules)?));
    identity_rules().into_iter().filter_map(with_reading).collect()
});

fn check(data: &[u8]) -> Checked {
    let (looked_for, presented) = match data.iter().position(|octet| *octet == b'\n') {
        Some(end) => (&data[..end], &data[end + 1..]),
        None => (data, &b""[..]),
    };
    let Ok(looked_for) = std::str::from_utf8(looked_for) else { return Ok(()) };
    let is_known = |c: char| c.is_ascii() || matches!(c, 'à'..='ö' | 'ø'..='þ');
    // Next to a U-label, what has the prefix of an A-label must be one, which takes more than labels to say.
    let mixes = !looked_for.is_ascii() && looked_for.to_ascii_lowercase().contains("xn--");
    // An address in brackets is one in a URL, of which the oracle knows nothing.
    if mixes || looked_for.starts_with('[') || !looked_for.chars().all(is_known) {
        let _ = looked_for.parse::<ReferenceIdentifier>();
        return Ok(());
    }
    let (ours, theirs) = (looked_for.parse::<ReferenceIdentifier>().ok(), Host::read(looked_for));
    let written = ours.as_ref().map(ToString::to_string);
    let same = match (&written, &theirs) {
        (None, None) | (Some(_), Some(Host::Address)) => true,
        (Some(written), Some(Host::Name(name))) => written == name,
        _ => false,
    };
    Difference::unless(same, "is it a host", || format!("{looked_for:?}: {written:?}, label by label {theirs:?}"))?;
    let (Some(ours), Some(theirs)) = (ours, theirs) else { return Ok(()) };
    for (name, rules, reading) in RULES.iter() {
        let found = ours.matches(&GeneralName::DnsName(presented), rules);
        let expected = theirs.matches(presented, *reading);
        Difference::unless(found == expected, name, || {
            format!("{looked_for:?} by {:?}: {found}, label by label {expected}", String::from_utf8_lossy(presented))
        })?;
    }
    Ok(())
}
