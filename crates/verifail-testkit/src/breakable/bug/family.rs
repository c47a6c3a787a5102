//! The parts of verification that bugs are sorted by.

/// What part of verification a bug is in; the file of that name has the switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Which CA may issue, and how many below it.
    BasicConstraints,
    /// Which paths are looked for.
    Building,
    /// What it costs, and what is said about it.
    Cost,
    /// Revocation lists.
    Crl,
    /// Octets that are not what they should be, and extensions nobody knows.
    Encoding,
    /// Who the end entity is.
    Identity,
    /// Subtrees of names.
    NameConstraints,
    /// Certificate policies.
    Policies,
    /// Algorithms and signature values.
    Signature,
    /// Validity periods.
    Time,
    /// Anchors, and whatever passes for one.
    Trust,
    /// Key usage and extended key usage.
    Usage,
}
