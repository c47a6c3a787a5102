//! What fails on this machine, before any peer is judged.

use super::command::{end_entity, handshake};
use super::{Guidance, client, operator};

pub(super) const CRYPTO_POLICY_BLOCKED: Guidance = Guidance {
    clause: "OpenSSL providers and system-wide crypto policies",
    cause: "FIPS mode or the distribution's policy forbids what the program asks for: MD5, SHA-1, a short key.",
    observation: "The same program and peer work on a machine without FIPS mode and with the default policy.",
    remedies: &[
        client("Use algorithms that the policy permits, in the program and in its key files."),
        operator("Choose a policy that permits the algorithm (update-crypto-policies), if that is allowed."),
    ],
    test: "update-crypto-policies --show; cat /proc/sys/crypto/fips_enabled; openssl list -providers",
};

pub(super) const LOCAL_CREDENTIAL_ERROR: Guidance = Guidance {
    clause: "OpenSSL X509_check_private_key, curl exit code 58",
    cause: "A wrong path, permission or passphrase, a chain in the wrong order, or a key of another certificate.",
    observation: "The public keys of the certificate and of the key file differ, or one of the files cannot be read by the \
                  program's user.",
    remedies: &[
        operator("Give the program the key that belongs to the certificate, readable by its user."),
        operator("Put the end entity first in the certificate's file."),
        operator("Convert the key to the format that the program reads, or give it the passphrase."),
    ],
    test: "openssl x509 -in cert.pem -noout -pubkey | openssl sha256; openssl pkey -in key.pem -pubout | openssl sha256",
};

pub(super) const TLS_CONFIG_ERROR: Guidance = Guidance {
    clause: "The configuration interfaces of the stack that reports",
    cause: "A cipher string that selects nothing, a name to verify that is not set, or a runtime built without TLS.",
    observation: "It fails before a connection is opened, and for every host.",
    remedies: &[
        client("Correct the option that the text names."),
        operator("Look for system-wide configuration that is read too (openssl.cnf, java.security, the registry)."),
    ],
    test: "openssl version -a; openssl ciphers -s -v",
};

pub(super) const TRUST_SERVICE_UNAVAILABLE: Guidance = Guidance {
    clause: "Security.framework: errSecInternal (-26276), errSecNotAvailable (-25291)",
    cause: "A sandbox denies the lookup of com.apple.trustd.agent, the service that evaluates certificates on macOS.",
    observation: "The end entity's fingerprint is the same inside and outside the sandbox, which refutes an interception, and \
                  a client that verifies by itself succeeds inside.",
    remedies: &[
        operator("Allow the lookup of com.apple.trustd.agent in the sandbox profile."),
        client(
            "Or give the client its own CA bundle, if it then verifies by itself instead of asking the service; \
             relaxing a check does not help.",
        ),
        operator("If the fingerprints differ, add the inspection product's root to the client's trust anchors."),
    ],
    test: end_entity!("-issuer -fingerprint -sha256"),
};

pub(super) const TRUST_STORE_UNAVAILABLE: Guidance = Guidance {
    clause: "curl exit code 77; Java: the trustAnchors parameter must be non-empty",
    cause: "A slim image without ca-certificates, or a path that belongs to another distribution.",
    observation: "It fails for every host, and the file that the program names is missing, empty or not readable by its user.",
    remedies: &[
        operator("Install ca-certificates in the image."),
        client("Correct the path of the CA bundle in the program's settings and environment."),
        operator("Make the file readable for the user that the program runs as."),
    ],
    test: handshake!(
        "2>&1 | grep 'Verify return'; openssl version -d; env | grep -iE 'ssl_cert|ca_bundle|cacert|extra_ca'"
    ),
};
