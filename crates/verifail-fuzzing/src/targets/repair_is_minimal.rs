//! Of any world that a policy refuses: the repair that the verdict names is proved; with what it names let pass, the
//! chain is accepted; with one family of that kept, it is not.
//!
//! Oracle: the verdict of the same chain under relaxations. Families, not single findings, are what relaxations let
//! pass.

use std::collections::BTreeSet;
use std::fmt;

use verifail::danger::{Relaxation, Relaxations};
use verifail::verdict::Link;
use verifail::{Finding, Reason, Severity, Verdict};
use verifail_testkit::adapter::Core;
use verifail_testkit::adapter::core::Read;

use crate::target::way;
use crate::{Checked, Class, Difference, Form, Spec, Target};

/// The target.
pub const TARGET: Target = Target {
    name: "repair_is_minimal",
    property: "what the smallest repair names lets the chain pass, and less does not",
    oracle: "the verdict under relaxations",
    form: Form::Chain,
    class: Class::Chains,
    compares: false,
    max_len: 16 << 10,
    check,
};

/// What is kept of a verdict.
struct Kept {
    proved: bool,
    of_best_path: bool,
    names_all_errors: bool,
    families: BTreeSet<Relaxation>,
    /// All that it names of the family of revocation is that a status is not known.
    only_unknown_status: bool,
}

fn keep(verdict: &Verdict<'_>) -> Kept {
    let findings = verdict.findings();
    let errors: Vec<usize> = findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| finding.severity == Severity::Error)
        .map(|(at, _)| at)
        .collect();
    let repair = verdict.repair();
    let named = repair.map(|repair| repair.findings.as_slice()).unwrap_or_default();
    let reasons = || named.iter().filter_map(|at| findings.get(*at)).map(|finding| finding.reason);
    Kept {
        proved: repair.is_some_and(|repair| repair.proved),
        of_best_path: repair.is_some_and(|repair| repair.path == 0),
        names_all_errors: named == errors && !errors.is_empty(),
        families: reasons().filter_map(Relaxation::of).collect(),
        only_unknown_status: !reasons().any(|reason| matches!(reason, Reason::ExplicitlyDistrusted | Reason::Revoked)),
    }
}

fn check(data: &[u8]) -> Checked {
    let Some(spec) = Spec::read(data) else { return Ok(()) };
    let case = spec.world.materialise();
    Core::read(&case, |read| holds(read, &spec, data)).unwrap_or(Ok(()))
}

fn holds(read: &Read<'_>, spec: &Spec, data: &[u8]) -> Checked {
    let verdict = read.judge(spec.policy, Relaxations::none());
    if verdict.is_accepted() {
        return Ok(());
    }
    let kept = keep(&verdict);
    let policy = spec.policy.name();
    let must = |holds: bool, what: fmt::Arguments<'_>| {
        Difference::unless(holds, format_args!("{policy}: {what}"), || format!("of\n{spec}"))
    };
    must(kept.proved, format_args!("not proved"))?;
    must(kept.of_best_path && kept.names_all_errors, format_args!("not the errors of the best path"))?;
    // The signer of a CRL has a path of its own, on which a family is let pass too; so to let another family pass may
    // make a status known, for better or worse. What is revoked stays revoked, but where another CRL is asked first
    // then.
    let crls = spec.world.question.revocation.is_some() && !spec.world.crls.is_empty();
    let is_revocation = |finding: &Finding| Relaxation::of(finding.reason) == Some(Relaxation::Revocation);
    // Another path may be taken where something is let pass, of policies that take one only: that says nothing of this
    // repair.
    let relaxed = |families: &mut dyn Iterator<Item = Relaxation>| {
        let relaxations = families.fold(Relaxations::none(), Relaxations::with);
        let relaxed = read.judge(spec.policy, relaxations);
        let is_same_path = || path(&relaxed) == path(&verdict);
        let mut errors = relaxed.findings().iter().filter(|finding| finding.severity == Severity::Error);
        let only_a_status = crls && errors.all(is_revocation);
        (relaxed.is_accepted(), only_a_status, is_same_path())
    };
    let may_be_known = crls && (kept.only_unknown_status || spec.world.crls.len() > 1) && kept.families.len() > 1;
    let can_stay = |family: &&Relaxation| !may_be_known || **family != Relaxation::Revocation;
    let stay: Vec<Relaxation> = kept.families.iter().filter(can_stay).copied().collect();
    // Each input is held to one of these: that all suffices, or that without one it does not.
    match way(data, stay.len() + 1).checked_sub(1).and_then(|at| stay.get(at)) {
        None => {
            let (accepted, only_a_status, is_same_path) = relaxed(&mut kept.families.iter().copied());
            must(accepted || only_a_status || !is_same_path, format_args!("not enough"))
        }
        Some(left_out) => {
            let (accepted, _, is_same_path) =
                relaxed(&mut kept.families.iter().copied().filter(|family| family != left_out));
            must(!accepted || !is_same_path, format_args!("without {left_out} it is accepted too"))
        }
    }
}

/// The certificates of the best path.
fn path<'v>(verdict: &'v Verdict<'_>) -> Vec<&'v [u8]> {
    let octets = |link: Link<'v>| match link {
        Link::Certificate(certificate) => Some(certificate.der()),
        Link::Anchor(anchor) => anchor.certificate().map(|certificate| certificate.der()),
    };
    let steps = verdict.paths().first().map(|path| path.steps()).unwrap_or_default();
    steps.iter().filter_map(|step| octets(step.link())).collect()
}
