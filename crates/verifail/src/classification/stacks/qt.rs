//! Qt: the words of QSslError and of its network access, whatever the TLS backend.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// src/network/ssl/qsslerror.cpp, qsslsocket*.cpp, and QNetworkReply.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Qt,
    rows: &[
        Row::new("the issuer certificate could not be found").means(R::UnknownIssuer).seen("4.3-6.9"),
        Row::new("the issuer certificate of a locally looked up certificate could not be found")
            .means(R::UnknownIssuer)
            .seen("4.3-6.9"),
        Row::new("no certificates could be verified").means(R::MissingIntermediate).seen("4.3-6.9: OpenSSL's 21"),
        Row::new("the certificate is self-signed, and untrusted").means(R::SelfSignedLeaf).seen("4.3-6.9"),
        Row::new("the root certificate of the certificate chain is self-signed, and untrusted")
            .means(R::SelfSignedInChain)
            .seen("4.3-6.9"),
        Row::new("the root ca certificate is not trusted for this purpose").means(R::UntrustedRoot).seen("4.3-6.9"),
        Row::new("the root ca certificate is marked to reject the specified purpose")
            .means(R::ExplicitlyDistrusted)
            .seen("4.3-6.9"),
        Row::new("the certificate signature could not be decrypted").means(R::BadSignature).seen("4.3-6.9"),
        Row::new("the signature of the certificate is invalid").means(R::BadSignature).seen("4.3-6.9"),
        Row::new("the public key in the certificate could not be read").means(R::Malformed).seen("4.3-6.9"),
        Row::new("the certificate's notBefore field contains an invalid time").means(R::Malformed).seen("4.3-6.9"),
        Row::new("the certificate's notAfter field contains an invalid time").means(R::Malformed).seen("4.3-6.9"),
        Row::new("the certificate is not yet valid").means(R::NotYetValid).seen("4.3-6.9"),
        Row::new("the certificate has expired").means(R::Expired).seen("4.3-6.9"),
        Row::new("one of the ca certificates is invalid").means(R::CaViolation).seen("4.3-6.9"),
        Row::new("the basicConstraints path length parameter has been exceeded").means(R::PathLength).seen("4.3-6.9"),
        Row::new("the supplied certificate is unsuitable for this purpose").means(R::EkuMissingOrWrong).seen("4.3-6.9"),
        Row::new("its subject name did not match the issuer name of the current certificate")
            .means(R::IssuerMismatch)
            .seen("4.3-6.9"),
        Row::new("issuer name and serial number was present and did not match the authority key identifier")
            .means(R::IssuerMismatch)
            .seen("4.3-6.9"),
        Row::new("the peer did not present any certificate").means(R::ClientCertRequired).seen("4.3-6.9"),
        Row::new("the host name did not match any of the valid hosts for this certificate")
            .means(R::NameMismatch)
            .by_client()
            .seen("4.3-6.9"),
        Row::new("the peer certificate is blacklisted").means(R::ExplicitlyDistrusted).seen("4.7-6.9"),
        Row::new("no ocsp status response found").means(R::OcspResponseBad).by_client().seen("5.13-6.9"),
        Row::new("the ocsp status request had invalid syntax").means(R::OcspResponseBad).by_client().seen("5.13-6.9"),
        Row::new("ocsp responder's identity cannot be verified").means(R::OcspResponseBad).by_client().seen("5.13-6.9"),
        Row::new("the identity of a certificate in an ocsp response cannot be established")
            .means(R::OcspResponseBad)
            .by_client()
            .seen("5.13-6.9"),
        Row::new("the certificate status response has expired").means(R::OcspResponseBad).by_client().seen("5.13-6.9"),
        Row::new("the certificate's status is unknown").means(R::OcspResponseBad).by_client().seen("5.13-6.9"),
        // The connection.
        Row::new("ssl handshake failed")
            .means(R::GenericHandshakeFailure)
            .faint()
            .seen("4.3-6.9: QNetworkReply::SslHandshakeFailedError"),
        Row::new("la poignée de main ssl a échoué").means(R::GenericHandshakeFailure).seen("French"),
        Row::new("ssl-handshake fehlgeschlagen").means(R::GenericHandshakeFailure).seen("German"),
        Row::new("error receiving trust for a ca certificate")
            .means(R::TlsNotFailure)
            .seen("5.0-5.15, macOS: a warning"),
        Row::new("sslhandshakefailederror").means(R::GenericHandshakeFailure).faint().by_client().seen("4.3-6.9"),
        Row::new("error during ssl handshake: ").means(R::GenericHandshakeFailure).faint().seen("4.3-6.9"),
        Row::new("error creating ssl context").means(R::TlsConfigError).seen("4.3-6.9"),
        Row::new("error creating ssl session").means(R::TlsConfigError).seen("4.3-6.9"),
        Row::new("unable to init ssl context").means(R::TlsConfigError).seen("5.2-6.9"),
        Row::new("invalid or empty cipher list").means(R::TlsConfigError).seen("4.3-6.9"),
        Row::new("cannot provide a certificate with no key").means(R::LocalCredentialError).seen("4.3-6.9"),
        Row::new("error loading local certificate").means(R::LocalCredentialError).seen("4.3-6.9"),
        Row::new("error loading private key").means(R::LocalCredentialError).seen("4.3-6.9"),
        Row::new("private key does not certify public key").means(R::LocalCredentialError).seen("4.3-6.9"),
        Row::new("unable to decrypt data:").means(R::RecordCorrupt).seen("4.3-6.9"),
        Row::new("the tls/ssl connection has been closed").means(R::HandshakeEof).seen("5.0-6.9"),
        Row::new("tls initialization failed").means(R::TlsConfigError).seen("5.0-6.9"),
        Row::new("no functional tls backend was found").means(R::TlsConfigError).seen("6.1-6.9"),
        Row::new("no tls backend is available").means(R::TlsConfigError).seen("6.1-6.9"),
        Row::new("active tls backend does not support").means(R::TlsConfigError).seen("6.1-6.9"),
        Row::new("the backend \"cert-only\" does not support").means(R::TlsConfigError).seen("6.1-6.9"),
        Row::new("the backend named * does not support tls").means(R::TlsConfigError).seen("6.1-6.9"),
        Row::new("cannot set backend named").means(R::TlsConfigError).seen("6.1-6.9"),
        Row::new("cannot call unresolved function")
            .means(R::TlsConfigError)
            .faint()
            .seen("4.3-5.15: OpenSSL is missing"),
        Row::new("incompatible version of openssl").means(R::TlsConfigError).seen("5.12-6.9"),
        Row::new("qt.network.ssl").seen("5.2-6.9: a logging category"),
        Row::new("qsslsocket").seen("4.3-6.9"),
        Row::new("qt.tlsbackend").seen("6.2-6.9: a logging category"),
        Row::new("QSslSocket: cannot resolve ").means(R::TlsConfigError).seen("4.6-5.15: symbols of OpenSSL"),
        Row::new("QSslCertificate(").seen("4.3-6.9: as qDebug prints one"),
        Row::new("QSslError(").seen("4.3-6.9"),
        Row::new("SSL-Errors happened for url").by_client().seen("ownCloud, Nextcloud: accessmanager.cpp"),
        Row::new("SSL-Warnings happened for url").by_client().seen("ownCloud 1.2"),
        Row::new("Certs are already known and trusted, Errors are not valid")
            .means(R::TlsNotFailure)
            .by_client()
            .seen("ownCloud, Nextcloud: sslerrordialog.cpp"),
        Row::new("Certs are already known and trusted, Warnings are not valid")
            .means(R::TlsNotFailure)
            .by_client()
            .seen("ownCloud 1.2"),
        Row::new("QObject::connect: No such").means(R::NotTlsRelated),
        Row::new("*SocketSslHandshakeFailedError").means(R::GenericHandshakeFailure).faint().seen("qmqtt"),
        Row::new("(QSslSocket): device not open").means(R::NotTlsRelated).faint(),
    ],
};
