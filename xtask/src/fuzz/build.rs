//! Builds the binaries of `fuzz/` with cargo-fuzz, on the toolchain and with the sanitizer that there is.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use verifail_fuzzing::{TARGETS, Target};

/// What is watched besides panics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Sanitizer {
    /// AddressSanitizer, on nightly: a sixth of the speed
    Address,
    /// Nothing, on stable: safe Rust needs no more
    None,
}

impl Sanitizer {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::None => "none",
        }
    }

    const fn toolchain(self) -> &'static str {
        match self {
            Self::Address => "nightly",
            Self::None => "stable",
        }
    }

    /// Whether the toolchain that it needs is installed.
    pub(super) fn is_available(self) -> bool {
        probe("rustup", &["run", self.toolchain(), "rustc", "--version"])
    }
}

/// The line that installs cargo-fuzz.
const INSTALL: &str = "cargo install cargo-fuzz --locked";

/// The binaries of one build.
///
/// Without a sanitizer, targets to which it is of no use that libFuzzer looks at each operand of each comparison are
/// built apart, without that: it is half of what they cost. What the harness asserts of itself is left to the other
/// builds; the core's arithmetic is checked in all of them.
#[derive(Clone, Debug)]
pub(super) struct Binaries {
    comparing: PathBuf,
    plain: PathBuf,
    pub(super) sanitizer: Sanitizer,
}

impl Binaries {
    /// Builds some targets, or all where none is named.
    pub(super) fn build(root: &Path, sanitizer: Sanitizer, targets: &[&str]) -> Result<Self, Box<dyn Error>> {
        if !probe("cargo", &["fuzz", "--version"]) {
            return Err(format!("cargo-fuzz is not installed; to install it: {INSTALL}").into());
        }
        if !sanitizer.is_available() {
            let toolchain = sanitizer.toolchain();
            return Err(format!("no {toolchain} toolchain; to install it: rustup toolchain install {toolchain}").into());
        }
        let target = target_directory(root).join(format!("fuzz-{}", sanitizer.name()));
        let is_plain = |name: &&str| verifail_fuzzing::target(name).is_some_and(|target| !target.compares);
        let plain: Vec<&str> = if targets.is_empty() {
            TARGETS.iter().map(|target| target.name).filter(is_plain).collect()
        } else {
            targets.iter().copied().filter(is_plain).collect()
        };
        let apart = sanitizer == Sanitizer::None;
        let only_plain = apart && plain.len() == targets.len() && !targets.is_empty();
        if !only_plain {
            // One target or all of them: what cargo-fuzz takes.
            let one = if let [one] = targets { Some(*one) } else { None };
            cargo_fuzz(root, sanitizer, &target, one, false)?;
        }
        let aside = target_directory(root).join("fuzz-plain");
        if apart {
            for name in plain {
                cargo_fuzz(root, sanitizer, &aside, Some(name), true)?;
            }
        }
        let comparing = if only_plain { PathBuf::new() } else { release(&target)? };
        let plain = if apart && aside.is_dir() { release(&aside)? } else { comparing.clone() };
        Ok(Self { comparing, plain, sanitizer })
    }

    /// The program of a target.
    pub(super) fn program(&self, target: &Target) -> PathBuf {
        let directory = if target.compares { &self.comparing } else { &self.plain };
        directory.join(format!("{}{}", target.name, std::env::consts::EXE_SUFFIX))
    }
}

/// Builds one target, or all.
fn cargo_fuzz(
    root: &Path,
    sanitizer: Sanitizer,
    directory: &Path,
    target: Option<&str>,
    plain: bool,
) -> Result<(), Box<dyn Error>> {
    let mut command = Command::new("cargo");
    command.arg(format!("+{}", sanitizer.toolchain())).args(["fuzz", "build", "--sanitizer", sanitizer.name()]);
    if plain {
        // `fuzz/build.rs` knows it too.
        command.args(["--release", "--no-trace-compares"]).env("VERIFAIL_FUZZ_PLAIN", "1");
        command.env("CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS", "false");
        command.env("CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS", "false");
    }
    command.arg("--target-dir").arg(directory).args(target).current_dir(root);
    // What runs this was started by a cargo of its own toolchain, which says so here.
    for variable in ["CARGO", "RUSTC", "RUSTUP_TOOLCHAIN", "CARGO_TARGET_DIR"] {
        command.env_remove(variable);
    }
    if command.stdin(Stdio::null()).status()?.success() { Ok(()) } else { Err("the fuzz targets do not build".into()) }
}

/// Where the programs of a build are: cargo-fuzz names the platform.
fn release(target: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let found = std::fs::read_dir(target)?.filter_map(Result::ok).map(|entry| entry.path().join("release"));
    let directory = found.filter(|path| path.is_dir() && path.parent().is_some_and(is_triple)).last();
    Ok(directory.ok_or("cargo-fuzz built nothing")?)
}

/// `x86_64-unknown-linux-gnu` and its like.
fn is_triple(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().matches('-').count() >= 2)
}

/// Where cargo builds.
pub(super) fn target_directory(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

fn probe(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    let probe = command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    probe.status().is_ok_and(|status| status.success())
}
