//! Python built without TLS or set up against itself: no connection was made.

use super::super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// Texts of settings, and the warnings of those that are kept.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Python,
    rows: &[
        Row::new("ssl module is not available").means(R::TlsConfigError).seen("requests, urllib3, pip"),
        Row::new("ssl module in python is not available").means(R::TlsConfigError).from(Stack::Pip).seen("pip 9-25"),
        Row::new("no module named '_ssl'").means(R::TlsConfigError).seen("3.4-3.14"),
        Row::new("no module named _ssl").means(R::TlsConfigError).seen("2.7"),
        Row::new("dll load failed while importing _ssl").means(R::TlsConfigError).seen("3.8-3.14, Windows"),
        Row::new("import _ssl").means(R::TlsConfigError).faint().seen("a trace"),
        Row::new("check_hostname requires server_hostname").means(R::TlsConfigError).seen("3.4-3.14"),
        Row::new("cannot set verify_mode to cert_none when check_hostname is enabled")
            .means(R::TlsConfigError)
            .seen("3.4-3.14"),
        Row::new("check_hostname needs a ssl context").means(R::TlsConfigError).seen("3.4-3.6"),
        Row::new("server_hostname cannot be an empty string").means(R::TlsConfigError).seen("3.7-3.14"),
        Row::new("you must set server_hostname when using ssl").means(R::TlsConfigError).seen("asyncio"),
        Row::new("module 'ssl' has no attribute").means(R::TlsConfigError).seen("3.12: wrap_socket, PROTOCOL_SSLv3"),
        Row::new("'module' object has no attribute 'protocol_sslv").means(R::TlsConfigError).seen("2.7"),
        Row::new("'module' object has no attribute 'sslcontext'").means(R::TlsConfigError).seen("2.7"),
        Row::new("urllib3 v2 only supports openssl 1.1.1+").means(R::TlsConfigError).seen("urllib3 2: ImportError"),
        Row::new("urllib3 v2.0 only supports openssl 1.1.1+").means(R::TlsConfigError).seen("urllib3 2.0.0-2.0.2"),
        Row::new("cannot import name 'httpshandler'").means(R::TlsConfigError).seen("urllib2 without ssl"),
        Row::new("notopensslwarning: urllib3 v2 only supports openssl 1.1.1+")
            .means(R::TlsNotFailure)
            .seen("urllib3 2.0.3: a warning"),
        Row::new("unknown url type: https").means(R::TlsConfigError).seen("urllib without ssl"),
        Row::new("libcurl link-time ssl backend").means(R::TlsConfigError).seen("PycURL: ImportError"),
        Row::new("libcurl link-time version").means(R::TlsConfigError).faint().seen("PycURL: ImportError"),
        Row::new("('no cipher can be selected.',)").means(R::TlsConfigError).seen("2.7-3.14"),
        Row::new("unverified https request is being made")
            .means(R::TlsNotFailure)
            .seen("urllib3: InsecureRequestWarning"),
        Row::new("a true sslcontext object is not available")
            .means(R::TlsNotFailure)
            .seen("urllib3: InsecurePlatformWarning"),
        Row::new("snimissingwarning").means(R::TlsNotFailure).seen("urllib3 1.10-1.26"),
    ],
};
