//! Each rule by itself: what just keeps it and what just breaks it, at each position at which it means something.
//!
//! The rules are asked under a policy that looks at every requirement at every position and refuses for none, with the
//! parameters of a named one. So a breach is told apart from what else an edit may breach, and a requirement that is
//! not breached from one that nobody looked at.

mod anchors;
mod constraints;
mod encodings;
mod extensions;
mod fields;
mod limits;
mod names;
mod policies;
mod purposes;

use std::sync::LazyLock;

use verifail::policy::Row;
use verifail::{Finding, Policy, Requirement, Severity};

use crate::faults::{Fault, Place};
use crate::world::{Template, World};

/// One rule about a certificate, wherever it stands.
pub(crate) struct Rule {
    pub(crate) requirement: Requirement,
    /// The policy whose parameters are taken.
    pub(crate) like: &'static str,
    pub(crate) places: &'static [Place],
    pub(crate) kept: &'static [Fault<Template>],
    pub(crate) broken: &'static [Fault<Template>],
}

/// One rule about a path; a breach is found at a depth.
pub(crate) struct PathRule {
    pub(crate) requirement: Requirement,
    pub(crate) like: &'static str,
    pub(crate) depth: usize,
    pub(crate) kept: &'static [Fault<World>],
    pub(crate) broken: &'static [Fault<World>],
}

/// A row of a table of rules about paths.
const fn path(
    requirement: Requirement,
    like: &'static str,
    depth: usize,
    kept: &'static [Fault<World>],
    broken: &'static [Fault<World>],
) -> PathRule {
    PathRule { requirement, like, depth, kept, broken }
}

/// Looks at every requirement everywhere and warns.
static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let warn = Severity::Warning;
    let row = |requirement| Row {
        requirement,
        end_entity: warn,
        intermediate: warn,
        anchor: warn,
        clause: "each rule by itself",
        source: "",
    };
    Requirement::ALL.iter().copied().map(row).collect()
});

/// The policy that looks at everything, with the parameters of a named one.
pub(crate) fn everything(like: &str) -> Policy {
    let parameters = Policy::named(like).unwrap_or_else(|| panic!("no policy {like}")).parameters().clone();
    Policy::new("everything", "every rule, and none refuses", ROWS.as_slice(), parameters)
}

/// Why a world is not as expected, if it is not.
fn check(
    name: &str,
    world: &World,
    like: &str,
    (requirement, depth): (Requirement, usize),
    expected: bool,
) -> Option<String> {
    let answer = world.chain().ask_under(&everything(like), &world.question);
    let is_it = |finding: &Finding| finding.requirement == requirement && finding.depth == depth;
    let breached = answer.findings().iter().any(is_it);
    let verb = if expected { "does not break" } else { "breaks" };
    let complaint = || format!("{name} at depth {depth} {verb} {requirement} like {like}\n{}", answer.text);
    (breached != expected).then(complaint)
}

#[track_caller]
fn expect_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "{}", complaints.join("\n\n"));
}

fn with_expectation<'a, T>(
    kept: &'a [Fault<T>],
    broken: &'a [Fault<T>],
) -> impl Iterator<Item = (&'a Fault<T>, bool)> + use<'a, T> {
    kept.iter().map(|fault| (fault, false)).chain(broken.iter().map(|fault| (fault, true)))
}

#[track_caller]
fn check_certificates(rules: &[Rule]) {
    let mut complaints = Vec::new();
    for Rule { requirement, like, places, kept, broken } in rules {
        for (place, depth) in Place::ALL.into_iter().zip(0..).filter(|(place, _)| places.contains(place)) {
            for ((name, edit), expected) in with_expectation(kept, broken) {
                let world = World::with(|w| edit(place.of(w)));
                complaints.extend(check(name, &world, like, (*requirement, depth), expected));
            }
        }
    }
    expect_none(&complaints);
}

#[track_caller]
fn check_paths(rules: &[PathRule]) {
    let mut complaints = Vec::new();
    for PathRule { requirement, like, depth, kept, broken } in rules {
        for ((name, edit), expected) in with_expectation(kept, broken) {
            complaints.extend(check(name, &World::with(edit), like, (*requirement, *depth), expected));
        }
    }
    expect_none(&complaints);
}

#[test]
fn a_field_keeps_its_rule_up_to_the_limit_and_not_beyond() {
    check_certificates(fields::RULES);
}

#[test]
fn a_public_key_is_of_a_permitted_kind_and_length() {
    check_certificates(fields::KEYS);
}

#[test]
fn an_extension_keeps_its_rule_up_to_the_limit_and_not_beyond() {
    check_certificates(extensions::RULES);
}

#[test]
fn an_extension_whose_value_is_of_another_type_is_malformed() {
    check_certificates(encodings::RULES);
}

#[test]
fn a_key_purpose_is_permitted_where_it_is_named_and_nowhere_else() {
    check_certificates(purposes::RULES);
}

#[test]
fn a_key_purpose_has_the_rules_of_its_profile() {
    check_paths(purposes::OF_A_PATH);
}

#[test]
fn a_name_keeps_its_rule_as_it_is_written() {
    check_certificates(names::RULES);
}

#[test]
fn a_path_leads_to_the_name_that_was_asked_for() {
    check_paths(names::OF_A_PATH);
}

#[test]
fn name_constraints_are_well_formed_in_the_policys_dialect() {
    check_certificates(constraints::RULES);
}

#[test]
fn constraints_of_a_ca_hold_for_what_is_below_it() {
    check_paths(constraints::OF_A_PATH);
}

#[test]
fn a_certificate_policy_is_valid_down_the_whole_path() {
    check_paths(policies::OF_A_PATH);
}
