//! Name constraints: steps (b) and (c) of RFC 5280 section 6.1.3, and (g) of section 6.1.4.
//! <https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10>
//!
//! # Design
//!
//! The RFC intersects permitted subtrees on the way down. The same result comes from keeping every CA's constraints and
//! holding each name to all of them, which also says *which* CA refused it. For one CA and one name, only subtrees of
//! the name's form count: outside all permitted ones is a breach, inside any excluded one is another. How a single name
//! compares with a single base is `name_matching`'s.
//!
//! Cost: names × subtrees, each comparison paid from the budget; comparisons with other forms are paid too, because
//! skipping them takes a walk over the encoding.

use std::net::IpAddr;

use crate::certificate::name::{DistinguishedName, is_email};
use crate::certificate::{Certificate, Field, GeneralName, GeneralSubtree, GeneralSubtrees, NameConstraints, name};
use crate::der::DerError;
use crate::finding::{Context, MAX_ITEMS};
use crate::name_matching::{NameSyntax, dns, email, ip, uri};
use crate::oid;
use crate::path_validation::{Scope, Services, Sink};
use crate::policy::{NameConstraintRules, Requirement, Role, SubtreeDialect, SubtreeForms};
use crate::taxonomy::Reason;
use crate::trust_anchor::TrustAnchor;

/// Most names of one certificate that are reported.
const REPORTED: usize = 4;

/// The constraints collected so far, with the depth of the CA that set them.
#[derive(Default)]
pub(crate) struct State<'v> {
    entries: Vec<(usize, NameConstraints<'v>)>,
}

/// Form: only in CA certificates, critical, not empty, and nothing in it that the policy cannot process.
pub(crate) fn check_form(certificate: &Certificate<'_>, scope: &Scope<'_>, sink: &mut Sink<'_, '_>) {
    let Some(extension) = certificate.extension(oid::NAME_CONSTRAINTS) else {
        return;
    };
    let field = || Field::extension(oid::NAME_CONSTRAINTS);
    let is_ca = matches!(certificate.basic_constraints(), Some(Ok(constraints)) if constraints.ca);
    if sink.role() == Role::EndEntity && !is_ca {
        sink.report(Requirement::NameConstraintsOnlyOnCa, field(), || Context::None);
    }
    if !extension.critical {
        sink.report(Requirement::NameConstraintsCritical, field(), || Context::None);
    }
    // A value that does not decode is malformed.
    let Ok(constraints) = NameConstraints::decode(extension.value) else {
        return;
    };
    let lists = [constraints.permitted, constraints.excluded];
    if constraints.is_empty() || lists.iter().flatten().any(GeneralSubtrees::is_empty) {
        sink.report(Requirement::NameConstraintsNotEmpty, field(), || {
            Context::Encoding(Some(DerError::Empty))
        });
    }
    let rules = &scope.policy.parameters().name_constraints;
    for subtree in lists
        .iter()
        .flatten()
        .flat_map(GeneralSubtrees::iter)
        .map_while(Result::ok)
    {
        let misspelt = match rules.dialect {
            SubtreeDialect::Go => !go_reads(&subtree.base),
            _ => subtree.has_distance || !base_is_well_written(&subtree.base),
        };
        if misspelt && sink.wants(Requirement::NameConstraintSyntax) {
            sink.report_once(Requirement::NameConstraintSyntax, field(), || Context::Kind {
                expected: "a base that RFC 5280 section 4.2.1.10 has, without minimum and maximum",
                found: subtree.base.to_string(),
            });
        }
        if rules.refuse_unknown_forms && extension.critical && !processed(rules.forms, &subtree.base) {
            sink.report_once(Requirement::NameConstraintSupported, field(), || Context::Kind {
                expected: "constraints on forms that the policy processes",
                found: subtree.base.to_string(),
            });
        }
    }
}

/// The forms of a base that RFC 5280 has.
fn base_is_well_written(base: &GeneralName<'_>) -> bool {
    match base {
        GeneralName::DnsName(octets) => dns::is_valid_constraint(octets, false),
        GeneralName::IpAddress(octets) => matches!(octets.len(), 8 | 32),
        GeneralName::Rfc822Name(octets) if octets.contains(&b'@') => email::mailbox(octets).is_some(),
        GeneralName::Rfc822Name(octets) | GeneralName::UniformResourceIdentifier(octets) => {
            let host = octets.strip_prefix(b".").unwrap_or(octets);
            dns::is_valid_presented(host, dns::Underscore::Permitted, None)
        }
        _ => true,
    }
}

/// The bases that Go's parser reads; one that it does not makes the certificate unreadable. `minimum` and `maximum` it
/// skips, and forms it does not process it leaves to the critical flag.
fn go_reads(base: &GeneralName<'_>) -> bool {
    match base {
        GeneralName::DnsName(octets) => dns::is_printable_base(octets),
        GeneralName::IpAddress(octets) => ip::is_network(octets) && !octets.starts_with(&ip::MAPPED),
        GeneralName::Rfc822Name(octets) if octets.contains(&b'@') => email::mailbox(octets).is_some(),
        GeneralName::Rfc822Name(octets) => dns::is_printable_base(octets),
        GeneralName::UniformResourceIdentifier(octets) => {
            let address = std::str::from_utf8(octets).is_ok_and(|text| text.parse::<IpAddr>().is_ok());
            dns::is_printable_base(octets) && !address
        }
        _ => true,
    }
}

/// The names that Go compares with constraints at all: of one that it cannot take apart it refuses the certificate, under
/// constraints of whatever form.
fn go_compares(name: &GeneralName<'_>) -> bool {
    match name {
        GeneralName::DnsName(octets) => dns::is_printable_name(octets),
        GeneralName::Rfc822Name(octets) => email::mailbox(octets).is_some(),
        GeneralName::UniformResourceIdentifier(octets) => uri::host(octets).is_some(),
        _ => true,
    }
}

fn processed(forms: SubtreeForms, base: &GeneralName<'_>) -> bool {
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

impl<'v> State<'v> {
    /// The anchor's own constraints (RFC 5937), where the policy or the anchor wants them.
    pub(crate) fn add_anchor(&mut self, depth: usize, anchor: &'v TrustAnchor<'v>, sink: &mut Sink<'_, '_>) {
        if !sink.wants(Requirement::NamePermitted) {
            return;
        }
        match anchor.name_constraints().map(NameConstraints::decode_contents) {
            Some(Ok(constraints)) => self.entries.push((depth, constraints)),
            Some(Err(error)) => sink.report_always(
                Requirement::NameConstraintSyntax,
                Reason::Malformed,
                Field::extension(oid::NAME_CONSTRAINTS),
                || Context::Encoding(Some(error)),
            ),
            None => {}
        }
    }

    /// Section 6.1.4 (g). A value that does not decode is malformed and constrains nothing that could be told.
    pub(crate) fn add(&mut self, depth: usize, certificate: &Certificate<'v>) {
        if let Some(Ok(constraints)) = certificate.name_constraints() {
            self.entries.push((depth, constraints));
        }
    }

    /// Section 6.1.3 (b), (c).
    pub(crate) fn check(
        &self,
        depth: usize,
        certificate: &Certificate<'_>,
        scope: &Scope<'_>,
        services: &mut dyn Services<'_>,
        sink: &mut Sink<'_, '_>,
    ) {
        let rules = &scope.policy.parameters().name_constraints;
        if self.entries.is_empty() || !sink.wants(Requirement::NamePermitted) {
            return;
        }
        if rules.skip_self_issued && depth > 0 && certificate.is_self_issued() {
            return;
        }
        let Some(names) = constrained_names(certificate, depth, rules) else {
            return;
        };
        let unreadable = |name: &&Constrained<'_>| rules.dialect == SubtreeDialect::Go && !go_compares(&name.general());
        for name in names.iter().filter(unreadable).take(REPORTED) {
            sink.report(
                Requirement::NamePermitted,
                Field::extension(oid::SUBJECT_ALT_NAME),
                || Context::Kind {
                    expected: "a name that can be compared with constraints",
                    found: name.general().to_string(),
                },
            );
        }
        for (set_by, constraints) in &self.entries {
            let mut reported = 0;
            for name in &names {
                let mut check = NameCheck {
                    name,
                    set_by: *set_by,
                    rules,
                    services: &mut *services,
                    sink: &mut *sink,
                };
                match check.run(constraints) {
                    Outcome::Kept => {}
                    Outcome::Broken => {
                        reported += 1;
                        if reported == REPORTED {
                            break;
                        }
                    }
                    Outcome::BudgetExhausted => return,
                }
            }
        }
    }
}

/// One name to be held to constraints. Text taken out of the subject is owned.
enum Constrained<'a> {
    Presented(GeneralName<'a>),
    CommonName(String),
    Email(String),
}

impl Constrained<'_> {
    fn general(&self) -> GeneralName<'_> {
        match self {
            Self::Presented(name) => *name,
            Self::CommonName(text) => GeneralName::DnsName(text.as_bytes()),
            Self::Email(text) => GeneralName::Rfc822Name(text.as_bytes()),
        }
    }
}

/// The names of a certificate that constraints apply to; `None` when the policy leaves such certificates alone.
fn constrained_names<'a>(
    certificate: &Certificate<'a>,
    depth: usize,
    rules: &NameConstraintRules,
) -> Option<Vec<Constrained<'a>>> {
    let subject: DistinguishedName<'a> = certificate.subject();
    let alternative = certificate.subject_alt_name();
    if alternative.is_none() && !rules.without_subject_alt_name {
        return None;
    }
    let mut names: Vec<_> = alternative
        .and_then(Result::ok)
        .iter()
        .flat_map(|names| names.readable())
        .map(Constrained::Presented)
        .collect();
    // A common name stands in for a host name in the end entity only.
    if rules.common_name
        && depth == 0
        && !names
            .iter()
            .any(|n| matches!(n, Constrained::Presented(GeneralName::DnsName(_))))
    {
        names.extend(
            subject
                .values(oid::COMMON_NAME)
                .filter(|text| looks_like_host(text))
                .map(Constrained::CommonName),
        );
    }
    if rules.subject_email {
        let emails = subject
            .attributes()
            .filter(is_email)
            .map(|a| name::characters(a.value).collect());
        names.extend(emails.map(Constrained::Email));
    }
    // webpki refuses constraints on directory names whatever the subject, the empty one included.
    if !subject.is_empty() || rules.dialect == SubtreeDialect::Webpki {
        names.push(Constrained::Presented(GeneralName::DirectoryName(subject)));
    }
    Some(names)
}

/// A common name that may be meant as a host name: dotted, of host name characters.
fn looks_like_host(text: &str) -> bool {
    text.contains('.') && dns::has_valid_labels(text.as_bytes(), dns::Underscore::Permitted)
}

enum Outcome {
    Kept,
    Broken,
    BudgetExhausted,
}

struct NameCheck<'c, 's, 'i, 'v> {
    name: &'c Constrained<'c>,
    set_by: usize,
    rules: &'c NameConstraintRules,
    services: &'c mut dyn Services<'v>,
    sink: &'c mut Sink<'s, 'i>,
}

impl NameCheck<'_, '_, '_, '_> {
    fn run(&mut self, constraints: &NameConstraints<'_>) -> Outcome {
        // (b)
        if let Some(permitted) = constraints.permitted {
            let mut bases = 0;
            let mut inside = false;
            for subtree in permitted.iter().map_while(Result::ok) {
                match self.compare(&subtree, false) {
                    Compared::OtherForm => {}
                    Compared::Inside(now) => {
                        bases += 1;
                        inside |= now;
                    }
                    Compared::Reported => return Outcome::Broken,
                    Compared::BudgetExhausted => return Outcome::BudgetExhausted,
                }
            }
            if bases > 0 && !inside {
                let name = self.name.general();
                let same_form = permitted
                    .iter()
                    .map_while(Result::ok)
                    .filter(|s| s.base.same_form(&name));
                let bases: Vec<_> = same_form.take(MAX_ITEMS).map(|s| s.base.to_string()).collect();
                let context = self.context(format!("permitted {}", bases.join(", ")));
                self.sink.report(Requirement::NamePermitted, self.field(), || context);
                return Outcome::Broken;
            }
        }
        // (c)
        for subtree in constraints
            .excluded
            .iter()
            .flat_map(GeneralSubtrees::iter)
            .map_while(Result::ok)
        {
            match self.compare(&subtree, true) {
                Compared::OtherForm | Compared::Inside(false) => {}
                Compared::Inside(true) => {
                    let context = self.context(format!("excluded {}", subtree.base));
                    self.sink.report(Requirement::NameNotExcluded, self.field(), || context);
                    return Outcome::Broken;
                }
                Compared::Reported => return Outcome::Broken,
                Compared::BudgetExhausted => return Outcome::BudgetExhausted,
            }
        }
        Outcome::Kept
    }

    fn compare(&mut self, subtree: &GeneralSubtree<'_>, excluded: bool) -> Compared {
        let base = &subtree.base;
        if !self.services.compare_name() {
            let requirement = Requirement::WithinBudget;
            self.sink.report_always(
                requirement,
                requirement.reason(),
                Field::extension(oid::NAME_CONSTRAINTS),
                || Context::None,
            );
            return Compared::BudgetExhausted;
        }
        let name = self.name.general();
        if !name.same_form(base) {
            return Compared::OtherForm;
        }
        if !processed(self.rules.forms, base) {
            if self.rules.refuse_unknown_forms {
                return Compared::OtherForm;
            }
            let context = self.context(base.to_string());
            self.sink
                .report(Requirement::NameConstraintSupported, self.field(), || context);
            return Compared::Reported;
        }
        if subtree.has_distance && self.rules.dialect == SubtreeDialect::OpenSsl {
            let context = self.context(base.to_string());
            self.sink
                .report(Requirement::NameConstraintSupported, self.field(), || context);
            return Compared::Reported;
        }
        match within(&name, base, excluded, self.rules.dialect) {
            Ok(inside) => Compared::Inside(inside),
            Err(fault) => {
                // A name or base that cannot be compared is refused: the RFC leaves it open, and guessing either way
                // lets a name through.
                let context = self.context(base.to_string());
                let requirement = match fault {
                    NameSyntax::Presented => Requirement::NamePermitted,
                    _ => Requirement::NameConstraintSyntax,
                };
                self.sink
                    .report_always(requirement, Reason::NameConstraints, self.field(), || context);
                Compared::Reported
            }
        }
    }

    fn context(&self, subtree: String) -> Context {
        Context::Subtree {
            name: self.name.general().to_string(),
            subtree,
            set_by: self.set_by,
        }
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
    OtherForm,
    Inside(bool),
    Reported,
    BudgetExhausted,
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
                Webpki => dns::Syntax::Preferred {
                    labels_after_wildcard: 2,
                },
                Go => dns::Syntax::Printable,
                Rfc5280 => dns::Syntax::Preferred {
                    labels_after_wildcard: 1,
                },
            };
            let leading_dot = dialect != Rfc5280;
            dns::within(
                name,
                base,
                dns::Options {
                    leading_dot,
                    wildcard,
                    syntax,
                },
            )
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
            let options = email::Options {
                ignore_local_case: false,
                empty_base: dialect == Go,
            };
            email::within(name, base, options)
        }
        (GeneralName::UniformResourceIdentifier(name), GeneralName::UniformResourceIdentifier(base)) => uri::within(
            name,
            base,
            uri::Options {
                host_is_subtree: dialect == Go,
            },
        ),
        (GeneralName::DirectoryName(name), GeneralName::DirectoryName(base)) => Ok(name.is_within(base)),
        _ => Ok(false),
    }
}
