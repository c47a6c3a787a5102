//! A diagnosis as owned data: what `verifail explain --json` prints, and what other programs may read.

use super::Diagnosis;
use crate::taxonomy::{Family, Reason};

/// A diagnosis in codes. Every code is kebab-case and stable; fields are only ever added.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DiagnosisReport {
    /// The code of the reason that decided, or `unclassified`.
    pub kind: &'static str,
    /// Codes of other reasons that the text gives.
    pub also: Vec<&'static str>,
    /// Codes of what longer texts say that begin as this one ends.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub perhaps: Vec<&'static str>,
    /// Codes of what follows from the circumstances.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub notes: Vec<&'static str>,
    /// Whose words these are.
    pub stack: Option<&'static str>,
    /// The engine behind it.
    pub family: Option<&'static str>,
    /// Who refuses whom.
    pub role: &'static str,
    /// Between whom.
    pub hop: &'static str,
    /// Whose fault it is, as far as the text says.
    pub fault: &'static str,
    /// Whether and how to try again.
    pub retry: &'static str,
    /// How sure this is.
    pub confidence: &'static str,
    /// Codes of what cannot be the cause.
    pub excludes: Vec<&'static str>,
    /// Begin and end, in octets, of what proves it; absent where there is no text.
    pub span: Option<[usize; 2]>,
    /// The number that was read on the way, as the stack spells its name.
    pub code: Option<&'static str>,
    /// Whether TLS is spoken of at all.
    pub mentions_tls: bool,
    /// Whether the text was longer than what is read of it.
    pub cut: bool,
}

impl Diagnosis {
    /// As owned data in codes.
    pub fn to_report(&self) -> DiagnosisReport {
        let codes = |reasons: &[Reason]| reasons.iter().map(|reason| reason.code()).collect();
        DiagnosisReport {
            kind: self.code_of_reason(),
            also: codes(&self.also),
            perhaps: codes(&self.perhaps),
            notes: self.notes.iter().map(|note| note.code()).collect(),
            stack: self.stack.map(|stack| stack.code()),
            family: self.stack.map(|stack| stack.family()).map(Family::code),
            role: self.rejection.code(),
            hop: self.hop.code(),
            fault: self.fault.code(),
            retry: self.retry.code(),
            confidence: self.confidence.code(),
            excludes: codes(&self.excludes),
            span: (!self.span.is_empty()).then_some([self.span.start, self.span.end]),
            code: self.code.map(|code| code.name),
            mentions_tls: self.mentions_tls,
            cut: self.cut,
        }
    }
}
