//! Why CRLs did not establish a status, ordered by how far the best of them got.

use std::fmt;

use crate::certificate::ReasonFlags;
use crate::oid::OwnedObjectIdentifier;
use crate::time::Time;

/// Why the status is not known. The variants follow the steps of RFC 5280 section 6.3.3: a later one got further, and
/// says more about what would help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UnknownCause {
    /// No CRL has the issuer that the certificate, or its distribution point, names. (b)(1)
    NoCrl,
    /// Delta CRLs of the issuer are there, and no complete one. Section 5.2.4.
    OnlyDeltas,
    /// The CRL of the distribution point's cRLIssuer is not an indirect one. (b)(1)
    NotIndirect,
    /// The CRL is for another distribution point. (b)(2)(i)
    DistributionPointMismatch,
    /// The CRL is for another kind of certificate: users', CAs', attribute. (b)(2)(ii) to (iv)
    OtherKindOfCertificate,
    /// CRLs were good, and together do not cover every reason; of the rest none was in scope. (l)
    ReasonsNotCovered {
        /// The reasons they cover.
        covered: ReasonFlags,
    },
    /// The CRL has a critical extension that is not processed. Sections 5.2 and 5.3.
    UnhandledCriticalExtension(OwnedObjectIdentifier),
    /// cRLNumber is missing or critical, and the policy minds. Section 5.2.3.
    Number,
    /// thisUpdate is in the future. (a)
    NotYetValid {
        /// From when on the CRL holds.
        this_update: Time,
    },
    /// The CRL has no nextUpdate, and the rules want one. Section 5.1.2.5.
    NextUpdateMissing,
    /// nextUpdate has passed. (a)
    Expired {
        /// Until when the CRL held.
        next_update: Time,
    },
    /// `signature` and `signatureAlgorithm` of the CRL differ. Section 5.1.1.2.
    SignatureAlgorithmMismatch,
    /// No certificate of the CRL's issuer leads to the same trust anchor. (f)
    SignerNotFound,
    /// keyUsage of the CRL's issuer lacks cRLSign. (f)
    IssuerMayNotSignCrls,
    /// No algorithm at hand fits the CRL's signature. (g)
    UnsupportedSignatureAlgorithm,
    /// The limit on signature checks was reached. (g)
    OverBudget,
    /// No key of the CRL's issuer made the signature. (g)
    SignatureWrong,
}

impl UnknownCause {
    const fn rank(&self) -> u8 {
        match self {
            Self::NoCrl => 0,
            Self::OnlyDeltas => 1,
            Self::NotIndirect => 2,
            Self::DistributionPointMismatch => 3,
            Self::OtherKindOfCertificate => 4,
            Self::ReasonsNotCovered { .. } => 5,
            Self::UnhandledCriticalExtension(_) => 6,
            Self::Number => 7,
            Self::NotYetValid { .. } => 8,
            Self::NextUpdateMissing => 9,
            Self::Expired { .. } => 10,
            Self::SignatureAlgorithmMismatch => 11,
            Self::SignerNotFound => 12,
            Self::IssuerMayNotSignCrls => 13,
            Self::UnsupportedSignatureAlgorithm => 14,
            Self::SignatureWrong => 15,
            // The CRL may well be right.
            Self::OverBudget => 16,
        }
    }

    /// The one of the two that got further; the earlier found when both got as far.
    pub(super) fn or_further(self, other: Self) -> Self {
        if other.rank() > self.rank() { other } else { self }
    }
}

/// Names of the reasons a CRL can be limited to, by bit: <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.13>
const REASONS: [(u16, &str); 8] = [
    (1 << 1, "keyCompromise"),
    (1 << 2, "cACompromise"),
    (1 << 3, "affiliationChanged"),
    (1 << 4, "superseded"),
    (1 << 5, "cessationOfOperation"),
    (1 << 6, "certificateHold"),
    (1 << 7, "privilegeWithdrawn"),
    (1 << 8, "aACompromise"),
];

impl fmt::Display for UnknownCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCrl => f.write_str("no CRL of the issuer"),
            Self::OnlyDeltas => f.write_str("delta CRLs of the issuer without a complete one"),
            Self::NotIndirect => f.write_str("a CRL of the cRLIssuer that is not an indirect one"),
            Self::DistributionPointMismatch => f.write_str("a CRL for another distribution point"),
            Self::OtherKindOfCertificate => f.write_str("a CRL for another kind of certificate"),
            Self::UnhandledCriticalExtension(id) => write!(f, "a CRL with the unrecognised critical extension {id}"),
            Self::Number => f.write_str("a CRL whose cRLNumber is missing or critical"),
            Self::NotYetValid { this_update } => write!(f, "a CRL that holds only from {this_update} on"),
            Self::NextUpdateMissing => f.write_str("a CRL without nextUpdate"),
            Self::Expired { next_update } => write!(f, "a CRL that held until {next_update}"),
            Self::SignatureAlgorithmMismatch => f.write_str("a CRL that names two signature algorithms"),
            Self::SignerNotFound => f.write_str("a CRL whose issuer has no valid path to the same trust anchor"),
            Self::IssuerMayNotSignCrls => f.write_str("a CRL whose issuer's key usage lacks cRLSign"),
            Self::UnsupportedSignatureAlgorithm => f.write_str("a CRL with an unsupported signature algorithm"),
            Self::OverBudget => f.write_str("a CRL whose signature was not checked: the limit was reached"),
            Self::SignatureWrong => f.write_str("a CRL whose signature no key of its issuer made"),
            Self::ReasonsNotCovered { covered } => {
                f.write_str("CRLs that do not cover")?;
                let missing = REASONS.iter().filter(|(bit, _)| covered.0 & bit == 0);
                for (i, (_, name)) in missing.enumerate() {
                    write!(f, "{} {name}", if i == 0 { "" } else { "," })?;
                }
                Ok(())
            }
        }
    }
}
