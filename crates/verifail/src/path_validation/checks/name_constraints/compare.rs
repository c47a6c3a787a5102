//! One name against one CA's constraints: the subtrees of the name's form, and how a name compares with a base.

use super::names::Constrained;
use crate::certificate::{Field, GeneralName, GeneralSubtree, GeneralSubtrees, NameConstraints};
use crate::der::DerError;
use crate::finding::{Context, MAX_ITEMS};
use crate::name_matching::{NameSyntax, dns, email, ip, uri};
use crate::oid;
use crate::path_validation::{Services, Sink};
use crate::policy::{NameConstraintRules, Requirement, SubtreeDialect, SubtreeForms};
use crate::taxonomy::Reason;

/// The constraints that one CA set, read once and sorted by form.
pub(super) struct Constraints<'v> {
    /// Position of the CA.
    pub(super) set_by: usize,
    permitted: Subtrees<'v>,
    excluded: Subtrees<'v>,
}

impl<'v> Constraints<'v> {
    /// # Errors
    /// The first subtree that does not decode: what it would have constrained cannot be told.
    pub(super) fn read(set_by: usize, constraints: &NameConstraints<'v>) -> Result<Self, DerError> {
        let permitted = Subtrees::read(constraints.permitted)?;
        let excluded = Subtrees::read(constraints.excluded)?;
        Ok(Self { set_by, permitted, excluded })
    }
}

/// A list of subtrees.
struct Subtrees<'v> {
    /// Sorted by form, otherwise in the order of the encoding.
    by_form: Vec<GeneralSubtree<'v>>,
}

impl<'v> Subtrees<'v> {
    fn read(subtrees: Option<GeneralSubtrees<'v>>) -> Result<Self, DerError> {
        let mut by_form = subtrees.iter().flat_map(GeneralSubtrees::iter).collect::<Result<Vec<_>, _>>()?;
        by_form.sort_by_key(|subtree| subtree.base.choice());
        Ok(Self { by_form })
    }

    fn of_form(&self, name: &GeneralName<'_>) -> &[GeneralSubtree<'v>] {
        let start = self.by_form.partition_point(|s| s.base.choice() < name.choice());
        let end = self.by_form.partition_point(|s| s.base.choice() <= name.choice());
        self.by_form.get(start..end).unwrap_or_default()
    }

    /// Comparisons to pay for before a name is held to this list.
    fn cost(&self, same_form: usize, rules: &NameConstraintRules) -> usize {
        // webpki and OpenSSL count every subtree, of whatever form.
        if matches!(rules.dialect, SubtreeDialect::OpenSsl | SubtreeDialect::Webpki) {
            self.by_form.len()
        } else {
            same_form
        }
    }
}

pub(super) enum Outcome {
    Kept,
    Broken,
    BudgetExhausted,
}

pub(super) struct NameCheck<'c, 's, 'i, 'v> {
    pub(super) name: &'c Constrained<'c>,
    pub(super) rules: &'c NameConstraintRules,
    pub(super) services: &'c mut dyn Services<'v>,
    pub(super) sink: &'c mut Sink<'s, 'i>,
}

impl NameCheck<'_, '_, '_, '_> {
    pub(super) fn run(&mut self, constraints: &Constraints<'_>) -> Outcome {
        let name = self.name.general();
        let permitted = constraints.permitted.of_form(&name);
        let excluded = constraints.excluded.of_form(&name);
        let cost = constraints.permitted.cost(permitted.len(), self.rules)
            + constraints.excluded.cost(excluded.len(), self.rules);
        if !self.services.compare_names(cost) {
            let requirement = Requirement::WithinBudget;
            self.sink.report_always(requirement, requirement.reason(), Field::extension(oid::NAME_CONSTRAINTS), || {
                Context::None
            });
            return Outcome::BudgetExhausted;
        }
        // (b)
        let mut bases = 0;
        let mut inside = false;
        for subtree in permitted {
            match self.compare(subtree, false, constraints.set_by) {
                Compared::Ignored => {}
                Compared::Inside(now) => {
                    bases += 1;
                    inside |= now;
                }
                Compared::Reported => return Outcome::Broken,
            }
        }
        if bases > 0 && !inside {
            let bases: Vec<_> = permitted.iter().take(MAX_ITEMS).map(|s| s.base.to_string()).collect();
            let context = self.context(format!("permitted {}", bases.join(", ")), constraints.set_by);
            self.sink.report(Requirement::NamePermitted, self.field(), || context);
            return Outcome::Broken;
        }
        // (c)
        for subtree in excluded {
            match self.compare(subtree, true, constraints.set_by) {
                Compared::Ignored | Compared::Inside(false) => {}
                Compared::Inside(true) => {
                    let context = self.context(format!("excluded {}", subtree.base), constraints.set_by);
                    self.sink.report(Requirement::NameNotExcluded, self.field(), || context);
                    return Outcome::Broken;
                }
                Compared::Reported => return Outcome::Broken,
            }
        }
        Outcome::Kept
    }

    fn compare(&mut self, subtree: &GeneralSubtree<'_>, excluded: bool, set_by: usize) -> Compared {
        let base = &subtree.base;
        let unprocessed = !processed(self.rules.forms, base);
        if unprocessed && self.rules.refuse_unknown_forms {
            // Refused, or let be, where the extension stands.
            return Compared::Ignored;
        }
        if unprocessed || (subtree.is_limited && self.rules.dialect == SubtreeDialect::OpenSsl) {
            let context = self.context(base.to_string(), set_by);
            self.sink.report(Requirement::NameConstraintSupported, self.field(), || context);
            return Compared::Reported;
        }
        match within(&self.name.general(), base, excluded, self.rules.dialect) {
            Ok(inside) => Compared::Inside(inside),
            Err(fault) => {
                // A name or base that cannot be compared is refused: the RFC leaves it open, and guessing either way
                // lets a name through.
                let context = self.context(base.to_string(), set_by);
                let requirement = match fault {
                    NameSyntax::Presented => Requirement::NamePermitted,
                    NameSyntax::Base | NameSyntax::Mask => Requirement::NameConstraintSyntax,
                };
                self.sink.report_always(requirement, Reason::NameConstraints, self.field(), || context);
                Compared::Reported
            }
        }
    }

    fn context(&self, subtree: String, set_by: usize) -> Context {
        Context::Subtree { name: self.name.general().to_string(), subtree, set_by }
    }

    fn field(&self) -> Field {
        match self.name {
            Constrained::Presented(GeneralName::DirectoryName(_)) => Field::Subject,
            Constrained::Presented(_) => Field::extension(oid::SUBJECT_ALT_NAME),
            Constrained::CommonName(_) | Constrained::Email(_) => Field::Subject,
        }
    }
}

enum Compared {
    Ignored,
    Inside(bool),
    Reported,
}

/// Whether the policy processes constraints of that form.
pub(super) fn processed(forms: SubtreeForms, base: &GeneralName<'_>) -> bool {
    match base {
        GeneralName::DnsName(_) => forms.dns,
        GeneralName::IpAddress(_) => forms.ip,
        GeneralName::Rfc822Name(_) => forms.email,
        GeneralName::UniformResourceIdentifier(_) => forms.uri,
        GeneralName::DirectoryName(_) => forms.directory,
        GeneralName::OtherName(_)
        | GeneralName::X400Address(_)
        | GeneralName::EdiPartyName(_)
        | GeneralName::RegisteredId(_) => false,
    }
}

/// Both names have the same, processed form.
fn within(
    name: &GeneralName<'_>,
    base: &GeneralName<'_>,
    excluded: bool,
    dialect: SubtreeDialect,
) -> Result<bool, NameSyntax> {
    use SubtreeDialect::{BoringSsl, Go, OpenSsl, Rfc5280, Webpki};
    match (name, base) {
        (GeneralName::DnsName(name), GeneralName::DnsName(base)) => {
            let wildcard = match (excluded, dialect) {
                (_, OpenSsl) => dns::WildcardAgainst::Literal,
                (false, _) => dns::WildcardAgainst::Permitted,
                (true, Webpki) => dns::WildcardAgainst::ExcludedDotted,
                (true, BoringSsl | Go | Rfc5280) => dns::WildcardAgainst::Excluded,
            };
            let syntax = match dialect {
                OpenSsl => dns::Syntax::Unchecked,
                BoringSsl => dns::Syntax::UncheckedDotless,
                Webpki => dns::Syntax::Preferred { labels_after_wildcard: 2 },
                Go => dns::Syntax::Printable,
                Rfc5280 => dns::Syntax::Preferred { labels_after_wildcard: 1 },
            };
            let leading_dot = dialect != Rfc5280;
            dns::within(name, base, dns::Options { leading_dot, wildcard, syntax })
        }
        (GeneralName::IpAddress(name), GeneralName::IpAddress(base)) => {
            let mask = match dialect {
                OpenSsl => ip::Mask::Any,
                Webpki => ip::Mask::PrefixAsRead,
                BoringSsl | Go | Rfc5280 => ip::Mask::Prefix,
            };
            ip::within(name, base, mask)
        }
        (GeneralName::Rfc822Name(name), GeneralName::Rfc822Name(base)) => {
            let options = email::Options { ignore_local_case: false, host_is_subtree: dialect == Go };
            email::within(name, base, options)
        }
        (GeneralName::UniformResourceIdentifier(name), GeneralName::UniformResourceIdentifier(base)) => {
            uri::within(name, base, uri::Options { host_is_subtree: dialect == Go })
        }
        (GeneralName::DirectoryName(name), GeneralName::DirectoryName(base)) => Ok(name.is_within(base)),
        _ => Ok(false),
    }
}
