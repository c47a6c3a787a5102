//! OpenSSL: the texts of X509_verify_cert_error_string, and error queue lines.

use super::super::codes::{OPENSSL_VERIFY, PACKED};
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// Texts of OpenSSL itself; programs that print them word their own lines in files of their own.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Openssl,
    rows: &[
        Row::new("error:#:*").decodes(&PACKED).seen("0.9.8-3.6: the error queue, one line an error"),
        Row::new("verify error:num=#:").decodes(&OPENSSL_VERIFY).by_client().seen("s_client -showcerts"),
        Row::new("error # at # depth lookup").decodes(&OPENSSL_VERIFY).offline().seen("openssl verify"),
        Row::new("unable to get local issuer certificate").means(R::UnknownIssuer).seen("1.0-3.6: 20"),
        Row::new("certificate verify failed").means(R::GenericVerifyFailed).seen("every version"),
    ],
};
