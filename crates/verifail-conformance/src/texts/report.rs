//! Accuracy by field and by family, what was confused with what, and the misses.

use std::collections::BTreeMap;
use std::fmt;

use super::answer::{Answer, coarse_retry, spelled};
use super::baseline;
use super::labels::Labelled;

const FIELDS: [&str; 5] = ["kind", "family", "role", "hop", "retry"];
const OUTSIDE: [&str; 2] = ["not_tls_related", "tls_not_failure"];

/// What was right and what was not.
#[derive(Debug)]
pub(super) struct Report {
    lists_misses: bool,
    texts: usize,
    /// Points of each field: a kind in `also` is half of one.
    points: [f64; FIELDS.len()],
    /// Texts and right kinds of each family.
    families: BTreeMap<String, (usize, f64)>,
    /// The same of each stack.
    stacks: BTreeMap<String, (usize, f64)>,
    /// Expected and answered kinds that differ.
    confused: BTreeMap<(String, String), usize>,
    /// Look-alikes that were called failures.
    false_alarms: Vec<String>,
    /// Exclusions that a label contradicts.
    contradictions: Vec<String>,
    misses: Vec<String>,
    baseline: f64,
    baseline_alarms: usize,
}

impl Report {
    pub(super) fn new(lists_misses: bool) -> Self {
        Self {
            lists_misses,
            texts: 0,
            points: [0.0; FIELDS.len()],
            families: BTreeMap::new(),
            stacks: BTreeMap::new(),
            confused: BTreeMap::new(),
            false_alarms: Vec::new(),
            contradictions: Vec::new(),
            misses: Vec::new(),
            baseline: 0.0,
            baseline_alarms: 0,
        }
    }

    pub(super) fn add(&mut self, labelled: &Labelled, answer: &Answer) {
        let kind = spelled(&answer.kind);
        let also = labelled.also.contains(&kind) || answer.also.iter().any(|code| spelled(code) == labelled.kind);
        let of_kind = if kind == labelled.kind {
            1.0
        } else if also {
            0.5
        } else {
            0.0
        };
        let same = |answered: &str, label: &str| f64::from(u8::from(spelled(answered) == spelled(label)));
        let points = [
            of_kind,
            same(answer.family.as_deref().unwrap_or(""), &labelled.family),
            same(&answer.role, &labelled.role),
            same(&answer.hop, &labelled.hop),
            same(coarse_retry(&answer.retry), &labelled.retry),
        ];
        self.texts += 1;
        self.points.iter_mut().zip(points).for_each(|(sum, point)| *sum += point);
        let family = self.families.entry(labelled.family.clone()).or_default();
        *family = (family.0 + 1, family.1 + of_kind);
        let stack = self.stacks.entry(labelled.stack.clone()).or_default();
        *stack = (stack.0 + 1, stack.1 + of_kind);
        if of_kind < 1.0 {
            *self.confused.entry((labelled.kind.clone(), kind.clone())).or_default() += 1;
        }
        let outside = OUTSIDE.contains(&labelled.kind.as_str());
        if outside && !OUTSIDE.contains(&kind.as_str()) && kind != "unclassified" {
            self.false_alarms.push(format!("{} {kind}", labelled.id));
        }
        let labels = || std::iter::once(&labelled.kind).chain(&labelled.also);
        for excluded in answer.excludes.iter().map(|code| spelled(code)).filter(|code| labels().any(|l| l == code)) {
            self.contradictions.push(format!("{} {excluded}", labelled.id));
        }
        let wrong: Vec<_> =
            FIELDS.iter().zip(points).filter(|(_, point)| *point < 1.0).map(|(field, _)| *field).collect();
        if !wrong.is_empty() {
            let Labelled { id, stack, family, kind: expected, role, hop, retry, text, .. } = labelled;
            let answered = format!(
                "{kind} {:?} {} {} {} {}",
                answer.also,
                answer.stack.as_deref().unwrap_or("-"),
                answer.role,
                answer.hop,
                coarse_retry(&answer.retry)
            );
            let text: String = text.chars().take(300).collect();
            let wrong = wrong.join(",");
            self.misses.push(format!(
                "{id} [{wrong}]\n  label  {expected} {stack}/{family} {role} {hop} {retry}\n  answer {answered}\n  {text:?}"
            ));
        }
        self.baseline += f64::from(u8::from(baseline::kind(&labelled.text) == labelled.kind));
        self.baseline_alarms += usize::from(outside && baseline::is_failure(&labelled.text));
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.lists_misses {
            self.misses.iter().try_for_each(|miss| writeln!(f, "{miss}"))?;
            writeln!(f)?;
        }
        let percent = |points: f64, of: usize| 100.0 * points / (of.max(1) as f64);
        writeln!(f, "{} texts", self.texts)?;
        for (field, points) in FIELDS.iter().zip(self.points) {
            writeln!(f, "{field:<8} {:5.1} %", percent(points, self.texts))?;
        }
        writeln!(f, "look-alikes called a failure: {} {}", self.false_alarms.len(), self.false_alarms.join(", "))?;
        writeln!(f, "exclusions contradicted: {} {}", self.contradictions.len(), self.contradictions.join(", "))?;
        writeln!(
            f,
            "seed baseline (TLS, SSL, certificate, CERT): kind {:.1} %, look-alikes called a failure {}",
            percent(self.baseline, self.texts),
            self.baseline_alarms
        )?;
        writeln!(f, "\nkind by family")?;
        for (family, (texts, points)) in &self.families {
            writeln!(f, "  {family:<14} {:5.1} % of {texts}", percent(*points, *texts))?;
        }
        let whole = self.stacks.values().filter(|(texts, points)| *points >= *texts as f64).count();
        writeln!(f, "\nkind by stack: all right for {whole} of {}, but", self.stacks.len())?;
        for (stack, (texts, points)) in self.stacks.iter().filter(|(_, (texts, points))| *points < *texts as f64) {
            writeln!(f, "  {stack:<22} {:5.1} % of {texts}", percent(*points, *texts))?;
        }
        writeln!(f, "\nconfused: expected, answered")?;
        let mut confused: Vec<_> = self.confused.iter().collect();
        confused.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        confused.iter().try_for_each(|((expected, answered), count)| writeln!(f, "  {count:3} {expected} {answered}"))
    }
}
