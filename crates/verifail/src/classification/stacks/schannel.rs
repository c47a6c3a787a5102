//! SChannel and CryptoAPI: the system's texts for their numbers, the event log, and curl's SChannel backend. The
//! numbers themselves are read wherever they stand.

use super::super::codes::{ALERTS, ALERTS_SENT, WINDOWS_HRESULT, WINDOWS_TRUST_STATUS};
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, RetryAdvice, Stack};

/// An event of the system log; its words say more where they stand beside its number.
const fn event(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).faint().seen("Windows 7-11: events of the provider Schannel")
}

/// A text of FormatMessage for an HRESULT.
const fn message(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("FormatMessage: winerror.h")
}

/// A line that libcurl writes in lib/vtls/schannel.c or schannel_verify.c; git for Windows passes it on.
const fn curl(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("curl lib/vtls/schannel*.c 7.19-8.16")
}

/// A record of the source Schannel in the system's event log.
const fn system_event(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("event log, source Schannel, 36867-36888")
}

/// Texts of SChannel and CryptoAPI.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Schannel,
    rows: &[
        // Events of the system log, by number.
        system_event("EventID>36867<", R::TlsNotFailure),
        system_event("Event ID: 36867", R::TlsNotFailure),
        system_event("Event ID 36867", R::TlsNotFailure),
        system_event("EventID 36867", R::TlsNotFailure),
        system_event("EventID: 36867", R::TlsNotFailure),
        system_event("EventID>36868<", R::TlsNotFailure),
        system_event("Event ID: 36868", R::TlsNotFailure),
        system_event("Event ID 36868", R::TlsNotFailure),
        system_event("EventID 36868", R::TlsNotFailure),
        system_event("EventID: 36868", R::TlsNotFailure),
        system_event("EventID>36869<", R::LocalCredentialError).by_server(),
        system_event("Event ID: 36869", R::LocalCredentialError).by_server(),
        system_event("Event ID 36869", R::LocalCredentialError).by_server(),
        system_event("EventID 36869", R::LocalCredentialError).by_server(),
        system_event("EventID: 36869", R::LocalCredentialError).by_server(),
        system_event("EventID>36870<", R::LocalCredentialError),
        system_event("Event ID: 36870", R::LocalCredentialError),
        system_event("Event ID 36870", R::LocalCredentialError),
        system_event("EventID 36870", R::LocalCredentialError),
        system_event("EventID: 36870", R::LocalCredentialError),
        system_event("EventID>36871<", R::TlsConfigError),
        system_event("Event ID: 36871", R::TlsConfigError),
        system_event("Event ID 36871", R::TlsConfigError),
        system_event("EventID 36871", R::TlsConfigError),
        system_event("EventID: 36871", R::TlsConfigError),
        system_event("EventID>36872<", R::LocalCredentialError).by_server(),
        system_event("Event ID: 36872", R::LocalCredentialError).by_server(),
        system_event("Event ID 36872", R::LocalCredentialError).by_server(),
        system_event("EventID 36872", R::LocalCredentialError).by_server(),
        system_event("EventID: 36872", R::LocalCredentialError).by_server(),
        system_event("EventID>36873<", R::NoSharedCipher).by_server(),
        system_event("Event ID: 36873", R::NoSharedCipher).by_server(),
        system_event("Event ID 36873", R::NoSharedCipher).by_server(),
        system_event("EventID 36873", R::NoSharedCipher).by_server(),
        system_event("EventID: 36873", R::NoSharedCipher).by_server(),
        system_event("EventID>36874<", R::NoSharedCipher).by_server(),
        system_event("Event ID: 36874", R::NoSharedCipher).by_server(),
        system_event("Event ID 36874", R::NoSharedCipher).by_server(),
        system_event("EventID 36874", R::NoSharedCipher).by_server(),
        system_event("EventID: 36874", R::NoSharedCipher).by_server(),
        system_event("EventID>36876<", R::GenericVerifyFailed).by_server(),
        system_event("Event ID: 36876", R::GenericVerifyFailed).by_server(),
        system_event("Event ID 36876", R::GenericVerifyFailed).by_server(),
        system_event("EventID 36876", R::GenericVerifyFailed).by_server(),
        system_event("EventID: 36876", R::GenericVerifyFailed).by_server(),
        system_event("EventID>36877<", R::GenericVerifyFailed).by_server(),
        system_event("Event ID: 36877", R::GenericVerifyFailed).by_server(),
        system_event("Event ID 36877", R::GenericVerifyFailed).by_server(),
        system_event("EventID 36877", R::GenericVerifyFailed).by_server(),
        system_event("EventID: 36877", R::GenericVerifyFailed).by_server(),
        system_event("EventID>36880<", R::TlsNotFailure),
        system_event("Event ID: 36880", R::TlsNotFailure),
        system_event("Event ID 36880", R::TlsNotFailure),
        system_event("EventID 36880", R::TlsNotFailure),
        system_event("EventID: 36880", R::TlsNotFailure),
        system_event("EventID>36881<", R::ExpiredOrNotYetValid),
        system_event("Event ID: 36881", R::ExpiredOrNotYetValid),
        system_event("Event ID 36881", R::ExpiredOrNotYetValid),
        system_event("EventID 36881", R::ExpiredOrNotYetValid),
        system_event("EventID: 36881", R::ExpiredOrNotYetValid),
        system_event("EventID>36882<", R::UnknownIssuer),
        system_event("Event ID: 36882", R::UnknownIssuer),
        system_event("Event ID 36882", R::UnknownIssuer),
        system_event("EventID 36882", R::UnknownIssuer),
        system_event("EventID: 36882", R::UnknownIssuer),
        system_event("EventID>36884<", R::NameMismatch),
        system_event("Event ID: 36884", R::NameMismatch),
        system_event("Event ID 36884", R::NameMismatch),
        system_event("EventID 36884", R::NameMismatch),
        system_event("EventID: 36884", R::NameMismatch),
        system_event("EventID>36885<", R::TlsNotFailure),
        system_event("Event ID: 36885", R::TlsNotFailure),
        system_event("Event ID 36885", R::TlsNotFailure),
        system_event("EventID 36885", R::TlsNotFailure),
        system_event("EventID: 36885", R::TlsNotFailure),
        system_event("EventID>36886<", R::LocalCredentialError).by_server(),
        system_event("Event ID: 36886", R::LocalCredentialError).by_server(),
        system_event("Event ID 36886", R::LocalCredentialError).by_server(),
        system_event("EventID 36886", R::LocalCredentialError).by_server(),
        system_event("EventID: 36886", R::LocalCredentialError).by_server(),
        // SEC_E: what SChannel says of the peer's certificate.
        message("certificate chain was issued by an authority that is not trusted", R::UntrustedRoot),
        message("The target principal name is incorrect", R::NameMismatch),
        message("The received certificate has expired", R::Expired),
        message("unknown error occurred while processing the certificate", R::GenericVerifyFailed),
        message("The certificate is not valid for the requested usage", R::EkuMissingOrWrong),
        message("An untrusted certificate authority was detected while processing", R::UnknownIssuer),
        // SEC_E: what it says of the handshake and of records.
        message("The message received was unexpected or badly formatted", R::ProtocolViolation).undecided(),
        message("because they do not possess a common algorithm", R::NoSharedCipher).undecided(),
        message("No common application protocol exists between the client and the server", R::Alpn),
        message("The token supplied to the function is invalid", R::ProtocolViolation).undecided(),
        message("message or signature supplied for verification has been altered", R::RecordCorrupt),
        message("message supplied for verification is out of sequence", R::RecordCorrupt),
        message("The specified data could not be decrypted", R::RecordCorrupt),
        message("The context has expired and can no longer be used", R::UncleanClose),
        message("The Local Security Authority cannot be contacted", R::GenericHandshakeFailure),
        // Said to whoever asked for a context as a client, and has no certificate to show.
        message("The credentials supplied were not complete, and could not be verified", R::ClientCertRequired)
            .by_client(),
        Row::new("INCOMPLETE_CREDENTIALS").by_client().seen("winerror.h: SEC_I and SEC_E"),
        message("No credentials are available in the security package", R::LocalCredentialError),
        message("The credentials supplied to the package were not recognized", R::LocalCredentialError),
        message("cryptographic system or checksum function is invalid", R::CryptoPolicyBlocked),
        message("Cannot generate SSPI context", R::NotTlsRelated).decisive(),
        // CERT_E, CRYPT_E, TRUST_E: what CryptoAPI says of a chain.
        message(
            "not within its validity period when verifying against the current system clock",
            R::ExpiredOrNotYetValid,
        ),
        message("validity periods of the certification chain do not nest correctly", R::ProfileViolation),
        message("can only be used as an end-entity is being used as a CA or vi", R::CaViolation),
        message("path length constraint in the certification chain has been violated", R::PathLength),
        message("certificate contains an unknown extension that is marked 'critical'", R::UnhandledCriticalExtension),
        message("certificate being used for a purpose other than the ones specified by its CA", R::EkuMissingOrWrong),
        message("parent of a given certificate in fact did not issue that child", R::IssuerMismatch),
        message("certificate is missing or has an empty value for an important field", R::Malformed),
        message("terminated in a root certificate which is not trusted by the trust provider", R::UntrustedRoot),
        message("certificate chain could not be built to a trusted root authority", R::MissingIntermediate),
        message("Generic trust failure", R::GenericVerifyFailed),
        message("certificate was explicitly revoked by its issuer", R::Revoked),
        message("root certificate which is not trusted by the current trust provider", R::UntrustedRoot),
        message("root certificate is a testing certificate and the policy settings disallow", R::UntrustedRoot),
        message(
            "revocation process could not continue - the certificate(s) could not be checked",
            R::RevocationUnavailable,
        ),
        message("The certificate's CN name does not match the passed value", R::NameMismatch),
        message("certificate was explicitly marked as untrusted by the user", R::ExplicitlyDistrusted),
        message("one of the CA certificates is not trusted by the policy provider", R::UntrustedRoot),
        message("The certificate has invalid policy", R::Policy),
        message("name is not included in the permitted list or is explicitly excluded", R::NameConstraints),
        // Another node's certificate may say where to ask; a server that is offline may come back.
        message("The revocation function was unable to check revocation", R::RevocationUnavailable)
            .retry(RetryAdvice::OtherAddress),
        message(
            "The revocation function was unable to check revocation because the revocation server was offline",
            R::RevocationUnavailable,
        ),
        message("because the revocation server was offline", R::RevocationUnavailable),
        message("(0x80092010) - The certificate is revoked", R::Revoked),
        message("The certificate is revoked", R::Revoked),
        message("not in the revocation server's database", R::RevocationUnavailable),
        message("No Dll or exported function was found to verify revocation", R::RevocationUnavailable),
        message("The specified certificate is self signed", R::SelfSignedLeaf),
        message("The signature of the certificate cannot be verified", R::BadSignature),
        message("certificate's basic constraint extension has not been observed", R::CaViolation),
        message("ASN1 bad tag value met", R::Malformed),
        message("ASN1 unexpected end of data", R::Malformed),
        message("ASN1 corrupted data", R::Malformed),
        message("Cannot find object or property", R::TrustStoreUnavailable).faint(),
        message("The digital signature of the object did not verify", R::NotTlsRelated).decisive(),
        message("No signature was present in the subject", R::NotTlsRelated).decisive(),
        // The event log.
        event("A fatal alert was received from the remote endpoint", R::GenericHandshakeFailure).by_peer(),
        Row::new("received from the remote endpoint. The TLS protocol defined fatal alert code is #")
            .decodes(&ALERTS)
            .seen("event 36887"),
        Row::new("The following fatal alert was received: #").decodes(&ALERTS).seen("event 36887, 2008"),
        event("A fatal alert was generated", R::GenericHandshakeFailure),
        Row::new("The TLS protocol defined fatal error code is #").decodes(&ALERTS_SENT).seen("event 36888"),
        Row::new("The following fatal alert was generated: #").decodes(&ALERTS_SENT).seen("event 36888, 2008"),
        event("none of the cipher suites supported by the client application are supported", R::NoSharedCipher)
            .by_server(),
        event("the remote server was issued by an untrusted certificate authority", R::UntrustedRoot).by_client(),
        event("the remote client application was issued by an untrusted", R::UntrustedRoot).by_server(),
        event("received from the remote server does not contain the expected name", R::NameMismatch).by_client(),
        event("from the remote server has either expired or is not yet valid", R::ExpiredOrNotYetValid).by_client(),
        event("received from the remote server has expired", R::Expired).by_client(),
        event("received from the remote server has not validated correctly", R::GenericVerifyFailed).by_client(),
        event("from the remote client application has not validated correctly", R::GenericVerifyFailed).by_server(),
        event("received from the remote client application is not suitable for direct mapping", R::GenericVerifyFailed)
            .by_server(),
        event("fatal error occurred while creating a TLS client credential", R::TlsConfigError),
        event("fatal error occurred while creating an SSL client credential", R::TlsConfigError),
        event("fatal error occurred while creating a TLS server credential", R::TlsConfigError),
        event("when attempting to access the SSL server credential private key", R::LocalCredentialError),
        event("when attempting to access the TLS server credential private key", R::LocalCredentialError),
        event("credential's certificate does not have a private key information property", R::LocalCredentialError),
        event("No suitable default server credential exists on this system", R::LocalCredentialError),
        event("handshake completed successfully. The negotiated cryptographic parameters", R::TlsNotFailure),
        event("Creating a TLS client credential", R::TlsNotFailure).faint(),
        event("Creating a TLS server credential", R::TlsNotFailure).faint(),
        event("Creating an SSL client credential", R::TlsNotFailure).faint(),
        event("Creating an SSL server credential", R::TlsNotFailure).faint(),
        event("The Schannel security package has loaded successfully", R::TlsNotFailure).faint(),
        event("The Schannel security package has failed to load", R::TlsConfigError),
        event("credential's private key has the following properties", R::TlsNotFailure).faint(),
        event("this server trusts so many certificate authorities that the list has grown too long", R::TlsNotFailure),
        event("No supported cipher suites were found when initiating", R::TlsConfigError),
        event("no suitable client certificate could be found. An anonymous connection", R::ClientCertRequired)
            .by_client()
            .by_peer(),
        event("client application was not successfully mapped to a client system account", R::GenericVerifyFailed)
            .by_server(),
        event("certificate received from the remote server has been revoked", R::Revoked).by_client(),
        event("certificate received from the remote client application has been revoked", R::Revoked).by_server(),
        // curl's backend, which git for Windows uses too.
        Row::new("schannel: ").by_client().seen("curl lib/vtls/schannel.c"),
        Row::new("next InitializeSecurityContext failed").means(R::GenericHandshakeFailure).by_client().faint(),
        Row::new("initial InitializeSecurityContext failed").means(R::GenericHandshakeFailure).by_client().faint(),
        curl("schannel: failed to decrypt data, need more data", R::TlsNotFailure),
        curl("schannel: SNI or certificate check failed", R::GenericVerifyFailed),
        curl("schannel: CertGetNameString() failed to match connection hostname", R::NameMismatch),
        curl("schannel: CertGetNameString() failed to match", R::NameMismatch),
        curl("schannel: server certificate name verification failed", R::NameMismatch),
        curl("schannel: CertGetNameString() failed to provide", R::NoSan),
        curl("schannel: CertGetCertificateChain failed", R::GenericVerifyFailed),
        Row::new("schannel: CertGetCertificateChain error mask: #").decodes(&WINDOWS_TRUST_STATUS).by_client(),
        curl("schannel: CertGetCertificateChain trust error", R::GenericVerifyFailed),
        curl("schannel: this version of Windows is too old to support certificate verification", R::TlsConfigError),
        curl("schannel: TLS 1.3 not supported on Windows", R::TlsConfigError),
        curl("schannel: TLS 1.3 is not yet supported", R::TlsConfigError),
        curl("schannel: failed to receive handshake, SSL/TLS connection failed", R::HandshakeEof),
        curl("schannel: failed to receive handshake, need more data", R::GenericHandshakeFailure).faint(),
        curl("schannel: failed to send initial handshake data", R::HandshakeReset),
        curl("schannel: failed to send next handshake data", R::HandshakeReset),
        curl("schannel: server closed abruptly (missing close_notify)", R::UncleanClose),
        curl("schannel: server indicated shutdown in a prior call", R::UncleanClose),
        curl("schannel: renegotiation failed", R::LegacyRenegotiation),
        curl("schannel: server requested renegotiation", R::LegacyRenegotiation),
        curl("schannel: AcquireCredentialsHandle failed", R::LocalCredentialError),
        curl("schannel: Failed to import cert file", R::LocalCredentialError),
        curl("schannel: Failed to get certificate location", R::LocalCredentialError),
        curl("schannel: Failed to get certificate from file", R::LocalCredentialError),
        curl("schannel: Failed to open cert store", R::LocalCredentialError),
        curl("schannel: Failed to read cert file", R::LocalCredentialError),
        curl("schannel: certificate format compatibility error", R::LocalCredentialError),
        curl("schannel: Failed to set up cert store", R::TrustStoreUnavailable),
        curl("schannel: failed to create certificate store", R::TrustStoreUnavailable),
        curl("schannel: invalid path name for CA file", R::TrustStoreUnavailable),
        curl("schannel: failed to open CA file", R::TrustStoreUnavailable),
        curl("schannel: failed to read from CA file", R::TrustStoreUnavailable),
        curl("schannel: did not add any certificates from CA file", R::TrustStoreUnavailable),
        curl("schannel: CA file exceeds max size", R::TrustStoreUnavailable),
        curl("schannel: CA file * is not correctly formatted", R::TrustStoreUnavailable),
        curl("schannel: Unable to re-encrypt", R::TlsConfigError).faint(),
        curl("schannel: failed to setup ", R::TlsConfigError),
        curl("schannel: Failed setting algorithm cipher list", R::TlsConfigError),
        curl("schannel: WARNING: This version of Windows may not support", R::TlsNotFailure).faint(),
        curl("schannel: disabled automatic use of client certificate", R::TlsNotFailure).faint(),
        curl("schannel: using IP address, SNI is not supported by OS", R::TlsNotFailure).faint(),
        curl("schannel: a client certificate has been requested", R::TlsNotFailure).faint(),
        curl("schannel: connection closed", R::TlsNotFailure).faint(),
        // Calls of the interface, with a number behind them.
        Row::new("InitializeSecurityContext").by_client(),
        Row::new("AcceptSecurityContext").by_server(),
        Row::new("AcquireCredentialsHandle"),
        Row::new("CertGetCertificateChain").by_client(),
        Row::new("CertVerifyCertificateChainPolicy").by_client(),
        Row::new("SSL Provider: ").by_client().seen("SQL Server's clients"),
        Row::new("HRESULT: #").decodes(&WINDOWS_HRESULT),
        Row::new("HRESULT E_FAIL"),
        // certutil: a chain from a file, or from a peer that was asked before.
        Row::new("dwErrorStatus = ").by_client().at(Hop::Local).seen("certutil -verify"),
        Row::new("dwErrorStatus=#").decodes(&WINDOWS_TRUST_STATUS).by_client().at(Hop::Local).seen("certutil -verify"),
        Row::new("CertUtil: ").by_client().at(Hop::Local),
        Row::new("Leaf certificate revocation check passed").means(R::TlsNotFailure).seen("certutil -verify -urlfetch"),
        Row::new("CertUtil: -verify command completed successfully").means(R::TlsNotFailure).faint(),
        Row::new("certificate chain processed correctly").means(R::TlsNotFailure).faint(),
        // Internet Information Services and http.sys.
        Row::new("403.7 - Forbidden: Client certificate required").means(R::ClientCertRequired).by_client(),
        Row::new("403.7 - Client certificate required").means(R::ClientCertRequired).by_client(),
        Row::new("403.13 - Client certificate revoked").means(R::PeerRejectedOurCert).by_client(),
        Row::new("403.16 - Client certificate is untrusted or invalid").means(R::PeerRejectedOurCert).by_client(),
        Row::new("403.16 - Forbidden").means(R::PeerRejectedOurCert).by_client(),
        Row::new("403.17 - Client certificate has expired").means(R::PeerRejectedOurCert).by_client(),
        Row::new(
            "The page you are attempting to access requires your browser to have a Secure Sockets Layer (SSL) client",
        )
        .means(R::ClientCertRequired)
        .by_client(),
        Row::new("SSL Certificate add failed").means(R::LocalCredentialError).seen("netsh http add sslcert"),
        Row::new("A specified logon session does not exist. It may already have been terminated")
            .means(R::LocalCredentialError)
            .seen("netsh http add sslcert, 1312"),
        Row::new("The server certificate did not match any of the expected values")
            .means(R::PinMismatch)
            .by_client()
            .seen("winget"),
        Row::new("SSL Security error").means(R::GenericHandshakeFailure).by_client().seen("DBNETLIB"),
        Row::new("SECDoClientHandshake").means(R::GenericHandshakeFailure).by_client().faint().seen("DBNETLIB"),
        // Remote Desktop, Outlook, Internet Explorer, WinRM.
        Row::new("The certificate is not from a trusted certifying authority").means(R::UnknownIssuer).by_client(),
        Row::new("The server name on the certificate is incorrect").means(R::NameMismatch).by_client(),
        Row::new("could not be authenticated due to problems with its security certificate")
            .means(R::GenericVerifyFailed)
            .by_client(),
        Row::new("The identity of the remote computer cannot be verified").means(R::GenericVerifyFailed).by_client(),
        Row::new("unexpected server authentication certificate was received from the remote")
            .means(R::PinMismatch)
            .by_client(),
        Row::new("A revocation check could not be performed for the certificate")
            .means(R::RevocationUnavailable)
            .by_client(),
        Row::new("Gateway server address requested and the certificate subject name do not match")
            .means(R::NameMismatch)
            .by_client(),
        Row::new("There is a problem with this website's security certificate")
            .means(R::GenericVerifyFailed)
            .by_client(),
        Row::new("There is a problem with the proxy server's security certificate")
            .means(R::GenericVerifyFailed)
            .by_client()
            .at(Hop::ClientToProxy),
        Row::new("The name on the security certificate is invalid or does not match the name of the site")
            .means(R::NameMismatch)
            .by_client(),
        Row::new("does not match the name of the target site").means(R::NameMismatch).by_client(),
        Row::new("security certificate was issued by a company you have not chosen to trust")
            .means(R::UntrustedRoot)
            .by_client(),
        Row::new("security certificate presented by this website was not issued by a trusted")
            .means(R::UntrustedRoot)
            .by_client(),
        Row::new("The security certificate has expired or is not yet valid").means(R::ExpiredOrNotYetValid).by_client(),
        Row::new("Revocation information for the security certificate for this site is not available")
            .means(R::RevocationUnavailable)
            .by_client(),
        Row::new("DLG_FLAGS_INVALID_CA").means(R::UnknownIssuer).by_client().seen("Internet Explorer, Edge"),
        Row::new("DLG_FLAGS_SEC_CERT_CN_INVALID").means(R::NameMismatch).by_client(),
        Row::new("DLG_FLAGS_SEC_CERT_DATE_INVALID").means(R::ExpiredOrNotYetValid).by_client(),
        Row::new("DLG_FLAGS_SEC_CERTDATE_INVALID").means(R::ExpiredOrNotYetValid).by_client(),
        Row::new("INET_E_SECURITY_PROBLEM").means(R::GenericVerifyFailed).by_client(),
        Row::new("The SSL certificate is signed by an unknown certificate authority")
            .means(R::UnknownIssuer)
            .by_client(),
        Row::new("SSL certificate contains a common name (CN) that does not match the hostname")
            .means(R::NameMismatch)
            .by_client(),
        Row::new("The SSL certificate could not be checked for revocation").means(R::RevocationUnavailable).by_client(),
        // Localised texts that carry no number.
        message("Le jeton fourni à la fonction n'est pas valide", R::ProtocolViolation).undecided(),
        message("La chaîne de certificats a été fournie par une autorité", R::UntrustedRoot),
        message("Zertifikatkette wurde von einer nicht vertrauenswürdigen", R::UntrustedRoot),
        message("Der Zielprinzipalname ist falsch", R::NameMismatch),
        message("Die empfangene Nachricht war unerwartet oder fehlerhaft", R::ProtocolViolation).undecided(),
        message("Das empfangene Zertifikat ist abgelaufen", R::Expired),
        message("da sie nicht über einen gemeinsamen Algorithmus verfügen", R::NoSharedCipher),
        message("La cadena de certificación fue emitida por una entidad en la que no se confía", R::UntrustedRoot),
        message("Цепочка сертификатов выпущена центром сертификации, не имеющим доверия", R::UntrustedRoot),
        message("证书链是由不受信任的颁发机构颁发的", R::UntrustedRoot),
        message("目标主要名称不正确", R::NameMismatch),
        message("接收到的消息异常，或格式不正确", R::ProtocolViolation).undecided(),
        message("信頼されていない機関によって証明書チェーンが発行されました", R::UntrustedRoot),
    ],
};
