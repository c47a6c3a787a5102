//! A promoted chain as a case of `corpus/chains`: the world with the verdict that must come of it, and a row in the
//! list of that directory. The testkit's tests hold the core to every file there.

use std::io;
use std::path::{Path, PathBuf};

use verifail_fuzzing::{Spec, Target, expected};
use verifail_testkit::chain_format::ChainFile;

/// Writes the case and its row; `None` where the oracle demands no verdict.
pub(super) fn write(root: &Path, target: &Target, spec: &Spec, name: &str, what: &str) -> io::Result<Option<PathBuf>> {
    let Some(expectation) = expected(target, spec) else { return Ok(None) };
    let mut file = ChainFile::from(spec.world.clone()).about(what);
    file.expectations.push(expectation);
    let folder = root.join("corpus").join("chains");
    let path = folder.join(format!("{name}.chain"));
    std::fs::write(&path, file.to_string())?;
    let list = folder.join("README.md");
    let text = std::fs::read_to_string(&list)?;
    std::fs::write(list, with_row(&text, name, what))?;
    Ok(Some(path))
}

/// The list with a row more, or with that row anew: rows are in order.
fn with_row(list: &str, name: &str, what: &str) -> String {
    let begin = format!("| `{name}.chain` |");
    let is_case = |line: &&str| line.starts_with("| `");
    let mut rows: Vec<String> = list.lines().filter(is_case).map(str::to_owned).collect();
    rows.retain(|row| !row.starts_with(&begin));
    rows.push(format!("{begin} {} |", what.replace('|', "\\|")));
    rows.sort();
    let others: Vec<&str> = list.lines().filter(|line| !is_case(line)).collect();
    let head = others.iter().rposition(|line| line.starts_with("|---")).map_or(others.len(), |at| at + 1);
    let (head, tail) = others.split_at(head);
    let rows = rows.iter().map(String::as_str);
    head.iter().copied().chain(rows).chain(tail.iter().copied()).map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use verifail_testkit::World;

    const LIST: &str =
        "# corpus/chains\n\n| file | what it is |\n|---|---|\n| `a.chain` | first |\n| `c.chain` | third |\n";

    #[test]
    fn a_row_is_put_in_order_once() {
        let more = with_row(LIST, "b", "second");
        assert_eq!(more, LIST.replace("| `c", "| `b.chain` | second |\n| `c"));
        assert_eq!(with_row(&more, "b", "second"), more);
    }

    #[test]
    fn a_chain_is_written_with_the_verdict_that_its_oracle_demands_and_a_row() {
        let root = tempfile::tempdir().expect("a directory");
        let folder = root.path().join("corpus/chains");
        std::fs::create_dir_all(&folder).expect("a directory");
        std::fs::write(folder.join("README.md"), LIST).expect("a list");
        let late = World::with(|world| world.question.time = world.end_entity.validity.not_after + 1);
        for (target, verdict) in [("verify_vs_model", "reject expired"), ("verify_vs_webpki", "reject")] {
            let target = verifail_fuzzing::target(target).expect("a target");
            let path = write(root.path(), target, &Spec::from(late.clone()), "late", "a second late");
            let path = path.expect("written").expect("a verdict");
            let text = std::fs::read_to_string(path).expect("a text");
            let head = format!("verifail chain 1\n# a second late\nexpect rustls {verdict}\n\n");
            assert!(text.starts_with(&head), "{text}");
            assert_eq!(World::from_chain(&text).as_ref(), Ok(&late));
        }
        let list = std::fs::read_to_string(folder.join("README.md")).expect("a list");
        assert!(list.ends_with("| `late.chain` | a second late |\n"), "{list}");
    }
}
