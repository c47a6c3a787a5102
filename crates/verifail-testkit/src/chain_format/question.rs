//! The question, printed and read.

use super::error::ChainError;
use super::extension::{print_policy, read_policy};
use super::line::Line;
use super::value::{print_list, print_octets, print_text, print_time, read_octets, read_time};
use super::words::{QuestionProperty, Word};
use crate::signing::Scheme;
use crate::world::{KeyId, PolicyId, Purpose, Question, Reference, RevocationQuestion};

pub(super) fn print(out: &mut String, scheme: Scheme, question: &Question) {
    let Question { time, reference, purpose, policies, explicit_policy, distrusted, max_path_depth, revocation } =
        question;
    out.push_str(&format!("scheme {}\ntime ", scheme.word()));
    print_time(out, *time);
    match reference {
        None => out.push_str("\nno name"),
        Some(Reference::Dns(name)) => {
            out.push_str("\nname ");
            print_text(out, name);
        }
        Some(Reference::Ip(octets)) => {
            out.push_str("\naddress ");
            print_octets(out, octets);
        }
    }
    out.push_str(&format!("\npurpose {}\n", purpose.word()));
    if !policies.is_empty() {
        out.push_str("policies ");
        print_list(out, policies, print_policy);
        out.push('\n');
    }
    if *explicit_policy {
        out.push_str("explicit-policy\n");
    }
    if !distrusted.is_empty() {
        out.push_str("distrusted-keys ");
        print_list(out, distrusted, |out, key| out.push_str(&key.to_string()));
        out.push('\n');
    }
    if let Some(depth) = max_path_depth {
        out.push_str(&format!("max-path-depth {depth}\n"));
    }
    if let Some(RevocationQuestion { end_entity_only, allow_unknown }) = revocation {
        out.push_str("revocation");
        out.push_str(if *end_entity_only { " end-entity-only" } else { "" });
        out.push_str(if *allow_unknown { " allow-unknown\n" } else { "\n" });
    }
}

/// A question of which a part was read.
#[derive(Default)]
pub(super) struct QuestionDraft {
    scheme: Option<Scheme>,
    time: Option<i64>,
    reference: Option<Option<Reference>>,
    purpose: Option<Purpose>,
    policies: Option<Vec<PolicyId>>,
    explicit_policy: Option<bool>,
    distrusted: Option<Vec<KeyId>>,
    max_path_depth: Option<u8>,
    revocation: Option<RevocationQuestion>,
}

impl QuestionDraft {
    pub(super) fn statement(&mut self, line: &mut Line<'_>) -> Result<(), ChainError> {
        match line.keyword()? {
            QuestionProperty::Scheme => {
                let scheme = line.keyword()?;
                line.once(&mut self.scheme, scheme)
            }
            QuestionProperty::Time => {
                let at = read_time(line)?;
                line.once(&mut self.time, at)
            }
            QuestionProperty::Name => {
                let name = line.text()?;
                line.once(&mut self.reference, Some(Reference::Dns(name.into())))
            }
            QuestionProperty::Address => {
                let octets = read_octets(line)?;
                line.once(&mut self.reference, Some(Reference::Ip(octets)))
            }
            QuestionProperty::No => {
                line.expect_word("name")?;
                line.once(&mut self.reference, None)
            }
            QuestionProperty::Purpose => {
                let purpose = line.keyword()?;
                line.once(&mut self.purpose, purpose)
            }
            QuestionProperty::Policies => {
                let policies = line.list(read_policy)?;
                line.once(&mut self.policies, policies)
            }
            QuestionProperty::ExplicitPolicy => line.once(&mut self.explicit_policy, true),
            QuestionProperty::DistrustedKeys => {
                let keys = line.list(Line::small)?;
                line.once(&mut self.distrusted, keys)
            }
            QuestionProperty::MaxPathDepth => {
                let depth = line.small()?;
                line.once(&mut self.max_path_depth, depth)
            }
            QuestionProperty::Revocation => {
                let end_entity_only = line.take_word("end-entity-only");
                let allow_unknown = line.take_word("allow-unknown");
                line.once(&mut self.revocation, RevocationQuestion { end_entity_only, allow_unknown })
            }
        }
    }

    pub(super) fn finish(self) -> (Scheme, Question) {
        let Self {
            scheme,
            time,
            reference,
            purpose,
            policies,
            explicit_policy,
            distrusted,
            max_path_depth,
            revocation,
        } = self;
        let usual = Question::default();
        let question = Question {
            time: time.unwrap_or(usual.time),
            reference: reference.unwrap_or(usual.reference),
            purpose: purpose.unwrap_or(usual.purpose),
            policies: policies.unwrap_or(usual.policies),
            explicit_policy: explicit_policy.unwrap_or(usual.explicit_policy),
            distrusted: distrusted.unwrap_or(usual.distrusted),
            max_path_depth: max_path_depth.or(usual.max_path_depth),
            revocation: revocation.or(usual.revocation),
        };
        (scheme.unwrap_or_default(), question)
    }
}
