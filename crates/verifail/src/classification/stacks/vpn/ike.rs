//! strongSwan, which checks certificates for IKE by the same rules, and clients of vendors' TLS tunnels.

use super::super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

/// Either side of IKE may say it.
const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).offline().at(Hop::Direct).seen("strongSwan 5-6: libstrongswan, libtls, libcharon")
}

/// libtls, and notices: no side is taken.
const fn tls(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("strongSwan 5-6: libtls")
}

const fn alert(text: &'static str, reason: R) -> Row {
    tls(text, reason).by_peer()
}

const fn forti(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Openfortivpn).by_client().seen("openfortivpn 1.0-1.23: tunnel.c, http.c")
}

/// Texts of strongSwan and others.
pub(in super::super) static ROWS: StackRows = StackRows {
    stack: Stack::Strongswan,
    rows: &[
        Row::new("charon"),
        Row::new("found unsupported critical X.509 extension:")
            .means(R::UnhandledCriticalExtension)
            .offline()
            .seen("5-6: libstrongswan plugins/openssl/openssl_x509.c"),
        Row::new("IKE SA authentication request rejected by peer").means(R::NotTlsRelated).seen("Libreswan 4-5"),
        // strongSwan's app for Android.
        Row::new("Verifying server authentication failed")
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("Android app"),
        Row::new("User authentication failed").means(R::NotTlsRelated).faint().seen("Android app"),
        Row::new("[IKE]"),
        Row::new("[CFG]"),
        Row::new("[TLS]"),
        Row::new("strongswan"),
        // Trust.
        says("no issuer certificate found", R::UnknownIssuer),
        says("no trusted * public key found", R::UnknownIssuer).faint(),
        says("no trusted RSA public key found", R::UnknownIssuer),
        says("no trusted ECDSA public key found", R::UnknownIssuer),
        says("no trusted ED25519 public key found", R::UnknownIssuer),
        says("no TLS public key found for", R::UnknownIssuer),
        says("no TLS public key found for server", R::UnknownIssuer).by_client(),
        says("no trusted certificate found for * to verify TLS", R::UnknownIssuer),
        says("self-signed certificate \"*\" is not trusted", R::SelfSignedLeaf),
        says("reached end of incomplete trust chain for", R::MissingIntermediate),
        says("subject certificate invalid (valid from", R::ExpiredOrNotYetValid),
        says("certificate invalid (valid from", R::ExpiredOrNotYetValid),
        says("certificate was revoked on", R::Revoked),
        says("certificate status is not available", R::RevocationUnavailable).faint(),
        says("certificate status is unknown, crl is stale", R::RevocationUnavailable),
        says("crl fetching failed", R::RevocationUnavailable).faint(),
        says("ocsp check failed, fallback to crl", R::RevocationUnavailable).faint(),
        says("ocsp response verification failed", R::OcspResponseBad),
        says("crl response verification failed", R::RevocationUnavailable),
        says("path length of * violates constraint of", R::PathLength),
        says("constraint check failed: peer not authenticated with", R::PinMismatch),
        says("constraint check failed: identity", R::NameMismatch),
        says("constraint check failed", R::Policy).faint(),
        says("constraint requires cert policy", R::Policy),
        says("policy * missing in issuing certificate", R::Policy),
        says("of certificate '*' does not match any", R::NameConstraints).faint(),
        says("matches excluded name constraint", R::NameConstraints),
        says("does not match any permitted name constraint", R::NameConstraints),
        says("not matching permitted name constraints", R::NameConstraints),
        says("server certificate does not match to", R::NameMismatch).by_client(),
        says("IDir '*' does not match to", R::NameMismatch),
        says("selected peer config '*' unacceptable", R::Policy).faint(),
        says("rejecting certificate without digitalSignature or", R::KeyUsage),
        says("signature validation failed, looking for another key", R::BadSignature),
        // Its own: no peer has a part in it.
        tls("building CRED_CERTIFICATE - X509 failed", R::LocalCredentialError),
        tls("loading certificate from '*' failed", R::LocalCredentialError),
        tls("building CRED_PRIVATE_KEY", R::LocalCredentialError),
        tls("no private key found for", R::LocalCredentialError),
        tls("no usable TLS client certificate found", R::LocalCredentialError),
        tls("no usable TLS server certificate found", R::LocalCredentialError),
        tls("received AUTHENTICATION_FAILED notify error", R::GenericHandshakeFailure).faint().by_peer(),
        tls("no certificate sent by peer", R::ClientCertRequired),
        // TLS of EAP.
        alert("received fatal TLS alert 'handshake failure'", R::GenericHandshakeFailure),
        alert("received fatal TLS alert 'unknown ca'", R::PeerRejectedOurCert),
        alert("received fatal TLS alert 'bad certificate'", R::PeerRejectedOurCert),
        alert("received fatal TLS alert 'certificate unknown'", R::PeerRejectedOurCert),
        alert("received fatal TLS alert 'certificate expired'", R::PeerRejectedOurCert),
        alert("received fatal TLS alert 'access denied'", R::PeerRejectedOurCert),
        alert("received fatal TLS alert 'protocol version'", R::ProtocolVersion),
        alert("received fatal TLS alert 'internal error'", R::PeerInternalError),
        alert("received fatal TLS alert", R::GenericHandshakeFailure),
        tls("sending fatal TLS alert", R::GenericHandshakeFailure).faint(),
        tls("received TLS cipher suite * unacceptable", R::NoSharedCipher),
        tls("no supported TLS cipher suite available", R::NoSharedCipher),
        tls("negotiated TLS * unacceptable", R::ProtocolVersion),
        tls("TLS record decryption failed", R::RecordCorrupt),
        tls("received NO_PROPOSAL_CHOSEN notify error", R::NotTlsRelated),
        tls("received TS_UNACCEPTABLE notify", R::NotTlsRelated),
        tls("received INVALID_KE_PAYLOAD notify", R::NotTlsRelated),
        tls("no IKE config found for", R::NotTlsRelated),
        tls("no matching peer config found", R::NotTlsRelated),
        tls("giving up after * retransmits", R::NotTlsRelated),
        tls("peer not responding, trying again", R::NotTlsRelated),
        tls("no shared key found for", R::NotTlsRelated),
        tls("MAC mismatched", R::NotTlsRelated),
        // Success.
        tls("using trusted certificate", R::TlsNotFailure).faint(),
        tls("reached self-signed root ca with a path length of", R::TlsNotFailure).faint(),
        tls("certificate status is good", R::TlsNotFailure).faint(),
        tls("authentication of '*' with * successful", R::TlsNotFailure).faint(),
        tls("IKE_SA * established between", R::TlsNotFailure).faint(),
        // Whom it let in although nobody told of a revocation.
        tls("certificate status is not available*authentication of '*' with * successful", R::TlsNotFailure)
            .at(Hop::Direct),
        tls("certificate status is not available*IKE_SA * established between", R::TlsNotFailure).at(Hop::Direct),
        // openfortivpn.
        Row::new("openfortivpn").from(Stack::Openfortivpn),
        forti(
            "Gateway certificate validation failed, and the certificate digest is not in the local whitelist",
            R::GenericVerifyFailed,
        ),
        forti("Gateway certificate validation failed", R::GenericVerifyFailed),
        forti("Gateway certificate validation succeeded", R::TlsNotFailure).faint(),
        forti("Gateway certificate digest found in white list", R::TlsNotFailure).faint(),
        Row::new("Gateway certificate validation failed. *Gateway certificate digest found in white list")
            .means(R::TlsNotFailure)
            .decisive()
            .from(Stack::Openfortivpn)
            .at(Hop::Direct),
        forti("Could not authenticate to gateway (", R::NotTlsRelated),
        forti("Could not authenticate to gateway (SSL error)", R::UncleanClose),
        forti("VPN allocation request failed (", R::NotTlsRelated),
        forti("Could not get VPN configuration (", R::NotTlsRelated),
        forti("Could not start tunnel (", R::NotTlsRelated),
        forti("VPN allocation request failed (SSL error)", R::UncleanClose),
        forti("Could not get VPN configuration (SSL error)", R::UncleanClose),
        forti("Error reading from SSL connection (", R::UncleanClose).faint(),
        forti("Error writing to SSL connection (", R::UncleanClose).faint(),
        forti("Error reading from TLS connection (", R::UncleanClose).faint(),
        forti("Error writing to TLS connection (", R::UncleanClose).faint(),
        forti("Bad certificate sha256 digest in configuration file", R::TlsConfigError),
        forti("Could not add certificate digest to whitelist", R::TlsConfigError),
        forti("Bad min-tls", R::TlsConfigError),
        forti("Unable to get gateway certificate", R::GenericVerifyFailed),
        forti("PKCS11 OSSL_STORE_open failed", R::LocalCredentialError),
        forti("Could not authenticate to gateway. Please check the password, client certificate", R::NotTlsRelated),
        forti("SSL_CTX_use_certificate_file:", R::LocalCredentialError).faint(),
        forti("SSL_CTX_use_PrivateKey_file:", R::LocalCredentialError).faint(),
        forti("SSL_CTX_check_private_key:", R::LocalCredentialError).faint(),
        forti("SSL_CTX_load_verify_locations:", R::TrustStoreUnavailable),
        forti("SSL_CTX_set_cipher_list failed:", R::TlsConfigError),
        forti("SSL_connect: ", R::GenericHandshakeFailure).faint(),
        forti("TLS connection failed", R::GenericHandshakeFailure).faint(),
        forti("Connect to gateway.", R::NotTlsRelated).faint(),
        // What charon leaves out, and goes on.
        Row::new("not allowed by trustchain, ignored").means(R::TlsNotFailure).from(Stack::Strongswan),
        // openconnect and other clients of gateways.
        Row::new("Server certificate verify failed: ")
            .means(R::GenericVerifyFailed)
            .by_client()
            .faint()
            .from(Stack::Gnutls)
            .seen("openconnect 3-9"),
        Row::new("Server certificate verify failed: signer not found")
            .means(R::UnknownIssuer)
            .by_client()
            .from(Stack::Gnutls),
        Row::new("Server certificate verify failed: certificate does not match hostname")
            .means(R::NameMismatch)
            .by_client()
            .from(Stack::Gnutls),
        Row::new("Server SSL certificate didn't match").means(R::PinMismatch).by_client().from(Stack::Gnutls),
        Row::new("To trust this server in future, perhaps add this to your command line")
            .means(R::GenericVerifyFailed)
            .faint()
            .by_client()
            .from(Stack::Gnutls),
    ],
};
