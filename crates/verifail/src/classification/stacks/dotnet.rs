//! .NET, .NET Framework and PowerShell: SslStream, HttpClient, WebRequest, SqlClient, WCF. Chain statuses are words
//! here.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, RetryAdvice, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("dotnet/runtime Strings.resx, .NET Framework 2.0-4.8")
}

/// X509ChainStatusFlags, as .NET lists them behind its own sentence.
const fn status(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("X509ChainStatusFlags")
}

/// Texts of .NET.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Dotnet,
    rows: &[
        // SslStream.
        says("The remote certificate is invalid according to the validation procedure", R::GenericVerifyFailed),
        says("The remote certificate is invalid because of errors in the certificate chain", R::GenericVerifyFailed),
        says("The remote certificate was rejected by", R::GenericVerifyFailed),
        says("RemoteCertificateNameMismatch", R::NameMismatch),
        says("RemoteCertificateChainErrors", R::GenericVerifyFailed),
        says("RemoteCertificateNotAvailable", R::ClientCertRequired),
        says("mode SSL must use a certificate with the associated private key", R::LocalCredentialError),
        says("The credentials supplied to the package were not recognized", R::LocalCredentialError),
        says("The handshake failed due to an unexpected packet format", R::NotTls),
        says("Cannot determine the frame size or a corrupted frame was received", R::NotTls),
        says("Authentication failed because the remote party has closed the transport stream", R::HandshakeEof),
        says("Authentication failed because the remote party sent a TLS alert", R::GenericHandshakeFailure).by_peer(),
        says("Received an unexpected EOF or 0 bytes from the transport stream", R::HandshakeEof),
        says("Authentication failed on the remote side", R::GenericHandshakeFailure).by_peer(),
        says("Authentication failed, see inner exception", R::GenericHandshakeFailure),
        says("A call to SSPI failed, see inner exception", R::GenericHandshakeFailure),
        says(
            "The remote party requested renegotiation when AllowRenegotiation was set to false",
            R::LegacyRenegotiation,
        ),
        says("The decryption operation failed, see inner exception", R::RecordCorrupt),
        // TLS 1.3: what the server says of the client's certificate comes with the first read.
        says("The decryption operation failed, see inner exception*(0x80090327)", R::PeerRejectedOurCert)
            .by_peer()
            .decisive(),
        says("The decryption operation failed, see inner exception*unknown error occurred while processing the certificate", R::PeerRejectedOurCert)
            .by_peer()
            .decisive(),
        says("certificate validation failed: [Subject]", R::GenericVerifyFailed).by_client().decisive().seen("Jackett"),
        says("certificate validation failed: The SSL connection could not be established", R::GenericVerifyFailed)
            .by_client()
            .decisive()
            .seen("Jackett"),
        says("The encryption operation failed, see inner exception", R::GenericHandshakeFailure).faint(),
        says("Received incomplete authentication message. Remote party has probably closed", R::HandshakeEof),
        says("Remote certificate has no errors", R::TlsNotFailure),
        says("CipherSuitesPolicy is not supported", R::TlsConfigError),
        says("Failed to allocate SSL/TLS context", R::TlsConfigError),
        says("SSL/TLS encryption policy '*' is not supported", R::TlsConfigError),
        says("Decrypt failed with OpenSSL error", R::RecordCorrupt).faint(),
        says("authenticate client * with fake certificate", R::GenericHandshakeFailure).seen("Titanium.Web.Proxy"),
        says("The read operation failed, see inner exception", R::UncleanClose).faint(),
        says("The write operation failed, see inner exception", R::UncleanClose).faint(),
        says("SSL Handshake failed with OpenSSL error", R::GenericHandshakeFailure),
        says("Using SSL certificate failed with OpenSSL error", R::LocalCredentialError),
        says("The type initializer for 'Interop.OpenSsl' threw", R::TlsConfigError),
        says("No usable version of libssl was found", R::TlsConfigError),
        says("sent a TLS alert: 'HandshakeFailure'", R::GenericHandshakeFailure).by_peer(),
        says("sent a TLS alert: 'ProtocolVersion'", R::ProtocolVersion).by_peer(),
        says("sent a TLS alert: 'UnrecognizedName'", R::SniUnrecognized).by_peer(),
        says("sent a TLS alert: 'InternalError'", R::PeerInternalError).by_peer(),
        says("sent a TLS alert: 'UnknownCA'", R::PeerRejectedOurCert).by_peer(),
        says("sent a TLS alert: 'BadCertificate'", R::PeerRejectedOurCert).by_peer(),
        says("sent a TLS alert: 'CertificateUnknown'", R::PeerRejectedOurCert).by_peer(),
        says("sent a TLS alert: 'CertificateExpired'", R::PeerRejectedOurCert).by_peer(),
        says("sent a TLS alert: 'AccessDenied'", R::PeerRejectedOurCert).by_peer(),
        says("sent a TLS alert: 'CertificateRequired'", R::ClientCertRequired).by_peer(),
        says("sent a TLS alert: 'InsufficientSecurity'", R::NoSharedCipher).by_peer(),
        says("sent a TLS alert: 'DecryptError'", R::BadSignature).by_peer(),
        says("sent a TLS alert: 'UnexpectedMessage'", R::ProtocolViolation).by_peer(),
        says("sent a TLS alert: 'NoApplicationProtocol'", R::Alpn).by_peer(),
        // HttpClient, WebRequest, WCF.
        says("The SSL connection could not be established", R::GenericHandshakeFailure).by_client(),
        says("Could not establish trust relationship for the SSL/TLS secure channel", R::GenericVerifyFailed)
            .by_client(),
        // Almost always a version or suite that the peer does not take any more.
        says("Could not create SSL/TLS secure channel", R::GenericHandshakeFailure)
            .by_client()
            .retry(RetryAdvice::Never),
        says("Could not establish secure channel for SSL/TLS", R::GenericHandshakeFailure).by_client(),
        says(
            "The underlying connection was closed: An unexpected error occurred on a send",
            R::GenericHandshakeFailure,
        )
        .faint()
        .by_client(),
        says("The underlying connection was closed: An unexpected error occurred on a receive", R::UncleanClose)
            .faint()
            .by_client(),
        says("the SSL connection could not be established * forcibly closed by the remote host", R::HandshakeReset),
        says("Unable to read data from the transport connection: An existing connection was", R::HandshakeReset),
        says("Unable to read data from the transport connection: Connection reset by peer", R::HandshakeReset),
        says("Unable to write data to the transport connection", R::HandshakeReset),
        says("An existing connection was forcibly closed by the remote host", R::HandshakeReset),
        says("The proxy tunnel request to proxy * failed with status code", R::ProxyTunnelFailed),
        says("The proxy tunnel request to proxy failed with status code", R::ProxyTunnelFailed),
        says("The remote server returned an error: (407) Proxy Authentication Required", R::ProxyTunnelFailed),
        says("The remote name could not be resolved", R::NotTlsRelated),
        says("No such host is known", R::NotTlsRelated),
        says("Unable to connect to the remote server", R::NotTlsRelated),
        says("Error: ConnectFailure", R::NotTlsRelated).by_client().seen("WebExceptionStatus; Mono"),
        says("Error: NameResolutionFailure", R::NotTlsRelated).by_client().seen("WebExceptionStatus; Mono"),
        says("No connection could be made because the target machine actively refused it", R::NotTlsRelated),
        says("A connection attempt failed because the connected party did not properly respond", R::NotTlsRelated),
        says("TrustFailure", R::GenericVerifyFailed).seen("WebExceptionStatus; Mono"),
        says("SecureChannelFailure", R::GenericHandshakeFailure).seen("WebExceptionStatus; Mono"),
        says("The authentication or decryption has failed", R::GenericHandshakeFailure).seen("Mono 2-4").from(Stack::Mono),
        says("Invalid certificate received from server", R::GenericVerifyFailed).seen("Mono 2-4").from(Stack::Mono),
        Row::new("Mono.Security.Protocol.Tls").seen("Mono 2-4: its own engine").from(Stack::Mono),
        says("The requested security protocol is not supported", R::TlsConfigError),
        says("The client certificate credentials were not recognized", R::LocalCredentialError),
        says("Keyset does not exist", R::LocalCredentialError),
        says("The specified network password is not correct", R::LocalCredentialError)
            .seen("X509Certificate2 of a PFX"),
        says("Unable to configure HTTPS endpoint. No server certificate was specified", R::LocalCredentialError),
        says("Failed to authenticate HTTPS connection", R::GenericHandshakeFailure).by_server().faint().seen("Kestrel"),
        says("The HTTP request was forbidden with client authentication scheme", R::PeerRejectedOurCert).by_client(),
        says("does not have a private key that is capable of key exchange", R::LocalCredentialError),
        says("The X.509 certificate * chain building failed", R::UnknownIssuer).faint().seen("WCF"),
        says(
            "chain building failed. The certificate that was used has a trust chain that cannot be verified",
            R::UnknownIssuer,
        )
        .faint()
        .seen("WCF"),
        says("Identity check failed for outgoing message", R::NameMismatch).seen("WCF"),
        // Chain statuses. That a status could not be fetched comes with what is wrong, so the lists that begin with
        // what is wrong are rows of their own.
        status("NotTimeValid", R::ExpiredOrNotYetValid),
        status("NotTimeNested", R::ProfileViolation),
        status("certificate chain: Revoked", R::Revoked),
        status("NotSignatureValid", R::BadSignature),
        status("NotValidForUsage", R::EkuMissingOrWrong),
        status("UntrustedRoot", R::UntrustedRoot),
        status("PartialChain", R::MissingIntermediate),
        status("RevocationStatusUnknown", R::RevocationUnavailable),
        status("OfflineRevocation", R::RevocationUnavailable),
        status("PartialChain, RevocationStatusUnknown", R::MissingIntermediate),
        status("RevocationStatusUnknown, PartialChain", R::MissingIntermediate),
        status("UntrustedRoot, RevocationStatusUnknown, OfflineRevocation", R::UntrustedRoot),
        status("NotTimeValid, RevocationStatusUnknown", R::ExpiredOrNotYetValid),
        status("certificate chain: Cyclic", R::ChainLimits),
        status("InvalidPolicyConstraints", R::Policy),
        status("InvalidBasicConstraints", R::CaViolation),
        status("InvalidNameConstraints", R::NameConstraints),
        status("HasNotSupportedNameConstraint", R::NameConstraints),
        status("HasNotDefinedNameConstraint", R::NameConstraints),
        status("HasNotPermittedNameConstraint", R::NameConstraints),
        status("HasExcludedNameConstraint", R::NameConstraints),
        status("NoIssuanceChainPolicy", R::Policy),
        status("ExplicitDistrust", R::ExplicitlyDistrusted),
        status("HasNotSupportedCriticalExtension", R::UnhandledCriticalExtension),
        status("HasWeakSignature", R::WeakSignature),
        status("self-signed certificate in certificate chain", R::SelfSignedInChain).from(Stack::Openssl),
        // SqlClient and ODBC.
        says("error occurred during the pre-login handshake", R::GenericHandshakeFailure).by_client(),
        says("an error occurred during the login process", R::GenericHandshakeFailure).by_client().faint(),
        says("(provider: SSL Provider, error: 31 - Encryption(ssl/tls) handshake failed)", R::GenericHandshakeFailure)
            .by_client(),
        says("during the pre-login handshake * The wait operation timed out", R::HandshakeTimeout).by_client(),
        says("during the pre-login handshake * forcibly closed by the remote host", R::HandshakeReset).by_client(),
        says("while attempting to consume the pre-login handshake", R::HandshakeTimeout).by_client(),
        says("The instance of SQL Server you attempted to connect to does not support encryption", R::NotTls)
            .by_client(),
        says("Encryption not supported on the client", R::TlsConfigError),
        says(
            "The driver could not establish a secure connection to SQL Server by using Secure Sockets",
            R::GenericHandshakeFailure,
        )
        .from(Stack::Java)
        .by_client(),
        says(
            "The certificate provided by the server does not match the certificate provided by the ServerCertificate",
            R::PinMismatch,
        )
        .by_client(),
        // MailKit, Npgsql, MySqlConnector.
        says("An error occurred while attempting to establish an SSL or TLS connection", R::GenericHandshakeFailure)
            .by_client(),
        says("The server's SSL certificate could not be validated for the following reasons", R::GenericVerifyFailed)
            .by_client(),
        says("The SSL certificate presented by the server is not trusted by the system", R::GenericVerifyFailed)
            .by_client(),
        // The first of a list of possible causes.
        says("The server is using a self-signed certificate which cannot be verified", R::GenericVerifyFailed)
            .by_client(),
        says("is typically reserved for plain-text connections. If you intended to connect", R::NotTls).by_client(),
        says("The host name did not match the name given in the server's SSL certificate", R::NameMismatch).by_client(),
        says("or the server is using a self-signed certificate", R::GenericVerifyFailed).faint().by_client(),
        says("The SSL server you are trying to connect to does not support", R::ProtocolVersion).by_client(),
        says("is not an SSL-enabled port", R::NotTls).by_client(),
        says("No SSL enabled connection from this host is configured", R::NotTls).by_client(),
        says("The host * does not support SSL connections", R::NotTls).by_client(),
        says("SSL Authentication Error", R::GenericHandshakeFailure).by_client(),
        Row::new("MailKit."),
        says("MailKit.Security.SslHandshakeException", R::GenericHandshakeFailure).faint().by_client(),
        says("MailKit.Security.AuthenticationException", R::NotTlsRelated),
        says("MailKit.Net.Smtp.SmtpCommandException", R::NotTlsRelated).faint(),
        says("MailKit.Net.Smtp.SmtpProtocolException", R::NotTlsRelated).faint(),
        says("MailKit.Net.Imap.ImapCommandException", R::NotTlsRelated).faint(),
        says("MailKit.Net.Imap.ImapProtocolException", R::NotTlsRelated).faint(),
        says("MailKit.Net.Pop3.Pop3CommandException", R::NotTlsRelated).faint(),
        says("MailKit.Net.Pop3.Pop3ProtocolException", R::NotTlsRelated).faint(),
        // Certificates of our own.
        says("certificate data cannot be read with the provided password", R::LocalCredentialError),
        says("m_safeCertContext is an invalid handle", R::LocalCredentialError),
        says("The ASP.NET Core developer certificate is in an invalid state", R::LocalCredentialError),
        says("The ASP.NET Core developer certificate is not trusted", R::TlsNotFailure),
        says("Found keys on certificate * but could not", R::LocalCredentialError).faint(),
        // Look-alikes.
        says("without completing the close handshake", R::NotTlsRelated).decisive(),
        says("when status code '101' was expected", R::NotTlsRelated).decisive(),
        says("while unable to establish HTTP/2 connection", R::Alpn).by_client(),
        says("StorePal.LoadMachineStores()", R::TrustStoreUnavailable).at(Hop::Local).seen(".NET Core 2-3, Linux"),
        // OPC UA: its channels are not TLS, and their certificates are judged as TLS's are.
        says("Opc.Ua.ServiceResultException: Certificate chain validation incomplete", R::MissingIntermediate),
        says("Opc.Ua.ServiceResultException: Certificate is not trusted", R::UnknownIssuer),
        says("SHA1 signed certificates are not trusted", R::WeakSignature).seen("UA-.NETStandard"),
        says("Certificate doesn't meet minimum key length requirement", R::WeakKey).seen("UA-.NETStandard"),
        says("Usage of certificate is not allowed", R::EkuMissingOrWrong).seen("UA-.NETStandard"),
        says("Usage of issuer certificate is not allowed", R::CaViolation).seen("UA-.NETStandard"),
        says("Certificate issuer revocation list not found", R::RevocationUnavailable).seen("UA-.NETStandard"),
        says("is not listed in the server certificate", R::NameMismatch).by_client().seen("UA-.NETStandard"),
        // Kestrel: a notice about its own.
        says("lacks the subjectAlternativeName (SAN) extension", R::TlsNotFailure).at(Hop::Local),
        // Marks.
        Row::new("Opc.Ua."),
        Row::new("System.Security.Authentication.AuthenticationException"),
        Row::new("System.Net.Security.SslStream"),
        Row::new("System.Net.WebException"),
        Row::new("System.Net.Sockets.SocketException"),
        Row::new("System.AggregateException"),
        Row::new("System.IO.IOException"),
        Row::new("System.Net.Http.HttpRequestException").by_client(),
        Row::new("Interop+OpenSsl"),
        Row::new("Interop+Crypto"),
        Row::new("Interop+AppleCrypto"),
        Row::new("Invoke-WebRequest").from(Stack::Powershell).by_client(),
        Row::new("Invoke-RestMethod").from(Stack::Powershell).by_client(),
        Row::new("Exception calling * with * argument(s)").from(Stack::Powershell),
        Row::new("FullyQualifiedErrorId :").from(Stack::Powershell),
        Row::new("Install-Module :").from(Stack::Powershell).by_client(),
        // Localised texts.
        says("Das Remotezertifikat ist laut Validierungsverfahren ungültig", R::GenericVerifyFailed),
        says("SSL/TLS-Kanal konnte keine Vertrauensstellung hergestellt werden", R::GenericVerifyFailed).by_client(),
        says("Es konnte kein geschützter SSL/TLS-Kanal erstellt werden", R::GenericHandshakeFailure).by_client(),
        says("Le certificat distant n'est pas valide selon la procédure de validation", R::GenericVerifyFailed),
        says("relation de confiance pour le canal sécurisé SSL/TLS", R::GenericVerifyFailed).by_client(),
        says("Impossible de créer un canal sécurisé SSL/TLS", R::GenericHandshakeFailure).by_client(),
        says("El certificado remoto no es válido según el procedimiento de validación", R::GenericVerifyFailed),
        says("relación de confianza para el canal seguro SSL/TLS", R::GenericVerifyFailed).by_client(),
        says("No se puede crear un canal seguro SSL/TLS", R::GenericHandshakeFailure).by_client(),
        says("relação de confiança para o canal seguro de SSL/TLS", R::GenericVerifyFailed).by_client(),
        says("Não foi possível criar um canal seguro para SSL/TLS", R::GenericHandshakeFailure).by_client(),
        says("Удаленный сертификат недействителен согласно результатам проверки подлинности", R::GenericVerifyFailed),
        says("доверительные отношения для защищенного канала SSL/TLS", R::GenericVerifyFailed).by_client(),
        says("Не удалось создать защищенный канал SSL/TLS", R::GenericHandshakeFailure).by_client(),
        says("未能为 SSL/TLS 安全通道建立信任关系", R::GenericVerifyFailed).by_client(),
        says("未能创建 SSL/TLS 安全通道", R::GenericHandshakeFailure).by_client(),
        says("根据验证过程，远程证书无效", R::GenericVerifyFailed),
        says("チャネルに対する信頼関係を確立できませんでした", R::GenericVerifyFailed).by_client(),
        says("検証プロシージャによると、リモート証明書は無効です", R::GenericVerifyFailed),
        says("보안 채널에 대한 트러스트 관계를 설정할 수 없습니다", R::GenericVerifyFailed).by_client(),
    ],
};
