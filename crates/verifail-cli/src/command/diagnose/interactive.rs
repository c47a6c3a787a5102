//! `--interactive`: the next test is shown, its result asked for, and everything assessed again, until a cause is
//! entailed, no test tells more, or nobody answers.

use std::fmt::Write as _;
use std::io::{self, BufRead, Read as _};

use verifail::hypothesis::Assessment;

use super::person;
use crate::evidence::Collected;
use crate::failure::Failure;
use crate::terminal::{STRONG, Terminal, styled};

/// Octets of an answer.
const MAX_ANSWER: u64 = 1 << 10;
/// Answers that are no answer, one after the other.
const MAX_MISREAD: usize = 5;

pub(super) fn run(collected: &mut Collected, terminal: &mut Terminal) -> Result<Assessment, Failure> {
    let mut stdin = io::stdin().lock();
    let mut misread = 0;
    loop {
        let assessment = collected.case.assess();
        let Some(next) = &assessment.next else {
            terminal.print(&person::report(collected, &assessment, false))?;
            return Ok(assessment);
        };
        let mut out = String::new();
        person::headline(&mut out, &assessment);
        for one in assessment.open().take(5) {
            let _ = writeln!(out, "  {}  {}: {}", person::share(one.share), one.cause.code, one.cause.meaning);
        }
        person::next(&mut out, collected, &assessment);
        for (number, (fact, _)) in (1..).zip(&next.results) {
            let _ = writeln!(out, "    {} {}", styled(STRONG, format!("{number})")), fact.meaning());
        }
        let _ = writeln!(out, "    {} not known   {} end", styled(STRONG, "s)"), styled(STRONG, "q)"));
        terminal.print(&out)?;
        let mut answer = String::new();
        let read = stdin.by_ref().take(MAX_ANSWER).read_line(&mut answer);
        read.map_err(|error| Failure::new(format!("standard input: {error}")))?;
        let answer = answer.trim().to_ascii_lowercase();
        let by_number = answer.parse::<usize>().ok().and_then(|number| next.results.get(number.checked_sub(1)?));
        let by_code = next.results.iter().find(|(fact, _)| fact.code() == answer);
        match (by_number.or(by_code), answer.as_str()) {
            (Some((fact, _)), _) => {
                let source = format!("{}, answered", next.test.code);
                collected.case.fact(source, *fact);
                misread = 0;
            }
            (None, "s" | "skip" | "?") => {
                collected.case.without(next.test);
            }
            (None, "" | "q" | "quit") => {
                terminal.print(&person::report(collected, &assessment, false))?;
                return Ok(assessment);
            }
            (None, _) => {
                misread += 1;
                if misread == MAX_MISREAD {
                    return Err(Failure::new("no answer that can be read: a number, a code, s or q is wanted"));
                }
                terminal.warn("a number, the code of a result, s or q is wanted");
            }
        }
    }
}
