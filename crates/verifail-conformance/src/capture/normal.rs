//! Fixed words for what changes from run to run: ports, directories, times of day, addresses of threads and objects.

use std::path::Path;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// The port that texts show.
const PORT: &str = "8443";
/// The directory that texts show.
const DIRECTORY: &str = "/srv/pki";

/// Patterns, and what stands for what they match.
static CHANGING: LazyLock<Vec<(Regex, &'static str)>> = LazyLock::new(|| {
    let patterns = [
        (r"\x1b\[[0-9;]*[A-Za-z]", ""),
        // rustls gives the time of the verification, and how far it is from the certificate's.
        (r"verification time \d+", "verification time 1781524800"),
        (r"\(\d+ seconds (ago|in future)\)", "(1000000 seconds $1)"),
        (r"\b\d\d-[A-Z][a-z]{2}-20\d\d::\d\d:\d\d:\d\d\.\d+", "15-Jun-2026::12:00:00.000000"),
        // The thread before a line of OpenSSL's error queue.
        (r"\b[0-9A-F]{12,16}:error:", "4047B3A2D77F0000:error:"),
        (r"0x[0-9a-f]{8,16}\b", "0x7f3a5c0d1e80"),
        (r"\b(after|in) \d+ (ms|milliseconds|seconds)", "$1 3000 $2"),
        (r"\b20(2[5-9]|[3-7]\d)([-/.])\d\d[-/.]\d\d([ T])\d\d:\d\d:\d\d([.,]\d+)?", "2026${2}06${2}15${3}12:00:00"),
        (
            r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d (UTC |GMT )?20(2[5-9]|[3-7]\d)",
            "Mon Jun 15 12:00:00 ${2}2026",
        ),
        (r"(\[(?:error|crit|info|notice|alert|warn|emerg)\] )\d+#\d+:( \*\d+)?", "${1}1234#1234:$2"),
        (r"1234#1234: \*\d+", "1234#1234: *1"),
        (r"\]( +)\(\d+\) :", "]$1(1234) :"),
        (r"check duration: \d+ms", "check duration: 3ms"),
        // A program's name and its process; an alert's number stays.
        (r"\b([A-Za-z_./-]+)\[\d{3,7}(:\d+)?\]", "$1[1234]"),
        (r"\[\d+:\d+:\d{4}/\d{6}\.\d+:", "[1234:1234:0615/120000.000000:"),
        (r"\[pid \d+:tid \d+\]", "[pid 1234:tid 1234]"),
        (r"12:00:00\.\d{6} 2026\]", "12:00:00.000000 2026]"),
        (r"%(\d)\|\d+\.\d+\|", "%$1|1781524800.000|"),
        (r"\(after \d+ms in state (\w+)(, \d+ identical error\(s\) suppressed)?\)", "(after 3ms in state $1)"),
        (r"TopologyDescription id: [0-9a-f]{24}", "TopologyDescription id: 6a2fe0e00123456789abcdef"),
        // Fingerprints: keys are fresh in every run.
        (r"\((?:[0-9A-F]{2}:){19}[0-9A-F]{2}\)", "(00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33)"),
        (r"pin-sha256:[A-Za-z0-9+/]{43}=", "pin-sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        (r"\bLOG(\d)\[(\d+|ui|main)\]", "LOG$1[0]"),
        (r"\b\d+:([A-Z]) \d\d [A-Z][a-z]{2} 20\d\d \d\d:\d\d:\d\d\.\d{3}", "1234:$1 15 Jun 2026 12:00:00.000"),
        (r"\b[A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d\b", "Jun 15 12:00:00"),
        (r"\b(127\.0\.0\.1|localhost)([: ])(\d{4,5})\b", "${1}${2}8443"),
        (r"(client|from)(: | )127\.0\.0\.1:\d+", "${1}${2}127.0.0.1:50000"),
        (r"(erlang_ref|#Ref)<[0-9.]+>", "#Ref<0.1.2.3>"),
        (r"<0\.\d+\.\d+>", "<0.100.0>"),
    ];
    let compile = |(pattern, words)| Regex::new(pattern).ok().map(|regex| (regex, words));
    patterns.into_iter().filter_map(compile).collect()
});

/// A text as it is in every run. Blank lines, repetitions of a line, and blanks at ends of lines are dropped.
pub(crate) fn normal(text: &str, port: u16, directory: &Path) -> String {
    let directory = directory.to_string_lossy();
    let mut text = text.replace('\r', "").replace(directory.as_ref(), DIRECTORY);
    if let Ok(port) = Regex::new(&format!(r"\b{port}\b")) {
        text = port.replace_all(&text, |_: &Captures<'_>| PORT).into_owned();
    }
    for (pattern, words) in CHANGING.iter() {
        text = pattern.replace_all(&text, *words).into_owned();
    }
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).collect();
    // How often a program tries again is chance.
    lines.dedup();
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(normal(text, 40001, Path::new("/tmp/xyz")), expected);
    }

    #[test]
    fn what_changes_from_run_to_run_is_fixed() {
        check("connect to localhost port 40001\r\n", "connect to localhost port 8443");
        check("40F7A2B3C4D50000:error:0A000086:SSL", "4047B3A2D77F0000:error:0A000086:SSL");
        check("2026/11/22 07:00:00 [error] 321#321: *17 x", "2026/06/15 12:00:00 [error] 1234#1234: *1 x");
        check("<HTTPSConnection object at 0x7f00aabbccdd>", "<HTTPSConnection object at 0x7f3a5c0d1e80>");
        check("*** Received alert [112]: x\nsocat[4321] E x", "*** Received alert [112]: x\nsocat[1234] E x");
        check("a\n\na \nb", "a\nb");
        check("cannot open /tmp/xyz/absent.pem", "cannot open /srv/pki/absent.pem");
    }

    #[test]
    fn times_of_certificates_stay() {
        check("expired at 2016-01-01 00:00:00", "expired at 2016-01-01 00:00:00");
        check("not before 2095-01-01 00:00:00", "not before 2095-01-01 00:00:00");
    }
}
