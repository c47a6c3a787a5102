//! Every alert of the registry, sent fatal by the server as its answer to the ClientHello.
//! <https://www.iana.org/assignments/tls-parameters>

use verifail::Reason::{self, GenericHandshakeFailure};
use verifail::Rejection;

use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault};
use crate::server::raw::{End, Script};

const fn fault(
    name: &'static str,
    description: &'static str,
    reasons: &'static [Reason],
    record: &'static [u8],
) -> Fault {
    let script = Script { reads_first: true, sends: record, ends: End::Close };
    Fault::new(Family::Alerts, name, description, reasons, Behaviour::Raw(script)).rejection(Rejection::ServerRejectsUs)
}

/// One fatal alert as a record of TLS 1.2, as RFC 8446 section 5.1 wants of both versions.
macro_rules! alert {
    ($name:literal, $number:literal, $reasons:expr) => {
        fault(
            concat!("alert-", $name),
            concat!("the server answers with alert ", $number, ", ", $name),
            &$reasons,
            &[21, 3, 3, 0, 2, 2, $number],
        )
    };
}

pub(super) const FAULTS: &[Fault] = &[alert!("handshake-failure", 40, [GenericHandshakeFailure])];
