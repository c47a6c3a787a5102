//! Programs and libraries in Java: Kafka, Netty, WebLogic, Tomcat, Gradle, OkHttp, pgjdbc, and Bouncy Castle's own TLS.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn of(stack: Stack, text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(stack)
}

const fn kafka(text: &'static str, reason: R) -> Row {
    of(Stack::Kafka, text, reason).seen("kafka clients and brokers 0.9-4")
}

const fn netty(text: &'static str, reason: R) -> Row {
    of(Stack::Netty, text, reason).seen("netty 3-4.2 SslHandler")
}

const fn weblogic(text: &'static str, reason: R) -> Row {
    of(Stack::Weblogic, text, reason).seen("WebLogic 10-14 message catalogue BEA-0904xx, BEA-0905xx")
}

const fn castle(text: &'static str, reason: R) -> Row {
    of(Stack::BouncyCastle, text, reason).seen("bc-java org.bouncycastle.tls")
}

/// An alert that Bouncy Castle received.
const fn received(text: &'static str, reason: R) -> Row {
    castle(text, reason).by_peer()
}

const fn canl(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).offline().seen("canl-java, valiationErrors.properties")
}

/// Texts of programs in Java.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Java,
    rows: &[
        // Netty's handler of TLS, and who has it inside.
        Row::new("SslHandler.channelInactive").means(R::HandshakeEof).faint().seen("Netty 4: SslHandler.java"),
        Row::new("AMQ224088: Timeout").means(R::HandshakeTimeout).seen("Artemis 2: ActiveMQServerLogger"),
        // CANeL of the grid: a validator of files and of peers, by its own messages.
        canl("Certificate has expired on: ", R::Expired),
        canl("Certificate is not yet valid. Will be valid from: ", R::NotYetValid),
        canl("No valid CRL was found for the CA which issued the chain", R::RevocationUnavailable),
        canl("No CRLs found for issuer", R::RevocationUnavailable),
        canl("Trusted issuer of this certificate was not established", R::UnknownIssuer),
        canl("No trusted CA certificate was found for the certificate chain", R::UnknownIssuer),
        Row::new("java.sql.").from(Stack::Java).by_client(),
        Row::new("SSL hostname verification failed :")
            .means(R::NameMismatch)
            .from(Stack::Java)
            .by_client()
            .seen("MariaDB Connector/J"),
        Row::new("is not in the list of trusted keys")
            .means(R::PinMismatch)
            .from(Stack::Java)
            .by_client()
            .seen("Jenkins remoting"),
        // Kafka and ZooKeeper.
        Row::new("NettyServerCnxnFactory").by_server().from(Stack::Java).seen("ZooKeeper 3.5-3.9"),
        Row::new("Unsuccessful handshake with session")
            .means(R::GenericHandshakeFailure)
            .by_server()
            .by_either()
            .from(Stack::Java)
            .faint()
            .seen("ZooKeeper 3.5-3.9: NettyServerCnxnFactory"),
        Row::new("Failed to verify host address").means(R::NameMismatch).from(Stack::Java).faint(),
        Row::new("Failed to verify both host address and host name")
            .means(R::NameMismatch)
            .from(Stack::Java)
            .by_either()
            .seen("ZooKeeper 3.5-3.9: ZKTrustManager"),
        Row::new("Accepted TLS connection from").means(R::TlsNotFailure).at(Hop::Direct).from(Stack::Java).faint(),
        Row::new("org.apache.kafka").from(Stack::Kafka),
        Row::new("[SocketServer ").from(Stack::Kafka).by_server(),
        Row::new("[NetworkClient").from(Stack::Kafka).by_client(),
        kafka("org.apache.kafka.common.errors.SslAuthenticationException", R::GenericHandshakeFailure).faint(),
        kafka("SslAuthenticationException: SSL handshake failed", R::GenericHandshakeFailure).faint(),
        kafka("Failed authentication with /* (SSL handshake failed)", R::GenericHandshakeFailure).by_server(),
        kafka("failed authentication due to: SSL handshake failed", R::GenericHandshakeFailure).by_client(),
        // What fails within the engine, and is no alert, is a task of its own: the check of the broker's certificate.
        kafka("SslAuthenticationException: SSL handshake failed*General SSLEngine problem", R::GenericVerifyFailed)
            .seen("clients on Java 7-10"),
        kafka("SSL handshake failed with", R::GenericHandshakeFailure).faint(),
        kafka("Failed to process post-handshake messages", R::GenericHandshakeFailure),
        kafka("Failed to load SSL keystore", R::LocalCredentialError).faint(),
        kafka("SSL key store is not specified", R::LocalCredentialError),
        kafka("SSL trust store is not specified", R::TrustStoreUnavailable),
        kafka("SSL keystore * certificates for reconfiguration", R::TlsConfigError),
        kafka("A client SSLEngine created with the provided settings can't connect to a server", R::TlsConfigError),
        kafka("Bootstrap broker * disconnected", R::NotTlsRelated),
        kafka("Invalid receive (size = 369295616", R::PlaintextToTls)
            .by_client()
            .seen("a TLS record of version 3.1 read as a length"),
        kafka("Invalid receive (size = 352518", R::NotTls).seen("an alert read as a length"),
        Row::new("[Producer clientId=").from(Stack::Kafka).by_client(),
        Row::new("[Consumer clientId=").from(Stack::Kafka).by_client(),
        Row::new("[AdminClient clientId=").from(Stack::Kafka).by_client(),
        Row::new("[SocketServer brokerId=").from(Stack::Kafka).by_server(),
        Row::new("[SocketServer listenerType=").from(Stack::Kafka).by_server(),
        Row::new("SocketServer *Failed authentication with /").from(Stack::Kafka).by_server(),
        // Elasticsearch, OpenSearch, Logstash.
        Row::new("SecuritySSLNettyHttpServerTransport").by_server().from(Stack::Java).seen("OpenSearch Security"),
        Row::new("SecuritySSLNettyTransport").by_either().from(Stack::Java).seen("OpenSearch Security"),
        Row::new("OpenDistroSecuritySSLNettyTransport").by_either().from(Stack::Java).seen("Open Distro"),
        Row::new("Exception during establishing a SSL connection")
            .means(R::GenericHandshakeFailure)
            .faint()
            .from(Stack::Java)
            .seen("OpenSearch Security"),
        Row::new("Exception during establishing a SSL connection: java.net.SocketException: Connection reset")
            .means(R::HandshakeReset)
            .from(Stack::Java)
            .seen("OpenSearch Security"),
        Row::new("Exception during establishing a SSL connection: java.io.IOException: Connection reset by peer")
            .means(R::HandshakeReset)
            .from(Stack::Java)
            .seen("OpenSearch Security"),
        Row::new("one node is trying to connect to another with a non-node certificate")
            .means(R::GenericVerifyFailed)
            .by_server()
            .from(Stack::Java)
            .seen("OpenSearch Security"),
        Row::new("Transport client authentication no longer supported")
            .means(R::GenericVerifyFailed)
            .by_server()
            .from(Stack::Java)
            .seen("OpenSearch Security"),
        Row::new("caught exception while handling client").by_server(),
        Row::new("SecurityNetty4HttpServerTransport").by_server(),
        Row::new("SecureNetty4HttpServerTransport").by_server(),
        Row::new("SecurityNetty4Transport").by_server(),
        Row::new("elasticsearch[_client_]").by_client(),
        Row::new("SecureHttpServerTransport").by_server(),
        Row::new("CWWKO0801E: Unable to initialize SSL connection")
            .means(R::GenericHandshakeFailure)
            .faint()
            .by_server()
            .from(Stack::Java)
            .seen("WebSphere Liberty"),
        of(Stack::Java, "Unable to tunnel through proxy", R::ProxyTunnelFailed).decisive().by_client(),
        Row::new("SSL Problem").by_server(),
        of(Stack::Java, "received plaintext http traffic on an https channel", R::PlaintextToTls).by_server(),
        of(Stack::Java, "received plaintext traffic on an encrypted channel", R::PlaintextToTls).by_server(),
        of(Stack::Java, "client did not trust this server's certificate", R::PeerRejectedOurCert).by_server(),
        of(Stack::Java, "client did not trust", R::PeerRejectedOurCert).by_server(),
        of(Stack::Java, "Someone (*) speaks http plaintext instead of ssl", R::PlaintextToTls).by_server(),
        of(Stack::Java, "speaks transport plaintext instead of ssl", R::PlaintextToTls).by_server(),
        of(Stack::Java, "failed to load SSL configuration", R::LocalCredentialError).faint(),
        of(Stack::Java, "cannot read configured * because the file does not exist", R::LocalCredentialError).faint(),
        of(Stack::Java, "failed to establish trust with server at", R::GenericVerifyFailed).faint().by_client(),
        of(Stack::Java, "failed to establish trust with client at", R::GenericVerifyFailed).faint().by_server(),
        of(Stack::Java, "the certificate is not issued by a trusted CA", R::UnknownIssuer).faint(),
        // Netty.
        Row::new("io.netty.handler.ssl").from(Stack::Netty),
        Row::new("org.jboss.netty.handler.ssl").from(Stack::Netty),
        Row::new("io.netty").from(Stack::Netty),
        netty("NotSslRecordException: not an SSL/TLS record", R::PlaintextToTls).by_server(),
        netty("NotSslRecordException: not an SSL/TLS record: 485454502f*", R::NotTls).by_client(),
        netty("NotSslRecordException", R::PlaintextToTls).by_server().faint(),
        netty("not an SSL/TLS record: 485454502f*", R::NotTls).by_client().seen("an answer that begins with HTTP/"),
        netty("not an SSL/TLS record: 474554*", R::PlaintextToTls).by_server().seen("a request that begins with GET"),
        netty("not an SSL/TLS record: 504f5354*", R::PlaintextToTls)
            .by_server()
            .seen("a request that begins with POST"),
        netty("not an SSL/TLS record: 434f4e4e*", R::PlaintextToTls).by_server().seen("one that begins with CONN"),
        netty("not an SSL/TLS record", R::NotTls),
        netty("SslHandshakeTimeoutException", R::HandshakeTimeout),
        netty("handshake timed out", R::HandshakeTimeout),
        netty("Connection closed while SSL/TLS handshake was in progress", R::HandshakeEof),
        netty("SslClosedEngineException", R::UncleanClose),
        netty("SSLEngine closed already", R::UncleanClose),
        netty("SslHandler removed before handshake completed", R::HandshakeEof),
        netty("First received frame was not SETTINGS. Hex dump for first 5 bytes: 4854", R::NotTls).by_client(),
        netty("First received frame was not SETTINGS. Hex dump for first 5 bytes: 150301", R::PlaintextToTls),
        netty("First received frame was not SETTINGS. Hex dump for first 5 bytes: 150303", R::PlaintextToTls),
        netty("preface string missing or corrupt. Hex dump for received bytes: 1603", R::TlsConfigError)
            .by_server()
            .at(Hop::Direct),
        of(Stack::Java, "ALPN is not configured properly", R::TlsConfigError).seen("grpc-java"),
        netty("Input stream does not contain valid private key", R::LocalCredentialError),
        netty("Input stream not contain valid certificates", R::LocalCredentialError),
        netty("SSLEngine is closing/closed", R::UncleanClose),
        netty("StacklessSSLHandshakeException", R::HandshakeEof),
        netty("ReferenceCountedOpenSslEngine", R::GenericHandshakeFailure).faint(),
        netty("failed to initialize the server-side SSL context", R::LocalCredentialError),
        netty("failed to initialize the client-side SSL context", R::LocalCredentialError),
        netty("File does not contain valid private key", R::LocalCredentialError),
        netty("File does not contain valid certificates", R::LocalCredentialError),
        netty("found no certificates in input stream", R::LocalCredentialError),
        // WebLogic.
        Row::new("<BEA-*>").from(Stack::Weblogic),
        Row::new("weblogic.security.SSL").from(Stack::Weblogic),
        weblogic("<BEA-090476>", R::NotTls),
        weblogic("Invalid/unknown SSL header was received from peer", R::NotTls),
        weblogic("BAD_CERTIFICATE alert was received from", R::PeerRejectedOurCert).by_peer(),
        weblogic("CERTIFICATE_UNKNOWN alert was received from", R::PeerRejectedOurCert).by_peer(),
        weblogic("CERTIFICATE_EXPIRED alert was received from", R::PeerRejectedOurCert).by_peer(),
        weblogic("UNKNOWN_CA alert was received from", R::PeerRejectedOurCert).by_peer(),
        weblogic("HANDSHAKE_FAILURE alert was received from", R::GenericHandshakeFailure).by_peer(),
        weblogic("BAD_CERTIFICATE alert received from", R::PeerRejectedOurCert).by_peer(),
        weblogic("CERTIFICATE_UNKNOWN alert received from", R::PeerRejectedOurCert).by_peer(),
        weblogic("UNKNOWN_CA alert received from", R::PeerRejectedOurCert).by_peer(),
        weblogic("HANDSHAKE_FAILURE alert received from", R::GenericHandshakeFailure).by_peer().decisive(),
        weblogic("Plaintext data for protocol * was received from peer", R::NotTls),
        weblogic("Loading the identity certificate and private key stored under the alias", R::TlsNotFailure).faint(),
        weblogic("Identity certificate has expired", R::Expired).offline(),
        weblogic("NO_CERTIFICATE alert was received from", R::ClientCertRequired).by_server(),
        weblogic("Certificate chain received from * was not trusted causing SSL handshake failure", R::UnknownIssuer),
        weblogic("was incomplete", R::MissingIntermediate).faint(),
        weblogic("Certificate chain received from * was incomplete", R::MissingIntermediate),
        weblogic("failed hostname verification check", R::NameMismatch).by_client(),
        weblogic("Hostname Verification failed: HostnameVerifier", R::NameMismatch).by_client(),
        weblogic("weblogic * Failed to verify hostname", R::NameMismatch).by_client(),
        weblogic("Certificate chain received from * failed date validity checks", R::ExpiredOrNotYetValid),
        weblogic("Basic constraints", R::CaViolation).faint(),
        weblogic("The certificate chain received from * contained a V3 CA certificate which", R::CaViolation),
        weblogic("[Security:090542]", R::UnknownIssuer),
        weblogic("[Security:090477]", R::UnknownIssuer),
        weblogic("[Security:090508]", R::MissingIntermediate),
        weblogic("[Security:090504]", R::NameMismatch),
        weblogic("[Security:090482]", R::PeerRejectedOurCert).by_peer(),
        weblogic("[Security:090497]", R::GenericHandshakeFailure).by_peer(),
        weblogic("Cannot convert identity certificate", R::LocalCredentialError),
        weblogic("Inconsistent security configuration", R::LocalCredentialError),
        weblogic("No identity key/certificate entry was found under alias", R::LocalCredentialError),
        weblogic("Demo trusted CA certificate", R::TlsNotFailure),
        weblogic("Loading trusted certificates from the", R::TlsNotFailure),
        // Tomcat, Jetty.
        Row::new("Http11NioProtocol").from(Stack::Tomcat).by_server(),
        of(Stack::Tomcat, "Alias name [*] does not identify a key entry", R::LocalCredentialError),
        of(Stack::Tomcat, "No SSLHostConfig element was found", R::TlsConfigError),
        of(Stack::Tomcat, "Invalid character found in method name [0x160x03", R::NotTlsRelated)
            .seen("a ClientHello on a plaintext port"),
        of(Stack::Tomcat, "This combination of host and port requires TLS", R::PlaintextToTls),
        of(Stack::Tomcat, "Bad Request This combination of host and port requires TLS", R::PlaintextToTls),
        of(Stack::Java, "Illegal character CNTL=0x16", R::NotTlsRelated)
            .seen("Jetty, a ClientHello on a plaintext port"),
        of(Stack::Java, "InvalidSNI", R::SniUnrecognized).by_server(),
        of(Stack::Java, "Host does not match SNI", R::SniUnrecognized).by_server().seen("Jetty 9-12"),
        of(Stack::Java, "Invalid SNI", R::SniUnrecognized).by_server().seen("Jetty 10-12"),
        Row::new("io.undertow").by_server(),
        Row::new("ApplicationProtocolNegotiationHandler - [id:").from(Stack::Netty).by_server(),
        Row::new("Error in Input [").by_server().seen("Graylog"),
        Row::new("com.sun.net.httpserver").by_server(),
        // Gradle, Maven.
        Row::new("org.gradle").from(Stack::Gradle),
        Row::new("/distributions/gradle").from(Stack::Gradle).seen("the wrapper"),
        of(
            Stack::Gradle,
            "got socket exception during request. It might be caused by SSL misconfiguration",
            R::GenericHandshakeFailure,
        ),
        of(
            Stack::Gradle,
            "The server may not support the client's requested TLS protocol versions",
            R::ProtocolVersion,
        ),
        of(Stack::Java, "Could not load key store", R::LocalCredentialError),
        of(Stack::Java, "Unable to create key store", R::LocalCredentialError),
        of(Stack::Java, "Could not load trust store", R::TrustStoreUnavailable),
        of(Stack::Java, "Unable to create trust store", R::TrustStoreUnavailable),
        of(Stack::Java, "this typically means you have an outdated java", R::GenericVerifyFailed)
            .faint()
            .by_client()
            .seen("installers of Forge"),
        of(Stack::Java, "truststore.jks (No such file or directory)", R::TrustStoreUnavailable),
        of(Stack::Java, "truststore.p12 (No such file or directory)", R::TrustStoreUnavailable),
        of(Stack::Java, "truststore.jks (Permission denied)", R::TrustStoreUnavailable),
        of(Stack::Java, "truststore.jks (The system cannot find the", R::TrustStoreUnavailable),
        of(Stack::Java, "cacerts (No such file or directory)", R::TrustStoreUnavailable),
        of(Stack::Java, "cacerts (Permission denied)", R::TrustStoreUnavailable),
        of(Stack::Java, "cacerts (The system cannot find the", R::TrustStoreUnavailable),
        of(Stack::Java, ".jks (No such file or directory)", R::LocalCredentialError).faint(),
        of(Stack::Java, ".jks (Permission denied)", R::LocalCredentialError).faint(),
        of(Stack::Java, ".jks (The system cannot find the", R::LocalCredentialError).faint(),
        of(Stack::Java, ".p12 (No such file or directory)", R::LocalCredentialError).faint(),
        of(Stack::Java, ".keystore (No such file or directory)", R::LocalCredentialError).faint(),
        of(Stack::Java, "Unknown lifecycle phase", R::NotTlsRelated),
        // OkHttp.
        Row::new("okhttp3.").from(Stack::Okhttp).by_client(),
        of(Stack::Okhttp, "Certificate pinning failure!", R::PinMismatch).by_client(),
        of(Stack::Okhttp, "Hostname * not verified", R::NameMismatch).by_client(),
        of(Stack::Okhttp, "Hostname * was not verified", R::NameMismatch).by_client(),
        of(Stack::Okhttp, "Unable to find acceptable protocols. isFallback=", R::ProtocolVersion).by_client(),
        of(Stack::Okhttp, "CLEARTEXT communication * not permitted by network security policy", R::NotTlsRelated),
        of(Stack::Okhttp, "CLEARTEXT communication not enabled for client", R::NotTlsRelated),
        of(Stack::Okhttp, "CLEARTEXT communication", R::NotTlsRelated),
        of(Stack::Okhttp, "Failed to find a trusted cert that signed", R::UnknownIssuer).by_client(),
        of(Stack::Okhttp, "Certificate chain too long:", R::ChainLimits).by_client(),
        // pgjdbc, MySQL Connector/J, SQL Server, MongoDB.
        Row::new("org.postgresql").from(Stack::Pgjdbc).by_client(),
        Row::new("org.postgresql.util.PSQLException: SSL error:").from(Stack::Pgjdbc).by_client(),
        of(Stack::Pgjdbc, "The server does not support SSL", R::NotTls).by_client(),
        of(Stack::Pgjdbc, "The hostname * could not be verified by hostnameverifier", R::NameMismatch).by_client(),
        of(Stack::Pgjdbc, "Could not open SSL root certificate file", R::TrustStoreUnavailable),
        of(Stack::Pgjdbc, "Loading the SSL root certificate * into a TrustManager failed", R::TrustStoreUnavailable),
        of(Stack::Pgjdbc, "Could not read SSL key file", R::LocalCredentialError).faint(),
        of(Stack::Pgjdbc, "Could not decrypt SSL key file", R::LocalCredentialError),
        of(Stack::Pgjdbc, "Loading the SSL certificate * into a KeyManager failed", R::LocalCredentialError).faint(),
        of(Stack::Pgjdbc, "The SSLSocketFactory class provided * could not be instantiated", R::TlsConfigError),
        of(Stack::Java, "com.mysql.cj.exceptions.SSLParamsException", R::TlsConfigError).faint(),
        of(Stack::Java, "The identity specified for verification", R::NameMismatch).by_client(),
        of(Stack::Java, "Server identity verification failed", R::NameMismatch).by_client().seen("Connector/J 8"),
        of(
            Stack::Java,
            "Establishing SSL connection without server's identity verification is not recommended",
            R::TlsNotFailure,
        ),
        of(
            Stack::Java,
            "The driver could not establish a secure connection to SQL Server by using Secure Sockets Layer",
            R::GenericHandshakeFailure,
        )
        .faint()
        .by_client(),
        of(Stack::Java, "The server name in the * certificate * doesn't match", R::NameMismatch).by_client(),
        of(Stack::Java, "Failed to validate the server name", R::NameMismatch).by_client().seen("mssql-jdbc"),
        of(Stack::Java, "SQL Server did not return a response. The connection has been closed", R::HandshakeEof),
        of(Stack::Java, "simple bind failed:", R::GenericHandshakeFailure)
            .faint()
            .by_client()
            .seen("com.sun.jndi.ldap"),
        // Bouncy Castle's TLS, received and raised.
        Row::new("org.bouncycastle").from(Stack::BouncyCastle),
        Row::new("org.spongycastle").from(Stack::BouncyCastle),
        received("TlsFatalAlertReceived: handshake_failure(40)", R::GenericHandshakeFailure),
        received("TlsFatalAlertReceived: bad_certificate(42)", R::PeerRejectedOurCert),
        received("TlsFatalAlertReceived: unsupported_certificate(43)", R::PeerRejectedOurCert),
        received("TlsFatalAlertReceived: certificate_unknown(46)", R::PeerRejectedOurCert),
        received("TlsFatalAlertReceived: unknown_ca(48)", R::PeerRejectedOurCert),
        received("TlsFatalAlertReceived: protocol_version(70)", R::ProtocolVersion),
        received("TlsFatalAlertReceived: internal_error(80)", R::PeerInternalError),
        received("TlsFatalAlertReceived", R::GenericHandshakeFailure),
        castle("TlsFatalAlert: handshake_failure(40)", R::GenericHandshakeFailure),
        castle("TlsFatalAlert: bad_certificate(42)", R::GenericVerifyFailed),
        castle("TlsFatalAlert: certificate_unknown(46)", R::GenericVerifyFailed),
        castle("TlsFatalAlert: certificate_expired(45)", R::ExpiredOrNotYetValid),
        castle("TlsFatalAlert: unknown_ca(48)", R::UnknownIssuer),
        castle("TlsFatalAlert: illegal_parameter(47)", R::ProtocolViolation),
        castle("TlsFatalAlert: decode_error(50)", R::ProtocolViolation),
        castle("TlsFatalAlert: decrypt_error(51)", R::BadSignature),
        castle("TlsFatalAlert: protocol_version(70)", R::ProtocolVersion),
        castle("TlsFatalAlert: insufficient_security(71)", R::WeakKeyExchange),
        castle("TlsFatalAlert: unexpected_message(10)", R::ProtocolViolation),
        castle("TlsFatalAlert: bad_record_mac(20)", R::RecordCorrupt),
        castle("TlsFatalAlert: internal_error(80)", R::GenericHandshakeFailure),
        castle("TlsNoCloseNotifyException: No close_notify alert received before connection closed", R::UncleanClose),
        castle("No close_notify alert received before connection closed", R::UncleanClose),
        castle("TlsTimeoutException: Handshake timed out", R::HandshakeTimeout),
        castle("Unable to construct a valid chain", R::UnknownIssuer),
        castle("ExtCertPathBuilderException", R::UnknownIssuer).faint(),
        castle("Could not find a suitable trust anchor", R::UnknownIssuer),
        // The grid's certificates (canl-java).
        of(Stack::Java, "CAnL", R::GenericVerifyFailed).faint(),
        of(Stack::Java, "No trusted CA certificate was found for the certificate chain", R::UnknownIssuer),
        of(Stack::Java, "Trusted issuer of this certificate was not established", R::UnknownIssuer),
        of(Stack::Java, "The peer's certificate with subject's DN * was rejected", R::GenericVerifyFailed),
    ],
};
