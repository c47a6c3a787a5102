//! What is no failure of TLS.

use super::{Guidance, client, operator};

pub(super) const NOT_TLS_RELATED: Guidance = Guidance {
    clause: "None of TLS",
    cause: "Name resolution, a refused TCP connection, an HTTP status, code signing, SSH, a token.",
    observation: "A TLS handshake with the same host and port succeeds, or no connection comes about at all.",
    remedies: &[client("Look at the step that the text names: nothing about TLS follows from it.")],
    test: "curl -sv -o /dev/null https://HOST/",
};

pub(super) const TLS_NOT_FAILURE: Guidance = Guidance {
    clause: "None: a report of success, or a notice",
    cause: "A program logs the certificates, versions or verification results of its connections.",
    observation: "The connection that the line is about goes on.",
    remedies: &[operator("Look for another line: this one tells of no failure.")],
    test: "curl -sv -o /dev/null https://HOST/",
};
