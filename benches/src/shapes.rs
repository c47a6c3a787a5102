//! Adversarial inputs: certificates that a careless path builder walks for hours. Each is linear in `n` to write down;
//! the number of paths through it is not. What is sent is bounded by a peer, so this is what a hostile server can do.

use rcgen::{CertificateParams, GeneralSubtree, NameConstraints};

use crate::chains::World;
use crate::issuing::{Algorithm, Authority, Issuing, KeyIdentifiers};

/// How the intermediates lead to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// CAs of different names that all certified each other; one of them is certified by the anchor.
    CrossSigned,
    /// The same, but the way to the anchor is closed by a name constraint, which only a whole path shows.
    CrossSignedRefused,
    /// A chain of two intermediates, and at both levels `n` certificates of the same name and another key.
    OtherKeys,
    /// A chain of two intermediates, each re-issued `n` times with the same key.
    ReIssued,
    /// The same, but every re-issue of the upper one has a name constraint that refuses the end entity.
    ReIssuedRefused,
    /// CAs of the same name that all certified each other: [`Shape::CrossSigned`] where names tell nothing.
    SameNameCrossSigned,
    /// CAs of the same name, each certified by the next one's key; the third also by the anchor.
    Tower,
}

impl Shape {
    /// Every shape.
    pub const ALL: [Self; 7] = [
        Self::CrossSigned,
        Self::CrossSignedRefused,
        Self::OtherKeys,
        Self::ReIssued,
        Self::ReIssuedRefused,
        Self::SameNameCrossSigned,
        Self::Tower,
    ];

    /// Whether a path is there to be found when the anchor is trusted.
    pub const fn has_valid_path(self) -> bool {
        !matches!(self, Self::CrossSignedRefused | Self::ReIssuedRefused)
    }
}

/// What is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trusted {
    /// A CA that nobody in the input names.
    Absent,
    /// A CA of the anchor's name with another key.
    OtherKey,
    /// The anchor.
    Present,
}

impl Trusted {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Absent, Self::OtherKey, Self::Present];
}

const ANCHOR: &str = "Example Anchor CA";

/// Builds an input of that shape with P-256 keys. The certificates of the valid path come last, which is the worst
/// place for a verifier that tries them as they come.
pub fn build(shape: Shape, n: usize, identifiers: KeyIdentifiers, trusted: Trusted) -> World {
    let issuing = Issuing::new(Algorithm::P256, identifiers);
    let anchor = issuing.authority(ANCHOR);
    let (end_entity, intermediates) = match shape {
        Shape::CrossSigned => cross_signed(&issuing, n, &anchor, |i| format!("Example Mesh CA {i}"), |_| {}),
        Shape::CrossSignedRefused => cross_signed(&issuing, n, &anchor, |i| format!("Example Mesh CA {i}"), refuse),
        Shape::SameNameCrossSigned => cross_signed(&issuing, n, &anchor, |_| "Example Mesh CA".to_owned(), |_| {}),
        Shape::OtherKeys => other_keys(&issuing, n, &anchor),
        Shape::ReIssued => re_issued(&issuing, n, &anchor, |_| {}),
        Shape::ReIssuedRefused => re_issued(&issuing, n, &anchor, refuse),
        Shape::Tower => tower(&issuing, n, &anchor),
    };
    let trusted = match trusted {
        Trusted::Absent => issuing.authority("Example Stranger CA"),
        Trusted::OtherKey => issuing.authority(ANCHOR),
        Trusted::Present => anchor,
    };
    World { end_entity, intermediates, anchors: vec![issuing.anchor(&trusted)] }
}

/// A name constraint that no end entity of ours keeps.
fn refuse(params: &mut CertificateParams) {
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: Vec::new(),
        excluded_subtrees: vec![GeneralSubtree::DnsName("example.com".to_owned())],
    });
}

type Sent = (Vec<u8>, Vec<Vec<u8>>);

fn cross_signed(
    issuing: &Issuing,
    n: usize,
    anchor: &Authority,
    name: impl Fn(usize) -> String,
    alter: impl Fn(&mut CertificateParams),
) -> Sent {
    let count = (2..).find(|m| m * (m - 1) + 1 >= n).unwrap_or(2);
    let authorities: Vec<Authority> = (0..count).map(|i| issuing.authority(&name(i))).collect();
    let (first, last) = (&authorities[0], &authorities[count - 1]);
    let mut sent = vec![issuing.issue(anchor, last, alter), issuing.issue(last, first, |_| {})];
    for (i, subject) in authorities.iter().enumerate() {
        for (j, issuer) in authorities.iter().enumerate() {
            if sent.len() < n && i != j && (i, j) != (0, count - 1) {
                sent.push(issuing.issue(issuer, subject, |_| {}));
            }
        }
    }
    sent.reverse();
    (issuing.end_entity(first, |_| {}), sent)
}

fn other_keys(issuing: &Issuing, n: usize, anchor: &Authority) -> Sent {
    let upper = issuing.authority("Example Upper CA");
    let lower = issuing.authority("Example Lower CA");
    let mut sent = vec![issuing.issue(anchor, &upper, |_| {}), issuing.issue(&upper, &lower, |_| {})];
    for _ in 0..n {
        sent.push(issuing.issue(anchor, &issuing.authority("Example Upper CA"), |_| {}));
        sent.push(issuing.issue(&upper, &issuing.authority("Example Lower CA"), |_| {}));
    }
    sent.reverse();
    (issuing.end_entity(&lower, |_| {}), sent)
}

fn re_issued(issuing: &Issuing, n: usize, anchor: &Authority, alter: impl Fn(&mut CertificateParams)) -> Sent {
    let upper = issuing.authority("Example Upper CA");
    let lower = issuing.authority("Example Lower CA");
    let mut sent = Vec::new();
    for _ in 0..n {
        sent.push(issuing.issue(anchor, &upper, &alter));
        sent.push(issuing.issue(&upper, &lower, |_| {}));
    }
    (issuing.end_entity(&lower, |_| {}), sent)
}

/// Where the tower's way out is.
const EXIT: usize = 2;

fn tower(issuing: &Issuing, n: usize, anchor: &Authority) -> Sent {
    let authorities: Vec<Authority> = (0..n).map(|_| issuing.authority("Example Tower CA")).collect();
    let mut sent: Vec<Vec<u8>> = authorities.windows(2).map(|pair| issuing.issue(&pair[1], &pair[0], |_| {})).collect();
    sent.reverse();
    sent.push(issuing.issue(anchor, &authorities[EXIT.min(n - 1)], |_| {}));
    (issuing.end_entity(&authorities[0], |_| {}), sent)
}
