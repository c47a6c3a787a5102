//! A verdict as text: one line, or with `{:#}` the whole report of every attempted path. Colour and layout for a
//! terminal are the command's.

use std::fmt;

use super::{AttemptedPath, Link, Verdict};
use crate::inputs::Identity;

impl fmt::Display for Verdict<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_accepted() { "trusted" } else { "not trusted" })?;
        match &self.inputs.identity {
            Identity::Unchecked => {}
            Identity::Reference(reference) => write!(f, " for {reference}")?,
            Identity::SanMatchers(_) => f.write_str(" for the matchers given")?,
        }
        write!(f, " under policy {} at {}", self.policy.name(), self.inputs.time)?;
        for (i, reason) in self.reasons().iter().enumerate() {
            write!(f, "{}{reason}", if i == 0 { ": " } else { ", " })?;
        }
        for (i, relaxation) in self.relaxations.iter().enumerate() {
            write!(f, "{}{relaxation}", if i == 0 { "; relaxed: " } else { ", " })?;
        }
        if f.alternate() {
            for (number, path) in self.paths.iter().enumerate() {
                write!(f, "\npath {number}:")?;
                path.report(f)?;
            }
            if let Some(repair) = &self.repair {
                write!(f, "\nrepair{}:", if repair.proved { "" } else { " (not proved)" })?;
                let findings = repair.findings.iter().filter_map(|at| self.findings().get(*at));
                for (i, finding) in findings.enumerate() {
                    let separator = if i == 0 { "" } else { "," };
                    write!(f, "{separator} {} at depth {}", finding.requirement, finding.depth)?;
                }
            }
        }
        Ok(())
    }
}

impl AttemptedPath<'_> {
    fn report(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, step) in self.steps.iter().enumerate() {
            let role = step.link.role(depth);
            write!(f, "\n  {depth} {role} ")?;
            match step.link {
                Link::Certificate(certificate) => write!(f, "{certificate}")?,
                Link::Anchor(anchor) => write!(f, "{}", anchor.subject())?,
            }
            for finding in self.findings.iter().filter(|finding| finding.depth == depth) {
                write!(f, "\n    {}: {finding}", finding.severity)?;
            }
        }
        if self.omitted_findings > 0 {
            write!(f, "\n  {} findings more", self.omitted_findings)?;
        }
        Ok(())
    }
}
