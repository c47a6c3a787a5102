//! Key usage of CAs and extended key usage of the end entity.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.3>, <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12>

use verifail::certificate::KeyUsage;
use verifail::{Certificate, ObjectIdentifier, Reason};

use super::bug::{Bug, Switches};
use super::der::id;
use crate::materialise::purpose_id;
use crate::world::Purpose;

/// Step (n) of RFC 5280 section 6.1.4, for a certificate that issued the one below it.
pub(super) fn check_ca(certificate: &Certificate<'_>, bugs: Switches, found: &mut Vec<Reason>) {
    let Some(Ok(usage)) = certificate.key_usage() else { return };
    let needed = if bugs.on(Bug::CrlSignStandsForCertSign) {
        KeyUsage::KEY_CERT_SIGN.union(KeyUsage::CRL_SIGN)
    } else {
        KeyUsage::KEY_CERT_SIGN
    };
    if !usage.intersects(needed) && !bugs.on(Bug::KeyCertSignNotRequired) {
        found.push(Reason::KeyUsage);
    }
}

/// The end entity's key purposes, when it names any, permit the one asked for.
pub(super) fn check_purpose(
    certificate: &Certificate<'_>,
    purpose: Option<&'static [u8]>,
    bugs: Switches,
    found: &mut Vec<Reason>,
) {
    let (Some(purpose), Some(Ok(usage))) = (purpose, certificate.extended_key_usage()) else { return };
    if bugs.on(Bug::EkuIgnored) || (usage.is_empty() && bugs.on(Bug::EmptyEkuPermitsAll)) {
        return;
    }
    if usage.is_empty() {
        found.push(Reason::EkuMissingOrWrong);
    }
    let names = |id: &[u8]| usage.includes(ObjectIdentifier::new(id));
    let for_servers = purpose == purpose_id(Purpose::ServerAuth);
    let permitted = names(purpose)
        || (names(id::ANY_PURPOSE) && !bugs.on(Bug::AnyPurposeNotCounted))
        || (for_servers && bugs.on(Bug::PurposeFallsBackToClient) && names(purpose_id(Purpose::ClientAuth)))
        || (for_servers && bugs.on(Bug::ServerGatedCryptoCounts) && names(purpose_id(Purpose::ServerGatedCrypto)));
    if !permitted {
        found.push(Reason::EkuMissingOrWrong);
    }
}
