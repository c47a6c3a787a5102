//! Routes: the ways from the end entity to a trust anchor by name and key, read off the structure.

use std::collections::BTreeSet;

use verifail::Policy;
use verifail::certificate::NameComparison;

use crate::world::reading;
use crate::world::{CertSpec, KeyForm, KeyId, Name, Place, SignatureForm, World};

/// Places from the end entity to an anchor; every name and every signature along it is right.
pub(super) type Route = Vec<Place>;

/// Routes that are listed; more are as good as these.
const LISTED: usize = 8;

/// The routes of a world. Two certificates of one subject and key are never on the same.
pub(super) fn routes(world: &World, policy: &Policy) -> Vec<Route> {
    let mut found = Vec::new();
    let exact = policy.parameters().name_comparison == NameComparison::Exact;
    let walk = Walk { world, exact };
    walk.up(&mut vec![Place::EndEntity], &mut found);
    found
}

struct Walk<'w> {
    world: &'w World,
    exact: bool,
}

impl Walk<'_> {
    fn up(&self, path: &mut Route, found: &mut Vec<Route>) {
        let Some(child) = path.last().and_then(|place| self.world.certificate(*place)) else { return };
        for (place, issuer) in self.world.places().skip(1) {
            if found.len() >= LISTED {
                return;
            }
            // The end entity may be its own anchor; it is nobody's issuer.
            let from = usize::from(matches!(place, Place::Anchor(_)));
            if !self.issued(issuer, child) || self.repeats(path.get(from..).unwrap_or_default(), issuer) {
                continue;
            }
            path.push(place);
            match place {
                Place::Anchor(_) => found.push(path.clone()),
                _ => self.up(path, found),
            }
            path.pop();
        }
    }

    fn issued(&self, issuer: &CertSpec, child: &CertSpec) -> bool {
        issuer.key.id == child.signer
            && issuer.key.form == KeyForm::Plain
            && matches!(child.signature, SignatureForm::Sound | SignatureForm::InnerAlgorithmDiffers)
            && same_name(&issuer.subject, &child.issuer, self.exact)
    }

    fn repeats(&self, path: &[Place], issuer: &CertSpec) -> bool {
        path.iter()
            .filter_map(|place| self.world.certificate(*place))
            .any(|old| old.key == issuer.key && same_name(&old.subject, &issuer.subject, self.exact))
    }
}

/// Intermediates on a way from the signer of a CRL to an anchor: where revocation is asked for, that way decides as well.
pub(super) fn of_crl_signers(world: &World, policy: &Policy) -> Vec<Place> {
    if world.question.revocation.is_none() {
        return Vec::new();
    }
    let walk = Walk { world, exact: policy.parameters().name_comparison == NameComparison::Exact };
    let signs = |spec: &CertSpec| {
        world.crls.iter().any(|crl| crl.signer == spec.key.id && same_name(&crl.issuer, &spec.subject, false))
    };
    let intermediates = || world.places().filter(|(place, _)| matches!(place, Place::Intermediate(_)));
    let mut found: Vec<Place> = intermediates().filter(|(_, spec)| signs(spec)).map(|(place, _)| place).collect();
    let mut next = 0;
    while let Some(child) = found.get(next).and_then(|place| world.certificate(*place)) {
        next += 1;
        let issuers = intermediates().filter(|(_, issuer)| walk.issued(issuer, child)).map(|(place, _)| place);
        let further: Vec<Place> = issuers.filter(|place| !found.contains(place)).collect();
        found.extend(further);
    }
    found
}

/// Signatures that a search may have to check: for every certificate that names lead to, each key under its issuer's
/// name, and the same again for each CRL. Beyond the bound that a policy documents
/// ([`Budget::signatures`](verifail::policy::Budget::signatures)) giving up is an answer.
pub(super) fn is_within_bound(world: &World, policy: &Policy) -> bool {
    let exact = policy.parameters().name_comparison == NameComparison::Exact;
    let keys_under = |name: &Name| {
        let named = world.places().skip(1).filter(|(_, spec)| same_name(&spec.subject, name, exact));
        named.map(|(_, spec)| spec.key).collect::<BTreeSet<_>>().len()
    };
    let mut reached = vec![Place::EndEntity];
    let mut names: Vec<&Name> = Vec::new();
    // Whoever may have signed a CRL needs a path of its own.
    let signer = |name: &Name| {
        let named = world.places().skip(1).filter(|(_, spec)| same_name(&spec.subject, name, false));
        keys_under(name) + named.map(|(_, spec)| keys_under(&spec.issuer)).sum::<usize>()
    };
    let mut pairs = world.crls.iter().map(|crl| signer(&crl.issuer)).sum::<usize>();
    let mut next = 0;
    while let Some(spec) = reached.get(next).and_then(|place| world.certificate(*place)) {
        next += 1;
        // A name is a stranger's business only where a signature leads to it.
        let issuers: Vec<Place> = world
            .places()
            .skip(1)
            .filter(|(_, issuer)| issuer.key.id == spec.signer && same_name(&issuer.subject, &spec.issuer, exact))
            .map(|(place, _)| place)
            .collect();
        pairs += keys_under(&spec.issuer);
        if !names.contains(&&spec.issuer) {
            names.push(&spec.issuer);
        }
        for place in issuers {
            if matches!(place, Place::Intermediate(_)) && !reached.contains(&place) {
                reached.push(place);
            }
        }
    }
    // Where nothing is accepted, names are followed without signatures, and the search starts again to explain.
    let unsigned = world.places().filter(|(_, spec)| names.iter().any(|name| same_name(&spec.subject, name, exact)));
    let unsigned: usize =
        if routes(world, policy).is_empty() { unsigned.map(|(_, spec)| keys_under(&spec.issuer)).sum() } else { 0 };
    pairs.max(unsigned) <= policy.parameters().budget.signatures
}

/// Whether two names are the same: octet for octet, or as RFC 5280 section 7.1 compares them.
pub(super) fn same_name(a: &Name, b: &Name, exact: bool) -> bool {
    if exact { reading::is_same_when_written(a, b) } else { reading::is_same_when_read(a, b) }
}

/// Whether another certificate has the same subject and key: to change an octet of one may make the two the same, or two
/// of what was the same.
pub(super) fn has_twin(world: &World, place: Place) -> bool {
    let Some(spec) = world.certificate(place) else { return false };
    let is_twin = |other: &CertSpec| other.key.id == spec.key.id && same_name(&other.subject, &spec.subject, false);
    world.places().any(|(at, other)| at != place && is_twin(other))
}

/// Whether every certificate has one issuer at most, by name or, where no name leads on, by key, so that there is one path
/// to explain, right or wrong.
pub(super) fn issuers_are_unique(world: &World) -> bool {
    let issuers: Vec<_> = world.places().skip(1).map(|(_, spec)| spec).collect();
    issuers.iter().enumerate().all(|(at, spec)| {
        let mut others = issuers.iter().skip(at + 1);
        others.all(|other| other.key.id != spec.key.id && !same_name(&other.subject, &spec.subject, false))
    })
}

/// Whether some certificate has several issuers by name, so that a verifier which takes the first has a choice.
pub(super) fn has_choice(world: &World, policy: &Policy) -> bool {
    let exact = policy.parameters().name_comparison == NameComparison::Exact;
    world.places().any(|(_, child)| {
        let named = |(_, issuer): &(Place, &CertSpec)| same_name(&issuer.subject, &child.issuer, exact);
        world.places().skip(1).filter(named).count() > 1
    })
}

/// A key that no certificate of the world has or is signed by, and `count - 1` others.
pub(super) fn fresh_keys(world: &World, count: usize) -> Vec<KeyId> {
    let mut used: Vec<KeyId> = world.places().flat_map(|(_, spec)| [spec.key.id, spec.signer]).collect();
    used.extend(world.crls.iter().map(|crl| crl.signer));
    let free: Vec<KeyId> = (0..crate::signing::keys(world.scheme)).rev().filter(|key| !used.contains(key)).collect();
    // A pool that is too small is gone through again: same key, other certificate.
    if free.is_empty() { vec![0; count] } else { free.iter().copied().cycle().take(count).collect() }
}
