//! What complete CRLs for all reasons say of a certificate (RFC 5280 section 6.3).

use std::cmp::Reverse;

use crate::world::reading::{self, usage};
use crate::world::{CertSpec, CrlSpec, KeyForm, KeyUsage};

/// Whether it is listed by the freshest current CRL of its issuer that is `signed`: `Some(None)` without one, and
/// `None` where the issuer that the path has is of another name, and CRLs say nothing.
pub(crate) fn is_revoked(
    crls: &[CrlSpec],
    now: i64,
    c: &CertSpec,
    issuer: &CertSpec,
    signed: &dyn Fn(&CrlSpec) -> bool,
) -> Option<Option<bool>> {
    let issued = |name| reading::same_attributes(&c.issuer, name);
    if !issued(&issuer.subject) {
        return None;
    }
    // An issuer without a name makes no CRL (section 5.1.2.3).
    let by_issuer = crls.iter().filter(|crl| issued(&crl.issuer) && !crl.issuer.is_empty());
    let mut current: Vec<_> = by_issuer.filter(|crl| crl.this_update <= now && now <= crl.next_update).collect();
    current.sort_by_key(|crl| Reverse(crl.this_update));
    let list = current.into_iter().find(|crl| signed(crl));
    Some(list.map(|crl| crl.revoked.iter().any(|serial| reading::number(*serial) == c.serial)))
}

/// Whether a certificate's key made the CRL, and may.
pub(crate) fn signs(signer: &CertSpec, crl: &CrlSpec) -> bool {
    usage(signer, KeyUsage::CRL_SIGN) != Some(false) && signer.key.form == KeyForm::Plain && signer.key.id == crl.signer
}
