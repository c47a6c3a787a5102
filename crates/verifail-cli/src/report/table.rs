//! Several policies side by side: policy, verdict, reasons.

use std::fmt::Write as _;

use verifail::Verdict;

use super::decision;
use crate::terminal::{BAD, FAINT, GOOD, STRONG, styled};

/// One row a verdict.
pub(crate) fn table(verdicts: &[Verdict<'_>]) -> String {
    let width = verdicts.iter().map(|v| v.policy().name().len()).max().unwrap_or(0).max("policy".len());
    let mut out = String::new();
    let _ = writeln!(out, "{}", styled(FAINT, format!("{:<width$}  {:<11}  reasons", "policy", "verdict")));
    for verdict in verdicts {
        // Padded before they are styled: escape sequences have no width.
        let name = format!("{:<width$}", verdict.policy().name());
        let (style, word) = if verdict.is_accepted() { (GOOD, "trusted") } else { (BAD, "not trusted") };
        let text = decision(verdict);
        let remark = text.strip_prefix(word).map_or("", |rest| rest.trim_start_matches([':', ',', ' ']));
        let line = format!("{}  {}  {remark}", styled(STRONG, name), styled(style, format!("{word:<11}")));
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}
