//! What a file without certificates is, so that the error can say what to do instead. Guesses, from magic numbers.

use std::fmt;

use super::outline::Outline;

/// What a file looks like that holds neither a certificate nor a CRL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LooksLike {
    /// A zip, gzip, bzip2 or xz file.
    Archive,
    /// Base64 whose contents are a PEM file, as in a Kubernetes secret.
    Base64OfPem,
    /// Binary, and not DER.
    Binary,
    /// A PKCS#10 certification request.
    CertificateRequest,
    /// Text with almost-PEM boundaries.
    DamagedPem,
    /// An encrypted private key.
    EncryptedKey,
    /// A web page.
    Html,
    /// A Java keystore (JKS or JCEKS).
    JavaKeystore,
    /// PKCS#7/CMS of another content type than SignedData.
    OtherCms,
    /// DER of an unknown type.
    OtherDer,
    /// PEM blocks of unknown labels.
    OtherPem,
    /// A PKCS#12 file.
    Pkcs12,
    /// PKCS#7 SignedData without certificates.
    Pkcs7WithoutCertificates,
    /// A private key.
    PrivateKey,
    /// A public key.
    PublicKey,
    /// An SSH key.
    SshKey,
    /// Text without PEM.
    Text,
    /// UTF-16 text.
    Utf16,
}

impl fmt::Display for LooksLike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Archive => "an archive or compressed file: unpack it first",
            Self::Base64OfPem => "base64 of a PEM file: decode it with `base64 -d FILE`",
            Self::Binary => "binary, not DER",
            Self::CertificateRequest => "a certificate request, which a CA has yet to turn into a certificate",
            Self::DamagedPem => "PEM with damaged boundaries: each needs exactly five dashes on both sides",
            Self::EncryptedKey => "a file with only an encrypted private key",
            Self::Html => "HTML: a web page was saved instead of the certificate",
            Self::JavaKeystore => "a JKS keystore: export with `keytool -exportcert -rfc -keystore FILE -alias ALIAS`",
            Self::OtherCms => "a PKCS#7 file that is not of type SignedData",
            Self::OtherDer => "DER, but neither a certificate, a CRL nor PKCS#7",
            Self::OtherPem => "a PEM file without a certificate block",
            Self::Pkcs12 => "a PKCS#12 file: convert with `openssl pkcs12 -nokeys -in FILE`",
            Self::Pkcs7WithoutCertificates => "a PKCS#7 file without certificates",
            Self::PrivateKey => "a file with only a private key",
            Self::PublicKey => "a file with only a public key",
            Self::SshKey => "an SSH key",
            Self::Text => "text without PEM",
            Self::Utf16 => "UTF-16 text: save it as UTF-8",
        })
    }
}

/// For an element that was recognised.
pub(super) const fn of_outline(outline: Outline) -> LooksLike {
    match outline {
        Outline::Certificate | Outline::Crl | Outline::Unknown => LooksLike::OtherDer,
        Outline::CertificateRequest => LooksLike::CertificateRequest,
        Outline::EncryptedKey => LooksLike::EncryptedKey,
        Outline::OtherCms => LooksLike::OtherCms,
        Outline::Pkcs12 => LooksLike::Pkcs12,
        Outline::PrivateKey => LooksLike::PrivateKey,
        Outline::PublicKey => LooksLike::PublicKey,
        Outline::SignedData => LooksLike::Pkcs7WithoutCertificates,
    }
}

/// `true` for a SEQUENCE with a length in the long form: what every certificate starts with, and no text does.
pub(super) fn is_der_like(input: &[u8]) -> bool {
    matches!(input, [0x30, 0x80..=0x84, ..])
}

/// For a file in which nothing was recognised.
pub(super) fn guess(input: &[u8]) -> LooksLike {
    match input {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'-', 0, b'-', 0, ..] | [0, b'-', 0, b'-', ..] => {
            return LooksLike::Utf16;
        }
        [0xfe, 0xed, 0xfe, 0xed, ..] | [0xce, 0xce, 0xce, 0xce, ..] => return LooksLike::JavaKeystore,
        [b'P', b'K', 3, 4, ..] | [0x1f, 0x8b, ..] | [b'B', b'Z', b'h', ..] | [0xfd, b'7', b'z', b'X', b'Z', ..] => {
            return LooksLike::Archive;
        }
        _ => {}
    }
    if std::str::from_utf8(input).is_err() || input.contains(&0) {
        return if super::outline::read(input).is_ok() { LooksLike::OtherDer } else { LooksLike::Binary };
    }
    let text = input.trim_ascii_start();
    let begins = |prefixes: &[&str]| {
        prefixes.iter().any(|p| text.get(..p.len()).is_some_and(|start| start.eq_ignore_ascii_case(p.as_bytes())))
    };
    if begins(&["<!doctype html", "<html", "<head", "<body"]) {
        LooksLike::Html
    } else if begins(&["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-", "PuTTY-User-Key-File"]) {
        LooksLike::SshKey
    } else if std::str::from_utf8(input).is_ok_and(|text| text.contains("BEGIN CERTIFICATE")) {
        // Dashes that a word processor has turned into something else.
        LooksLike::DamagedPem
    } else {
        LooksLike::Text
    }
}
