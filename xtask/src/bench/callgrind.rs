//! Instructions, by valgrind's callgrind. The program does each question's work inside of one function; the counter is
//! set to zero where that is entered, and what it has counted is written where it is left. One run counts every
//! question.

use std::path::Path;
use std::process::{Command, Stdio};

use super::{Measured, build};

const INSTALL: &str = "apt-get install valgrind";
/// The function, as the program's symbols have it.
const MEASURED: &str = "count::measured";

/// Succeeds where valgrind is there.
pub(super) fn probe() -> Measured<()> {
    let mut command = Command::new("valgrind");
    let probe = command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if probe.status().is_ok_and(|status| status.success()) {
        return Ok(());
    }
    Err(format!("instructions are counted by valgrind, which is not installed: {INSTALL}").into())
}

/// Counts what `program task input` does, question by question. `dumps` is emptied before.
pub(super) fn count(program: &Path, task: &str, input: &Path, dumps: &Path) -> Measured<Vec<u64>> {
    probe()?;
    if dumps.exists() {
        std::fs::remove_dir_all(dumps)?;
    }
    std::fs::create_dir_all(dumps)?;
    let out = dumps.join("out");
    let mut command = Command::new("valgrind");
    command.arg("--tool=callgrind").arg(format!("--callgrind-out-file={}", out.display()));
    command.arg(format!("--zero-before={MEASURED}")).arg(format!("--dump-after={MEASURED}"));
    command.arg(program).arg(task).arg(input);
    // The environment lies on the stack: what differs in it moves everything.
    command.env_clear().envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
    build::run(&mut command)?;
    let mut counts = Vec::new();
    while let Ok(dump) = std::fs::read_to_string(dumps.join(format!("out.{}", counts.len() + 1))) {
        // The last part holds what came after the last question.
        match summary(&dump) {
            Some(count) if dump.contains(MEASURED) => counts.push(count),
            _ => break,
        }
    }
    std::fs::remove_dir_all(dumps)?;
    Ok(counts)
}

/// The number of a dump since the counter was set to zero.
fn summary(dump: &str) -> Option<u64> {
    dump.lines().find_map(|line| line.strip_prefix("summary: "))?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_is_read_from_a_dump() {
        let dump = "version: 1\nevents: Ir\nsummary: 1483322\n\nfn=(1) x\ntotals: 1484411\n";
        assert_eq!(summary(dump), Some(1_483_322));
        assert_eq!(summary("totals: 7"), None);
    }
}
