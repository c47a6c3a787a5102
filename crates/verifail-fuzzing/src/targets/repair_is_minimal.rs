//! Of any world that a policy refuses: the repair that the verdict names is proved; with what it names let pass, the
//! chain is accepted; with one family of that kept, it is not.
//!
//! Oracle: the verdict of the same chain under relaxations. Families, not single findings, are what relaxations let
//! pass.

use std::collections::BTreeSet;
use std::fmt;

use verifail::danger::{Relaxation, Relaxations};
use verifail::{Severity, Verdict};
use verifail_testkit::adapter::{self, Core};

use crate::{Checked, Difference, Form, Spec, Target};

/// The target.
pub const TARGET: Target = Target {
    name: "repair_is_minimal",
    property: "what the smallest repair names lets the chain pass, and less does not",
    oracle: "the verdict under relaxations",
    form: Form::Chain,
    max_len: 16 << 10,
    check,
};

/// What is kept of a verdict.
struct Kept {
    refused: bool,
    proved: bool,
    of_best_path: bool,
    names_all_errors: bool,
    families: BTreeSet<Relaxation>,
    path: Vec<Vec<u8>>,
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
    Kept {
        refused: !verdict.is_accepted(),
        proved: repair.is_some_and(|repair| repair.proved),
        of_best_path: repair.is_some_and(|repair| repair.path == 0),
        names_all_errors: named == errors && !errors.is_empty(),
        path: path(verdict),
        families: named.iter().filter_map(|at| Relaxation::of(findings.get(*at)?.reason)).collect(),
    }
}

/// The certificates of the best path.
fn path(verdict: &Verdict<'_>) -> Vec<Vec<u8>> {
    adapter::core::path(verdict).unwrap_or_default()
}

fn check(data: &[u8]) -> Checked {
    let Some(spec) = Spec::read(data) else { return Ok(()) };
    let case = spec.world.materialise();
    let Ok(kept) = Core::judge(&case, spec.policy, keep) else { return Ok(()) };
    if !kept.refused {
        return Ok(());
    }
    let policy = spec.policy.name();
    let must = |holds: bool, what: fmt::Arguments<'_>| {
        Difference::unless(holds, format_args!("{policy}: {what}"), || format!("of\n{spec}"))
    };
    must(kept.proved, format_args!("not proved"))?;
    must(kept.of_best_path && kept.names_all_errors, format_args!("not the errors of the best path"))?;
    let relaxed = |families: &mut dyn Iterator<Item = Relaxation>| {
        let relaxations = families.fold(Relaxations::none(), Relaxations::with);
        let look = |verdict: &Verdict<'_>| (verdict.is_accepted(), path(verdict));
        Core::judge_relaxed(&case, spec.policy, relaxations, look).unwrap_or_default()
    };
    // A family is let pass on every path. So another path may be taken, of those policies that take one only; or
    // accepted, which breaks nothing else and is dearer to repair. Neither says anything of this repair.
    let (accepted, other) = relaxed(&mut kept.families.iter().copied());
    must(accepted || other != kept.path, format_args!("not enough"))?;
    // The signer of a CRL has a path of its own, on which a family is let pass too; so to let another family pass may
    // make a status known.
    let crls = spec.world.question.revocation.is_some() && !spec.world.crls.is_empty();
    for left_out in kept.families.iter().filter(|family| !crls || **family != Relaxation::Revocation) {
        let (accepted, other) = relaxed(&mut kept.families.iter().copied().filter(|family| family != left_out));
        must(!accepted || other != kept.path, format_args!("without {left_out} it is accepted too"))?;
    }
    Ok(())
}
