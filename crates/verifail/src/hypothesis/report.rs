//! An assessment as owned data in codes and words: what `verifail diagnose --json` prints. Fields are only ever added.

use super::{Assessment, Grounds, Names, State};
use crate::classification::redact;

/// The version of the shape.
const SCHEMA: u32 = 1;
/// Grounds that are kept of each kind.
const MAX_GROUNDS: usize = 8;

macro_rules! data {
    ($($(#[$doc:meta])+ $name:ident { $($(#[$field_doc:meta])+ $field:ident: $kind:ty,)+ })+) => {
        $(
            $(#[$doc])+
            #[derive(Clone, Debug, PartialEq)]
            #[cfg_attr(feature = "serde", derive(serde::Serialize))]
            #[non_exhaustive]
            pub struct $name {
                $($(#[$field_doc])+ pub $field: $kind,)+
            }
        )+
    };
}

data! {
    /// What follows from the evidence of a case.
    AssessmentReport {
        /// The version of the shape: 1.
        schema: u32,
        /// The code of the cause that is entailed.
        conclusion: Option<&'static str>,
        /// The code of the place that is entailed.
        place: Option<&'static str>,
        /// Whether no cause is left.
        contradictory: bool,
        /// Where.
        places: Vec<PlaceReport>,
        /// Why, what is left first.
        causes: Vec<CauseReport>,
        /// The test that would tell best.
        next_test: Option<TestReport>,
        /// Codes of reasons that programs' own words exclude.
        excluded_reasons: Vec<&'static str>,
        /// What was seen.
        facts: Vec<GroundsReport>,
    }

    /// A place.
    PlaceReport {
        /// The hop's code.
        hop: &'static str,
        /// What it is.
        meaning: &'static str,
        /// `entailed`, `open` or `excluded`.
        state: &'static str,
        /// What speaks for it.
        supported_by: Vec<GroundsReport>,
        /// What excludes it.
        excluded_by: Vec<GroundsReport>,
    }

    /// A cause.
    CauseReport {
        /// Its code.
        code: &'static str,
        /// What it is.
        meaning: &'static str,
        /// `entailed`, `open` or `excluded`.
        state: &'static str,
        /// Its share of what is open, from 0 to 1.
        share: f64,
        /// What speaks for it.
        supported_by: Vec<GroundsReport>,
        /// What excludes it.
        excluded_by: Vec<GroundsReport>,
        /// Codes of facts one of which must be seen before it is entailed, where none was.
        needs: Vec<&'static str>,
        /// The code of the test that separates it.
        test: &'static str,
        /// Retry advice.
        retry: &'static str,
        /// Who does what: `proxy: …`.
        remedies: Vec<String>,
    }

    /// A test.
    TestReport {
        /// Its code.
        code: &'static str,
        /// The command.
        command: String,
        /// What decides.
        look: &'static str,
        /// Bits of doubt that it is expected to take away.
        gain: f64,
        /// Its results: a fact's code, its meaning, and the codes of the causes it would leave.
        results: Vec<(&'static str, &'static str, Vec<&'static str>)>,
    }

    /// Why, and from which piece of evidence.
    GroundsReport {
        /// What was seen, in words; without secrets.
        what: String,
        /// Where.
        source: String,
    }
}

fn grounds(list: &[Grounds]) -> Vec<GroundsReport> {
    let one = |one: &Grounds| GroundsReport {
        what: redact::secrets(&one.what).into_owned(),
        source: redact::secrets(&one.source).into_owned(),
    };
    list.iter().take(MAX_GROUNDS).map(one).collect()
}

impl Assessment {
    /// As owned data, without secrets; with what is at hand in the test's command.
    pub fn to_report(&self, names: &Names<'_>) -> AssessmentReport {
        let places = self.places.iter().map(|place| PlaceReport {
            hop: place.hop.code(),
            meaning: place.hop.meaning(),
            state: place.state.code(),
            supported_by: grounds(&place.supported_by),
            excluded_by: grounds(&place.excluded_by),
        });
        let causes = self.causes.iter().map(|one| CauseReport {
            code: one.cause.code,
            meaning: one.cause.meaning,
            state: one.state.code(),
            share: (one.share * 1e4).round() / 1e4,
            supported_by: grounds(&one.supported_by),
            excluded_by: grounds(&one.excluded_by),
            needs: match one.lacks && one.state != State::Excluded {
                true => one.cause.needs.iter().map(|fact| fact.code()).collect(),
                false => Vec::new(),
            },
            test: one.cause.test.code,
            retry: one.cause.retry.code(),
            remedies: one.cause.remedies.iter().map(|remedy| format!("{}: {}", remedy.by, remedy.text)).collect(),
        });
        let next_test = self.next.as_ref().map(|next| TestReport {
            code: next.test.code,
            command: redact::secrets(&next.test.command_for(names)).into_owned(),
            look: next.test.look,
            gain: (next.gain * 1e4).round() / 1e4,
            results: next.results.iter().map(|(fact, left)| (fact.code(), fact.meaning(), left.clone())).collect(),
        });
        let facts: Vec<_> = self.facts.iter().map(|known| known.grounds.clone()).collect();
        AssessmentReport {
            schema: SCHEMA,
            conclusion: self.conclusion().map(|cause| cause.code),
            place: self.place().map(|hop| hop.code()),
            contradictory: self.is_contradictory(),
            places: places.collect(),
            causes: causes.collect(),
            next_test,
            excluded_reasons: self.excluded_reasons().into_iter().map(|reason| reason.code()).collect(),
            facts: facts.iter().take(64).flat_map(|one| grounds(std::slice::from_ref(one))).collect(),
        }
    }
}
