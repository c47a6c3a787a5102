//! Which reason is said first, and what a repair costs: one table.

use crate::taxonomy::Reason;

/// Position of a reason in a report: 0 is said first.
///
/// What no change of the certificate's dates or names can mend comes first: who signed it and whether that can be
/// trusted; then what limits the CA; then the end entity's own dates, names and uses; then form.
pub(crate) const fn rank(reason: Reason) -> u8 {
    match reason {
        Reason::ExplicitlyDistrusted => 0,
        Reason::Revoked => 1,
        Reason::BadSignature => 2,
        Reason::UnsupportedSignatureAlgorithm => 3,
        Reason::SelfSignedLeaf => 4,
        Reason::SelfSignedInChain => 5,
        Reason::UntrustedRoot => 6,
        Reason::MissingIntermediate => 7,
        Reason::UnknownIssuer => 8,
        Reason::IssuerMismatch => 9,
        Reason::CaViolation => 10,
        Reason::PathLength => 11,
        Reason::NameConstraints => 12,
        Reason::KeyUsage => 13,
        Reason::EkuMissingOrWrong => 14,
        Reason::Expired => 15,
        Reason::NotYetValid => 16,
        Reason::NoSan => 17,
        Reason::NameMismatch => 18,
        Reason::Policy => 19,
        Reason::WeakKey => 20,
        Reason::WeakSignature => 21,
        Reason::UnhandledCriticalExtension => 22,
        Reason::Malformed => 23,
        Reason::ValidityTooLong => 24,
        Reason::RevocationUnavailable => 25,
        Reason::ProfileViolation => 26,
        Reason::ChainLimits => 27,
        // Reasons of other programs, never of a verdict.
        _ => 28,
    }
}

/// How far a path with that fault is from being accepted; the attempted path with the smallest sum is reported first
/// and is the one the repair is for.
///
/// A wrong signature or a missing anchor outweighs any number of faults along a path that is otherwise anchored: such
/// a path is the one its CA meant. Among those, faults that renewing mends weigh less than faults of the CA.
pub(crate) const fn cost(reason: Reason) -> u32 {
    match reason {
        Reason::BadSignature => 100_000,
        Reason::UnknownIssuer
        | Reason::MissingIntermediate
        | Reason::UntrustedRoot
        | Reason::SelfSignedInChain
        | Reason::SelfSignedLeaf => 30_000,
        Reason::UnsupportedSignatureAlgorithm | Reason::IssuerMismatch => 10_000,
        Reason::ExplicitlyDistrusted | Reason::Revoked => 3_000,
        Reason::CaViolation | Reason::PathLength | Reason::NameConstraints | Reason::KeyUsage => 1_000,
        Reason::ChainLimits => 500,
        Reason::Expired
        | Reason::NotYetValid
        | Reason::EkuMissingOrWrong
        | Reason::NameMismatch
        | Reason::NoSan
        | Reason::Policy
        | Reason::UnhandledCriticalExtension
        | Reason::Malformed
        | Reason::WeakKey
        | Reason::WeakSignature => 300,
        Reason::RevocationUnavailable | Reason::ValidityTooLong | Reason::ProfileViolation => 100,
        // Never of a path.
        _ => 300,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every reason that a verdict gives, most telling first.
    const ORDER: [Reason; 28] = [
        Reason::ExplicitlyDistrusted,
        Reason::Revoked,
        Reason::BadSignature,
        Reason::UnsupportedSignatureAlgorithm,
        Reason::SelfSignedLeaf,
        Reason::SelfSignedInChain,
        Reason::UntrustedRoot,
        Reason::MissingIntermediate,
        Reason::UnknownIssuer,
        Reason::IssuerMismatch,
        Reason::CaViolation,
        Reason::PathLength,
        Reason::NameConstraints,
        Reason::KeyUsage,
        Reason::EkuMissingOrWrong,
        Reason::Expired,
        Reason::NotYetValid,
        Reason::NoSan,
        Reason::NameMismatch,
        Reason::Policy,
        Reason::WeakKey,
        Reason::WeakSignature,
        Reason::UnhandledCriticalExtension,
        Reason::Malformed,
        Reason::ValidityTooLong,
        Reason::RevocationUnavailable,
        Reason::ProfileViolation,
        Reason::ChainLimits,
    ];

    #[test]
    fn reasons_are_said_in_this_order_and_those_of_other_programs_last() {
        assert!(ORDER.is_sorted_by(|earlier, later| rank(*earlier) < rank(*later)));
        assert!(ORDER.iter().all(|reason| rank(*reason) < rank(Reason::GenericHandshakeFailure)));
    }

    #[test]
    fn an_anchored_path_is_nearer_to_being_accepted_than_one_that_nobody_signed() {
        // Each line outweighs the next, several times over; what stands on one line weighs the same.
        let lines: [&[Reason]; 8] = [
            &[Reason::BadSignature],
            &[
                Reason::UnknownIssuer,
                Reason::MissingIntermediate,
                Reason::UntrustedRoot,
                Reason::SelfSignedInChain,
                Reason::SelfSignedLeaf,
            ],
            &[Reason::UnsupportedSignatureAlgorithm, Reason::IssuerMismatch],
            &[Reason::ExplicitlyDistrusted, Reason::Revoked],
            &[Reason::CaViolation, Reason::PathLength, Reason::NameConstraints, Reason::KeyUsage],
            &[Reason::ChainLimits],
            &[
                Reason::Expired,
                Reason::NotYetValid,
                Reason::EkuMissingOrWrong,
                Reason::NameMismatch,
                Reason::NoSan,
                Reason::Policy,
                Reason::UnhandledCriticalExtension,
                Reason::Malformed,
                Reason::WeakKey,
                Reason::WeakSignature,
            ],
            &[Reason::RevocationUnavailable, Reason::ValidityTooLong, Reason::ProfileViolation],
        ];
        let weights: Vec<u32> = lines.iter().map(|line| cost(line[0])).collect();
        assert!(weights.is_sorted_by(|heavier, lighter| heavier > lighter && *lighter > 0), "{weights:?}");
        for (line, weight) in lines.iter().zip(weights) {
            assert!(line.iter().all(|reason| cost(*reason) == weight), "{line:?}");
        }
        assert_eq!(lines.concat().len(), ORDER.len());
    }
}
