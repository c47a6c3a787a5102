//! Erlang/OTP ssl, and what runs on it: RabbitMQ, EMQX, CouchDB, Elixir's HTTP clients.
//!
//! An alert's line says who it is about twice: `TLS client:` is the side that writes it, `generated CLIENT ALERT` and
//! `received SERVER ALERT` are its own verdict and the peer's.

use super::super::codes::ALERTS_SENT;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

/// Lines about an alert, from both sides and in both directions: what it means when it is generated, and when received.
macro_rules! alerts {
    ($($name:literal $ours:ident $theirs:ident;)+) => {
        &[$(
            Row::new(concat!("generated CLIENT ALERT: Fatal - ", $name)).means(R::$ours).by_client().seen("ssl_alert.erl 21-28"),
            Row::new(concat!("generated SERVER ALERT: Fatal - ", $name)).means(R::$ours).by_server().seen("ssl_alert.erl 21-28"),
            Row::new(concat!("received SERVER ALERT: Fatal - ", $name)).means(R::$theirs).by_client().by_peer().seen("ssl_alert.erl 21-28"),
            Row::new(concat!("received CLIENT ALERT: Fatal - ", $name)).means(R::$theirs).by_server().by_peer().seen("ssl_alert.erl 21-28"),
            Row::new(concat!("ssl_alert.erl:#:Fatal error: ", $name)).means(R::$theirs).by_peer().seen("ssl_alert.erl before 21: decoded, so received"),
            Row::new(concat!("SSL: :*Fatal error: ", $name)).means(R::$ours).by_client().seen("ssl_alert.erl before 21, Elixir"),
            Row::new(concat!("Fatal error: ", $name)).means(R::$ours).by_server().faint().from(Stack::Erlang).seen("ssl_alert.erl before 21"),
        )+]
    };
}

/// Atoms of alerts, where the sentence behind them, which tells whose they are, is cut off.
macro_rules! atoms {
    ($($atom:literal $ours:ident;)+) => {
        &[$(
            found(concat!("{tls_alert,{", $atom, ","), R::$ours).faint().leads_to(RECEIVED),
            found(concat!("{:tls_alert, {:", $atom, ","), R::$ours).faint().leads_to(RECEIVED),
        )+]
    };
}

/// What an alert's name may mean where the sentence behind it, which tells whose it is, is missing.
const RECEIVED: &[R] = &[R::PeerRejectedOurCert];

/// Lines about alerts.
pub(super) static ALERTS: StackRows = StackRows {
    stack: Stack::Erlang,
    rows: alerts! {
        "Unexpected Message" ProtocolViolation ProtocolViolation;
        "Bad Record MAC" RecordCorrupt RecordCorrupt;
        "Record Overflow" NotTls RecordCorrupt;
        "Handshake Failure" GenericHandshakeFailure GenericHandshakeFailure;
        "Bad Certificate" GenericVerifyFailed PeerRejectedOurCert;
        "Unsupported Certificate" EkuMissingOrWrong PeerRejectedOurCert;
        "Certificate Revoked" Revoked PeerRejectedOurCert;
        "Certificate Expired" Expired PeerRejectedOurCert;
        "Certificate Unknown" GenericVerifyFailed PeerRejectedOurCert;
        "Illegal Parameter" ProtocolViolation ProtocolViolation;
        "Unknown CA" UnknownIssuer PeerRejectedOurCert;
        "Access Denied" GenericVerifyFailed PeerRejectedOurCert;
        "Decode Error" ProtocolViolation ProtocolViolation;
        "Decrypt Error" BadSignature BadSignature;
        "Protocol Version" ProtocolVersion ProtocolVersion;
        "Insufficient Security" NoSharedCipher NoSharedCipher;
        "Internal Error" PeerInternalError PeerInternalError;
        "Inappropriate Fallback" InappropriateFallback InappropriateFallback;
        "No Renegotiation" LegacyRenegotiation LegacyRenegotiation;
        "Missing Extension" ProtocolViolation ProtocolViolation;
        "Unsupported Extension" ProtocolViolation ProtocolViolation;
        "Unrecognised Name" SniUnrecognized SniUnrecognized;
        "Bad Certificate Status Response" OcspResponseBad OcspResponseBad;
        "Unknown PSK Identity" PskOrTicket PskOrTicket;
        "Certificate required" ClientCertRequired ClientCertRequired;
        "No Application Protocol" Alpn Alpn;
    },
};

const fn alert(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).faint().leads_to(RECEIVED).seen("ssl before 21: {error, {tls_alert, String}}")
}

/// What a request returned before alerts were atoms. Whose it was is not said.
macro_rules! returned {
    ($($name:literal $reason:ident;)+) => {
        &[$(
            alert(concat!("{tls_alert,\"", $name), R::$reason),
            alert(concat!("{tls_alert, \"", $name), R::$reason),
            alert(concat!("{:tls_alert, '", $name), R::$reason),
        )+]
    };
}

/// What requests returned.
pub(super) static RETURNED: StackRows = StackRows {
    stack: Stack::Erlang,
    rows: returned! {
        "bad record mac" RecordCorrupt;
        "certificate required" ClientCertRequired;
        "certificate revoked" Revoked;
        "certificate unknown" GenericVerifyFailed;
        "decode error" ProtocolViolation;
        "decrypt error" BadSignature;
        "illegal parameter" ProtocolViolation;
        "inappropriate fallback" InappropriateFallback;
        "internal error" PeerInternalError;
        "no application protocol" Alpn;
        "unrecognised name" SniUnrecognized;
        "unrecognized name" SniUnrecognized;
        "unsupported certificate" EkuMissingOrWrong;
    },
};

/// What the path's validation found: `{bad_cert, Reason}`, behind the alert.
const fn found(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("public_key pubkey_cert.erl, ssl_certificate.erl 17-28")
}

const fn option(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("ssl.erl: {options, ..} 17-28")
}

/// Alerts that only their atoms name.
pub(super) static ATOMS: StackRows = StackRows {
    stack: Stack::Erlang,
    rows: atoms! {
        "access_denied" GenericVerifyFailed;
        "bad_record_mac" RecordCorrupt;
        "certificate_required" ClientCertRequired;
        "certificate_revoked" Revoked;
        "certificate_unknown" GenericVerifyFailed;
        "decode_error" ProtocolViolation;
        "decrypt_error" BadSignature;
        "illegal_parameter" ProtocolViolation;
        "inappropriate_fallback" InappropriateFallback;
        "insufficient_security" NoSharedCipher;
        "internal_error" PeerInternalError;
        "missing_extension" ProtocolViolation;
        "no_application_protocol" Alpn;
        "no_renegotiation" LegacyRenegotiation;
        "protocol_version" ProtocolVersion;
        "unexpected_message" ProtocolViolation;
        "unknown_psk_identity" PskOrTicket;
        "unrecognized_name" SniUnrecognized;
        "unrecognised_name" SniUnrecognized;
        "unsupported_certificate" EkuMissingOrWrong;
        "unsupported_extension" ProtocolViolation;
    },
};

/// What a path's validation found, as Erlang and as Elixir write it.
macro_rules! bad_certs {
    ($($name:literal $reason:ident;)+) => {
        &[$(
            found(concat!("{bad_cert,", $name), R::$reason),
            found(concat!("{bad_cert, ", $name), R::$reason),
            found(concat!("{:bad_cert, :", $name), R::$reason),
        )+]
    };
}

/// The reasons of a path's validation.
pub(super) static FOUND: StackRows = StackRows {
    stack: Stack::Erlang,
    rows: bad_certs! {
        "cert_expired" Expired;
        "root_cert_expired" Expired;
        "hostname_check_failed" NameMismatch;
        "invalid_issuer" IssuerMismatch;
        "invalid_signature" BadSignature;
        "name_not_permitted" NameConstraints;
        "missing_basic_constraint" CaViolation;
        "invalid_key_usage" KeyUsage;
        "invalid_ext_key_usage" EkuMissingOrWrong;
        "max_path_length_reached" PathLength;
        "unknown_ca" UnknownIssuer;
        "selfsigned_peer" SelfSignedLeaf;
        "duplicate_cert_in_path" ChainLimits;
        "missing_ocsp_staple" OcspResponseBad;
    },
};

/// Texts of Erlang.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Erlang,
    rows: &[
        found("hostname_check_failed", R::NameMismatch),
        found("invalid_ext_key_usage", R::EkuMissingOrWrong),
        found("selfsigned_peer", R::SelfSignedLeaf),
        found("{bad_crls,no_relevant_crls", R::RevocationUnavailable),
        found("{bad_crls,", R::RevocationUnavailable),
        found("{:bad_crls,", R::RevocationUnavailable),
        found("no_relevant_crls", R::RevocationUnavailable),
        // As Elixir writes atoms.
        found("failed_to_decode_certificate", R::Malformed),
        found("no_suitable_ciphers", R::NoSharedCipher),
        found("{bad_cert,{revoked", R::Revoked),
        found("{bad_cert, {revoked", R::Revoked),
        found("{:bad_cert, {:revoked", R::Revoked),
        found("revocation_status_undetermined", R::RevocationUnavailable),
        found("policy_requirement_not_met", R::Policy),
        // Behind an alert that says less, or, of a certificate, what is seldom meant.
        found("{key_usage_mismatch", R::KeyUsage).decisive(),
        found("{:key_usage_mismatch", R::KeyUsage).decisive(),
        found("unknown_critical_extension", R::UnhandledCriticalExtension).decisive(),
        found("{bad_cert,unsupported_signature", R::UnsupportedSignatureAlgorithm).decisive(),
        found("{bad_cert, unsupported_signature", R::UnsupportedSignatureAlgorithm).decisive(),
        found("{:bad_cert, :unsupported_signature", R::UnsupportedSignatureAlgorithm).decisive(),
        found("no_suitable_groups", R::NoSharedParams).decisive(),
        found("ALERT: Fatal - *no_suitable_signature_algorithm", R::NoSharedParams).decisive(),
        found("unable_to_supply_acceptable_cert", R::NoSharedParams).decisive(),
        found("no_matching_protocol", R::Alpn).faint(),
        found("no_suitable_certificates", R::LocalCredentialError),
        found("peer_certificate_required", R::ClientCertRequired),
        found("no_peer_certificate", R::ClientCertRequired),
        found("{bad_header,<<22,3,", R::TlsConfigError)
            .by_server()
            .at(Hop::Direct)
            .seen("RabbitMQ: TLS to the port of AMQP"),
        found("{detected_unexpected_tls_header,", R::TlsConfigError).by_server().at(Hop::Direct).seen("RabbitMQ 4.1"),
        found("malformed_handshake_data", R::ProtocolViolation).decisive(),
        found("{unsupported_record_type,", R::NotTls),
        found("{tls_alert,{record_overflow", R::NotTls).faint().leads_to(RECEIVED),
        found("no_client_certificate_provided", R::ClientCertRequired).by_server(),
        found("{ssl_error,timeout", R::HandshakeTimeout),
        found("{ssl_error,closed", R::HandshakeEof),
        found("{ssl_error,einval", R::GenericHandshakeFailure).faint(),
        found("CLIENT ALERT: Fatal - Certificate Unknown", R::PeerRejectedOurCert).by_server().by_peer().faint(),
        found("CLIENT ALERT: Fatal - Unknown CA", R::PeerRejectedOurCert).by_server().by_peer().faint(),
        found("CLIENT ALERT: Fatal - Bad Certificate", R::PeerRejectedOurCert).by_server().by_peer().faint(),
        found("CLIENT ALERT: Fatal - Handshake Failure", R::GenericHandshakeFailure).by_server().by_peer().faint(),
        found("SERVER ALERT: Fatal - Handshake Failure", R::GenericHandshakeFailure).by_client().by_peer().faint(),
        found("SERVER ALERT: Fatal - Unknown CA", R::PeerRejectedOurCert).by_client().by_peer().faint(),
        found("Internal Error - {unexpected_error,{case_clause,{error,{asn1", R::Malformed),
        found("{error,{asn1,", R::Malformed).faint(),
        found("Failed to assert middlebox server message", R::ProtocolViolation).by_client(),
        found("received UNDEFINED ALERT: Fatal - Unexpected Message", R::ProtocolViolation).by_peer(),
        found("received UNDEFINED ALERT: Fatal", R::GenericHandshakeFailure).by_peer().faint(),
        Row::new("{alert,2,#,").decodes(&ALERTS_SENT).seen("ssl before 21: #alert{}"),
        // Old tuples, which do not say whose alert it was.
        found("{tls_alert,\"unknown ca\"}", R::UnknownIssuer).faint(),
        found("{tls_alert,\"handshake failure\"}", R::GenericHandshakeFailure),
        found("{tls_alert,\"bad certificate\"}", R::GenericVerifyFailed).faint(),
        found("{tls_alert,\"certificate expired\"}", R::Expired).faint(),
        found("{tls_alert,\"protocol version\"}", R::ProtocolVersion),
        found("{tls_alert,\"record overflow\"}", R::NotTls),
        found("{tls_alert,\"unexpected message\"}", R::ProtocolViolation),
        found("{tls_alert,\"insufficient security\"}", R::NoSharedCipher),
        found("{tls_alert, \"unknown ca\"}", R::UnknownIssuer).faint(),
        found("{tls_alert, \"handshake failure\"}", R::GenericHandshakeFailure),
        found("{tls_alert, \"bad certificate\"}", R::GenericVerifyFailed).faint(),
        found("{tls_alert, \"certificate expired\"}", R::Expired).faint(),
        found("{tls_alert, \"protocol version\"}", R::ProtocolVersion),
        found("{:tls_alert, 'unknown ca'}", R::UnknownIssuer).faint(),
        found("{:tls_alert, 'handshake failure'}", R::GenericHandshakeFailure),
        found("{:tls_alert, 'bad certificate'}", R::GenericVerifyFailed).faint(),
        found("{:tls_alert, 'certificate expired'}", R::Expired).faint(),
        found("{tls_alert,{unknown_ca", R::UnknownIssuer).faint().leads_to(RECEIVED),
        found("{tls_alert,{handshake_failure", R::GenericHandshakeFailure).faint().leads_to(RECEIVED),
        found("{tls_alert,{bad_certificate", R::GenericVerifyFailed).faint().leads_to(RECEIVED),
        found("{tls_alert,{certificate_expired", R::Expired).faint().leads_to(RECEIVED),
        found("{:tls_alert, {:unknown_ca", R::UnknownIssuer).faint().leads_to(RECEIVED),
        found("{:tls_alert, {:handshake_failure", R::GenericHandshakeFailure).faint().leads_to(RECEIVED),
        found("{:tls_alert, {:bad_certificate", R::GenericVerifyFailed).faint().leads_to(RECEIVED),
        found("{:tls_alert, {:certificate_expired", R::Expired).faint().leads_to(RECEIVED),
        // Options.
        option("{options,{cacertfile", R::TrustStoreUnavailable),
        option("{options, {cacertfile", R::TrustStoreUnavailable),
        option("{options,{certfile", R::LocalCredentialError),
        option("{options,{keyfile", R::LocalCredentialError),
        option("{keyfile_error", R::LocalCredentialError),
        option("{certfile_error", R::LocalCredentialError),
        option("{options,incompatible,[{verify,verify_peer},{cacerts,undefined}]}", R::TrustStoreUnavailable),
        option("{options, incompatible, [verify: :verify_peer, cacerts: :undefined]}", R::TrustStoreUnavailable),
        option("{cacerts,undefined}", R::TrustStoreUnavailable),
        option("cacerts: :undefined", R::TrustStoreUnavailable),
        option("no_cacerts_found", R::TrustStoreUnavailable),
        // The modules of the bundles, which are not there.
        option("{certifi,cacerts,", R::TrustStoreUnavailable),
        option("{:certifi, :cacerts,", R::TrustStoreUnavailable),
        option("{:public_key, :cacerts_get,", R::TrustStoreUnavailable),
        option("{public_key,cacerts_get,", R::TrustStoreUnavailable),
        option("function :certifi.cacerts/0 is undefined", R::TrustStoreUnavailable),
        option("function :certifi.cacertfile/0 is undefined", R::TrustStoreUnavailable),
        option("function CAStore.file_path/0 is undefined", R::TrustStoreUnavailable),
        option("function :public_key.cacerts_get/0 is undefined", R::TrustStoreUnavailable),
        option("default CA trust store not found", R::TrustStoreUnavailable).seen("Mint"),
        option("Option {verify, verify_peer} and cacertfile/cacerts is missing", R::TlsNotFailure).faint(),
        option("Authenticity is not established by certificate path validation", R::TlsNotFailure).faint(),
        option(
            "Server authenticity is not verified since certificate path validation is not enabled",
            R::TlsNotFailure,
        )
        .faint(),
        option("Ignoring a CA cert as it could not be correctly decoded", R::TlsNotFailure).faint(),
        Row::new("bad ALPN protocol").means(R::Alpn).by_client().seen("Mint"),
        Row::new("ALPN protocol not negotiated").means(R::Alpn).by_client().seen("Mint"),
        Row::new("Mint.TransportError").by_client().seen("Mint"),
        Row::new("HTTPoison.Error").by_client().seen("HTTPoison"),
        option("no_ssl_transport", R::TlsConfigError).faint(),
        // RabbitMQ's own words.
        Row::new("handshake_timeout,frame_header").means(R::NotTls).by_server().from(Stack::Rabbitmq).faint(),
        Row::new("closing AMQP connection").from(Stack::Rabbitmq).by_server(),
        Row::new("accepting AMQP connection").from(Stack::Rabbitmq).by_server(),
        Row::new("{expecting,'connection.start'}").from(Stack::Rabbitmq).by_client(),
        Row::new("rabbit_reader").from(Stack::Rabbitmq).by_server(),
        Row::new("{ssl_upgrade_error").from(Stack::Rabbitmq).by_server(),
        Row::new("{ssl_error,").by_server().seen("esockd, EMQX"),
        Row::new("{tls_alert"),
        Row::new("{:tls_alert"),
        Row::new("TLS client: In state ").by_client(),
        Row::new("TLS server: In state ").by_server(),
        Row::new("TLS :client: In state ").by_client(),
        Row::new("TLS :server: In state ").by_server(),
        Row::new("ssl_handshake.erl"),
        Row::new("ssl_connection.erl"),
        Row::new("{failed_connect,[").by_client(),
        Row::new("{:failed_connect, [").by_client(),
    ],
};
