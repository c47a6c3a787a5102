//! Applications for telephones: what Alamofire, TrustKit, Cordova and React Native make of the platform's verdict.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn apple(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Apple).by_client().seen("Alamofire 5 AFError.swift, TrustKit 1-3")
}

const fn plugin(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("cordova-plugin-advanced-http, sslcertificatechecker")
}

const fn okhttp(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Android).by_client().seen("React Native, ExoPlayer, Volley")
}

/// Texts of applications.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Shared,
    rows: &[
        // Alamofire, by its cases.
        apple("ServerTrustFailureReason.certificatePinningFailed", R::PinMismatch),
        apple("ServerTrustFailureReason.publicKeyPinningFailed", R::PinMismatch),
        apple("ServerTrustFailureReason.hostValidationFailed", R::NameMismatch),
        apple("ServerTrustFailureReason.revocationCheckFailed", R::RevocationUnavailable),
        apple("ServerTrustFailureReason.defaultEvaluationFailed", R::GenericVerifyFailed),
        apple("ServerTrustFailureReason.trustEvaluationFailed", R::GenericVerifyFailed).faint(),
        apple("ServerTrustFailureReason.customEvaluationFailed", R::GenericVerifyFailed),
        apple("ServerTrustFailureReason.noRequiredEvaluator", R::TlsConfigError),
        apple("ServerTrustFailureReason.noCertificatesFound", R::TlsConfigError),
        apple("ServerTrustFailureReason.noPublicKeysFound", R::TlsConfigError),
        apple("ServerTrustFailureReason.policyApplicationFailed", R::TlsConfigError),
        apple("ServerTrustFailureReason.settingAnchorCertificatesFailed", R::TrustStoreUnavailable),
        apple("ServerTrustFailureReason.revocationPolicyCreationFailed", R::TlsConfigError),
        apple("certificatePinningFailed(", R::PinMismatch),
        apple("publicKeyPinningFailed(", R::PinMismatch),
        apple("hostValidationFailed(", R::NameMismatch),
        apple("noRequiredEvaluator(", R::TlsConfigError),
        apple("SecTrust evaluation failed with error", R::GenericVerifyFailed).faint(),
        apple("Revocation check failed for host", R::RevocationUnavailable),
        // TrustKit.
        apple("Pin validation failed for", R::PinMismatch),
        apple("TSKTrustEvaluationFailedNoMatchingPin", R::PinMismatch),
        apple("TSKTrustEvaluationFailedInvalidCertificateChain", R::GenericVerifyFailed),
        apple("TSKTrustEvaluationErrorInvalidParameters", R::TlsConfigError),
        apple("TrustKit: Pin validation succeeded", R::TlsNotFailure).faint(),
        Row::new("TrustKit").from(Stack::Apple).by_client(),
        apple("TrustKit: Testing SSL Pin <", R::TlsNotFailure).faint(),
        plugin("Less than two pins were supplied for domain", R::TlsConfigError).from(Stack::Android).decisive(),
        okhttp("pins must start with 'sha", R::TlsConfigError),
        okhttp("Unrecognized cert hash", R::PinMismatch),
        okhttp("Unpinning Android app", R::TlsNotFailure).faint(),
        okhttp("[+] SSLPeerUnverifiedException auto-patcher", R::TlsNotFailure)
            .decisive()
            .seen("frida-interception-and-unpinning"),
        // Cordova and Ionic.
        plugin("There was an error setting up ssl pinning", R::TlsConfigError),
        plugin("There was an error setting up the ssl pinning", R::TlsConfigError),
        plugin("CONNECTION_NOT_SECURE", R::PinMismatch),
        plugin("CONNECTION_SECURE", R::TlsNotFailure).faint(),
        plugin("TLS connection could not be established", R::GenericHandshakeFailure).faint(),
        plugin("The authenticity of host * can't be verified", R::GenericVerifyFailed).faint(),
        // Android: players and bridges.
        okhttp("SSLHandshakeException: Chain validation failed", R::GenericVerifyFailed),
        okhttp("com.android.volley.NoConnectionError: javax.net.ssl.SSL", R::GenericHandshakeFailure).faint(),
        okhttp("Exo can't play video", R::NotTlsRelated).faint(),
        Row::new("ExoPlayer").from(Stack::Android).by_client(),
        Row::new("com.android.volley").from(Stack::Android).by_client(),
        Row::new("React Native").by_client(),
        Row::new("cr_X509Util").from(Stack::Android).by_client(),
        okhttp("X509Util: Failed to validate the certificate chain", R::GenericVerifyFailed).faint(),
        okhttp("Unacceptable certificate: CN=", R::UnknownIssuer),
        // Cronet.
        Row::new("CronetUrlRequest").from(Stack::Chromium).by_client(),
        Row::new("org.chromium.net").from(Stack::Chromium).by_client(),
        // Xamarin on Mono, whose engine was BoringSSL.
        Row::new("MonoBtlsException").from(Stack::Boringssl).by_client(),
        // Electron and Postman: BoringSSL beneath Node.
        Row::new("write EPROTO *OPENSSL_internal").from(Stack::Electron),
        // Xamarin and MAUI on Android.
        Row::new("Xamarin.Android").from(Stack::Android).by_client(),
        Row::new("Java.Interop").from(Stack::Android).by_client(),
        okhttp("JavaCertificateException", R::GenericVerifyFailed).faint(),
        okhttp("rejected by the provided RemoteCertificateValidationCallback", R::GenericVerifyFailed),
    ],
};
