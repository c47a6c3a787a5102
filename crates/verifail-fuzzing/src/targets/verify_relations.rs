//! Of any world, under any policy: what must hold between two answers holds. The spec says which of the relations is
//! tried, and what it chooses on the way.
//!
//! Oracle: the relations of `verifail_testkit::relation`. What a policy breaks because the verifier that it models does
//! is excused; the list is `verifail_testkit::exceptions::modelled`. A relation adds eight certificates at most.

use std::sync::LazyLock;

use verifail_testkit::Verifier;
use verifail_testkit::adapter::Core;
use verifail_testkit::choices::Recorded;
use verifail_testkit::exceptions::{Exception, modelled};
use verifail_testkit::relation::Answer;

use crate::{Checked, Class, Difference, Form, Spec, Target, under_test};

/// The target.
pub const TARGET: Target = Target {
    name: "verify_relations",
    property: "what must hold between two answers of one verifier holds",
    oracle: "45 metamorphic relations",
    form: Form::Chain,
    class: Class::Chains,
    compares: false,
    max_len: 16 << 10,
    check,
};

/// Most certificates that a relation adds here: a hundred break little that eight do not.
const MOST: usize = 8;

static MODELLED: LazyLock<Vec<Exception>> = LazyLock::new(modelled);

fn check(data: &[u8]) -> Checked {
    let Some(spec) = Spec::read(data) else { return Ok(()) };
    let Some(relation) = spec.relation() else { return Ok(()) };
    let (verifier, policy) = under_test::verifier(spec.policy);
    if relation.lacking(verifier.capabilities()).is_some() {
        return Ok(());
    }
    let mut choices = Recorded::new(spec.choices.clone());
    let Answer::Violated(violation) = relation.check(verifier, policy, &spec.world, &mut choices, MOST) else {
        return Ok(());
    };
    let excused =
        |exception: &&Exception| exception.concerns(&Core.name(), policy.name()) && exception.covers(&violation);
    if MODELLED.iter().any(|exception| excused(&exception)) {
        return Ok(());
    }
    let kind = format!("{}: relation {} {}", policy.name(), violation.relation, violation.variant);
    Difference::found(kind, format_args!("{violation}, of\n{spec}"))
}
