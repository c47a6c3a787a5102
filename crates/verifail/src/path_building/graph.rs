//! The candidate graph: distinct certificates, who may have issued whom by name, and from where an anchor is reachable.
//!
//! Nothing here checks a signature or a rule. Size is linear in what was supplied.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::certificate::{Certificate, DistinguishedName, NameComparison};
use crate::policy::Policy;
use crate::short::Short;
use crate::time::Time;
use crate::trust_anchor::{TrustAnchor, TrustAnchors};

/// Most candidate issuers of one certificate that are tried: 100 same-name strangers must not hide the right one.
const MAX_CANDIDATES: usize = 128;

/// Up to here pairwise comparison is cheaper than hashing every certificate.
const FEW: usize = 16;

/// A list about as long as an ordinary chain.
pub(super) type Few<T> = Short<T, 4>;

/// Anchors with their positions.
pub(super) type Anchors<'v> = Few<(usize, &'v TrustAnchor<'v>)>;

/// Position of a certificate in the graph; 0 is the end entity.
pub(super) type NodeId = u32;

pub(super) const END_ENTITY: NodeId = 0;

pub(super) struct Graph<'v> {
    nodes: Few<Node<'v>>,
    /// (hash of the subject, node), sorted; without the end entity, which issues nothing here.
    by_subject: Few<(u64, NodeId)>,
    pub(super) anchors: &'v TrustAnchors<'v>,
    /// The certificates as they were supplied.
    pub(super) supplied: &'v [Certificate<'v>],
    pub(super) comparison: NameComparison,
    partial_chains: bool,
}

pub(super) struct Node<'v> {
    pub(super) certificate: &'v Certificate<'v>,
    pub(super) issuer_hash: u64,
    /// Of no meaning for the end entity, which issues nothing here.
    subject_hash: u64,
    subject_key_identifier: Option<&'v [u8]>,
    authority_key_identifier: Option<&'v [u8]>,
    /// Its issuers in order, once asked for: a certificate is met on as many paths as lead to it.
    issuers: OnceCell<Few<NodeId>>,
    /// A sequence of issuers, by name, leads to an anchor.
    pub(super) reaches_anchor: bool,
}

/// How the child's authority key identifier and the issuer's subject key identifier relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum KeyIdentifiers {
    Match,
    Unknown,
    Mismatch,
}

impl<'v> Node<'v> {
    fn new(certificate: &'v Certificate<'v>, subject_hash: u64) -> Self {
        Self {
            certificate,
            issuer_hash: certificate.issuer().hash(),
            subject_hash,
            subject_key_identifier: certificate.subject_key_identifier().and_then(Result::ok),
            authority_key_identifier: certificate
                .authority_key_identifier()
                .and_then(Result::ok)
                .and_then(|identifier| identifier.key_identifier),
            issuers: OnceCell::new(),
            reaches_anchor: false,
        }
    }

    pub(super) fn relation(&self, issuer_key_identifier: Option<&[u8]>) -> KeyIdentifiers {
        match (self.authority_key_identifier, issuer_key_identifier) {
            (Some(authority), Some(subject)) if authority == subject => KeyIdentifiers::Match,
            (Some(_), Some(_)) => KeyIdentifiers::Mismatch,
            _ => KeyIdentifiers::Unknown,
        }
    }
}

impl<'v> Graph<'v> {
    pub(super) fn new(
        end_entity: &'v Certificate<'v>,
        intermediates: &'v [Certificate<'v>],
        anchors: &'v TrustAnchors<'v>,
        policy: &Policy,
    ) -> Self {
        let comparison = policy.parameters().name_comparison;
        let partial_chains = policy.parameters().trust.partial_chain;
        let mut graph = Self {
            nodes: Few::new(),
            by_subject: Few::new(),
            anchors,
            supplied: intermediates,
            comparison,
            partial_chains,
        };
        graph.nodes.push(Node::new(end_entity, 0));
        // A trusted certificate that may not end a path can still be in the middle of one.
        let trusted = anchors.iter().filter(|a| !a.ends_paths(partial_chains)).filter_map(TrustAnchor::certificate);
        let mut seen = BTreeSet::new();
        let many = intermediates.len() > FEW;
        for certificate in intermediates.iter().chain(trusted) {
            let der = certificate.der();
            let duplicate = der == end_entity.der()
                || if many { !seen.insert(der) } else { graph.nodes.iter().any(|node| node.certificate.der() == der) };
            if duplicate {
                continue;
            }
            graph.nodes.push(Node::new(certificate, certificate.subject().hash()));
        }
        graph.by_subject = (0u32..).zip(graph.nodes.iter()).skip(1).map(|(id, node)| (node.subject_hash, id)).collect();
        graph.by_subject.sort_unstable();
        graph.mark_reachable();
        graph
    }

    /// Breadth-first from the anchors down.
    fn mark_reachable(&mut self) {
        let mut by_issuer: Few<(u64, NodeId)> =
            (0u32..).zip(self.nodes.iter()).map(|(id, n)| (n.issuer_hash, id)).collect();
        by_issuer.sort_unstable();
        let mut queue: Few<usize> = Few::new();
        for id in 0..self.nodes.len() {
            if self.anchors_of(id as NodeId).next().is_some() {
                self.nodes[id].reaches_anchor = true;
                // The end entity is nobody's issuer.
                if id as NodeId != END_ENTITY {
                    queue.push(id);
                }
            }
        }
        // Certificates of one subject are mostly met one after another, and have the same children.
        let mut last = None;
        while let Some(id) = queue.pop() {
            let name = Some(self.nodes[id].certificate.subject().as_contents());
            if std::mem::replace(&mut last, name) == name {
                continue;
            }
            let subject = self.nodes[id].subject_hash;
            let start = by_issuer.partition_point(|(hash, _)| *hash < subject);
            for (_, child) in by_issuer[start..].iter().take_while(|(hash, _)| *hash == subject) {
                let child = *child as usize;
                // Names of one hash may still be different ones under a policy that compares octets.
                if !self.nodes[child].reaches_anchor
                    && self.subject_matches(id as NodeId, self.nodes[child].certificate.issuer())
                {
                    self.nodes[child].reaches_anchor = true;
                    if child as NodeId != END_ENTITY {
                        queue.push(child);
                    }
                }
            }
        }
    }

    pub(super) fn node(&self, id: NodeId) -> &Node<'v> {
        &self.nodes[id as usize]
    }

    /// Every certificate, the end entity first.
    pub(super) fn certificates(&self) -> impl Iterator<Item = &'v Certificate<'v>> {
        self.nodes.iter().map(|node| node.certificate)
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The anchors that are, by name, the issuer of a certificate and may end a path.
    pub(super) fn anchors_of(&self, child: NodeId) -> impl Iterator<Item = (usize, &'v TrustAnchor<'v>)> + use<'v> {
        let (node, partial_chains) = (self.node(child), self.partial_chains);
        self.anchors
            .with_subject(node.certificate.issuer(), node.issuer_hash, self.comparison)
            .filter(move |(_, anchor)| anchor.ends_paths(partial_chains))
    }

    /// The same, best first.
    pub(super) fn ordered_anchors_of(&self, child: NodeId) -> Anchors<'v> {
        self.ordered(child, self.anchors_of(child).collect())
    }

    /// The anchors of any name whose key identifier is related no worse than that to the one that a certificate names,
    /// each once, best first.
    pub(super) fn anchors_by_key_identifier(
        &self,
        child: NodeId,
        worst: KeyIdentifiers,
    ) -> Vec<(usize, &'v TrustAnchor<'v>)> {
        let anchors = self.anchors.iter().enumerate();
        let anchors = anchors.filter(|(_, a)| self.relation_to_anchor(child, a) <= worst).collect();
        let mut anchors = self.ordered(child, anchors).to_vec();
        anchors.dedup_by(|(_, a), (_, b)| a.subject() == b.subject() && content(a) == content(b));
        anchors
    }

    /// By what the anchors are, not by how they were supplied: matching key identifier, then key, then all the rest.
    fn ordered(&self, child: NodeId, mut anchors: Anchors<'v>) -> Anchors<'v> {
        if anchors.len() > 1 {
            anchors.sort_by(|(_, a), (_, b)| {
                let rank = |anchor: &TrustAnchor<'_>| self.relation_to_anchor(child, anchor);
                rank(a).cmp(&rank(b)).then_with(|| content(a).cmp(&content(b)))
            });
            anchors.truncate(MAX_CANDIDATES);
        }
        anchors
    }

    /// The supplied certificates that are, by name, the issuer of a certificate, best first.
    ///
    /// The order depends on the certificates only, not on how they were supplied: matching key identifier, then valid
    /// at the time asked about (which is one for the life of the graph), then not self-issued, then by encoding.
    pub(super) fn issuers_of(&self, child: NodeId, at: Time) -> &[NodeId] {
        self.node(child).issuers.get_or_init(|| self.ordered_issuers(child, at))
    }

    fn ordered_issuers(&self, child: NodeId, at: Time) -> Few<NodeId> {
        let node = self.node(child);
        let start = self.by_subject.partition_point(|(hash, _)| *hash < node.issuer_hash);
        let same_hash = self.by_subject[start..].iter().take_while(|(hash, _)| *hash == node.issuer_hash);
        let mut issuers: Few<NodeId> =
            same_hash.map(|(_, id)| *id).filter(|id| self.subject_matches(*id, node.certificate.issuer())).collect();
        if issuers.len() > 1 {
            let key = |id: &NodeId| {
                let issuer = self.node(*id);
                let valid = issuer.certificate.validity().is_some_and(|v| v.not_before <= at && at <= v.not_after);
                (node.relation(issuer.subject_key_identifier), !valid, issuer.subject_hash == issuer.issuer_hash)
            };
            issuers.sort_by(|a, b| match key(a).cmp(&key(b)) {
                Ordering::Equal => self.node(*a).certificate.der().cmp(self.node(*b).certificate.der()),
                unequal => unequal,
            });
            issuers.truncate(MAX_CANDIDATES);
        }
        issuers
    }

    fn subject_matches(&self, id: NodeId, name: DistinguishedName<'_>) -> bool {
        self.node(id).certificate.subject().matches(&name, self.comparison)
    }

    /// How the key identifiers of a child and a supplied issuer relate.
    pub(super) fn relation(&self, child: NodeId, issuer: NodeId) -> KeyIdentifiers {
        self.node(child).relation(self.node(issuer).subject_key_identifier)
    }

    /// How the key identifiers of a child and an anchor relate.
    pub(super) fn relation_to_anchor(&self, child: NodeId, anchor: &TrustAnchor<'_>) -> KeyIdentifiers {
        self.node(child).relation(subject_key_identifier(anchor))
    }

    /// RFC 4158 section 5.2: the same subject with the same key is on the path already.
    pub(super) fn repeats(&self, path: &[NodeId], candidate: NodeId) -> bool {
        let new = self.node(candidate);
        path.iter().any(|id| {
            let old = self.node(*id);
            *id == candidate
                || (old.certificate.public_key() == new.certificate.public_key()
                    && old.certificate.subject().matches(&new.certificate.subject(), self.comparison))
        })
    }
}

/// What tells anchors of one name apart.
fn content<'a>(anchor: &TrustAnchor<'a>) -> (&'a [u8], Option<&'a [u8]>, Option<&'a [u8]>) {
    let certificate = anchor.certificate().map(Certificate::der);
    (anchor.public_key().as_contents(), certificate, anchor.name_constraints().and_then(Result::ok))
}

fn subject_key_identifier<'a>(anchor: &TrustAnchor<'a>) -> Option<&'a [u8]> {
    anchor.certificate()?.subject_key_identifier()?.ok()
}
