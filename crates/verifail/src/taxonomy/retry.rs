//! Whether and how to try again.

word! {
    /// Whether and how to try again.
    RetryAdvice {
        /// Once somebody has changed something on this side; the same answer until then.
        AfterUserAction "after-user-action" "after somebody changed something here";
        /// At a time that the evidence gives: when a certificate becomes valid, a response is renewed.
        AtTime "at-time" "at a later time";
        /// A few times, with a growing delay: the text allows a passing and a lasting cause.
        BoundedUnknown "bounded-unknown" "a few times, it may or may not pass";
        /// On a new connection, with a growing delay.
        FreshConnection "fresh-connection" "on a new connection";
        /// On a new connection without resuming a session.
        FreshSession "fresh-session" "on a new connection, without session resumption";
        /// Never by itself: the peer gives the same answer until something changes.
        Never "never" "the answer stays the same until something changes";
        /// Nothing failed, or it was not TLS: no advice.
        NotApplicable "not-applicable" "nothing to retry";
        /// At another address of the same name: another node may differ.
        OtherAddress "other-address" "at another address of the same name";
        /// As it was.
        Same "same" "as it was";
    }
}
