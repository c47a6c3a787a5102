//! Certification path building (RFC 4158): which certificates, in which order, lead from the end entity to an anchor.
//! <https://www.rfc-editor.org/rfc/rfc4158>
//!
//! # Design
//!
//! Two passes over one graph.
//!
//! **Deciding** ([`search`]) is a depth-first search from the end entity that only walks what can still be accepted.
//! Before any signature is checked, certificates from which no anchor is reachable *by name* are left out ([`graph`]);
//! with no way to an anchor there is nothing to decide. A candidate issuer is then held to its local checks, and only a
//! clean one costs a signature, which is remembered for the pair of certificate and issuer key. Candidates are tried in
//! an order that does not depend on how they were supplied: matching key identifier, anchors first, self-issued last.
//! The first clean path ends the search, so accepting costs what a production verifier spends.
//!
//! **Explaining** ([`explain`]) runs when nothing was accepted. It walks the same graph without leaving anything out,
//! within smaller limits, completes the findings of every path it meets, and ranks them. The best one gets the smallest
//! [repair](crate::verdict::Repair), proved by running validation again with exactly these findings exempted.
//!
//! A path never holds the same subject with the same key twice (RFC 4158 section 5.2), which makes every path finite
//! and same-name towers linear in the number of distinct keys.
//!
//! A policy may take the first issuer instead ([`first_issuer`]): then there is one path, whatever becomes of it, and
//! that one is explained.
//!
//! Cost: signatures ≤ distinct (certificate, issuer key) pairs ≤ `Budget::signatures`; steps ≤ `Budget::path_steps`.

mod crl_signers;
mod explain;
mod first_issuer;
mod graph;
mod search;
mod signatures;
mod unanchored;

use crate::certificate::Certificate;
use crate::inputs::Inputs;
use crate::path_validation::Scope;
use crate::short::Short;
use crate::verdict::{Decision, Verdict};
use crate::verifier::Verifier;
use graph::Graph;
use search::{Outcome, Search};

/// Builds paths and validates them; see [`Verifier::verify`].
pub(crate) fn verify<'v>(
    verifier: &Verifier<'v>,
    end_entity: &'v Certificate<'v>,
    intermediates: &'v [Certificate<'v>],
    inputs: &'v Inputs<'v>,
) -> Verdict<'v> {
    let (policy, relaxations) = (verifier.policy, verifier.relaxations);
    let scope = Scope { policy, inputs, relaxations, exemptions: &[], for_crl_signer: false };
    let graph = Graph::new(end_entity, intermediates, verifier.anchors, scope.policy);
    let mut search = Search::new(&graph, verifier.algorithms, scope);
    let outcome = search.run();
    let (decision, paths, repair) = match outcome {
        Outcome::Accepted(path) => (Decision::Accept, Short::from_iter([path]), None),
        Outcome::Nothing { budget_exhausted } => {
            let (paths, repair) = explain::explain(&mut search, budget_exhausted);
            // Deciding only follows valid signatures up to an anchor. Where these very things are relaxed, the best
            // explained path is the accepted one: all that is wrong with it was let pass, and says so.
            let let_pass = paths.first().is_some_and(|path| path.errors().next().is_none());
            if let_pass && !verifier.relaxations.is_empty() {
                (Decision::Accept, paths.into(), None)
            } else {
                (Decision::Reject, paths.into(), Some(repair))
            }
        }
    };
    Verdict {
        decision,
        policy: scope.policy,
        inputs,
        paths,
        repair,
        relaxations: verifier.relaxations,
        counters: search.counters,
    }
}
