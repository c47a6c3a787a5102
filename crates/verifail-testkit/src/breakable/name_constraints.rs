//! Name constraints: steps (b) and (c) of RFC 5280 section 6.1.3, step (g) of section 6.1.4. Every CA's constraints are
//! kept, and every name is held to all of them.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10>

use verifail::certificate::{GeneralName, GeneralSubtree, NameConstraints};
use verifail::{Certificate, Reason};

use super::bug::{Bug, Switches};
use super::der::id;
use super::names;
use super::subtree;

/// Most names of one certificate and one CA that are reported.
const REPORTED: usize = 4;
/// Most comparisons of a name with a subtree in one verification.
const COMPARISONS: usize = 250_000;

/// What the CAs above have set.
#[derive(Default)]
pub(super) struct State<'a> {
    sets: Vec<Set<'a>>,
    /// A CA above has constraints that do not decode: they refuse whatever is below.
    unreadable: bool,
}

struct Set<'a> {
    permitted: Vec<GeneralSubtree<'a>>,
    excluded: Vec<GeneralSubtree<'a>>,
}

impl<'a> State<'a> {
    /// The anchor's own constraints.
    pub(super) fn add_anchor(&mut self, anchor: &Certificate<'a>, bugs: Switches) {
        if !bugs.on(Bug::AnchorConstraintsIgnored) {
            self.add(anchor, bugs);
        }
    }

    /// Step (g).
    pub(super) fn add(&mut self, certificate: &Certificate<'a>, bugs: Switches) {
        if bugs.on(Bug::NameConstraintsIgnored) {
            return;
        }
        match certificate.name_constraints() {
            None => {}
            Some(Err(_)) if bugs.on(Bug::UndecodableExtensionIgnored) => {}
            Some(decoded) => match decoded.ok().and_then(|constraints| Set::read(&constraints, bugs)) {
                Some(set) => self.sets.push(set),
                None => self.unreadable = true,
            },
        }
    }

    /// Steps (b) and (c). `spent` counts comparisons over the whole verification.
    pub(super) fn check(
        &self,
        certificate: &Certificate<'_>,
        is_end_entity: bool,
        bugs: Switches,
        spent: &mut usize,
        found: &mut Vec<Reason>,
    ) {
        if self.unreadable {
            found.push(Reason::Malformed);
        }
        if self.sets.is_empty() || (!is_end_entity && names::self_issued(certificate, bugs)) {
            return;
        }
        let emails: Vec<String> = if bugs.on(Bug::SubjectEmailUnconstrained) {
            Vec::new()
        } else {
            names::values(certificate.subject(), id::EMAIL_ADDRESS)
        };
        let alternative = certificate.subject_alt_name().and_then(Result::ok);
        let mut all: Vec<GeneralName<'_>> = alternative.iter().flat_map(|names| names.readable()).collect();
        all.extend(emails.iter().map(|email| GeneralName::Rfc822Name(email.as_bytes())));
        if !certificate.subject().is_empty() {
            all.push(GeneralName::DirectoryName(certificate.subject()));
        }
        let lacks_names = is_end_entity && certificate.subject_alt_name().is_none();
        for set in &self.sets {
            let permits_dns = set.permitted.iter().any(|s| matches!(s.base, GeneralName::DnsName(_)));
            if bugs.on(Bug::NoAltNameBreaksConstraints) && lacks_names && permits_dns {
                found.push(Reason::NameConstraints);
            }
            let mut reported = 0;
            for name in &all {
                let of_form = |list: &[GeneralSubtree<'_>]| list.iter().filter(|s| same_form(&s.base, name)).count();
                let comparisons = of_form(&set.permitted) + of_form(&set.excluded);
                *spent += comparisons * if bugs.on(Bug::QuadraticNameConstraints) { all.len() } else { 1 };
                if *spent > COMPARISONS {
                    found.push(Reason::ChainLimits);
                    return;
                }
                if reported < REPORTED && !set.permits(name, bugs) {
                    found.push(Reason::NameConstraints);
                    reported += 1;
                }
                if reported == REPORTED {
                    break;
                }
            }
        }
    }
}

impl<'a> Set<'a> {
    /// `None` when a subtree does not decode.
    fn read(constraints: &NameConstraints<'a>, bugs: Switches) -> Option<Self> {
        let list = |list: Option<verifail::certificate::GeneralSubtrees<'a>>| {
            let decoded = list.iter().flat_map(|list| list.iter()).collect::<Result<Vec<_>, _>>();
            decoded.ok().map(|subtrees| kept(subtrees, bugs))
        };
        Some(Self { permitted: list(constraints.permitted)?, excluded: list(constraints.excluded)? })
    }

    fn permits(&self, name: &GeneralName<'_>, bugs: Switches) -> bool {
        let permitted: Vec<_> = self.permitted.iter().filter(|s| same_form(&s.base, name)).collect();
        let mut inside = permitted.is_empty();
        for subtree in permitted {
            match subtree::holds(&subtree.base, name, false, bugs) {
                Ok(now) => inside |= now,
                Err(_) => return false,
            }
        }
        let excluded = self.excluded.iter().filter(|s| same_form(&s.base, name));
        inside && excluded.into_iter().all(|s| subtree::holds(&s.base, name, true, bugs) == Ok(false))
    }
}

/// The subtrees that are looked at: all of them, but for bugs.
fn kept<'a>(subtrees: Vec<GeneralSubtree<'a>>, bugs: Switches) -> Vec<GeneralSubtree<'a>> {
    let dropped = |subtree: &GeneralSubtree<'_>| match subtree.base {
        GeneralName::DirectoryName(_) => bugs.on(Bug::DirectoryConstraintsIgnored),
        GeneralName::IpAddress(_) => bugs.on(Bug::IpConstraintsIgnored),
        GeneralName::UniformResourceIdentifier(_) => bugs.on(Bug::UriConstraintsIgnored),
        _ => false,
    };
    // What Go keyed its map by: the local part of a mailbox, nothing for a host.
    let key = |base: &GeneralName<'a>| match base {
        GeneralName::Rfc822Name(text) => Some(text.iter().position(|o| *o == b'@').and_then(|at| text.get(..at))),
        _ => None,
    };
    let mut kept: Vec<GeneralSubtree<'a>> = Vec::new();
    for subtree in subtrees.into_iter().filter(|subtree| !dropped(subtree)) {
        if bugs.on(Bug::EmailConstraintsLastKept) && key(&subtree.base).is_some() {
            kept.retain(|earlier| key(&earlier.base) != key(&subtree.base));
        }
        kept.push(subtree);
    }
    kept
}

fn same_form(left: &GeneralName<'_>, right: &GeneralName<'_>) -> bool {
    left.form() == right.form()
}
