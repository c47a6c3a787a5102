//! How sure a diagnosis is.

word! {
    /// How sure a diagnosis is, the surest last.
    Confidence {
        /// A wording that several programs use, or none that is known: the likeliest reading.
        Guessed "guessed" "the likeliest reading";
        /// A wrapper's wording, from which the reason follows.
        Implied "implied" "follows from a wrapper's wording";
        /// The emitting stack's own wording or number, which it gives for this reason only.
        Proved "proved" "the stack's own wording or number";
    }
}
