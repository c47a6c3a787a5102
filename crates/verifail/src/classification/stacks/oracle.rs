//! Oracle Database: UTL_HTTP, the network layer and wallets. A text is often the number alone.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

/// An error of the database, which is the client when it fetches a URL.
const fn ora(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("Oracle Database Error Messages 10g-23ai")
}

/// Texts of Oracle.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Oracle,
    rows: &[
        // The wallet.
        Row::new("ORA-28365").means(R::NotTlsRelated).seen("transparent data encryption's wallet"),
        ora("ORA-28759", R::TrustStoreUnavailable),
        ora("ORA-28786", R::LocalCredentialError),
        ora("ORA-29106", R::TrustStoreUnavailable),
        ora("ORA-28768", R::TrustStoreUnavailable),
        ora("ORA-28779", R::LocalCredentialError),
        ora("ORA-28840", R::TrustStoreUnavailable),
        ora("invalid wallet header", R::TrustStoreUnavailable).from(Stack::Go).seen("go-ora"),
        ora("ssl failure in parsing wallet location", R::TrustStoreUnavailable),
        ora("Failure in parsing wallet location", R::TrustStoreUnavailable),
        ora("ORA-00542", R::GenericHandshakeFailure),
        ora("ORA-00543", R::GenericHandshakeFailure),
        ora("TNS-12557", R::TlsConfigError).faint(),
        ora("ORA-12557", R::TlsConfigError).faint(),
        // The peer's certificate.
        ora("ORA-24263", R::NameMismatch).by_client(),
        ora("Certificate of the remote server does not match the target address", R::NameMismatch).by_client(),
        ora("ORA-29003", R::NameMismatch).by_client(),
        ora("ORA-29024", R::GenericVerifyFailed).by_client(),
        ora("ORA-29005", R::GenericVerifyFailed),
        ora("ORA-28791", R::GenericVerifyFailed),
        ora("ORA-28868", R::GenericVerifyFailed),
        ora("Peer certificate chain check failed", R::GenericVerifyFailed),
        ora("ORA-29048", R::GenericVerifyFailed),
        // The handshake.
        ora("ORA-28860", R::GenericHandshakeFailure),
        ora("ORA-28857", R::GenericHandshakeFailure),
        ora("ORA-28858", R::GenericHandshakeFailure),
        ora("ORA-28859", R::GenericHandshakeFailure),
        ora("ORA-28862", R::GenericHandshakeFailure),
        ora("ORA-28750", R::GenericHandshakeFailure),
        ora("ORA-28854", R::NoSharedCipher),
        ora("ORA-29039", R::NoSharedCipher),
        ora("ORA-28853", R::TlsConfigError),
        ora("ORA-29019", R::ProtocolVersion),
        ora("ORA-28864", R::HandshakeEof),
        ora("ORA-28865", R::HandshakeEof),
        ora("ORA-28863", R::HandshakeEof),
        ora("TNS-12560 * TNS-00540: SSL protocol adapter failure", R::GenericHandshakeFailure),
        ora("TNS-00540", R::GenericHandshakeFailure),
        ora("SSL protocol adapter failure", R::GenericHandshakeFailure),
        // Around it.
        ora("ORA-24247", R::NotTlsRelated),
        ora("ORA-29273", R::NotTlsRelated).faint(),
        ora("ORA-12541", R::NotTlsRelated),
        ora("ORA-12545", R::NotTlsRelated),
        ora("ORA-29276", R::HandshakeTimeout).faint(),
        ora("ORA-29263", R::NotTlsRelated).faint(),
        Row::new("SYS.UTL_HTTP").by_client().at(Hop::OriginToUpstream),
        Row::new("SYS.UTL_TCP").by_client().at(Hop::OriginToUpstream),
        Row::new("SYS.HTTPURITYPE").by_client().at(Hop::OriginToUpstream),
        Row::new("UTL_SMTP").by_client(),
    ],
};
