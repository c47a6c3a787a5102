//! Builds the program that is counted, of a revision: always in one directory, so that the same source is the same
//! program.
//!
//! Paths get into symbol names, and these into how a crate is cut into units and what is inlined. Two directories would
//! therefore differ by themselves. So both revisions are checked out in turn into one clone below `target`, and share
//! its dependencies.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Measured, progress};

/// The package of the benches.
pub(super) const PACKAGE: &str = "verifail-benches";

/// A revision's word for what is in the working tree, committed or not.
pub(super) const WORKTREE: &str = "worktree";

/// A program of a revision.
#[derive(Debug)]
pub(super) struct Program {
    /// The revision, as people read it.
    pub(super) revision: String,
    /// The program.
    pub(super) path: PathBuf,
}

/// A change that is made to a revision before it is built.
#[derive(Clone, Debug)]
pub(super) struct Plant {
    /// The file, from the root of the workspace.
    pub(super) file: &'static str,
    /// What is there, once.
    pub(super) from: String,
    /// What is put in its place.
    pub(super) to: String,
}

/// Where revisions are built and what is measured is put: below the workspace's own target directory.
pub(super) struct Workshop {
    root: PathBuf,
    directory: PathBuf,
}

impl Workshop {
    pub(super) fn new(root: &Path) -> Measured<Self> {
        let directory = target(root)?.join("bench");
        std::fs::create_dir_all(&directory)?;
        Ok(Self { root: root.to_owned(), directory })
    }

    /// A directory of its own for some purpose, emptied.
    pub(super) fn fresh(&self, name: &str) -> Measured<PathBuf> {
        let path = self.directory.join(name);
        if path.exists() {
            std::fs::remove_dir_all(&path)?;
        }
        std::fs::create_dir_all(&path)?;
        Ok(path)
    }

    /// Builds a revision, changed where that is wanted, and keeps its program under a name. Names of one length make
    /// command lines of one length, and with them stacks of one shape.
    pub(super) fn build(&self, revision: &str, plants: &[Plant], name: &str) -> Measured<Program> {
        let commit = self.commit(revision)?;
        let tree = self.directory.join("tree");
        if !tree.join(".git").exists() {
            let mut clone = Command::new("git");
            clone.args(["clone", "--quiet", "--shared", "--no-checkout"]).arg(&self.root).arg(&tree);
            run(&mut clone)?;
        }
        git(&tree, &["checkout", "--quiet", "--force", "--detach", &commit])?;
        git(&tree, &["clean", "--quiet", "--force", "-d"])?;
        for plant in plants {
            let file = tree.join(plant.file);
            let source = std::fs::read_to_string(&file)?;
            if source.matches(&plant.from).count() != 1 {
                return Err(format!("{}: `{}` is not there exactly once", plant.file, plant.from).into());
            }
            std::fs::write(&file, source.replace(&plant.from, &plant.to))?;
        }
        let short = git(&self.root, &["rev-parse", "--short=10", &commit])?;
        let revision = if revision == WORKTREE { format!("worktree on {short}") } else { short };
        progress(&format!("building {revision} as {name}"));
        let built = self.directory.join("target");
        let mut cargo = Command::new(cargo());
        cargo.current_dir(&tree).args(["build", "--quiet", "--release", "-p", PACKAGE, "--bin", "count"]);
        // Line tables are nothing that is counted, and reading them takes valgrind a second each time. Without
        // optimisation across crates a change stays where it was made.
        cargo.env("CARGO_TARGET_DIR", &built).env("CARGO_PROFILE_RELEASE_DEBUG", "0");
        cargo.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_INCREMENTAL", "0");
        run(&mut cargo)
            .map_err(|error| format!("{revision} has no program to count, or it does not build: {error}"))?;
        let kept = self.directory.join(name);
        std::fs::copy(built.join("release").join(format!("count{}", std::env::consts::EXE_SUFFIX)), &kept)?;
        Ok(Program { revision, path: kept })
    }

    /// Builds what is in the working tree where it is, with the peers that the machine has.
    pub(super) fn build_here(&self) -> Measured<Program> {
        progress("building the working tree");
        let mut command = Command::new(cargo());
        command.current_dir(&self.root).args(["build", "--quiet", "--release", "-p", PACKAGE, "--bin", "count"]);
        command.args(peers());
        run(&mut command)?;
        let name = format!("count{}", std::env::consts::EXE_SUFFIX);
        let revision = git(&self.root, &["describe", "--always", "--dirty", "--abbrev=10"])?;
        Ok(Program { revision, path: target(&self.root)?.join("release").join(name) })
    }

    /// The commit of a revision; of the working tree, one that nothing refers to.
    pub(super) fn commit(&self, revision: &str) -> Measured<String> {
        if revision != WORKTREE {
            let commit = format!("{revision}^{{commit}}");
            return git(&self.root, &["rev-parse", "--verify", "--quiet", &commit])
                .map_err(|_| format!("{revision} is no revision of this repository").into());
        }
        let stash = git(&self.root, &["stash", "create"])?;
        if stash.is_empty() { git(&self.root, &["rev-parse", "HEAD"]) } else { Ok(stash) }
    }
}

/// The workspace's target directory.
fn target(root: &Path) -> Measured<PathBuf> {
    let metadata = cargo_metadata::MetadataCommand::new().manifest_path(root.join("Cargo.toml")).no_deps().exec()?;
    Ok(metadata.target_directory.into_std_path_buf())
}

/// The cargo that runs this.
pub(super) fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// The switch for peers that need libraries of the system; nothing, said aloud, where they are missing.
pub(super) fn peers() -> &'static [&'static str] {
    let mut probe = Command::new("pkg-config");
    probe.args(["--exists", "openssl"]).stdout(Stdio::null()).stderr(Stdio::null());
    if probe.status().is_ok_and(|status| status.success()) {
        &["--features", "peers"]
    } else {
        progress(
            "SKIPPED: the peers OpenSSL, ring, x509-parser, x509-cert need: apt-get install libssl-dev pkg-config",
        );
        &[]
    }
}

fn git(directory: &Path, arguments: &[&str]) -> Measured<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(directory).args(arguments);
    Ok(run(&mut command)?.trim().to_owned())
}

/// Standard output of a command that must succeed.
pub(super) fn run(command: &mut Command) -> Measured<String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8(output.stdout)?);
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(format!("{}: {}", command.get_program().to_string_lossy(), if said.is_empty() { "failed" } else { &said })
        .into())
}
