//! Policies: which rules a verifier holds a path to, how severely, by which clause, and how it compares things.
//!
//! A policy is data. [`Row`]s say which [`Requirement`]s hold at which position of a path; [`Parameters`] say how the
//! rules that have variants are read (name comparison, key purposes, name constraints, key sizes, limits). There is one
//! file for each named policy; `tests/it/policies.rs` keeps a text snapshot of each expansion.

mod apple_tls_server;
mod boringssl_pki;
mod envoy;
mod go;
mod openssl;
mod parameters;
mod requirement;
mod requirement_set;
mod rfc5280;
mod rustls;
mod web_pki;

use std::fmt;

pub use parameters::{
    Budget, CertificateReader, CrlNumberRule, CrlRules, Digest, EkuScope, IdentityRules, KeyPurposeRules, KeyRules,
    LifetimeLimit, NameConstraintRules, Parameters, PathSearch, ServerGatedCrypto, SubtreeDialect, SubtreeForms,
    TrustRules, UniqueExtensions, WildcardRules,
};
pub use requirement::Requirement;
pub(crate) use requirement_set::RequirementSet;

/// How much a breach of a requirement weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// The requirement is not looked at.
    Off,
    /// A breach that was let pass by a relaxation of [`danger`](crate::danger). It is always reported.
    Relaxed,
    /// Reported; the path is accepted all the same.
    Warning,
    /// The path is refused.
    Error,
}

impl Severity {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Relaxed => "relaxed",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// The part a certificate plays in a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Role {
    /// The certificate to be verified.
    EndEntity,
    /// A CA certificate between the end entity and the trust anchor.
    Intermediate,
    /// The trust anchor's own certificate.
    Anchor,
}

impl Role {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::EndEntity => "end-entity",
            Self::Intermediate => "intermediate",
            Self::Anchor => "anchor",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// One line of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The rule.
    pub requirement: Requirement,
    /// Its weight for the end entity.
    pub end_entity: Severity,
    /// Its weight for intermediate certificates.
    pub intermediate: Severity,
    /// Its weight for the trust anchor's own certificate.
    pub anchor: Severity,
    /// The clause that demands it, or `none` where a verifier does what no clause asks for.
    pub clause: &'static str,
    /// Where the verifier this policy models does it; empty for a policy made from a text.
    pub source: &'static str,
}

impl Row {
    const fn severity(&self, role: Role) -> Severity {
        match role {
            Role::EndEntity => self.end_entity,
            Role::Intermediate => self.intermediate,
            Role::Anchor => self.anchor,
        }
    }
}

/// A named set of rules.
///
/// # Examples
/// ```
/// use verifail::{Policy, Requirement, Role, Severity};
/// let rustls = Policy::named("rustls").unwrap();
/// assert_eq!(rustls.severity(Requirement::NotAfter, Role::EndEntity), Severity::Error);
/// // rustls takes a trust anchor's name, key and name constraints, and nothing else of it.
/// assert_eq!(rustls.severity(Requirement::NotAfter, Role::Anchor), Severity::Off);
/// ```
#[derive(Clone, Debug)]
pub struct Policy {
    name: &'static str,
    title: &'static str,
    rows: &'static [Row],
    /// For each requirement the index of its row, or `NO_ROW`.
    index: [u8; Requirement::COUNT],
    /// For each role what weighs anything.
    weighed: [RequirementSet; 3],
    parameters: Parameters,
}

const NO_ROW: u8 = u8::MAX;

impl Policy {
    /// Builds a policy from its table. Usable in constants.
    ///
    /// # Panics
    /// When a requirement has two rows (at compile time for a constant).
    pub const fn new(name: &'static str, title: &'static str, rows: &'static [Row], parameters: Parameters) -> Self {
        let mut index = [NO_ROW; Requirement::COUNT];
        let mut weighed = [RequirementSet::EMPTY; 3];
        let mut i = 0;
        while i < rows.len() {
            let row = &rows[i];
            let at = row.requirement as usize;
            assert!(index[at] == NO_ROW, "a requirement has two rows");
            index[at] = i as u8;
            let mut role = 0;
            while role < weighed.len() {
                let severity = row.severity([Role::EndEntity, Role::Intermediate, Role::Anchor][role]);
                if !matches!(severity, Severity::Off) {
                    weighed[role] = weighed[role].with(row.requirement);
                }
                role += 1;
            }
            i += 1;
        }
        Self { name, title, rows, index, weighed, parameters }
    }

    /// The named policies in the order in which they are listed.
    pub fn all() -> &'static [Policy] {
        static ALL: [Policy; 11] = [
            rustls::POLICY,
            rfc5280::POLICY,
            web_pki::POLICY,
            go::POLICY,
            openssl::POLICY,
            openssl::STRICT,
            apple_tls_server::POLICY,
            envoy::POLICY,
            boringssl_pki::POLICY,
            boringssl_pki::STRICT_LEAF,
            boringssl_pki::STRICT,
        ];
        &ALL
    }

    /// The policy of that name.
    pub fn named(name: &str) -> Option<&'static Policy> {
        Self::all().iter().find(|p| p.name == name)
    }

    /// Its name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What it models, in one line.
    pub const fn title(&self) -> &'static str {
        self.title
    }

    /// Its table.
    pub const fn rows(&self) -> &'static [Row] {
        self.rows
    }

    /// How its rules are read.
    pub const fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// The same table read with other parameters, for a caller's own variant.
    #[must_use]
    pub fn with_parameters(mut self, name: &'static str, parameters: Parameters) -> Self {
        self.name = name;
        self.parameters = parameters;
        self
    }

    /// The row of a requirement.
    pub fn row(&self, requirement: Requirement) -> Option<&'static Row> {
        self.rows.get(usize::from(self.index[requirement as usize]))
    }

    /// The weight of a requirement at a position.
    #[inline]
    pub fn severity(&self, requirement: Requirement, role: Role) -> Severity {
        self.row(requirement).map_or(Severity::Off, |row| row.severity(role))
    }

    /// Whether any of these weighs anything at a position.
    #[inline]
    pub(crate) const fn weighs_any(&self, requirements: RequirementSet, role: Role) -> bool {
        self.weighed[role as usize].intersects(requirements)
    }
}

impl fmt::Display for Policy {
    /// The name; with `{:#}` the whole expansion, one line a row and a parameter.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return f.write_str(self.name);
        }
        writeln!(f, "{}: {}", self.name, self.title)?;
        for row in self.rows {
            write!(
                f,
                "{:38} {:8} {:8} {:8} {}",
                row.requirement.code(),
                row.end_entity,
                row.intermediate,
                row.anchor,
                row.clause
            )?;
            if row.source.is_empty() { writeln!(f)? } else { writeln!(f, " [{}]", row.source)? }
        }
        write!(f, "{}", self.parameters)
    }
}

/// Shorthand for tables: severities for end entity, intermediate, anchor.
const fn row(requirement: Requirement, severities: [Severity; 3], clause: &'static str, source: &'static str) -> Row {
    let [end_entity, intermediate, anchor] = severities;
    Row { requirement, end_entity, intermediate, anchor, clause, source }
}

/// Severity triples by the positions they hold at, for tables.
mod at {
    use super::Severity::{self, Error, Off, Warning};

    /// Everywhere.
    pub(super) const EVERYWHERE: [Severity; 3] = [Error, Error, Error];
    /// Everywhere but in the anchor's own certificate.
    pub(super) const PATH: [Severity; 3] = [Error, Error, Off];
    /// In CA certificates that are not anchors.
    pub(super) const INTERMEDIATE: [Severity; 3] = [Off, Error, Off];
    /// In every CA certificate.
    pub(super) const CA: [Severity; 3] = [Off, Error, Error];
    /// In the end entity.
    pub(super) const END_ENTITY: [Severity; 3] = [Error, Off, Off];
    /// In the anchor.
    pub(super) const ANCHOR: [Severity; 3] = [Off, Off, Error];
    /// A warning everywhere but in the anchor's own certificate.
    pub(super) const WARN_PATH: [Severity; 3] = [Warning, Warning, Off];
    /// A warning in CA certificates that are not anchors.
    pub(super) const WARN_CA: [Severity; 3] = [Off, Warning, Off];
    /// A warning in the end entity.
    pub(super) const WARN_END_ENTITY: [Severity; 3] = [Warning, Off, Off];
}

#[cfg(test)]
mod tests;
