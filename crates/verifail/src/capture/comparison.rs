//! Captures side by side: the same questions of all of them. What follows from the answers is said elsewhere
//! by the hypotheses.

use std::collections::{BTreeMap, BTreeSet};

use super::{Capture, Environment, Setting};
use crate::certificate::Fingerprint;
use crate::taxonomy::word;

/// Items that a detail names one by one.
const MAX_NAMED: usize = 6;

word! {
    /// What captures are asked.
    Question {
        /// Whether sets of trust anchors are equal.
        Anchors "anchors" "the same trust anchors";
        /// Whether the same end entities were presented.
        EndEntity "end-entity" "the same end entity";
        /// Whether proxies, variables, stores, sandboxes, clocks are alike.
        Environment "environment" "the same environment";
        /// Whether the end entities have the same issuers.
        Issuer "issuer" "the same issuer";
        /// Whether connections ended alike.
        Outcome "outcome" "the same outcome";
        /// Whether the same host, port and protocol were asked; the way there may differ.
        Target "target" "the same target";
        /// Whether each policy says the same.
        Verdict "verdict" "the same verdict of each policy";
    }
}

word! {
    /// What they say.
    Answer {
        /// Nothing in common.
        Different "different" "no";
        /// Something in common, and something not.
        Partly "partly" "in part";
        /// The same.
        Same "same" "yes";
        /// At least one does not say.
        Unknown "unknown" "not known";
    }
}

/// The order in which they are asked: what the others depend on first.
const ORDER: [Question; 7] = [
    Question::Target,
    Question::Outcome,
    Question::EndEntity,
    Question::Issuer,
    Question::Anchors,
    Question::Verdict,
    Question::Environment,
];

/// Captures side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Each question with its answer and both sides of it, in words.
    pub answers: Vec<(Question, Answer, String)>,
}

impl Comparison {
    /// Compares at least two captures. Every certificate is read once.
    ///
    /// # Examples
    /// ```
    /// use verifail::capture::{Answer, Capture, Comparison, Outcome, Question, Sample, Target};
    /// use verifail::Time;
    ///
    /// let capture = |vantage: &str, outcome| {
    ///     let mut capture = Capture::new(vantage, Target::new("api.example", 443), Time::from_unix_seconds(0));
    ///     let mut sample = Sample::new(outcome);
    ///     sample.chain = capture.presented(&[b"an end entity"]);
    ///     capture.push(sample);
    ///     capture
    /// };
    /// let comparison = Comparison::of(&[&capture("sandbox", Outcome::Failed), &capture("terminal", Outcome::Trusted)]);
    /// assert_eq!(comparison.answer(Question::EndEntity), Answer::Same);
    /// assert_eq!(comparison.answer(Question::Outcome), Answer::Different);
    /// ```
    pub fn of(captures: &[&Capture]) -> Self {
        let answers = ORDER.iter().map(|question| {
            let (answer, detail) = match question {
                Question::Anchors => anchors(captures),
                Question::EndEntity => sets(captures, end_entities, |fingerprint| short(*fingerprint)),
                Question::Environment => environments(captures),
                Question::Issuer => sets(captures, issuers, Clone::clone),
                Question::Outcome => outcomes(captures),
                Question::Target => targets(captures),
                Question::Verdict => verdicts(captures),
            };
            (*question, answer, detail)
        });
        Self { answers: answers.collect() }
    }

    /// The answer to one question.
    pub fn answer(&self, question: Question) -> Answer {
        let found = self.answers.iter().find(|(asked, ..)| *asked == question);
        found.map_or(Answer::Unknown, |(_, answer, _)| *answer)
    }

    /// Both sides of one question, in words.
    pub fn detail(&self, question: Question) -> &str {
        let found = self.answers.iter().find(|(asked, ..)| *asked == question);
        found.map_or("", |(.., detail)| detail)
    }
}

/// The first octets of a fingerprint, which is what people compare.
fn short(fingerprint: Fingerprint) -> String {
    let text = fingerprint.to_string();
    text.get(..16).map_or(text.clone(), |start| format!("{start}…"))
}

fn end_entities(capture: &Capture) -> BTreeSet<Fingerprint> {
    capture.samples.iter().filter_map(super::Sample::end_entity).collect()
}

fn issuers(capture: &Capture) -> BTreeSet<String> {
    let read = |fingerprint| capture.certificates.read(fingerprint);
    let end_entities = end_entities(capture);
    end_entities.into_iter().filter_map(read).map(|certificate| certificate.issuer().to_string()).collect()
}

/// How sets that captures have are to each other: all equal, none with anything in common, or between.
fn sets<T: Ord>(
    captures: &[&Capture],
    of: impl Fn(&Capture) -> BTreeSet<T>,
    shown: impl Fn(&T) -> String,
) -> (Answer, String) {
    let sets: Vec<_> = captures.iter().map(|capture| of(capture)).collect();
    let list = |set: &BTreeSet<T>| match set.len() {
        0 => "none seen".to_owned(),
        _ => named(set.iter().map(&shown)),
    };
    let answer = relation(&sets);
    let detail = match (answer, sets.first()) {
        (Answer::Same, Some(set)) => list(set),
        _ => beside(captures, sets.iter().map(list)),
    };
    (answer, detail)
}

fn relation<T: Ord>(sets: &[BTreeSet<T>]) -> Answer {
    let Some((first, others)) = sets.split_first() else { return Answer::Unknown };
    if sets.iter().any(BTreeSet::is_empty) {
        Answer::Unknown
    } else if others.iter().all(|other| other == first) {
        Answer::Same
    } else {
        let pairs =
            sets.iter().enumerate().flat_map(|(at, one)| sets.iter().skip(at + 1).map(move |other| (one, other)));
        if pairs.into_iter().all(|(one, other)| one.is_disjoint(other)) { Answer::Different } else { Answer::Partly }
    }
}

fn targets(captures: &[&Capture]) -> (Answer, String) {
    let key =
        |capture: &Capture| (capture.target.host.to_ascii_lowercase(), capture.target.port, capture.target.starttls);
    let same = captures.windows(2).all(|pair| key(pair[0]) == key(pair[1]));
    let shown = beside(captures, captures.iter().map(|capture| capture.target.to_string()));
    (if same { Answer::Same } else { Answer::Different }, shown)
}

fn outcomes(captures: &[&Capture]) -> (Answer, String) {
    let kinds = |capture: &&Capture| -> BTreeSet<_> {
        capture.samples.iter().map(|sample| (sample.is_bad(), sample.reason)).collect()
    };
    let sets: Vec<_> = captures.iter().map(kinds).collect();
    let shown = captures.iter().map(|capture| {
        let bad = capture.samples.iter().filter(|sample| sample.is_bad()).count();
        let mut reasons: BTreeMap<_, usize> = BTreeMap::new();
        for reason in capture.samples.iter().filter_map(|sample| sample.reason) {
            *reasons.entry(reason).or_default() += 1;
        }
        let reasons = named(reasons.iter().map(|(reason, times)| format!("{reason} × {times}")));
        let reasons = if reasons.is_empty() { reasons } else { format!(" ({reasons})") };
        format!("{bad} of {} failed{reasons}", capture.samples.len())
    });
    (relation(&sets), beside(captures, shown))
}

fn anchors(captures: &[&Capture]) -> (Answer, String) {
    let shown = captures.iter().map(|capture| match &capture.anchors {
        Some(anchors) => format!("{} from {}", anchors.count, anchors.source),
        None => "not verified there".to_owned(),
    });
    let detail = beside(captures, shown);
    let digests: Option<Vec<_>> =
        captures.iter().map(|capture| capture.anchors.as_ref().and_then(|anchors| anchors.digest)).collect();
    match digests {
        Some(digests) if digests.windows(2).all(|pair| pair[0] == pair[1]) => (Answer::Same, detail),
        Some(_) => (Answer::Different, detail),
        None => (Answer::Unknown, detail),
    }
}

/// What each policy that all captures were held to says.
fn verdicts(captures: &[&Capture]) -> (Answer, String) {
    let of = |capture: &&Capture| {
        let mut policies: BTreeMap<String, BTreeSet<(bool, Vec<_>)>> = BTreeMap::new();
        for verdict in &capture.verdicts {
            policies.entry(verdict.policy.clone()).or_default().insert((verdict.accepted, verdict.reasons.clone()));
        }
        policies
    };
    let all: Vec<_> = captures.iter().map(of).collect();
    let Some(first) = all.first() else { return (Answer::Unknown, String::new()) };
    let shared: Vec<_> = first.keys().filter(|policy| all.iter().all(|one| one.contains_key(*policy))).collect();
    if shared.is_empty() {
        return (Answer::Unknown, "no policy was asked in all of them".to_owned());
    }
    let differ: Vec<_> =
        shared.iter().filter(|policy| all.iter().any(|one| one.get(**policy) != first.get(**policy))).collect();
    let word = |one: &BTreeMap<String, BTreeSet<(bool, Vec<crate::Reason>)>>, policy: &str| {
        let verdicts = one.get(policy).into_iter().flatten();
        named(verdicts.map(|(accepted, reasons)| match (accepted, reasons.first()) {
            (true, _) => "accepts".to_owned(),
            (false, Some(reason)) => reason.code().to_owned(),
            (false, None) => "rejects".to_owned(),
        }))
    };
    if differ.is_empty() {
        let said = shared.iter().map(|policy| format!("{policy} {}", word(first, policy)));
        return (Answer::Same, named(said));
    }
    let said =
        differ.iter().map(|policy| format!("{policy}: {}", beside(captures, all.iter().map(|one| word(one, policy)))));
    let answer = if differ.len() == shared.len() { Answer::Different } else { Answer::Partly };
    (answer, named(said))
}

fn environments(captures: &[&Capture]) -> (Answer, String) {
    let of = |capture: &&Capture| aspects(&capture.environment);
    let all: Vec<_> = captures.iter().map(of).collect();
    if all.iter().any(|aspects| aspects.values().all(String::is_empty)) {
        return (Answer::Unknown, "at least one says nothing of where it was taken".to_owned());
    }
    let Some(first) = all.first() else { return (Answer::Unknown, String::new()) };
    let differ = first.keys().filter(|aspect| all.iter().any(|one| one.get(*aspect) != first.get(*aspect)));
    let said: Vec<_> = differ
        .map(|aspect| {
            let side = |one: &BTreeMap<&str, String>| match one.get(aspect).map(String::as_str) {
                None | Some("") => "none".to_owned(),
                Some(text) => text.to_owned(),
            };
            format!("{aspect}: {}", beside(captures, all.iter().map(side)))
        })
        .collect();
    if said.is_empty() {
        (Answer::Same, String::new())
    } else if said.len() == first.len() {
        (Answer::Different, named(said.into_iter()))
    } else {
        (Answer::Partly, named(said.into_iter()))
    }
}

/// What of an environment may matter, each as one text. A clock is compared in minutes: two looks at it differ by
/// themselves.
fn aspects(environment: &Environment) -> BTreeMap<&'static str, String> {
    let Environment { os, proxies, certificate_authorities, stores, interceptors, clock, sandbox, trust_service } =
        environment;
    let settings = |list: &[Setting]| named(list.iter().map(|one| format!("{}={}", one.name, one.value)));
    let clock = clock.as_ref().map(|clock| clock.ahead_s / 60).filter(|minutes| *minutes != 0);
    BTreeMap::from([
        ("system", os.clone()),
        ("proxies", settings(proxies)),
        ("CA variables", settings(certificate_authorities)),
        ("stores", named(stores.iter().map(|store| format!("{} ({})", store.name, store.count)))),
        ("interceptors", named(interceptors.iter().map(|one| one.product.clone()))),
        ("clock", clock.map(|minutes| format!("{minutes} min ahead")).unwrap_or_default()),
        ("sandbox", named(sandbox.iter().cloned())),
        (
            "verification service",
            trust_service
                .map(|answers| if answers { "answers" } else { "does not answer" }.to_owned())
                .unwrap_or_default(),
        ),
    ])
}

/// `sandbox: …; terminal: …`
fn beside(captures: &[&Capture], sides: impl Iterator<Item = String>) -> String {
    let sides = captures.iter().zip(sides).map(|(capture, side)| format!("{}: {side}", capture.vantage));
    sides.collect::<Vec<_>>().join("; ")
}

fn named(items: impl Iterator<Item = String>) -> String {
    let items: Vec<_> = items.collect();
    let more = items.len().saturating_sub(MAX_NAMED);
    let mut text = items.into_iter().take(MAX_NAMED).collect::<Vec<_>>().join(", ");
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    text
}
