//! OpenConnect and what wraps it, over GnuTLS or OpenSSL.

use super::super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("openconnect 3-9: gnutls.c, openssl.c, http.c, auth-globalprotect.c")
}

/// Texts of OpenConnect.
pub(in super::super) static ROWS: StackRows = StackRows {
    stack: Stack::Openconnect,
    rows: &[
        Row::new("openconnect").by_client(),
        Row::new("SSL negotiation with").by_client(),
        Row::new("Certificate from VPN server").by_client(),
        says("Server certificate verify failed: signer not found", R::UnknownIssuer),
        says("Server certificate verify failed: certificate does not match hostname", R::NameMismatch),
        says("Server certificate verify failed: certificate expired", R::Expired),
        says("Server certificate verify failed: certificate not yet activated", R::NotYetValid),
        says("Server certificate verify failed: certificate not yet valid", R::NotYetValid),
        says("Server certificate verify failed: certificate revoked", R::Revoked),
        says("Server certificate verify failed: signer not a CA certificate", R::CaViolation),
        says("Server certificate verify failed: insecure algorithm", R::WeakSignature),
        says("Server certificate verify failed: signature verification failed", R::BadSignature),
        says("Server certificate verify failed: self signed certificate", R::SelfSignedLeaf),
        says("Server certificate verify failed", R::GenericVerifyFailed).faint(),
        says("failed verification.*Reason: signer not found", R::UnknownIssuer),
        says("failed verification.*Reason: certificate does not match hostname", R::NameMismatch),
        says("failed verification.*Reason: certificate expired", R::Expired),
        says("Server SSL certificate didn't match:", R::PinMismatch),
        says("Server certificate's fingerprint", R::PinMismatch).faint(),
        says("None of the * fingerprint(s) specified via --servercert match server's certificate", R::PinMismatch),
        says("Server presented no certificate", R::GenericVerifyFailed),
        says("Could not extract expiration time of certificate", R::Malformed),
        // What was said of the certificate before was accepted, by the user or by its pin.
        says("SSL connection failure: The operation timed out", R::HandshakeTimeout).decisive(),
        says("SSL connection cancelled", R::NotTlsRelated).faint(),
        says("SSL connection failure", R::GenericHandshakeFailure).faint(),
        says("Failed to open HTTPS connection to", R::NotTlsRelated).faint(),
        says("Creating SSL connection failed", R::GenericHandshakeFailure).faint(),
        says("DTLS handshake failed", R::GenericHandshakeFailure).faint(),
        says("DTLS handshake timed out", R::HandshakeTimeout),
        says("DTLS connection compression disabled", R::TlsNotFailure).faint(),
        says("Established DTLS connection", R::TlsNotFailure).faint(),
        says("Connected to HTTPS on", R::TlsNotFailure).faint(),
        says("Connected to HTTPS on * with ciphersuite", R::TlsNotFailure).faint(),
        says("Unexpected 513 result from server", R::PeerRejectedOurCert).by_peer(),
        says("Invalid client certificate.*Failed to obtain WebVPN cookie", R::PeerRejectedOurCert).by_peer(),
        says("SSL VPN * Certificate Validation Failure", R::PeerRejectedOurCert).by_peer(),
        says("Server requested SSL client certificate; none was configured", R::ClientCertRequired).faint(),
        says("Failed to open CA file", R::TrustStoreUnavailable),
        says("Loading certificate failed. Aborting", R::LocalCredentialError),
        says("Failed to load PKCS#12", R::LocalCredentialError),
        says("No SSL certificate found to match private key", R::LocalCredentialError),
        says("Failed to obtain WebVPN cookie", R::NotTlsRelated).faint(),
        says("Invalid username or password", R::NotTlsRelated).faint(),
    ],
};
