//! What must come of a text in a field, by reading the text and nothing else.

use verifail::{Policy, Reason};

use super::{Field, Specimen};
use crate::exhaustive::characters::names::Meaning;
use crate::exhaustive::hosts::reference::{Host, Reading};
use crate::verifier::Outcome;
use crate::world::{HOST, Spelling};

/// What must come of a world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// It is accepted.
    Accept,
    /// It is refused; for one of these reasons among others, where any are given.
    Refuse(&'static [Reason]),
    /// Either, but there is an answer.
    Answer,
}

impl Expected {
    /// Holds an outcome to it.
    ///
    /// # Errors
    /// In one sentence, what differs.
    pub fn check(self, outcome: &Outcome) -> Result<(), String> {
        let right = match (self, outcome.decision()) {
            (_, None) => false,
            (Self::Accept, Some(accepted)) => accepted,
            (Self::Answer, _) => true,
            (Self::Refuse(_), Some(true)) => false,
            (Self::Refuse([]), Some(false)) => true,
            (Self::Refuse(reasons), Some(false)) => {
                let found = outcome.reasons();
                found.is_empty() || found.iter().any(|reason| reasons.contains(reason))
            }
        };
        if right { Ok(()) } else { Err(format!("expected {self:?}, found {outcome}")) }
    }
}

/// A name for someone else, or none.
const OTHER_NAME: Expected = Expected::Refuse(&[Reason::NameMismatch, Reason::NoSan]);

impl Specimen {
    /// What must come of it under a policy. Of a policy that has conditions of its own on how names are written, only
    /// refusals are expected, and of these no reasons.
    pub fn expected(&self, policy: &Policy) -> Expected {
        let strict = matches!(policy.name(), "rustls" | "rfc5280");
        match self.ideal(policy) {
            Expected::Accept if !strict => Expected::Answer,
            Expected::Refuse(_) if !strict => Expected::Refuse(&[]),
            expected => expected,
        }
    }

    fn ideal(&self, policy: &Policy) -> Expected {
        let parameters = policy.parameters();
        let forms = parameters.name_constraints.forms;
        let unless = |refused: bool| if refused { Expected::Refuse(&[]) } else { Expected::Answer };
        match self.field {
            Field::CommonName => Expected::Answer,
            Field::CommonNameAlone => match (parameters.identity.common_name_fallback, self.meaning()) {
                (true, Meaning::Text(text)) if identifies_host(text.as_bytes(), policy) => Expected::Answer,
                _ => OTHER_NAME,
            },
            Field::Issuer(other) => {
                let child = Meaning::of(&self.text, other);
                let (ours, theirs) = (self.name(self.spelling), self.name(other));
                let same = crate::materialise::directory_name(&ours) == crate::materialise::directory_name(&theirs);
                let by_text = parameters.name_comparison == verifail::certificate::NameComparison::Rfc5280;
                if same || (by_text && child.equals(&self.meaning())) {
                    Expected::Accept
                } else {
                    Expected::Refuse(&[])
                }
            }
            Field::Dns if identifies_host(&self.octets(), policy) => Expected::Accept,
            Field::Dns | Field::Email | Field::Uri | Field::Other | Field::Directory => OTHER_NAME,
            Field::PermittedDns => unless(forms.dns && !self.may_hold_host()),
            Field::ExcludedDns => unless(forms.dns && self.holds_host(true)),
            Field::PermittedEmail => unless(forms.email && !self.may_hold_host()),
            Field::ExcludedEmail => unless(forms.email && self.holds_host(false)),
            Field::PermittedUri => unless(forms.uri && !self.may_hold_host()),
            Field::ExcludedUri => unless(forms.uri && self.holds_host(false)),
            Field::PermittedDirectory => unless(forms.directory && !self.is_subject()),
            Field::ExcludedDirectory => unless(forms.directory && self.is_subject()),
        }
    }

    fn meaning(&self) -> Meaning {
        Meaning::of(&self.text, self.spelling)
    }

    /// The subject, which has the text as a UTF8String, is the base.
    fn is_subject(&self) -> bool {
        self.meaning().equals(&Meaning::of(&self.text, Spelling::Utf8))
    }

    /// Under some reading of dots at either end, the base holds the host.
    fn may_hold_host(&self) -> bool {
        let base = self.octets().to_ascii_lowercase();
        let base = base.strip_prefix(b".").unwrap_or(&base);
        let base = base.strip_suffix(b".").unwrap_or(base);
        is_below(HOST.as_bytes(), base)
    }

    /// Under every reading the base holds the host: it is the host, or for a dNSName a domain above it.
    fn holds_host(&self, subdomains: bool) -> bool {
        let base = self.octets().to_ascii_lowercase();
        base == HOST.as_bytes() || (subdomains && !base.starts_with(b".") && is_below(HOST.as_bytes(), &base))
    }
}

/// Zero or more labels are added to the left of `base`.
fn is_below(name: &[u8], base: &[u8]) -> bool {
    let labels = |name: &[u8]| name.split(|octet| *octet == b'.').map(<[u8]>::to_vec).collect::<Vec<_>>();
    base.is_empty() || labels(name).ends_with(&labels(base))
}

fn identifies_host(presented: &[u8], policy: &Policy) -> bool {
    Reading::of(&policy.parameters().identity)
        .is_some_and(|reading| Host::Name(HOST.to_owned()).matches(presented, reading))
}
