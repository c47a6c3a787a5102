//! What the circumstances of an observation add to what it says.

use super::diagnosis::{Diagnosis, Note};
use super::evidence::Circumstances;
use crate::taxonomy::{Hop, Reason, Rejection};

/// Draws the conclusions. The reason stays what the text says; where it was said may not.
pub(super) fn apply(diagnosis: &mut Diagnosis, circumstances: Circumstances) {
    let Some(reason) = diagnosis.reason else { return };
    let refused_here = reason.is_about_certificate() && diagnosis.rejection == Rejection::WeRejectServer;
    if circumstances.client_insecure && refused_here {
        // Whoever refused verifies, and the client does not: an intermediary, which is the client of the next hop.
        diagnosis.notes.push(Note::NotTheFirstHop);
        diagnosis.rejection = Rejection::IntermediaryRejectsUpstream;
        if matches!(diagnosis.hop, Hop::Direct | Hop::ClientToProxy) {
            diagnosis.hop = Hop::ProxyToUpstream;
        }
    } else if circumstances.client_insecure && diagnosis.hop == Hop::ProxyToUpstream {
        diagnosis.notes.push(Note::NotTheFirstHop);
    } else if circumstances.through_proxy && refused_here && diagnosis.hop == Hop::Direct {
        diagnosis.notes.push(Note::PerhapsInterception);
        diagnosis.hop = Hop::ClientToProxy;
    }
    if circumstances.sandboxed && reason == Reason::TrustServiceUnavailable {
        diagnosis.notes.push(Note::SandboxDenies);
    }
}
