//! What a reason rules out. Only what the order of events proves: nothing is excluded because it is unlikely.

use crate::taxonomy::{Confidence, Reason, Rejection};

/// The reasons that cannot be the cause where `reason` is, by the row that says so (`stated`) and by what `reason`
/// itself means.
///
/// A guess excludes nothing but what its row says.
pub(super) fn excluded(
    reason: Reason,
    rejection: Rejection,
    stated: &[Reason],
    also: &[Reason],
    confidence: Confidence,
) -> Vec<Reason> {
    let mut excluded = stated.to_vec();
    // Where anchors are missing and a peer was refused nevertheless, its certificate was looked at.
    let looked_at = reason == Reason::TrustStoreUnavailable && rejection != Rejection::Local;
    if proves_nothing_was_verified(reason) && !looked_at && confidence == Confidence::Proved {
        // That verification failed is itself a statement about the certificate where none took place; elsewhere it is
        // the frame in which the reason is said.
        let took_place = reason != Reason::TrustServiceUnavailable;
        let about_it = |other: &&Reason| other.is_about_certificate() && !(took_place && other.is_generic());
        excluded.extend(Reason::ALL.iter().filter(about_it));
    }
    excluded.retain(|other| *other != reason && !also.contains(other));
    excluded.sort_unstable();
    excluded.dedup();
    excluded
}

/// Whether no certificate of the peer was evaluated when it happened: what comes before the certificate, or instead of
/// it.
const fn proves_nothing_was_verified(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::LocalCredentialError
            | Reason::NotTls
            | Reason::ProxyTunnelFailed
            | Reason::TlsConfigError
            | Reason::TrustServiceUnavailable
            | Reason::TrustStoreUnavailable
    )
}
