//! Faults of the octets themselves, which structure cannot express.

/// Something wrong with how a certificate is written. Each is applied while the certificate is encoded, before it is
/// signed, so that the signature covers it.
///
/// Values that are none are written whether the certificate has the extension or not. What doubles or respells
/// something changes nothing where there is no such thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EncodingFault {
    /// keyUsage holds octets that are no BIT STRING.
    BadKeyUsage,
    /// subjectAltName holds octets that are no GeneralNames.
    BadSubjectAltName,
    /// basicConstraints holds octets that are no SEQUENCE.
    BadBasicConstraints,
    /// extKeyUsage holds octets that are no SEQUENCE OF OBJECT IDENTIFIER.
    BadExtendedKeyUsage,
    /// nameConstraints holds octets that are no SEQUENCE.
    BadNameConstraints,
    /// basicConstraints is there twice, both times the same.
    DuplicateBasicConstraints,
    /// subjectAltName is there twice, both times the same.
    DuplicateSubjectAltName,
    /// The unknown extension is there twice, both times the same.
    DuplicateUnknownExtension,
    /// cA is the BOOLEAN 0x01, which DER does not allow (X.690 section 11.1).
    BerBoolean,
    /// basicConstraints says cA FALSE in full, which DER leaves out (X.690 section 11.5).
    ExplicitDefault,
    /// The serial number has a superfluous leading zero octet.
    PaddedSerial,
    /// The length of the extensions field takes one octet more than it needs.
    LongFormLength,
    /// The validity period is written without seconds.
    TimeWithoutSeconds,
}
