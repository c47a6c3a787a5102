//! Issuance graphs: which CA issued whom, who is trusted, who shares a name. Each comes once up to renaming.

use crate::world::{CertSpec, Name, ca_name};

/// Most CAs of a graph.
pub const CAS: usize = 4;

/// The end entity's key; CAs have the keys 0 to 3.
const END_ENTITY: u8 = 9;

/// Who issued whom. CA 0 issued the end entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Graph {
    /// Two CAs, the lower one first, that have one name and different keys.
    pub twins: Option<(usize, usize)>,
    /// Bit 4·*i* + *j*: CA *i* issued a certificate for the name and key of CA *j*, which is supplied.
    pub issued: u16,
    /// Bit *i*: the self-signed certificate of CA *i* is a trust anchor.
    pub trusted: u8,
}

impl Graph {
    /// The certificates supplied, as issuer and subject.
    pub fn edges(self) -> impl Iterator<Item = (usize, usize)> {
        (0..CAS * CAS).filter(move |bit| self.issued >> bit & 1 == 1).map(|bit| (bit / CAS, bit % CAS))
    }

    /// The trusted CAs.
    pub fn anchors(self) -> impl Iterator<Item = usize> {
        (0..CAS).filter(move |ca| self.trusted >> ca & 1 == 1)
    }

    /// A CA's name.
    pub fn name(self, ca: usize) -> Name {
        ca_name(match self.twins {
            Some((first, second)) if second == ca => first as u8,
            _ => ca as u8,
        })
    }

    /// The certificate that `issuer` issued for `subject`, without a fault. A CA's own is the same supplied and
    /// trusted.
    pub fn certificate(self, issuer: usize, subject: usize) -> CertSpec {
        let mut spec = match issuer == subject {
            true => CertSpec::root(subject as u8),
            false => CertSpec::ca(subject as u8, issuer as u8),
        };
        spec.subject = self.name(subject);
        spec.issuer = self.name(issuer);
        spec
    }

    /// The end entity's certificate, without a fault.
    pub fn end_entity(self) -> CertSpec {
        CertSpec { issuer: self.name(0), ..CertSpec::server(END_ENTITY, 0) }
    }

    /// The CAs that may, by name, have issued the end entity or an issuer of it, as bits.
    fn above(self) -> u8 {
        let mut above = 1u8;
        loop {
            let before = above;
            if let Some((first, second)) = self.twins {
                let both = 1 << first | 1 << second;
                above |= if above & both == 0 { 0 } else { both };
            }
            for (issuer, subject) in self.edges() {
                if above >> subject & 1 == 1 {
                    above |= 1 << issuer;
                }
            }
            if above == before {
                return above;
            }
        }
    }

    /// No certificate and no anchor is a stranger to the end entity, and there is one that could be reached.
    fn is_connected(self) -> bool {
        let above = self.above();
        let known = |ca: usize| above >> ca & 1 == 1;
        // A twin that has no certificate and signs nothing is no twin.
        let mentioned =
            |ca: usize| ca == 0 || self.edges().any(|(i, s)| i == ca || s == ca) || self.trusted >> ca & 1 == 1;
        self.edges().all(|(_, subject)| known(subject))
            && self.anchors().all(known)
            && self.twins.is_none_or(|(first, second)| mentioned(first) && mentioned(second))
    }

    fn renamed(self, to: [usize; CAS]) -> Self {
        let issued = self.edges().fold(0, |bits, (issuer, subject)| bits | 1 << (to[issuer] * CAS + to[subject]));
        let trusted = self.anchors().fold(0, |bits, ca| bits | 1 << to[ca]);
        let twins = self.twins.map(|(first, second)| {
            let (first, second) = (to[first], to[second]);
            (first.min(second), first.max(second))
        });
        Self { twins, issued, trusted }
    }

    /// The ways up over valid signatures that end at an anchor, as certificates in order, and the anchor.
    pub fn paths(self) -> Vec<(Vec<(usize, usize)>, usize)> {
        let mut found = Vec::new();
        let edges: Vec<_> = self.edges().collect();
        self.extend(0, 0, &mut Vec::new(), &edges, &mut found);
        found
    }

    fn extend(
        self,
        ca: usize,
        used: u8,
        way: &mut Vec<(usize, usize)>,
        edges: &[(usize, usize)],
        found: &mut Vec<(Vec<(usize, usize)>, usize)>,
    ) {
        // A name with a key that is on the way already leads in a circle (RFC 4158 section 5.2).
        if used >> ca & 1 == 1 {
            return;
        }
        if self.trusted >> ca & 1 == 1 {
            found.push((way.clone(), ca));
        }
        for (issuer, subject) in edges.iter().filter(|(_, subject)| *subject == ca) {
            way.push((*issuer, *subject));
            self.extend(*issuer, used | 1 << ca, way, edges, found);
            way.pop();
        }
    }
}

/// The renamings of CAs that leave the end entity's issuer in place.
const RENAMINGS: [[usize; CAS]; 6] =
    [[0, 1, 2, 3], [0, 1, 3, 2], [0, 2, 1, 3], [0, 2, 3, 1], [0, 3, 1, 2], [0, 3, 2, 1]];

/// Every graph of at most that many supplied CA certificates: of all that differ by a renaming of CAs other than the
/// end entity's issuer, the least.
pub fn graphs(most_certificates: u32) -> Vec<Graph> {
    let pairs = (0..CAS).flat_map(|first| (first + 1..CAS).map(move |second| Some((first, second))));
    let twins: Vec<_> = std::iter::once(None).chain(pairs).collect();
    let mut all = Vec::new();
    for issued in (0..=u16::MAX).filter(|bits| bits.count_ones() <= most_certificates) {
        for trusted in 0..1 << CAS {
            for twins in &twins {
                let graph = Graph { twins: *twins, issued, trusted };
                if graph.is_connected() && RENAMINGS.iter().all(|to| graph <= graph.renamed(*to)) {
                    all.push(graph);
                }
            }
        }
    }
    all
}
