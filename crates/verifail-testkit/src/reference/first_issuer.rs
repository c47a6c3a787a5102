//! The one path of OpenSSL's `build_chain` (crypto/x509/x509_vfy.c): trusted certificates before supplied ones, in the
//! order given, no look at a signature and no step back.

use verifail::Role;

use crate::signing::Scheme;
use crate::world::CertSpec;
use crate::world::reading::{self, is_named_authority, is_self_issued};

/// Which issuer is taken.
pub(crate) struct Rules<'r> {
    pub(crate) scheme: Scheme,
    /// One that is valid then before others, and of the others that which lasts longest.
    pub(crate) valid_at: Option<i64>,
    /// Most intermediates.
    pub(crate) most: usize,
    /// What else an issuer must be, in a role.
    pub(crate) takes: &'r dyn Fn(&CertSpec, &CertSpec, Role) -> bool,
}

impl Rules<'_> {
    /// The path without its anchor, and the anchor if there is one.
    pub(crate) fn choose<'w>(
        &self,
        end_entity: &'w CertSpec,
        anchors: &[&'w CertSpec],
        supplied: &[&'w CertSpec],
    ) -> (Vec<&'w CertSpec>, Option<&'w CertSpec>) {
        let is_self_signed = |c: &CertSpec| is_self_issued(c) && self.is_likely(c, c);
        let mut way = vec![end_entity];
        while let Some(child) = way.last().copied().filter(|c| way.len() > 1 || !is_self_signed(c)) {
            if let Some(anchor) = self.issuer(child, anchors.to_vec(), Role::Anchor) {
                return (way, Some(anchor));
            }
            let others = supplied.iter().copied().filter(|c| !way.contains(c)).collect();
            match self.issuer(child, others, Role::Intermediate) {
                Some(issuer) if !is_self_signed(child) && way.len() <= self.most => way.push(issuer),
                _ => break,
            }
        }
        (way, None)
    }

    fn issuer<'w>(&self, child: &CertSpec, mut among: Vec<&'w CertSpec>, role: Role) -> Option<&'w CertSpec> {
        among.retain(|c| self.is_likely(child, c) && (self.takes)(child, c, role));
        let valid = |now: i64| move |c: &&&CertSpec| c.validity.not_before <= now && now < c.validity.not_after;
        let first = match self.valid_at {
            Some(now) => among.iter().find(valid(now)),
            None => among.first(),
        };
        // Of those that last equally long the first.
        first.or_else(|| among.iter().rev().max_by_key(|c| c.validity.not_after)).copied()
    }

    /// Key identifiers, issuer and serial number, and the kind of key speak for it.
    fn is_likely(&self, child: &CertSpec, issuer: &CertSpec) -> bool {
        reading::identifiers_agree(child, issuer)
            && is_named_authority(child, issuer)
            && reading::is_kind_of(self.scheme, child.signature, issuer.key)
    }
}
