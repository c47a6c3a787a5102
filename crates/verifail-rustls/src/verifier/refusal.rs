//! Why something is refused that rustls-webpki accepts.

use std::error::Error;
use std::fmt;

use verifail::Reason;
use verifail::classification::Statement;

/// The error inside of [`CertificateError::Other`](rustls::CertificateError::Other) where it was not rustls-webpki that
/// refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// rustls-webpki accepts, and the core refuses under the policy that models it. One of the two is wrong, and nobody
    /// knows which: a bug, of which the record is the reproducer.
    Disagreement {
        /// What the core found.
        reasons: Vec<Reason>,
    },
    /// The policy that was asked for refuses.
    Policy {
        /// Its name.
        policy: &'static str,
        /// What it found, the most telling first.
        reasons: Vec<Reason>,
    },
}

impl Refusal {
    pub(crate) fn statement(&self) -> Statement {
        match self {
            Self::Disagreement { .. } => Statement::of(Reason::VerifierDisagreement),
            Self::Policy { reasons, .. } => Statement::of(*reasons.first().unwrap_or(&Reason::GenericVerifyFailed)),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reasons = match self {
            Self::Disagreement { reasons } => {
                f.write_str("verifier-disagreement: rustls-webpki accepts and verifail refuses")?;
                reasons
            }
            Self::Policy { policy, reasons } => {
                write!(f, "refused under policy {policy}")?;
                reasons
            }
        };
        let mut separator = ": ";
        for reason in reasons {
            write!(f, "{separator}{reason}")?;
            separator = ", ";
        }
        Ok(())
    }
}

impl Error for Refusal {}
