//! Which certificates are presented, and below which trust anchor.

use verifail::Reason::{
    self, BadSignature, ClientCertRequired, MissingIntermediate, ProtocolViolation, SelfSignedInChain, SelfSignedLeaf,
    UnknownIssuer, UntrustedRoot,
};
use verifail_testkit::World;
use verifail_testkit::world::{CertSpec, Place};

use super::{deepen, put};
use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault};

const fn fault(
    name: &'static str,
    description: &'static str,
    reasons: &'static [Reason],
    edit: fn(&mut World),
) -> Fault {
    Fault::new(Family::Chain, name, description, reasons, Behaviour::Presents(edit))
}

pub(super) const FAULTS: &[Fault] = &[
    fault(
        "self-signed",
        "the server's certificate signed itself",
        &[SelfSignedLeaf, UnknownIssuer, SelfSignedInChain],
        |world| put(world, "end-entity-self-signed", Place::EndEntity),
    )
    .said_by_rustls(UnknownIssuer),
    fault("unknown-ca", "the chain is below a root that the client does not trust", &[UnknownIssuer], |world| {
        world.anchors = vec![CertSpec::root(9)];
    }),
    fault(
        "untrusted-root-included",
        "the chain is complete up to a root that the client does not trust",
        &[SelfSignedInChain, UntrustedRoot, UnknownIssuer],
        |world| {
            put(world, "root-supplied-but-not-trusted", Place::EndEntity);
            world.anchors = vec![CertSpec::root(9)];
        },
    )
    .said_by_rustls(UnknownIssuer),
    fault(
        "root-of-the-same-name",
        "the client trusts a root of the same name with another key",
        &[BadSignature, UnknownIssuer],
        |world| put(world, "anchor-with-another-key", Place::EndEntity),
    ),
    fault(
        "missing-intermediate",
        "the server does not supply the CA between, nor says where it is to be had",
        &[UnknownIssuer, MissingIntermediate],
        |world| put(world, "intermediates-missing", Place::EndEntity),
    ),
    fault(
        "missing-intermediate-named",
        "the server does not supply the CA between, and its certificate says where it is to be had",
        &[MissingIntermediate, UnknownIssuer],
        |world| put(world, "intermediates-missing-but-named", Place::EndEntity),
    )
    .said_by_rustls(UnknownIssuer),
    fault(
        "missing-upper-intermediate",
        "of two CAs between the server does not supply the upper one",
        &[UnknownIssuer, MissingIntermediate],
        |world| {
            deepen(world, 2);
            world.intermediates.pop();
        },
    ),
    fault(
        "wrong-intermediate",
        "the server supplies the CA of another hierarchy in place of its own",
        &[UnknownIssuer, MissingIntermediate],
        |world| world.intermediates = vec![CertSpec::ca(8, 7)],
    ),
    // What rustls says of it, `peer sent no certificates`, is what its servers say of clients.
    Fault::new(
        Family::Chain,
        "no-certificates",
        "the server's Certificate message is empty",
        &[ProtocolViolation, ClientCertRequired],
        Behaviour::Tls(|server| server.presented.identity.chain.clear()),
    )
    .said_by_rustls(ClientCertRequired),
];
