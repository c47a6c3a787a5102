//! Package managers and downloaders that word failures of their own: apk, pacman and zypper, Guix and Nix, vcpkg and
//! CMake, Hex and rebar3, CocoaPods. Those of one language are in its file.

use super::super::codes::CURL_EXIT;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn apk(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Openssl).by_client().seen("apk-tools 2.12-3.0: print.c, libfetch")
}

const fn guix(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Gnutls).by_client().seen("Guix: guix/build/download.scm")
}

/// libcurl's result in a place of its own.
const fn result(text: &'static str) -> Row {
    Row::new(text).decodes(&CURL_EXIT).by_client()
}

/// wget's exit status in a message of another program: 5 is for a failed verification.
const fn wget(text: &'static str) -> Row {
    Row::new(text).means(R::GenericVerifyFailed).from(Stack::Wget).by_client().seen("opam, Makefiles")
}

const fn hex(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Erlang).by_client().seen("Mix 1.0-1.19, Hex 0.8-2, rebar3")
}

const fn plain(text: &'static str) -> Row {
    Row::new(text).means(R::NotTlsRelated).from(Stack::Shared)
}

/// Texts of package managers.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Curl,
    rows: &[
        // apk.
        apk("TLS: server certificate not trusted", R::UnknownIssuer),
        apk("TLS: server hostname mismatch", R::NameMismatch),
        apk("TLS: generic error", R::GenericHandshakeFailure),
        apk("TLS: unspecified error", R::GenericHandshakeFailure),
        apk("TLS: handshake error", R::GenericHandshakeFailure),
        Row::new("APKINDEX.tar.gz").by_client(),
        plain("UNTRUSTED signature"),
        plain("BAD signature"),
        // libcurl in others.
        result("curl failed to download with exit code #").seen("vcpkg"),
        result("curl operation failed with error code #").seen("vcpkg"),
        result("Error code: Curl error #").seen("zypper"),
        result("status: [#;").seen("CMake"),
        result("status_code: #").seen("CMake"),
        result("curl: code #").seen("opam"),
        result("\"Curl failed: \"#").seen("opam"),
        result("Curl failed: * exited with code #").seen("opam 2.1-2.3"),
        result("Failed. Status: #;").seen("CMake, vcpkg"),
        wget("wget*exited with code 5"),
        wget("wget*exit code 5"),
        wget("wget*exit status 5"),
        result("librepo error: Curl error (#)").seen("dnf, PackageKit"),
        result("[Errno 14] curl# ").seen("yum 3"),
        Row::new("error: failed retrieving file").by_client().seen("pacman"),
        Row::new("error: unable to download 'https").by_client().seen("Nix"),
        Row::new("Download (curl) error for").by_client().seen("zypper"),
        Row::new("Errors during downloading metadata for repository").by_client().seen("dnf"),
        Row::new("Cannot download repomd.xml").by_client().seen("dnf"),
        Row::new("CDN: trunk URL couldn't be downloaded").by_client().seen("CocoaPods"),
        Row::new("download.file(").by_client().seen("R"),
        Row::new("curl::curl_fetch_memory").by_client().seen("R"),
        Row::new("cannot open URL 'https").by_client().seen("R"),
        Row::new("cURL error ").by_client().seen("Guzzle, WordPress"),
        plain("[Errno 14] HTTPS Error *").seen("yum 3"),
        plain("Error in the HTTP2 framing layer").seen("libcurl 16"),
        plain("was not closed cleanly: PROTOCOL_ERROR").seen("libcurl 92: an HTTP/2 stream"),
        plain("was not closed cleanly: INTERNAL_ERROR").seen("libcurl 92: an HTTP/2 stream"),
        plain("was not closed cleanly: CANCEL").seen("libcurl 92: an HTTP/2 stream"),
        // libcurl says this where the transfer is under way: lib/multi.c, multi_handle_timeout.
        plain("Operation timed out after * milliseconds with * bytes received").decisive(),
        plain("Operation timed out after * milliseconds with * out of * bytes received").decisive(),
        plain("Resolving timed out after"),
        plain("Operation too slow. Less than"),
        // Guix.
        guix("could not be verified: signer-not-found", R::UnknownIssuer),
        guix("could not be verified: invalid", R::GenericVerifyFailed),
        guix("could not be verified: expired", R::Expired),
        guix("could not be verified: not-activated", R::NotYetValid),
        guix("X.509 server certificate for * does not match", R::NameMismatch),
        guix("TLS handshake failed. retrying", R::GenericHandshakeFailure).faint(),
        // Hex and rebar3.
        hex("{:bad_status_code, ", R::NotTlsRelated),
        hex("{bad_status_code,", R::NotTlsRelated),
        Row::new("(Mix) httpc request failed with").from(Stack::Erlang).by_client(),
        Row::new("Failed to fetch record for 'hexpm/").from(Stack::Erlang).by_client(),
        Row::new("{failed_connect,").from(Stack::Erlang).by_client(),
        Row::new("{:failed_connect, ").from(Stack::Erlang).by_client(),
        Row::new("(Mix)").from(Stack::Erlang),
        hex("failed to load system certificates. SSL peer verification will be skipped", R::TlsNotFailure),
        hex("{:option, :server_only, ", R::TlsConfigError),
        hex("{option,server_only,", R::TlsConfigError),
        hex("{:option, :client_only, ", R::TlsConfigError),
        hex("{:options, {:socket_options, ", R::TlsConfigError),
        hex("{options,{socket_options,", R::TlsConfigError),
        hex("{:options, {:ciphers, ", R::TlsConfigError),
        hex("{:options, {:cacertfile, ", R::TrustStoreUnavailable),
        hex("{:options, {:certfile, ", R::LocalCredentialError),
        hex("{:options, {:keyfile, ", R::LocalCredentialError),
        hex("missing_dep_cacertfile_or_cacerts", R::TrustStoreUnavailable),
        hex("pubkey_os_cacerts:get", R::TrustStoreUnavailable),
        hex("{pubkey_os_cacerts,get", R::TrustStoreUnavailable),
        hex(":pubkey_os_cacerts.get", R::TrustStoreUnavailable),
        hex("public_key:cacerts_get", R::TrustStoreUnavailable).faint(),
    ],
};
