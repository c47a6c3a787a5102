//! Families of adversarial inputs: each grows with one number, and says how fast what it costs may grow with it. The
//! slope of cost over size, both as logarithms, is what `cargo xtask bench complexity` and a test gate on.
//!
//! Where a path is hidden among strangers, none of them is the right one: then everything is walked, and the cost does
//! not depend on which is tried first.
//!
//! Steps through CAs that certified each other would be exponential; the budget stops them, which is why their slope
//! over these sizes is a number at all. Instructions are those of a verification above its signatures where it checks
//! few, and have a tenth more than linear for sorting.

use rcgen::{CertificateParams, GeneralSubtree, NameConstraints, SanType};

use crate::chains::World;
use crate::issuing::{Algorithm, Authority, HOST, Issuing, KeyIdentifiers};
use crate::shapes::{self, Shape, Trusted};

/// The sizes at which a family is measured.
pub const SIZES: [usize; 5] = [8, 16, 32, 64, 128];

/// How fast costs may grow: exponents of the size.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Signature values checked.
    pub signatures: f64,
    /// Certificates appended to candidate paths.
    pub steps: f64,
    /// Names compared with subtrees.
    pub comparisons: f64,
    /// Instructions of parsing and verifying, without the signatures where these are few.
    pub instructions: f64,
}

/// One family.
#[derive(Clone, Copy)]
pub struct Family {
    /// For tables and file names.
    pub name: &'static str,
    /// What is sent, and why it might be dear.
    pub what: &'static str,
    /// Makes the input of a size.
    pub build: fn(usize) -> World,
    /// How fast its cost may grow.
    pub bounds: Bounds,
}

/// Signatures, steps and comparisons do not depend on the size; reading does.
const FLAT: Bounds = Bounds { signatures: 0.0, steps: 0.0, comparisons: 0.0, instructions: 1.1 };
/// Every key is tried once.
const KEYS: Bounds = Bounds { signatures: 1.0, ..FLAT };

/// Every family.
pub const ALL: [Family; 16] = [
    Family {
        name: "cross-signed",
        what: "CAs that all certified each other; the anchor that one of them names has another key",
        build: |n| shape(Shape::CrossSigned, n, Trusted::OtherKey),
        bounds: Bounds { steps: 2.5, ..KEYS },
    },
    Family {
        name: "cross-signed-refused",
        what: "the same with the right key, the way closed by a name constraint: every path is walked, up to the budget",
        build: |n| shape(Shape::CrossSignedRefused, n, Trusted::Present),
        bounds: Bounds { signatures: 1.0, steps: 2.5, comparisons: 2.0, instructions: 1.4 },
    },
    Family {
        name: "cross-signed-same-name",
        what: "CAs of one name that all certified each other; the anchor has another key",
        build: |n| shape(Shape::SameNameCrossSigned, n, Trusted::OtherKey),
        bounds: Bounds { steps: 1.5, instructions: 1.3, ..KEYS },
    },
    Family {
        name: "cross-signed-unanchored",
        what: "the same, and no anchor of a name that occurs",
        build: |n| shape(Shape::SameNameCrossSigned, n, Trusted::Absent),
        bounds: FLAT,
    },
    Family {
        name: "other-keys",
        what: "n strangers at each of two levels and the anchor, with the right name and another key",
        build: |n| shape(Shape::OtherKeys, n, Trusted::OtherKey),
        bounds: KEYS,
    },
    Family {
        name: "re-issued",
        what: "two CAs, each re-issued n times with the same key; the anchor has another one",
        build: |n| shape(Shape::ReIssued, n, Trusted::OtherKey),
        bounds: Bounds { steps: 2.0, ..KEYS },
    },
    Family {
        name: "re-issued-refused",
        what: "the same with the right key, every way to the anchor closed by a name constraint: n times n paths, up to the budget",
        build: |n| shape(Shape::ReIssuedRefused, n, Trusted::Present),
        bounds: Bounds { steps: 2.0, comparisons: 2.0, ..KEYS },
    },
    Family {
        name: "tower",
        what: "CAs of one name, each certified by the next one's key",
        build: |n| shape(Shape::Tower, n, Trusted::OtherKey),
        bounds: KEYS,
    },
    Family {
        name: "tower-unanchored",
        what: "the same, and no anchor of a name that occurs",
        build: |n| shape(Shape::Tower, n, Trusted::Absent),
        bounds: FLAT,
    },
    Family {
        name: "layers",
        what: "pairs of CAs, each certified by both of the pair above: two to the power of n/4 paths, and no anchor with the right key",
        build: layers,
        bounds: Bounds { steps: 1.3, ..KEYS },
    },
    Family {
        name: "same-name-anchors",
        what: "n anchors of the right name, none of which has the key",
        build: same_name_anchors,
        bounds: KEYS,
    },
    Family { name: "unrelated", what: "n CAs that have nothing to do with the path", build: unrelated, bounds: FLAT },
    Family { name: "duplicates", what: "the CA n times", build: duplicates, bounds: FLAT },
    Family {
        name: "self-issued",
        what: "n self-issued certificates of the CA for further keys of its own",
        build: self_issued,
        bounds: FLAT,
    },
    Family {
        name: "alternative-names",
        what: "an end entity of n names, the wanted one last, below one permitted subtree",
        build: alternative_names,
        bounds: Bounds { comparisons: 1.0, ..FLAT },
    },
    Family {
        name: "names-and-subtrees",
        what: "an end entity of n names below n permitted subtrees",
        build: names_and_subtrees,
        bounds: Bounds { comparisons: 2.0, instructions: 2.0, ..FLAT },
    },
];

fn shape(shape: Shape, n: usize, trusted: Trusted) -> World {
    shapes::build(shape, n, KeyIdentifiers::Absent, trusted)
}

fn issuing() -> Issuing {
    Issuing::new(Algorithm::P256, KeyIdentifiers::Absent)
}

fn world(issuing: &Issuing, end_entity: Vec<u8>, intermediates: Vec<Vec<u8>>, anchors: &[&Authority]) -> World {
    let anchors = anchors.iter().map(|authority| issuing.anchor(authority)).collect();
    World { end_entity, intermediates, anchors }
}

fn layers(n: usize) -> World {
    let issuing = issuing();
    let anchor = issuing.authority("Example Anchor CA");
    let depth = (n / 4).max(1);
    let layers: Vec<[Authority; 2]> = (0..depth)
        .map(|layer| ["a", "b"].map(|side| issuing.authority(&format!("Example Layer CA {layer}{side}"))))
        .collect();
    let mut sent = Vec::new();
    for pair in layers.windows(2) {
        for subject in &pair[0] {
            sent.extend(pair[1].iter().map(|issuer| issuing.issue(issuer, subject, |_| {})));
        }
    }
    let top = layers.last().expect("a layer");
    sent.extend(top.iter().map(|subject| issuing.issue(&anchor, subject, |_| {})));
    let stranger = issuing.authority("Example Anchor CA");
    world(&issuing, issuing.end_entity(&layers[0][0], |_| {}), sent, &[&stranger])
}

fn same_name_anchors(n: usize) -> World {
    let issuing = issuing();
    let anchors: Vec<Authority> = (0..n).map(|_| issuing.authority("Example Anchor CA")).collect();
    let intermediate = issuing.authority("Example Issuing CA");
    let sent = vec![issuing.issue(&issuing.authority("Example Anchor CA"), &intermediate, |_| {})];
    world(&issuing, issuing.end_entity(&intermediate, |_| {}), sent, &anchors.iter().collect::<Vec<_>>())
}

/// Anchor, CA, end entity, with what `add` sends besides.
fn ordinary(
    end_entity: impl FnOnce(&mut CertificateParams),
    ca: impl FnOnce(&mut CertificateParams),
    add: impl FnOnce(&Issuing, &Authority, &mut Vec<Vec<u8>>),
) -> World {
    let issuing = issuing();
    let anchor = issuing.authority("Example Anchor CA");
    let intermediate = issuing.authority("Example Issuing CA");
    let mut sent = vec![issuing.issue(&anchor, &intermediate, ca)];
    add(&issuing, &intermediate, &mut sent);
    world(&issuing, issuing.end_entity(&intermediate, end_entity), sent, &[&anchor])
}

fn unrelated(n: usize) -> World {
    ordinary(
        |_| {},
        |_| {},
        |issuing, _, sent| {
            let stranger = issuing.authority("Example Stranger CA");
            sent.extend(
                (0..n).map(|i| {
                    issuing.issue(&stranger, &issuing.authority(&format!("Example Unrelated CA {i}")), |_| {})
                }),
            );
            sent.reverse();
        },
    )
}

fn duplicates(n: usize) -> World {
    ordinary(
        |_| {},
        |_| {},
        |_, _, sent| {
            let first = sent[0].clone();
            sent.resize(n, first);
        },
    )
}

fn self_issued(n: usize) -> World {
    ordinary(
        |_| {},
        |_| {},
        |issuing, ca, sent| {
            sent.extend((0..n).map(|_| issuing.issue(ca, &issuing.authority("Example Issuing CA"), |_| {})));
            sent.reverse();
        },
    )
}

fn names(n: usize) -> impl Fn(&mut CertificateParams) {
    move |params| {
        let names = (1..n).map(|i| format!("host{i}.sub{i}.example.com")).chain([HOST.to_owned()]);
        params.subject_alt_names =
            names.map(|name| SanType::DnsName(name.as_str().try_into().expect("ASCII"))).collect();
    }
}

fn permitting(subtrees: Vec<String>) -> impl Fn(&mut CertificateParams) {
    move |params| {
        params.name_constraints = Some(NameConstraints {
            permitted_subtrees: subtrees.iter().cloned().map(GeneralSubtree::DnsName).collect(),
            excluded_subtrees: Vec::new(),
        });
    }
}

fn alternative_names(n: usize) -> World {
    ordinary(names(n), permitting(vec!["example.com".to_owned()]), |_, _, _| {})
}

fn names_and_subtrees(n: usize) -> World {
    let subtrees = (1..n).map(|i| format!("sub{i}.example.com")).chain(["www.example.com".to_owned()]);
    ordinary(names(n), permitting(subtrees.collect()), |_, _, _| {})
}

/// The slope of a straight line through (size, cost), both as logarithms; 0 where the cost is nothing throughout.
pub fn slope(points: &[(usize, f64)]) -> f64 {
    let points: Vec<(f64, f64)> = points.iter().map(|(n, cost)| ((*n as f64).ln(), cost.max(1.0).ln())).collect();
    let count = points.len() as f64;
    let mean_x = points.iter().map(|(x, _)| x).sum::<f64>() / count;
    let mean_y = points.iter().map(|(_, y)| y).sum::<f64>() / count;
    let spread: f64 = points.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
    points.iter().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum::<f64>() / spread
}

/// The steeper one of the slope of all points and that of the last doubling, where what is large shows.
pub fn steepest(points: &[(usize, f64)]) -> f64 {
    let last = points.get(points.len().saturating_sub(2)..).unwrap_or_default();
    if last.len() < 2 { slope(points) } else { slope(points).max(slope(last)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_power_is_its_own_slope() {
        for exponent in [0.0, 1.0, 1.5, 2.0] {
            let points = SIZES.map(|n| (n, 7.0 * (n as f64).powf(exponent)));
            assert!((steepest(&points) - exponent).abs() < 1e-9);
        }
        assert!(slope(&SIZES.map(|n| (n, 0.0))).abs() < 1e-9);
    }

    #[test]
    fn a_quadratic_that_only_begins_to_show_is_seen_in_the_last_doubling() {
        let points = SIZES.map(|n| (n, 10_000.0 * n as f64 + 20.0 * (n * n) as f64));
        assert!(slope(&points) < 1.1 && steepest(&points) > 1.15);
    }
}
