//! Rule: the core reads no clock, environment, file or socket, prints and logs nothing, has no global state and is not
//! async. Looks at the mentions in `crates/verifail/src`; tests may read files.

use super::Report;
use super::rust_tokens::mentions;
use super::tree::{SourceFile, Tree};

const CORE: &str = "crates/verifail/src/";

/// Paths that the core may not mention, nor anything below them.
const PATHS: &[&str] = &[
    "log",
    "std::env",
    "std::fs",
    "std::io::stderr",
    "std::io::stdin",
    "std::io::stdout",
    "std::net::TcpListener",
    "std::net::TcpStream",
    "std::net::ToSocketAddrs",
    "std::net::UdpSocket",
    "std::os",
    "std::process",
    "std::thread",
    "tokio",
    "tracing",
];
/// The ends of paths that the core may not mention, however they were brought into scope.
const ENDS: &[&str] = &["Instant::now", "SystemTime::now", "OffsetDateTime::now_utc", "OffsetDateTime::now_local"];
/// Single words. Not `LazyLock`: what it computes from nothing is a constant, and `OnceLock` is set from outside.
const WORDS: &[&str] =
    &["async", "dbg!", "eprint!", "eprintln!", "lazy_static!", "print!", "println!", "thread_local!", "OnceLock"];

pub(super) fn check(tree: &Tree, report: &mut Report) {
    for file in tree.rust_files().filter(|file| file.path.starts_with(CORE) && !is_test(file)) {
        for mention in mentions(file.tokens(), true) {
            if is_forbidden(&mention.path) {
                report.add(&file.path, mention.line, format!("the core is pure and cannot use `{}`", mention.path));
            }
        }
    }
}

fn is_forbidden(path: &str) -> bool {
    let below = |forbidden: &&str| path.strip_prefix(*forbidden).is_some_and(|rest| rest.starts_with("::"));
    let at_end = |end: &&str| path.strip_suffix(*end).is_some_and(|rest| rest.is_empty() || rest.ends_with("::"));
    // A lone `log` or `tokio` may be a variable; a lone `std::fs` is the module.
    PATHS.iter().any(|forbidden| below(forbidden) || (forbidden.contains("::") && path == *forbidden))
        || ENDS.iter().any(at_end)
        || WORDS.iter().any(at_end)
}

/// Unit tests in files of their own: `tests.rs`, and what lies in `tests/`.
fn is_test(file: &SourceFile) -> bool {
    file.file_name() == "tests.rs" || file.path.split('/').any(|part| part == "tests")
}

#[cfg(test)]
mod tests {
    use super::super::check as check_rule;

    #[test]
    fn impure_code_is_found_in_the_core_and_only_there() {
        let source = "//! Reads `std::fs`.\nuse std::{fmt, fs};\nuse std::net::IpAddr;\nfn now() -> Time { SystemTime::now() }\n\
                      async fn a() { println!(\"{}\", std::env::var(\"A\")); }\n\
                      static CACHE: OnceLock<u8> = OnceLock::new();\n\
                      #[cfg(test)]\nmod tests { use std::fs; }\nfn b(log: &[u8], now: Time) { tracing::info!(1); }\n";
        check_rule(
            super::check,
            &[
                ("crates/verifail/src/lib.rs", source),
                ("crates/verifail/src/lib/tests.rs", source),
                ("crates/verifail/tests/it/main.rs", source),
                ("crates/verifail-cli/src/main.rs", source),
            ],
            &[
                "crates/verifail/src/lib.rs:2: the core is pure and cannot use `std::fs`",
                "crates/verifail/src/lib.rs:4: the core is pure and cannot use `SystemTime::now`",
                "crates/verifail/src/lib.rs:5: the core is pure and cannot use `async`",
                "crates/verifail/src/lib.rs:5: the core is pure and cannot use `println!`",
                "crates/verifail/src/lib.rs:5: the core is pure and cannot use `std::env::var`",
                "crates/verifail/src/lib.rs:6: the core is pure and cannot use `OnceLock`",
                "crates/verifail/src/lib.rs:9: the core is pure and cannot use `tracing::info!`",
            ],
        );
    }
}
