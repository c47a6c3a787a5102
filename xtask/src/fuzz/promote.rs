//! `cargo xtask fuzz promote`: a find becomes a regression. It is made small while the same kind of difference is
//! there and written among the seeds under a name; from then on `cargo test -p verifail-fuzzing` fails until it is
//! mended. A chain becomes a case of `corpus/chains` as well, with the verdict that its oracle demands.

mod case;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use verifail_fuzzing::seeds::{self, FOUND};
use verifail_fuzzing::{Form, Spec, Target};
use verifail_testkit::shrink;

use super::repro::{read, target_of};
use super::{Ended, one};

/// Which file, and what it is called.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The input
    file: PathBuf,
    /// A few words for it, with hyphens between them
    #[arg(long, value_parser = kebab)]
    name: String,
    /// Its target; without it, the name of the directory that the file is in
    #[arg(long, value_parser = one())]
    target: Option<String>,
    /// Keep an input of which the property holds by now, as it is
    #[arg(long)]
    mended: bool,
    /// What it is, for the list of corpus/chains; without it, the words of its name
    #[arg(long, value_name = "TEXT")]
    what: Option<String>,
}

fn kebab(text: &str) -> Result<String, String> {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|octet| octet.is_ascii_lowercase() || octet.is_ascii_digit());
    if text.split('-').all(is_word) {
        Ok(text.to_owned())
    } else {
        Err(format!("{text}: lower-case words with hyphens between them"))
    }
}

/// Writes it.
pub(super) fn main(root: &Path, args: &Args) -> Ended {
    let target = target_of(&args.file, args.target.as_deref())?;
    let octets = read(&args.file, target)?;
    let kind = match (target.check)(&octets) {
        Err(difference) => Some(difference.kind),
        Ok(()) if args.mended => None,
        Ok(()) => return Err("its property holds: nothing to promote (--mended keeps it all the same)".into()),
    };
    let small = match (&kind, target.form) {
        (None, _) => octets,
        (Some(kind), Form::Chain) => small_chain(target, &octets, kind),
        (Some(kind), _) => small_octets(target, octets, kind),
    };
    let ending = if target.form == Form::Chain { ".chain" } else { "" };
    let path = root.join("fuzz").join("corpus").join(target.name).join(format!("{FOUND}{}{ending}", args.name));
    std::fs::write(&path, &small)?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}: {} octets", path.display(), small.len())?;
    writeln!(out, "replayed by: cargo test -p verifail-fuzzing --test it replay::")?;
    if let (Form::Chain, Some(spec)) = (target.form, Spec::read(&small)) {
        let what = args.what.clone().unwrap_or_else(|| args.name.replace('-', " "));
        if let Some(path) = case::write(root, target, &spec, &args.name, &what)? {
            writeln!(out, "{}: with the verdict that must come of it; read it first", path.display())?;
            writeln!(out, "held to it by: cargo test -p verifail-testkit --test it seeds::")?;
            // A case is a seed of every structured target.
            seeds::write(&root.join("fuzz"), &root.join("corpus"))?;
        }
    }
    Ok(true)
}

/// The smallest world with the same kind of difference.
fn small_chain(target: &Target, octets: &[u8], kind: &str) -> Vec<u8> {
    let Some(spec) = Spec::read(octets).map(Rc::unwrap_or_clone) else { return octets.to_vec() };
    let written = |world: verifail_testkit::World, choices: Vec<u32>| {
        Spec { world, choices, ..spec.clone() }.to_string().into_bytes()
    };
    let same = |octets: &[u8]| (target.check)(octets).is_err_and(|difference| difference.kind == kind);
    let mut choices = spec.choices.clone();
    // Choices that are not needed go first, from the end.
    while !choices.is_empty() && same(&written(spec.world.clone(), choices[..choices.len() - 1].to_vec())) {
        choices.pop();
    }
    let world = shrink::minimise(spec.world.clone(), &mut |world| same(&written(world.clone(), choices.clone())));
    let small = written(world, choices);
    if same(&small) { small } else { octets.to_vec() }
}

/// Fewer octets with the same kind of difference: pieces are left out, the large ones first.
fn small_octets(target: &Target, octets: Vec<u8>, kind: &str) -> Vec<u8> {
    let same = |octets: &[u8]| (target.check)(octets).is_err_and(|difference| difference.kind == kind);
    let mut best = octets;
    let mut piece = best.len() / 2;
    while piece > 0 {
        let mut at = 0;
        while at + piece <= best.len() {
            let shorter = [&best[..at], &best[at + piece..]].concat();
            if same(&shorter) {
                best = shorter;
            } else {
                at += piece;
            }
        }
        piece /= 2;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use verifail_fuzzing::Difference;

    #[test]
    fn octets_are_left_out_as_long_as_the_kind_stays() {
        let check: fn(&[u8]) -> verifail_fuzzing::Checked =
            |octets| Difference::unless(!octets.contains(&7) || !octets.contains(&9), "both", String::new);
        let target = Target { check, ..*verifail_fuzzing::TARGETS[0] };
        let octets: Vec<u8> = (0..100).collect();
        assert_eq!(small_octets(&target, octets, "both"), [7, 9]);
    }

    #[test]
    fn a_name_is_words_with_hyphens() {
        assert!(kebab("short-key-2").is_ok());
        for name in ["", "Short", "a--b", "-a", "a/b", "a.b"] {
            assert!(kebab(name).is_err(), "{name}");
        }
    }
}
