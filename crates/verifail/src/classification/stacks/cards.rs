//! Look-alikes: smart cards and tokens of hardware, licences and activation, protected media, and course certificates
//! as programs make them.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// It has words of keys and certificates and is about something else: a reason of TLS in the same text outweighs it.
const fn other(text: &'static str) -> Row {
    Row::new(text).means(R::NotTlsRelated).seen("PKCS #11, PC/SC, CTAP, licence servers")
}

/// Any word of TLS outweighs it.
const fn plain(text: &'static str) -> Row {
    other(text).faint()
}

const fn windows(text: &'static str) -> Row {
    plain(text).from(Stack::Schannel).seen("Windows: activation, updates, domains")
}

/// Texts of cards and licences.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Shared,
    rows: &[
        // Cards and tokens.
        plain("rv = CKR_"),
        other("CKR_PIN_INCORRECT"),
        other("CKR_PIN_LOCKED"),
        other("CKR_PIN_EXPIRED"),
        other("CKR_PIN_LEN_RANGE"),
        other("CKR_TOKEN_NOT_PRESENT"),
        other("CKR_TOKEN_NOT_RECOGNIZED"),
        other("CKR_SLOT_ID_INVALID"),
        other("CKR_DEVICE_ERROR"),
        other("CKR_DEVICE_REMOVED"),
        other("CKR_USER_NOT_LOGGED_IN"),
        other("CKR_USER_ALREADY_LOGGED_IN"),
        other("CKR_MECHANISM_INVALID"),
        other("PKCS11 function C_"),
        other("No slot with a token was found"),
        other("No slot named"),
        other("No smart card readers found"),
        other("No smartcard readers found"),
        other("SCARD_E_"),
        other("SCARD_W_"),
        other("SCardEstablishContext"),
        other("SCardConnect"),
        other("smart card does not contain any certificates"),
        other("smart card is blocked"),
        other("smart card cannot perform the requested operation"),
        other("smart card reader"),
        other("smartcard reader"),
        other("smart card logon"),
        other("requires the use of a smart card"),
        other("No valid certificates were found on this smart card"),
        plain("opensc"),
        plain("ykman"),
        plain("yubico-piv-tool"),
        // Licences and activation.
        windows("0xC004F"),
        windows("0xC004C"),
        windows("Software Licensing Service reported"),
        windows("Windows can't activate"),
        windows("Key Management Service (KMS)"),
        windows("slmgr"),
        windows("The RPC server is unavailable"),
        windows("The network path was not found"),
        windows("The specified domain either does not exist or could not be contacted"),
        plain("license server"),
        plain("licence server"),
        plain("license file"),
        plain("license key"),
        plain("license has expired"),
        plain("licence has expired"),
        plain("licensing error"),
        // Protected media.
        plain("Widevine"),
        plain("PlayReady"),
        plain("FairPlay"),
        plain("MediaKeySession"),
        plain("Content Decryption Module"),
        plain("DRM license"),
        plain("EME Error"),
        plain("HDCP"),
        // Certificates that a learner is given.
        other("PDF certificate"),
        other("certificate for course"),
        other("course completion certificate"),
        other("completion certificate"),
        other("certificate of achievement"),
        other("certificate of attendance"),
        other("certificate of participation"),
        other("certificate of excellence"),
        other("certificate of appreciation"),
        other("training certificate"),
        other("award certificate"),
        other("award certificates"),
        other("marriage certificate"),
        other("share certificate"),
        other("energy certificate"),
        other("energy performance certificate"),
        other("certificate of conformity"),
        other("phytosanitary certificate"),
        other("tax certificate"),
        other("certificate of registration"),
        other("certificate of incorporation"),
        other("professional certificate"),
        other("certificate template not found"),
        other("your certificate has been emailed"),
        other("download your certificate"),
        other("print your certificate"),
        other("earn a certificate"),
        other("earned a certificate"),
        other("generate certificates for participants"),
    ],
};
