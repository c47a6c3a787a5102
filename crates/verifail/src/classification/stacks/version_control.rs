//! Subversion and Mercurial: their own words around Serf, neon and Python's ssl module. git has a file of its own.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn svn(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("Subversion 1.4-1.14: ra_serf/util.c, ra_neon, libsvn_subr prompt.c")
}

const fn hg(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Mercurial).by_client().seen("Mercurial 1.7-6.9: sslutil.py, url.py")
}

/// Texts of Subversion and Mercurial.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Subversion,
    rows: &[
        // Subversion: a list, in this order, of all that is wrong.
        Row::new("svn: E").by_client(),
        Row::new("E170013: Unable to connect to a repository").by_client(),
        Row::new("OPTIONS of 'https").by_client().seen("neon"),
        Row::new("PROPFIND of '").by_client().seen("neon"),
        svn("Server SSL certificate verification failed", R::GenericVerifyFailed).faint(),
        svn("Server certificate verification failed: issuer is not trusted", R::UnknownIssuer),
        svn("Server SSL certificate verification failed: issuer is not trusted", R::UnknownIssuer),
        svn("Server certificate verification failed: certificate issued for a different hostname", R::NameMismatch),
        svn("Server SSL certificate verification failed: certificate issued for a different hostname", R::NameMismatch),
        svn("Server certificate verification failed: certificate has expired", R::Expired),
        svn("Server SSL certificate verification failed: certificate has expired", R::Expired),
        svn("Server certificate verification failed: certificate is not yet valid", R::NotYetValid),
        svn("Server SSL certificate verification failed: certificate is not yet valid", R::NotYetValid),
        svn("Server SSL certificate verification failed: certificate has an unknown error", R::GenericVerifyFailed),
        svn("certificate issued for a different hostname", R::NameMismatch),
        svn("hostname, issuer is not trusted", R::UnknownIssuer),
        svn("Error validating server certificate for", R::GenericVerifyFailed).faint(),
        svn("The certificate is not issued by a trusted authority. Use the fingerprint", R::UnknownIssuer),
        svn("- The certificate hostname does not match", R::NameMismatch),
        svn("- The certificate is not yet valid", R::NotYetValid),
        svn("- The certificate has expired", R::Expired),
        svn("- The certificate has an unknown error", R::GenericVerifyFailed),
        svn("此证书并不是由信任的权威机构颁发", R::UnknownIssuer).seen("Chinese"),
        svn("证书的主机名称不匹配", R::NameMismatch).seen("Chinese"),
        svn("An error occurred during SSL communication", R::GenericHandshakeFailure).faint(),
        svn("E120171: Error running context: An error occurred during SSL communication", R::GenericHandshakeFailure),
        svn("SSL handshake failed: SSL error", R::GenericHandshakeFailure).faint().seen("neon"),
        svn("SSL negotiation failed: SSL error", R::GenericHandshakeFailure).faint().seen("neon"),
        svn("SSL is not supported", R::TlsConfigError).faint(),
        svn("Unrecognized URL scheme for 'https", R::TlsConfigError),
        svn("Invalid config: unable to load certificate file", R::TrustStoreUnavailable),
        svn("ssl-client-cert-file", R::LocalCredentialError).faint(),
        // Mercurial.
        Row::new("/wiki/SecureConnections").from(Stack::Mercurial).by_client(),
        Row::new("hg clone").from(Stack::Mercurial).by_client(),
        Row::new("hg pull").from(Stack::Mercurial).by_client(),
        Row::new("abort: error: _ssl.c").from(Stack::Mercurial).by_client(),
        Row::new("abort: error: [SSL").from(Stack::Mercurial).by_client(),
        hg("an attempt was made to load CA certificates but none were loaded", R::TrustStoreUnavailable),
        hg("no loaded CA certificates); refusing to connect", R::TrustStoreUnavailable),
        hg("error loading CA file", R::TrustStoreUnavailable),
        hg("could not find web.cacerts", R::TrustStoreUnavailable),
        hg("certificate for * has unexpected fingerprint", R::PinMismatch),
        hg("invalid certificate for * with fingerprint", R::PinMismatch),
        hg("certificate error: certificate is for", R::NameMismatch),
        hg("certificate error: no commonName or subjectAltName found in certificate", R::NoSan),
        hg("certificate error: no certificate received", R::GenericHandshakeFailure),
        hg("certificate error: IDN in certificate not supported", R::Malformed),
        hg("could not negotiate a common security protocol", R::ProtocolVersion),
        hg("could not communicate with * using security protocols", R::ProtocolVersion),
        hg("the full certificate chain may not be available locally", R::UnknownIssuer),
        hg("Python was not built with SSL support", R::TlsConfigError).faint(),
        hg("not verified (check hostfingerprints or web.cacerts config setting)", R::TlsNotFailure),
        hg("certificate not verified (set hostsecurity", R::TlsNotFailure),
        hg("using legacy security technology (TLS 1.", R::TlsNotFailure),
        hg("connection security to * is disabled per current settings; communication is susceptible", R::TlsNotFailure),
        hg("using CA certificates from * if you see this message", R::TlsNotFailure).faint(),
    ],
};
