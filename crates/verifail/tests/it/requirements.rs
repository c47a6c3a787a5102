//! No row of a policy is dead: each requirement, at each position where the policy looks at it, is breached by some
//! world of the catalogue.

use std::collections::BTreeSet;

use verifail::policy::PathSearch;
use verifail::{Policy, Requirement, Role, Severity};

use crate::faults;

type Cell = (&'static str, Requirement, Role);

/// What a policy says of an anchor's constraints makes it hold the path to them: the breach is the certificate's below.
const FOUND_BELOW_THE_ANCHOR: &[Requirement] = &[
    Requirement::CertificatePolicy,
    Requirement::NameConstraintSupported,
    Requirement::NameNotExcluded,
    Requirement::NamePermitted,
    Requirement::PathLengthRespected,
];

/// Of the path, wherever the row says it is looked at: these are reported of one certificate of it.
const FOUND_AT_ONE_PLACE: &[(Requirement, Role)] = &[
    // What is wrong with the length of a path or the effort is said of the end entity.
    (Requirement::PathDepth, Role::Intermediate),
    (Requirement::WithinBudget, Role::Intermediate),
];

/// Where a policy chooses one issuer beforehand ([`PathSearch::FirstIssuer`]), a certificate that breaches these is
/// never chosen: nobody is found to have issued the certificate below, and that is what is said.
const KEEP_AN_ISSUER_FROM_BEING_CHOSEN: &[Requirement] = &[
    Requirement::AuthorityCertificateMatches,
    Requirement::ExtensionUnique,
    Requirement::ExtensionWellFormed,
    Requirement::KeyIdentifiersMatch,
    Requirement::KeyUsageNotEmpty,
    Requirement::NameChaining,
    Requirement::WellFormed,
    // One path never costs more signatures than there may be.
    Requirement::WithinBudget,
];

/// Rows that are there for another reason than to be breached.
fn is_excused((policy, requirement, role): Cell) -> bool {
    let search = Policy::named(policy).unwrap().parameters().path_search;
    let one_issuer = search != PathSearch::Exhaustive;
    let may_sign = matches!(search, PathSearch::FirstIssuer { may_sign: true, .. });
    (role == Role::Anchor && FOUND_BELOW_THE_ANCHOR.contains(&requirement))
        || FOUND_AT_ONE_PLACE.contains(&(requirement, role))
        || (may_sign && requirement == Requirement::KeyCertSign)
        || (one_issuer && KEEP_AN_ISSUER_FROM_BEING_CHOSEN.contains(&requirement))
}

fn wanted() -> impl Iterator<Item = Cell> {
    Policy::all().iter().flat_map(|policy| {
        policy.rows().iter().flat_map(move |row| {
            let roles =
                [(Role::EndEntity, row.end_entity), (Role::Intermediate, row.intermediate), (Role::Anchor, row.anchor)];
            roles
                .into_iter()
                .filter(|(_, severity)| *severity != Severity::Off)
                .map(move |(role, _)| (policy.name(), row.requirement, role))
        })
    })
}

fn breached() -> BTreeSet<Cell> {
    let mut cells = BTreeSet::new();
    for (_, world) in faults::worlds() {
        let chain = world.chain();
        for policy in Policy::all() {
            let answer = chain.ask(policy.name(), &world.question);
            let findings = answer.paths.iter().flat_map(|path| &path.findings);
            cells.extend(findings.map(|finding| (policy.name(), finding.requirement, finding.role)));
        }
    }
    cells
}

#[test]
fn every_requirement_of_every_policy_is_breached_by_some_world_at_every_position_it_holds() {
    let breached = breached();
    let dead: Vec<String> = wanted()
        .filter(|cell| !is_excused(*cell))
        .filter(|cell| !breached.contains(cell))
        .map(|(policy, requirement, role)| format!("{policy}: {requirement} of the {role}"))
        .collect();
    assert!(dead.is_empty(), "{} dead rows\n{}", dead.len(), dead.join("\n"));
}
