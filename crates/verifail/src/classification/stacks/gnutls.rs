//! GnuTLS: verification statuses, the sentences of its errors, its alerts, and numbers that programs print.

use super::super::codes::{ALERTS, GNUTLS_ERROR, GNUTLS_STATUS};
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

pub(super) mod localised;

/// A sentence of gnutls_certificate_verification_status_print.
const fn status(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("gnutls lib/cert-session.c 2.12-3.8")
}

/// A sentence of gnutls_strerror.
const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("gnutls lib/errors.c 2.12-3.8")
}

/// A sentence for the connection's end, behind words that tell that it was still in the handshake.
const fn cut_off(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("curl, apt, libvirt, OpenConnect, glib-networking, wget, Emacs")
}

/// gnutls_alert_get_name, behind a line that says that an alert was received.
const fn alert(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_peer().seen("gnutls lib/alert.c")
}

/// What programs make of a status in words of their own.
const fn program(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("WeeChat, mutt, msmtp, Pidgin, OpenConnect, lynx")
}

const fn number(text: &'static str) -> Row {
    Row::new(text).decodes(&GNUTLS_ERROR)
}

/// Alerts by their names: gnutls_alert_get_name, where curl prints it instead of the sentence that one was received,
/// and behind the number of one.
macro_rules! alerts {
    ($($name:literal $reason:ident;)+) => {
        &[$(
            Row::new(concat!("gnutls_handshake() failed: ", $name)).means(R::$reason).by_client().by_peer().seen("curl lib/vtls/gtls.c before 8"),
            Row::new(concat!("GnuTLS, handshake failed: ", $name)).means(R::$reason).by_client().by_peer().seen("curl lib/vtls/gtls.c"),
        )+]
    };
}

/// What curl makes of alerts.
pub(super) static ALERT_NAMES: StackRows = StackRows {
    stack: Stack::Gnutls,
    rows: alerts! {
        "Unexpected message" ProtocolViolation;
        "Bad record MAC" RecordCorrupt;
        "Decryption failed" RecordCorrupt;
        "Record overflow" RecordCorrupt;
        "Handshake failed" GenericHandshakeFailure;
        "Certificate is bad" PeerRejectedOurCert;
        "Certificate is not supported" PeerRejectedOurCert;
        "Certificate was revoked" PeerRejectedOurCert;
        "Certificate is expired" PeerRejectedOurCert;
        "Unknown certificate" PeerRejectedOurCert;
        "Illegal parameter" ProtocolViolation;
        "CA is unknown" PeerRejectedOurCert;
        "Access was denied" PeerRejectedOurCert;
        "Decode error" ProtocolViolation;
        "Decrypt error" BadSignature;
        "Error in protocol version" ProtocolVersion;
        "Insufficient security" NoSharedCipher;
        "Internal error" PeerInternalError;
        "Inappropriate fallback" InappropriateFallback;
        "User canceled" GenericHandshakeFailure;
        "No renegotiation is allowed" LegacyRenegotiation;
        "An extension was expected but was not seen" ProtocolViolation;
        "An unsupported extension was sent" ProtocolViolation;
        "The SRP/PSK username is missing or not known" PskOrTicket;
        "Certificate is required" ClientCertRequired;
        "No supported application protocol could be negotiated" Alpn;
    },
};

/// Texts of GnuTLS.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Gnutls,
    rows: &[
        // Statuses: the first sentence comes with every other.
        status("The certificate is NOT trusted", R::GenericVerifyFailed).faint(),
        // What may fail behind verification follows it.
        status("The certificate is trusted", R::TlsNotFailure).faint().leads_to(R::ALL),
        status("The certificate chain is revoked", R::Revoked),
        status("The certificate doesn't match the local copy (TOFU)", R::PinMismatch),
        status("The revocation or OCSP data are old and have been superseded", R::OcspResponseBad),
        status("The revocation or OCSP data are issued with a future date", R::OcspResponseBad),
        status("The certificate issuer is unknown", R::UnknownIssuer),
        status("The certificate issuer is not a CA", R::CaViolation),
        status("The certificate chain uses insecure algorithm", R::WeakSignature),
        status("The certificate chain violates the signer's constraints", R::NameConstraints),
        status("The certificate chain uses not yet valid certificate", R::NotYetValid),
        status("The certificate chain uses expired certificate", R::Expired),
        status("The signature in the certificate is invalid", R::BadSignature),
        status("The name in the certificate does not match the expected", R::NameMismatch),
        status("but the OCSP status is missing", R::OcspResponseBad),
        status("The received OCSP status response is invalid", R::OcspResponseBad),
        status("The certificate contains an unknown critical extension", R::UnhandledCriticalExtension),
        status("certificate chain does not match the intended purpose", R::EkuMissingOrWrong),
        // gnutls_strerror: what is seldom.
        says("A disallowed SNI server name has been received", R::SniUnrecognized).by_server(),
        says("A connection with inappropriate fallback was attempted", R::InappropriateFallback).by_server(),
        says("An illegal TLS extension was received", R::ProtocolViolation),
        says("An error was encountered at the TLS Finished packet calculation", R::RecordCorrupt),
        says("An algorithm that is not enabled was negotiated", R::NoSharedParams),
        says("The specified session has been invalidated for some reason", R::UncleanClose),
        says("TLS Application data were received, while expecting handshake data", R::ProtocolViolation),
        says("Too many handshake packets have been received", R::ProtocolViolation),
        says("Too many empty record packets have been received", R::ProtocolViolation),
        says("No temporary DH parameters were found", R::TlsConfigError),
        says("No temporary RSA parameters were found", R::TlsConfigError),
        says("Error in the server's DH parameters", R::WeakKeyExchange).by_client(),
        says("Error in the CRL verification", R::RevocationUnavailable),
        says("Unsupported critical extension in X.509 certificate", R::UnhandledCriticalExtension),
        says("Duplicate extension in X.509 certificate", R::Malformed),
        says("The certificate has unsupported attributes", R::Malformed),
        says("The certificate type is not supported", R::NoSharedParams).faint(),
        says("The given DSA key is incompatible with the selected TLS protocol", R::NoSharedParams),
        says("The provided X.509 certificate list is not sorted (in subject to issuer order)", R::IssuerMismatch),
        says("There is no certificate status (OCSP)", R::OcspResponseBad),
        says("The OCSP response provided doesn't match the available certificates", R::OcspResponseBad),
        says("Unknown Subject Alternative name in X.509 certificate", R::Malformed),
        says("CIDR name constraint is malformed in size or structure", R::NameConstraints),
        says("The Message Authentication Code verification failed", R::RecordCorrupt).faint(),
        says("Channel binding data not available", R::TlsConfigError),
        says("An error has been detected in the library and cannot continue operations", R::CryptoPolicyBlocked),
        // The words that programs of GnuTLS 1 and 2 have for the same bits.
        status("hasn't got a known issuer", R::UnknownIssuer),
        status("doesn't have a known issuer", R::UnknownIssuer),
        status("certificate is not yet activated", R::NotYetValid),
        status("certificate has not yet been activated", R::NotYetValid),
        status("certificate uses an insecure algorithm", R::WeakSignature),
        status("was signed using an insecure algorithm", R::WeakSignature),
        status("The certificate's owner does not match hostname", R::NameMismatch)
            .by_client()
            .seen("wget src/gnutls.c"),
        status("The certificate of * is not trusted", R::GenericVerifyFailed)
            .faint()
            .by_client()
            .seen("wget src/gnutls.c"),
        status("The certificate of * has been revoked", R::Revoked).by_client().seen("wget src/gnutls.c"),
        status("The certificate of * has expired", R::Expired).by_client().seen("wget src/gnutls.c"),
        status("The certificate has expired", R::Expired),
        status("The certificate has been revoked", R::Revoked),
        status("The certificate signer of * was not a CA", R::CaViolation).by_client().seen("wget src/gnutls.c"),
        // gnutls-cli, gnutls-serv, certtool.
        Row::new("PKI verification of server certificate failed").means(R::GenericVerifyFailed).by_client(),
        Row::new("Verifying server certificate failed").means(R::GenericVerifyFailed).by_client(),
        Row::new("Received alert [#]").decodes(&ALERTS).by_peer().seen("gnutls-cli, gnutls-serv, wget"),
        Row::new("Handshake has failed").means(R::GenericHandshakeFailure).by_client().faint(),
        Row::new("Fatal error: A TLS fatal alert has been received").by_client(),
        Row::new("- Handshake was completed").means(R::TlsNotFailure).faint(),
        Row::new("Chain verification output: Not verified").means(R::GenericVerifyFailed).offline().seen("certtool"),
        Row::new("Chain verification output: Verified. The certificate is trusted").means(R::TlsNotFailure).offline(),
        Row::new("Error in handshake: ").by_server().seen("gnutls-serv"),
        // aria2.
        Row::new("SSL/TLS handshake failure")
            .means(R::GenericHandshakeFailure)
            .faint()
            .by_client()
            .seen("aria2 SocketCore.cc"),
        Row::new("[SocketCore.cc:").by_client().seen("aria2"),
        program("handshake failure: `not signed by known authorities or invalid'", R::GenericVerifyFailed)
            .seen("aria2"),
        program("known authorities or invalid' `issuer is not known'", R::UnknownIssuer).seen("aria2"),
        program("known authorities or invalid' `expired'", R::Expired).seen("aria2"),
        program("`issuer is not known' `expired'", R::Expired).seen("aria2"),
        program("known authorities or invalid' `not activated yet'", R::NotYetValid).seen("aria2"),
        program("known authorities or invalid' `insecure algorithm'", R::WeakSignature).seen("aria2"),
        program("handshake failure: hostname does not match", R::NameMismatch).seen("aria2"),
        // curl, git and apt.
        Row::new("gnutls_handshake() failed: ").means(R::GenericHandshakeFailure).faint().by_client(),
        Row::new("gnutls_handshake() failed").means(R::GenericHandshakeFailure).faint().by_client(),
        number("gnutls_handshake() failed (#)").by_client(),
        Row::new("gnutls_handshake() warning: ").by_client(),
        Row::new("server certificate verification failed. CAfile").means(R::GenericVerifyFailed).by_client(),
        Row::new("server certificate verification failed. CAfile: none")
            .means(R::TrustStoreUnavailable)
            .by_client()
            .at(Hop::Direct),
        Row::new("server certificate verification failed. CAfile: (null)")
            .means(R::TrustStoreUnavailable)
            .by_client()
            .at(Hop::Direct),
        Row::new("gnutls_certificate_set_x509_trust*").means(R::TrustStoreUnavailable),
        Row::new("gnutls_certificate_set_x509_system_trust").means(R::TrustStoreUnavailable),
        Row::new("gnutls_x509_trust_list_add_*").means(R::TrustStoreUnavailable),
        // What is a close after the handshake is an end within it.
        cut_off("gnutls_handshake() failed: The TLS connection was non-properly terminated", R::HandshakeEof)
            .by_client(),
        cut_off("gnutls_handshake() failed: A TLS packet with unexpected length", R::HandshakeEof).by_client(),
        cut_off("(gnutls_handshake): A TLS packet with unexpected length", R::HandshakeEof).by_server(),
        cut_off("handshake failed (The TLS connection was non-properly terminated", R::HandshakeEof).by_client(),
        cut_off("handshake failed*The TLS connection was non-properly terminated", R::HandshakeEof),
        cut_off("handshake failed (The operation timed out", R::HandshakeTimeout).by_client(),
        cut_off("gnutls_handshake() failed: The operation timed out", R::HandshakeTimeout).by_client(),
        cut_off("Error in handshake: The TLS connection was non-properly terminated", R::HandshakeEof).by_server(),
        cut_off("SSL/TLS handshake failure: The TLS connection was non-properly terminated", R::HandshakeEof)
            .by_client(),
        cut_off("can't connect: The TLS connection was non-properly terminated", R::HandshakeEof).by_client(),
        cut_off("TLS handshake: The TLS connection was non-properly terminated", R::HandshakeEof),
        cut_off("handshake failed: The TLS connection was non-properly terminated", R::HandshakeEof),
        cut_off("Could not handshake: The TLS connection was non-properly terminated", R::HandshakeEof).by_client(),
        cut_off("SSL connection failure: The TLS connection was non-properly terminated", R::HandshakeEof).by_client(),
        cut_off("gnutls_handshake: The TLS connection was non-properly terminated", R::HandshakeEof).by_client(),
        cut_off("The TLS connection was non-properly terminated. Unable to establish SSL connection", R::HandshakeEof)
            .by_client(),
        cut_off("The TLS connection was non-properly terminated*Handshake has failed", R::HandshakeEof).by_client(),
        cut_off("The TLS connection was non-properly terminated.) boot", R::HandshakeEof).by_client(),
        cut_off("gnutls_handshake() failed: Error in the push function", R::HandshakeReset).by_client(),
        cut_off("TLS handshake: Error in the push function", R::HandshakeReset),
        cut_off("TLS: can't connect: Error in the push function", R::HandshakeReset).by_client().seen("libldap"),
        cut_off("TLS: can't connect: Error in the pull function", R::HandshakeReset).by_client().seen("libldap"),
        cut_off("TLS: can't accept: Error in the push function", R::HandshakeReset).by_server().seen("slapd"),
        cut_off("TLS: can't accept: Error in the pull function", R::HandshakeReset).by_server().seen("slapd"),
        cut_off("handshake failed: Error in the push function", R::HandshakeReset),
        Row::new("server verification failed: certificate not found").means(R::GenericVerifyFailed).by_client(),
        Row::new("server certificate verification failed").means(R::GenericVerifyFailed).by_client().seen("curl"),
        Row::new("server certificate expiration date has passed").means(R::Expired).by_client().seen("curl"),
        Row::new("server certificate not activated yet").means(R::NotYetValid).by_client().seen("curl"),
        Row::new("server certificate status verification FAILED").means(R::OcspResponseBad).by_client().seen("curl"),
        Row::new("SSL: certificate subject name (*) does not match target host name")
            .means(R::NameMismatch)
            .by_client()
            .seen("curl lib/vtls/gtls.c"),
        Row::new("failed to get server cert").means(R::ClientCertRequired).by_client().seen("curl lib/vtls/gtls.c"),
        Row::new("error reading ca cert file").means(R::TrustStoreUnavailable).seen("curl lib/vtls/gtls.c"),
        Row::new("No system certificates available. Try installing ca-certificates")
            .means(R::TrustStoreUnavailable)
            .by_client()
            .seen("apt methods/connect.cc"),
        Row::new("Could not load certificates from").means(R::TrustStoreUnavailable).seen("apt methods/connect.cc"),
        Row::new("Certificate verification failed: The certificate").means(R::GenericVerifyFailed).faint().by_client(),
        Row::new("Could not handshake: ").means(R::GenericHandshakeFailure).faint().by_client().seen("apt"),
        number("GnuTLS recv error (#)").by_client().seen("curl lib/vtls/gtls.c"),
        // After the handshake a length that nobody expects is no other protocol, but a record that was cut off.
        Row::new("GnuTLS recv error (-9)").means(R::UncleanClose).decisive().by_client().seen("curl lib/vtls/gtls.c"),
        number("GnuTLS send error (#)").by_client().seen("curl lib/vtls/gtls.c"),
        number("GnuTLS, handshake failed: (#)").by_client(),
        // FileZilla, lftp, VLC, ffmpeg, Exim, WeeChat, and any other that prints the number.
        number("GnuTLS error #:").by_client().seen("FileZilla"),
        number("GnuTLS error # in ").by_client().seen("FileZilla"),
        number("GnuTLS error #"),
        number("GnuTLS error: #"),
        number("GnuTLS: error #"),
        number("GnuTLS error code #"),
        number("gnutls error (#)"),
        number("unexpected GnuTLS error # in").seen("rsyslog nsd_gtls.c"),
        number("gnutls_handshake returned #"),
        number("gnutls_handshake: #"),
        number("gnutls_record_recv: #"),
        Row::new("Server did not properly shut down TLS connection")
            .means(R::UncleanClose)
            .by_client()
            .seen("FileZilla"),
        Row::new("peer cert untrusted or revoked (#)").decodes(&GNUTLS_STATUS).seen("OpenLDAP tls_g.c"),
        Row::new("certificate verification failed: #").decodes(&GNUTLS_STATUS),
        Row::new("verify status: #").decodes(&GNUTLS_STATUS),
        Row::new("gnutls*verif*status=#").decodes(&GNUTLS_STATUS),
        Row::new("gnutls*verif*status #").decodes(&GNUTLS_STATUS),
        Row::new("verification failed with status #").decodes(&GNUTLS_STATUS).faint(),
        Row::new("verification status #").decodes(&GNUTLS_STATUS),
        Row::new("certificate verification failure: #").decodes(&GNUTLS_STATUS).by_client().seen("VLC"),
        Row::new("gnutls*status: #").decodes(&GNUTLS_STATUS).by_client().from(Stack::Gnutls),
        Row::new("peer_name[*] status #").decodes(&GNUTLS_STATUS).by_client().seen("Samba lib/tls"),
        // Emacs.
        number("GnuTLS error: *>, #").by_client(),
        number("(err=[#] ").by_client(),
        program("certificate signer was not found (self-signed)", R::SelfSignedLeaf),
        program("certificate signer was not found", R::UnknownIssuer),
        program("certificate was signed with a non-CA", R::CaViolation),
        program("certificate could not be verified", R::GenericVerifyFailed).faint(),
        program("certificate was revoked by its CA", R::Revoked),
        program("certificate host does not match hostname", R::NameMismatch),
        program("(Emacs) certificate", R::GenericVerifyFailed).faint(),
        program("Certificate validation failed *, verification code", R::GenericVerifyFailed),
        // WeeChat, mutt, msmtp, Pidgin, OpenConnect, lynx.
        program("peer's certificate is NOT trusted", R::GenericVerifyFailed).faint(),
        program("peer's certificate issuer is unknown", R::UnknownIssuer),
        program("the hostname in the certificate does NOT match", R::NameMismatch),
        program("gnutls: certificate has expired", R::Expired),
        program("gnutls: certificate is not yet activated", R::NotYetValid),
        program("gnutls: certificate fingerprint does NOT match", R::PinMismatch),
        program("gnutls: the certificate has been revoked", R::Revoked),
        program("gnutls: invalid certificate *, error: ", R::LocalCredentialError),
        program("gnutls: connected using", R::TlsNotFailure).faint(),
        Row::new("irc: TLS handshake failed").by_client(),
        Row::new("irc: connecting to server").by_client().seen("WeeChat"),
        Row::new("relay: TLS handshake failed for client").means(R::GenericHandshakeFailure).by_server().faint(),
        Row::new("relay: TLS handshake timeout for client").means(R::HandshakeTimeout).by_server(),
        Row::new("no TLS certificate/key found (option relay.network").means(R::LocalCredentialError),
        program("WARNING: Server hostname does not match certificate", R::NameMismatch),
        program("WARNING: Server certificate has expired", R::Expired),
        program("WARNING: Server certificate is not yet valid", R::NotYetValid),
        program("WARNING: Server certificate has been revoked", R::Revoked),
        program("WARNING: Signer of server certificate is not a CA", R::CaViolation),
        program("Certificate host check failed", R::NameMismatch),
        program("certificate owner does not match hostname", R::NameMismatch),
        program("TLS certificate verification failed", R::GenericVerifyFailed).faint(),
        program("the certificate fingerprint does not match", R::PinMismatch),
        program("The certificate presented is not issued to this domain", R::NameMismatch),
        program("because no certificate that can verify it is currently trusted", R::UnknownIssuer),
        program("The certificate chain presented is invalid", R::GenericVerifyFailed),
        program("Server certificate verify failed: ", R::GenericVerifyFailed),
        program("Server certificate verify failed: signer not found", R::UnknownIssuer),
        program("Server certificate verify failed: certificate does not match hostname", R::NameMismatch),
        program("Server certificate verify failed: certificate expired", R::Expired),
        program("Server certificate verify failed: certificate not yet activated", R::NotYetValid),
        program("failed verification. Reason: signer not found", R::UnknownIssuer),
        program("failed verification. Reason: certificate does not match hostname", R::NameMismatch),
        program("failed verification. Reason: certificate expired", R::Expired),
        program("Certificate from VPN server * failed verification", R::GenericVerifyFailed),
        program("SSL error:host(*)!=cert(", R::NameMismatch),
        program("SSL error:no issuer was found", R::UnknownIssuer),
        program("SSL error:self signed certificate", R::SelfSignedLeaf),
        program("SSL error:certificate is untrusted", R::GenericVerifyFailed),
        Row::new("TLS_REQCERT"),
        Row::new("GnuTLS"),
        // Received alerts.
        alert("fatal alert has been received*Handshake failed", R::GenericHandshakeFailure),
        alert("fatal alert has been received*Unknown certificate", R::PeerRejectedOurCert),
        alert("fatal alert has been received*CA is unknown", R::PeerRejectedOurCert),
        alert("fatal alert has been received*Certificate is bad", R::PeerRejectedOurCert),
        alert("fatal alert has been received*Certificate has expired", R::PeerRejectedOurCert),
        alert("fatal alert has been received*Certificate is not supported", R::PeerRejectedOurCert),
        alert("fatal alert has been received*Access was denied", R::PeerRejectedOurCert),
        alert("fatal alert has been received*Error in protocol version", R::ProtocolVersion),
        alert("fatal alert has been received*Insufficient security", R::NoSharedCipher),
        alert("fatal alert has been received*Internal error", R::PeerInternalError),
        alert("fatal alert has been received*server name sent was not recognized", R::SniUnrecognized),
        alert("fatal alert has been received*Illegal parameter", R::ProtocolViolation),
        alert("fatal alert has been received*Unexpected message", R::ProtocolViolation),
        alert("fatal alert has been received*Decrypt error", R::BadSignature),
        alert("fatal alert has been received*Certificate is required", R::ClientCertRequired),
        alert("fatal alert has been received*No supported application protocol", R::Alpn),
        alert("fatal alert has been received*Inappropriate fallback", R::InappropriateFallback),
        alert("warning alert has been received*server name sent was not recognized", R::SniUnrecognized),
        alert("The server name sent was not recognized", R::SniUnrecognized),
        // Sentences of the table.
        says("Error while reading file", R::TrustStoreUnavailable).faint(),
        says("Base64 decoding error", R::Malformed).faint(),
        says("Error in the certificate.", R::GenericVerifyFailed).faint(),
        says("Base64 unexpected header error", R::Malformed).faint(),
        says("CRL verification failed", R::RevocationUnavailable).faint(),
        says("Decryption has failed", R::RecordCorrupt),
        says("Exception loading {*error GnuTLS:", R::LocalCredentialError).seen("Scylla, Seastar: of its own files"),
        says("The server name sent was not recognised", R::SniUnrecognized),
        says("The handshake data size is too large", R::ProtocolViolation),
        says("A packet with illegal or unsupported version was received", R::ProtocolVersion),
        says("Error decoding the received TLS packet", R::ProtocolViolation),
        says("A TLS fatal alert has been received", R::GenericHandshakeFailure).by_peer(),
        says("An unexpected TLS packet was received", R::NotTls),
        says("An unexpected TLS handshake packet was received", R::ProtocolViolation),
        says("Could not negotiate a supported cipher suite", R::NoSharedCipher),
        says("Insufficient credentials for that request", R::LocalCredentialError),
        says("Key usage violation in certificate has been detected", R::KeyUsage),
        says("Error in the push function", R::UncleanClose),
        says("Error in the pull function", R::HandshakeReset),
        says("An illegal parameter has been received", R::ProtocolViolation),
        says("The certificate and the given key do not match", R::LocalCredentialError),
        says("Unknown Subject Alternative name in X.509 certificate", R::Malformed),
        says("The Diffie-Hellman prime sent by the server is not acceptable (not long enough)", R::WeakKeyExchange),
        says("ASN1 parser: Error in DER parsing", R::Malformed),
        says("ASN1 parser: Error in TAG", R::Malformed),
        // src/cli.c, before the sentence.
        says("Error setting the x509 trust file", R::TrustStoreUnavailable).decisive(),
        says("error reading X.509 key or certificate file", R::LocalCredentialError),
        // msmtp: mtls-gnutls.c.
        Row::new("msmtp: TLS").by_client().seen("msmtp 1.8"),
        says("cannot set X509 trust file", R::TrustStoreUnavailable).decisive(),
        says("cannot set X509 key file", R::LocalCredentialError).decisive(),
        says("Error loading key file", R::LocalCredentialError),
        says("Error loading cert file", R::LocalCredentialError),
        says("No supported cipher suites have been found", R::NoSharedCipher),
        says("Public key signature verification has failed", R::BadSignature),
        says("The signature algorithm is not supported", R::UnsupportedSignatureAlgorithm),
        says("Safe renegotiation failed", R::LegacyRenegotiation),
        says("Unsafe renegotiation denied", R::LegacyRenegotiation),
        says("The TLS connection was non-properly terminated", R::UncleanClose),
        says("One of the involved algorithms has insufficient security level", R::WeakKey),
        says("The SNI host name not recognised", R::SniUnrecognized),
        says("No supported ECC curves were found", R::NoSharedParams),
        says("No or insufficient priorities were set", R::TlsConfigError),
        says("The OCSP response is invalid", R::OcspResponseBad),
        says("No common application protocol could be negotiated", R::Alpn),
        says("Error in the certificate verification", R::GenericVerifyFailed),
        says("Error while performing self checks", R::CryptoPolicyBlocked),
        says("An error has been detected in the library and cannot continue operations", R::CryptoPolicyBlocked),
        says("Error in the time fields of certificate", R::ExpiredOrNotYetValid),
        says("A TLS record packet with invalid length was received", R::RecordCorrupt),
        says("No common key share with peer", R::NoSharedParams),
        says("An required TLS extension was received", R::ProtocolViolation),
        says("Peer has terminated the connection", R::HandshakeEof).faint(),
        says("No certificate was found", R::ClientCertRequired).faint(),
        says("Certificate is required", R::ClientCertRequired).faint(),
    ],
};
