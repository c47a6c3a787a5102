//! The server asks the client for a certificate.

use rustls::SupportedProtocolVersion;
use rustls::version::{TLS12, TLS13};
use verifail::Reason::{self, ClientCertRequired, GenericHandshakeFailure, LocalCredentialError, PeerRejectedOurCert};
use verifail::Rejection;

use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault, Needs};
use crate::server::client_check::{ClientCheck, Given};

const fn fault(
    name: &'static str,
    description: &'static str,
    reasons: &'static [Reason],
    version: &'static SupportedProtocolVersion,
    given: Given,
) -> Fault {
    let fault = Fault::new(
        Family::ClientCertificate,
        name,
        description,
        reasons,
        Behaviour::AsksClient(ClientCheck { version, given }),
    );
    let fault = match given {
        Given::Nothing => fault,
        _ => fault.needing(Needs { client_certificate: true, ..Needs::NOTHING }),
    };
    match given {
        Given::Right => fault,
        _ => fault.rejection(Rejection::ServerRejectsUs),
    }
}

const REFUSED: &[Reason] = &[PeerRejectedOurCert, LocalCredentialError];
/// Some clients keep a certificate to themselves that is below no CA the server names.
const KEPT: &[Reason] = &[PeerRejectedOurCert, LocalCredentialError, ClientCertRequired];

pub(super) const FAULTS: &[Fault] = &[
    fault(
        "client-certificate-good",
        "the server requires a certificate, and the client's is right",
        &[],
        &TLS13,
        Given::Right,
    ),
    fault(
        "client-certificate-required",
        "the server requires a certificate, and the client has none",
        &[ClientCertRequired],
        &TLS13,
        Given::Nothing,
    ),
    // Before TLS 1.3 there is no alert of its own for it.
    fault(
        "client-certificate-required-tls-1-2",
        "the server of TLS 1.2 requires a certificate, and the client has none",
        &[ClientCertRequired, GenericHandshakeFailure],
        &TLS12,
        Given::Nothing,
    ),
    fault(
        "client-certificate-of-another-ca",
        "the server refuses the client's certificate, whose CA it does not trust",
        KEPT,
        &TLS13,
        Given::OfAnotherAuthority,
    ),
    fault(
        "client-certificate-of-another-ca-tls-1-2",
        "the server of TLS 1.2 refuses the client's certificate, whose CA it does not trust",
        KEPT,
        &TLS12,
        Given::OfAnotherAuthority,
    ),
    fault(
        "client-certificate-expired",
        "the server refuses the client's certificate, which expired yesterday",
        REFUSED,
        &TLS13,
        Given::Expired,
    ),
];
