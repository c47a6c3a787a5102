//! Work to be counted, question by question. `cargo xtask bench` is the command for people.
//!
//! `count write DIRECTORY` makes the inputs, `count write-families DIRECTORY` those of the families. Of what was
//! written, `count names|exact|run DIRECTORY` and `count families|run-families DIRECTORY` print the names; allocations
//! and operations; or do each question's work once inside of [`measured`], which is where an instruction counter looks.
//! `count time DIRECTORY NAME MILLISECONDS` prints the nanoseconds of one answer.

use std::alloc::System;
use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, io};

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use verifail_benches::questions::{self, Operations, Question};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const USAGE: &str = "usage: count write|write-families|names|exact|run|families|run-families DIRECTORY\n       \
                     count time DIRECTORY NAME MILLISECONDS";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut out = io::stdout().lock();
    match arguments.as_slice() {
        ["write", directory] => questions::write(Path::new(directory))?,
        ["write-families", directory] => questions::write_families(Path::new(directory))?,
        ["names", directory] => {
            for question in questions::all(Path::new(directory))? {
                writeln!(out, "{}", question.name)?;
            }
        }
        ["exact", directory] => {
            for question in questions::all(Path::new(directory))? {
                writeln!(out, "{}", exact(&question))?;
            }
        }
        ["families", directory] => {
            for (family, n, question) in questions::of_families(Path::new(directory))? {
                let bounds = family.bounds;
                let exponents = [bounds.signatures, bounds.steps, bounds.comparisons, bounds.instructions];
                let exponents = exponents.map(|exponent| exponent.to_string()).join(" ");
                writeln!(out, "{} {n} {exponents}", exact(&question))?;
            }
        }
        ["run", directory] => run(&questions::all(Path::new(directory))?),
        ["run-families", directory] => {
            let mut all = vec![questions::two_signatures(Path::new(directory))?];
            all.extend(questions::of_families(Path::new(directory))?.into_iter().map(|(.., question)| question));
            run(&all);
        }
        ["time", directory, name, milliseconds] => {
            let questions = questions::all(Path::new(directory))?;
            let question = questions.iter().find(|question| question.name == *name).ok_or("no such question")?;
            writeln!(out, "{:.1}", time(question, Duration::from_millis(milliseconds.parse()?)))?;
        }
        _ => return Err(USAGE.into()),
    }
    Ok(())
}

/// Once before, so that what is made once is made; then what is counted.
fn run(questions: &[Question]) {
    for question in questions {
        (question.run)();
        measured(&question.run);
    }
}

/// What an instruction counter looks for by name.
#[inline(never)]
fn measured(run: &dyn Fn() -> Operations) {
    std::hint::black_box(run());
}

/// Name, allocations, octets, acceptance, signatures, steps, comparisons.
fn exact(question: &Question) -> String {
    (question.run)();
    let region = Region::new(ALLOCATOR);
    let operations = (question.run)();
    let change = region.change();
    let Operations { accepted, signatures, steps, comparisons } = operations;
    format!(
        "{} {} {} {} {signatures} {steps} {comparisons}",
        question.name,
        change.allocations + change.reallocations,
        change.bytes_allocated,
        u8::from(accepted),
    )
}

/// Nanoseconds of one answer, over about so long.
fn time(question: &Question, about: Duration) -> f64 {
    (question.run)();
    let (start, mut answers) = (Instant::now(), 0_u32);
    while start.elapsed() < about {
        (question.run)();
        answers += 1;
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(answers)
}
