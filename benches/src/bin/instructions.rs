//! Work to be counted: writes a chain once, and then does one verification of it so many times and nothing else.
//!
//! `instructions write DIRECTORY` makes the chains. `instructions run DIRECTORY ALGORITHM SUBJECT TIMES` is what an
//! instruction counter runs, with two values of TIMES, so that starting up cancels out and every subject sees the same
//! keys. `instructions allocations DIRECTORY` prints the allocations of one verification; those of the provider's C
//! code are not among them. `instructions lines` prints the allocations of classifying lines of logs, and `instructions
//! classify realistic|failures|none TIMES` classifies a thousand of them so many times, to be counted as above.
//! `cargo xtask bench instructions` is the command for people.

use std::alloc::System;
use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::{env, fs, io};

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use verifail::classification::{Evidence, classify};
use verifail_benches::chains::{self, World};
use verifail_benches::issuing::Algorithm;
use verifail_benches::lines;
use verifail_benches::peers::{Floor, Peers};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const USAGE: &str = "usage: instructions write|allocations DIRECTORY\n       \
                     instructions lines\n       \
                     instructions classify realistic|failures|none TIMES\n       \
                     instructions run DIRECTORY p256|rsa2048|ed25519 floor|webpki|verifail TIMES";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["write", directory] => Ok(write(Path::new(directory))?),
        ["allocations", directory] => Ok(allocations(Path::new(directory))?),
        ["lines"] => Ok(allocations_of_lines()?),
        ["classify", set, times] => classify_lines(set, times.parse()?),
        ["run", directory, algorithm, subject, times] => {
            let world = read(&Path::new(directory).join(algorithm))?;
            run(&world, subject, times.parse()?)
        }
        _ => Err(USAGE.into()),
    }
}

fn run(world: &World, subject: &str, times: usize) -> Result<(), Box<dyn Error>> {
    let (peers, floor) = (Peers::new(world), Floor::new(world));
    let verify: &dyn Fn() -> bool = match subject {
        "floor" => &|| floor.verify(),
        "webpki" => &|| peers.webpki(),
        "verifail" => &|| peers.verifail(),
        _ => return Err(USAGE.into()),
    };
    if (0..times).all(|_| std::hint::black_box(verify)()) { Ok(()) } else { Err("the chain is refused".into()) }
}

fn allocations(directory: &Path) -> io::Result<()> {
    for algorithm in Algorithm::ALL {
        let world = read(&directory.join(algorithm.name()))?;
        let peers = Peers::new(&world);
        let count = |verify: &dyn Fn() -> bool| {
            verify();
            let region = Region::new(ALLOCATOR);
            verify();
            region.change()
        };
        let (webpki, verifail) = (count(&|| peers.webpki()), count(&|| peers.verifail()));
        writeln!(
            io::stdout(),
            "{} webpki {} verifail {} octets {}",
            algorithm.name(),
            webpki.allocations + webpki.reallocations,
            verifail.allocations + verifail.reallocations,
            verifail.bytes_allocated
        )?;
    }
    Ok(())
}

/// Allocations of classifying lines in which nothing is found, and of as many failures.
fn allocations_of_lines() -> io::Result<()> {
    for (name, lines) in [("none", lines::none()), ("failures", lines::failures())] {
        let found = |line: &String| classify(&Evidence::text(line)).reason.is_some();
        // What is looked for is built once.
        let _ = lines.first().is_some_and(found);
        let region = Region::new(ALLOCATOR);
        let found = lines.iter().filter(|line| found(line)).count();
        let change = region.change();
        let allocations = change.allocations + change.reallocations;
        writeln!(io::stdout(), "{name} lines {} found {found} allocations {allocations}", lines.len())?;
    }
    Ok(())
}

/// Lines of one round that is counted.
const LINES: usize = 1000;

fn classify_lines(set: &str, times: usize) -> Result<(), Box<dyn Error>> {
    let lines = match set {
        "realistic" => lines::realistic(),
        "failures" => lines::failures(),
        "none" => lines::none(),
        _ => return Err(USAGE.into()),
    };
    let lines = lines.get(..LINES).ok_or("there are not as many lines")?;
    // What is looked for is built once, however often it is looked for.
    let _ = std::hint::black_box(classify(&Evidence::text("")));
    for _ in 0..times {
        for line in lines {
            let _ = std::hint::black_box(classify(&Evidence::text(line.as_str())));
        }
    }
    Ok(())
}

const FILES: [&str; 3] = ["end-entity.der", "intermediate.der", "anchor.der"];

fn write(directory: &Path) -> io::Result<()> {
    for algorithm in Algorithm::ALL {
        let directory = directory.join(algorithm.name());
        fs::create_dir_all(&directory)?;
        let world = chains::good(algorithm);
        let chain = [&world.end_entity, &world.intermediates[0], &world.anchors[0]];
        for (file, der) in FILES.iter().zip(chain) {
            fs::write(directory.join(file), der)?;
        }
    }
    Ok(())
}

fn read(directory: &Path) -> io::Result<World> {
    let [end_entity, intermediate, anchor] = FILES.map(|file| fs::read(directory.join(file)));
    Ok(World { end_entity: end_entity?, intermediates: vec![intermediate?], anchors: vec![anchor?] })
}
