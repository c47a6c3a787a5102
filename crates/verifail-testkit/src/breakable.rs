//! A deliberately breakable verifier: X.509 path validation by RFC 5280, written for this purpose, with a switch for
//! each of many historic bugs. What a suite is worth is how many of the switches it notices.
//!
//! With no bug switched on it agrees with the core under the policy `rfc5280`, verdict and reasons, though it shares no
//! check with it: certificates are read with the core's accessors, everything else is its own. Each file below has the
//! switches of its family in place, at the line that the bug was in. [`Bug`] is the catalogue.
//!
//! What it has no answer to it skips: delta, indirect and partitioned CRLs, DSA, octets that are no certificate.
//!
//! ```
//! use verifail::Policy;
//! use verifail_testkit::breakable::{Breakable, Bug};
//! use verifail_testkit::world::Reference;
//! use verifail_testkit::{Verifier, World};
//!
//! let case = World::with(|world| world.question.reference = Some(Reference::Dns("other.example".into()))).materialise();
//! let policy = Policy::named(Breakable::POLICY).unwrap();
//! assert!(!Breakable::sound().verify(&case, policy).is_accepted());
//! assert!(Breakable::with(Bug::HostIgnored).verify(&case, policy).is_accepted());
//! ```

mod basic_constraints;
mod bug;
mod building;
mod crl;
mod der;
mod diagnostics;
mod encoding;
mod explaining;
mod identity;
mod name_constraints;
mod names;
mod policies;
mod request;
mod signature;
mod subtree;
mod trust;
mod usage;
mod validation;
mod validity;

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use verifail::{Policy, Reason};

pub use bug::{Bug, Family};

use bug::Switches;
use building::Search;
use request::Request;

use crate::case::Case;
use crate::verifier::{Accepted, Breach, Capabilities, Outcome, Rejected, Verifier};

/// The verifier.
#[derive(Debug, Default)]
pub struct Breakable {
    bugs: Switches,
    bug: Option<Bug>,
    /// Subject and serial number of what was accepted; only a bug looks at it.
    remembered: Mutex<HashSet<(Vec<u8>, Vec<u8>)>>,
}

impl Breakable {
    /// The named policy that it behaves by.
    pub const POLICY: &'static str = "rfc5280";

    /// Without a bug.
    pub fn sound() -> Self {
        Self::default()
    }

    /// With one bug.
    pub fn with(bug: Bug) -> Self {
        Self { bugs: Switches::default().with(bug), bug: Some(bug), remembered: Mutex::default() }
    }

    /// The bug that is switched on.
    pub const fn bug(&self) -> Option<Bug> {
        self.bug
    }

    fn answer(&self, request: &Request<'_>) -> Outcome {
        let bugs = self.bugs;
        let subject = request.end_entity.subject().as_contents().to_vec();
        let name = (subject, request.end_entity.serial_number().to_vec());
        let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if bugs.on(Bug::RemembersBySubject) && remembered.contains(&name) {
            return Outcome::accept();
        }
        let mut search = Search::new(request, &request.end_entity);
        let found = search.run();
        let budget_exhausted = found.is_err();
        if let Ok(Some(path)) = found {
            if bugs.on(Bug::RemembersBySubject) {
                remembered.insert(name);
            }
            return Outcome::Accept(Accepted { path: Some(search.octets(&path)), cost: Some(search.cost()) });
        }
        // What path building cost; explaining afterwards is bounded by itself.
        let steps = search.steps;
        let breaches = explaining::explain(&mut search, budget_exhausted);
        search.steps = steps;
        let has = |reason| breaches.iter().any(|breach: &Breach| breach.reason == reason);
        if (bugs.on(Bug::NameMismatchIsSuccess) && has(Reason::NameMismatch))
            || (bugs.on(Bug::InternalErrorIsSuccess) && has(Reason::Malformed))
        {
            return Outcome::accept();
        }
        let text = diagnostics::text(request, &breaches);
        Outcome::Reject(Rejected { breaches, text, cost: Some(search.cost()), ..Rejected::default() })
    }
}

impl Verifier for Breakable {
    fn name(&self) -> String {
        self.bug.map_or_else(|| "breakable".to_owned(), |bug| format!("breakable with {bug}"))
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { policy: Some(Self::POLICY), ..Capabilities::ALL }
    }

    fn verify(&self, case: &Case, policy: &Policy) -> Outcome {
        if policy.name() != Self::POLICY {
            return Outcome::Skip(format!("it behaves by {}", Self::POLICY));
        }
        let request = match Request::read(case, self.bugs) {
            Ok(request) => request,
            Err(why) => return Outcome::Skip(why),
        };
        match encoding::crash(&request) {
            Some(how) => Outcome::Crash(how.to_owned()),
            None => self.answer(&request),
        }
    }
}
