//! NSURLErrorDomain and kCFErrorDomainCFNetwork.

use super::entry::{heard, mute, says};
use super::{Book, Layout, Names};
use crate::taxonomy::{Reason as R, Stack};

/// NSURLErrorDomain and kCFErrorDomainCFNetwork.
pub(in crate::classification) static APPLE_URL: Book = Book {
    name: "apple-url",
    stack: Stack::Apple,
    source: "Foundation NSURLError.h; swiftlang/swift-corelibs-foundation NSURLError.swift",
    names: Names::Distinctive,
    by_peer: false,
    layout: Layout::Plain,
    entries: &[
        says(-1206, "NSURLErrorClientCertificateRequired", R::ClientCertRequired),
        heard(-1205, "NSURLErrorClientCertificateRejected", R::PeerRejectedOurCert),
        says(-1204, "NSURLErrorServerCertificateNotYetValid", R::NotYetValid),
        says(-1203, "NSURLErrorServerCertificateHasUnknownRoot", R::UntrustedRoot),
        says(-1202, "NSURLErrorServerCertificateUntrusted", R::GenericVerifyFailed),
        says(-1201, "NSURLErrorServerCertificateHasBadDate", R::ExpiredOrNotYetValid),
        says(-1200, "NSURLErrorSecureConnectionFailed", R::GenericHandshakeFailure),
        says(-1022, "NSURLErrorAppTransportSecurityRequiresSecureConnection", R::TlsConfigError),
        says(-1013, "NSURLErrorUserAuthenticationRequired", R::NotTlsRelated),
        mute(-1012, "NSURLErrorUserCancelledAuthentication"),
        says(-1011, "NSURLErrorBadServerResponse", R::NotTlsRelated),
        says(-1009, "NSURLErrorNotConnectedToInternet", R::NotTlsRelated),
        says(-1005, "NSURLErrorNetworkConnectionLost", R::UncleanClose),
        says(-1004, "NSURLErrorCannotConnectToHost", R::NotTlsRelated),
        says(-1003, "NSURLErrorCannotFindHost", R::NotTlsRelated),
        mute(-1001, "NSURLErrorTimedOut"),
        mute(-999, "NSURLErrorCancelled"),
        mute(-1, "NSURLErrorUnknown"),
    ],
};
