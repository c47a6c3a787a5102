//! Servers that do not speak TLS on the port that TLS is expected on.

use verifail::Reason::{self, NotTls};

use crate::behaviour::Behaviour;
use crate::fault::{Family, Fault};
use crate::server::raw::{End, Script};

const fn fault(name: &'static str, description: &'static str, reasons: &'static [Reason], script: Script) -> Fault {
    Fault::new(Family::Plaintext, name, description, reasons, Behaviour::Raw(script))
}

pub(super) const FAULTS: &[Fault] = &[fault(
    "plain-http",
    "the server speaks HTTP without TLS",
    &[NotTls],
    Script {
        reads_first: true,
        sends: b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        ends: End::Close,
    },
)];
