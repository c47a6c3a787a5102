//! The faults of fleets. The first connection meets what is wrong; what later ones meet is in the description.

use verifail::Reason::{
    self, BadSignature, EkuMissingOrWrong, Expired, ExpiredOrNotYetValid, HandshakeEof, HandshakeReset,
    MissingIntermediate, NameMismatch, NotTlsRelated, NotYetValid, PeerInternalError, UncleanClose, UnknownIssuer,
};
use verifail::{Rejection, RetryAdvice};

use super::node::{
    CLIENT_AUTH_ONLY, CLOSES, DEEPER, EXPIRED, GOOD, INTERNAL_ERROR, NOT_YET_VALID, OF_THE_ROOT, OF_UNKNOWN_CA,
    OLD_KEY, RESETS, WITHOUT_INTERMEDIATE, WRONG_NAME,
};
use super::{Issuers, Node, Phase, at_addresses_of_their_own, behind_one_address};
use crate::behaviour::{Behaviour, Start};
use crate::fault::{Family, Fault};
use crate::log::Log;
use crate::{LabError, LabOptions, Running};

async fn behind_one(phases: &'static [Phase], fault: &'static Fault, options: LabOptions) -> Result<Running, LabError> {
    let (issuers, log) = (Issuers::new()?, Log::new(options.events));
    let listening = behind_one_address(phases, &issuers, &options, &log).await?;
    Ok(Running::new(fault, listening, log).trusting(issuers.anchors()))
}

async fn apart(nodes: &'static [Node], fault: &'static Fault, options: LabOptions) -> Result<Running, LabError> {
    let (issuers, log) = (Issuers::new()?, Log::new(options.events));
    let mut listening = at_addresses_of_their_own(nodes, &issuers, &options, &log).await?.into_iter();
    let first = listening.next().ok_or_else(|| LabError::Socket(std::io::ErrorKind::AddrNotAvailable.into()))?;
    let running = Running::new(fault, first, log).trusting(issuers.anchors());
    Ok(listening.fold(running, Running::also_at))
}

/// A start function of nodes that take turns for ever.
macro_rules! in_turn {
    ($($node:expr),+) => { phases!(0 => [$($node),+]) };
}

/// A start function of phases.
macro_rules! phases {
    ($($connections:literal => [$($node:expr),+]),+) => {
        |fault, options| {
            const PHASES: &[Phase] = &[$(Phase { connections: $connections, nodes: &[$($node),+] }),+];
            Box::pin(behind_one(PHASES, fault, options))
        }
    };
}

/// A start function of nodes at addresses of their own.
macro_rules! apart {
    ($($node:expr),+) => {
        |fault, options| {
            const NODES: &[Node] = &[$($node),+];
            Box::pin(apart(NODES, fault, options))
        }
    };
}

/// The phases of a certificate that is replaced during a deployment: the old one has expired; the new one is written
/// node by node, at one of them without its key; in the end all is well.
pub(crate) const fn rotation() -> &'static [Phase] {
    &[
        Phase { connections: 12, nodes: &[GOOD, GOOD, GOOD] },
        Phase { connections: 12, nodes: &[EXPIRED, GOOD, GOOD] },
        Phase { connections: 12, nodes: &[OLD_KEY, GOOD, OF_THE_ROOT] },
        Phase { connections: 12, nodes: &[RESETS, OF_THE_ROOT, OF_THE_ROOT] },
        Phase { connections: 0, nodes: &[OF_THE_ROOT, OF_THE_ROOT, OF_THE_ROOT] },
    ]
}

const fn fault(name: &'static str, description: &'static str, reasons: &'static [Reason], start: Start) -> Fault {
    Fault::new(Family::Fleet, name, description, reasons, Behaviour::Own(start))
}

const fn passing(name: &'static str, description: &'static str, reasons: &'static [Reason], start: Start) -> Fault {
    fault(name, description, reasons, start).rejection(Rejection::Neither).retry(RetryAdvice::FreshConnection)
}

/// As of a server by itself.
const RESET: &[Reason] = &[HandshakeReset, HandshakeEof, UncleanClose, NotTlsRelated];
const CLOSED: &[Reason] = &[HandshakeEof, UncleanClose, HandshakeReset];

pub(crate) const FAULTS: &[Fault] = &[
    fault(
        "fleet-different-chains",
        "three nodes present different chains, all of them good",
        &[],
        in_turn!(OF_THE_ROOT, DEEPER, GOOD),
    ),
    fault(
        "fleet-rotation",
        "after five connections every node presents another certificate, as good as the first",
        &[],
        phases!(5 => [GOOD], 0 => [OF_THE_ROOT]),
    ),
    fault(
        "fleet-expired-node",
        "of three nodes one presents an expired certificate",
        &[Expired, ExpiredOrNotYetValid],
        in_turn!(EXPIRED, GOOD, GOOD),
    ),
    fault(
        "fleet-one-of-five-expired",
        "of five nodes one presents an expired certificate",
        &[Expired, ExpiredOrNotYetValid],
        in_turn!(EXPIRED, GOOD, GOOD, GOOD, GOOD),
    ),
    fault(
        "fleet-not-yet-valid-node",
        "of three nodes one presents a certificate that begins tomorrow",
        &[NotYetValid, ExpiredOrNotYetValid],
        in_turn!(NOT_YET_VALID, GOOD, GOOD),
    )
    .retry(RetryAdvice::AfterUserAction),
    fault(
        "fleet-wrong-name-node",
        "of three nodes one presents a certificate for another name",
        &[NameMismatch],
        in_turn!(WRONG_NAME, GOOD, GOOD),
    ),
    fault(
        "fleet-missing-intermediate-node",
        "of three nodes one does not supply the CA between",
        &[UnknownIssuer, MissingIntermediate],
        in_turn!(WITHOUT_INTERMEDIATE, GOOD, GOOD),
    ),
    fault(
        "fleet-client-auth-only-node",
        "of three nodes one presents a certificate that is for TLS clients alone",
        &[EkuMissingOrWrong],
        in_turn!(CLIENT_AUTH_ONLY, GOOD, GOOD),
    ),
    fault(
        "fleet-unknown-ca-node",
        "of three nodes one has a certificate of the next CA, which clients do not trust yet",
        &[UnknownIssuer, MissingIntermediate],
        in_turn!(OF_UNKNOWN_CA, GOOD, GOOD),
    ),
    fault(
        "fleet-mostly-expired",
        "of three nodes two present expired certificates",
        &[Expired, ExpiredOrNotYetValid],
        in_turn!(EXPIRED, EXPIRED, GOOD),
    ),
    passing("fleet-reset-node", "of three nodes one resets every handshake", RESET, in_turn!(RESETS, GOOD, GOOD)),
    passing(
        "fleet-closing-node",
        "of three nodes one closes every connection in the handshake",
        CLOSED,
        in_turn!(CLOSES, GOOD, GOOD),
    ),
    fault(
        "fleet-internal-error-node",
        "of three nodes one ends every handshake by the alert internal_error",
        &[PeerInternalError],
        in_turn!(INTERNAL_ERROR, GOOD, GOOD),
    )
    .rejection(Rejection::ServerRejectsUs)
    .retry(RetryAdvice::BoundedUnknown),
    fault(
        "fleet-rotation-too-late",
        "the certificate has expired, and is replaced after five connections",
        &[Expired, ExpiredOrNotYetValid],
        phases!(5 => [EXPIRED], 0 => [GOOD]),
    ),
    fault(
        "fleet-rotation-node-by-node",
        "of three expired certificates one is replaced after every third connection",
        &[Expired, ExpiredOrNotYetValid],
        phases!(3 => [EXPIRED, EXPIRED, EXPIRED], 3 => [EXPIRED, EXPIRED, GOOD], 3 => [EXPIRED, GOOD, GOOD], 0 => [GOOD]),
    ),
    fault(
        "fleet-rotation-old-key",
        "the certificate was replaced and its key was not, which is mended after three connections",
        &[BadSignature],
        phases!(3 => [OLD_KEY], 0 => [GOOD]),
    ),
    fault(
        "fleet-rotation-unknown-ca",
        "after a rotation that begins at one node certificates are of a CA that clients do not trust",
        &[UnknownIssuer, MissingIntermediate],
        phases!(3 => [OF_UNKNOWN_CA, GOOD, GOOD], 0 => [OF_UNKNOWN_CA]),
    ),
    fault(
        "addresses-one-expired",
        "the name has three addresses, and at the first one the certificate has expired",
        &[Expired, ExpiredOrNotYetValid],
        apart!(EXPIRED, GOOD, GOOD),
    ),
    passing(
        "addresses-one-resets",
        "the name has three addresses, and at the first one every handshake is reset",
        RESET,
        apart!(RESETS, GOOD, GOOD),
    ),
    fault(
        "addresses-one-of-another-host",
        "the name has three addresses, and at the first one another host is served",
        &[NameMismatch],
        apart!(WRONG_NAME, GOOD, GOOD),
    ),
];
