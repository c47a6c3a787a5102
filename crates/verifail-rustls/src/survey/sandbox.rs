//! Signs of a container or sandbox, each a code. A sign is no proof: most of them are there on build machines too.

use super::Survey;

/// Files that say so.
const FILES: &[(&str, &str)] = &[
    ("/.dockerenv", "docker"),
    ("/run/.containerenv", "podman"),
    ("/.flatpak-info", "flatpak"),
    ("/run/secrets/kubernetes.io/serviceaccount/namespace", "kubernetes"),
];

/// Variables that say so.
const VARIABLES: &[(&str, &str)] = &[
    ("APP_SANDBOX_CONTAINER_ID", "macos-app-sandbox"),
    ("CODESPACES", "codespaces"),
    ("FLATPAK_ID", "flatpak"),
    ("GITHUB_ACTIONS", "ci"),
    ("GITPOD_WORKSPACE_ID", "gitpod"),
    ("KUBERNETES_SERVICE_HOST", "kubernetes"),
    ("SANDBOX_RUNTIME", "sandbox-runtime"),
    ("SNAP", "snap"),
    ("WSL_DISTRO_NAME", "wsl"),
];

/// What stands for no limit in `uid_map`.
const WHOLE: u64 = 4_294_967_295;

/// The codes, each once.
pub(super) fn survey(survey: &Survey) -> Vec<String> {
    let mut signs: Vec<String> = Vec::new();
    let mut add = |code: &str| {
        if !signs.iter().any(|known| known == code) {
            signs.push(code.to_owned());
        }
    };
    for (path, code) in FILES {
        if survey.path(path).exists() {
            add(code);
        }
    }
    for (name, code) in VARIABLES {
        if survey.variables.lossy(name).is_some_and(|value| !value.is_empty()) {
            add(code);
        }
    }
    // Agents say which sandbox they put a program into.
    if let Some(kind) = survey.variables.lossy("CODEX_SANDBOX") {
        add(if kind == "seatbelt" { "macos-seatbelt" } else { "codex-sandbox" });
    }
    if survey.variables.lossy("CODEX_SANDBOX_NETWORK_DISABLED").is_some() {
        add("network-disabled");
    }
    if survey.variables.lossy("container").is_some_and(|value| !value.is_empty()) {
        add("container");
    }
    if survey.file("/proc/self/uid_map").is_some_and(|map| !is_whole(&map)) {
        add("linux-user-namespace");
    }
    let status = survey.file("/proc/self/status").unwrap_or_default();
    if field(&status, "Seccomp").is_some_and(|mode| mode != "0") {
        add("linux-seccomp");
    }
    if field(&status, "NoNewPrivs") == Some("1") {
        add("linux-no-new-privileges");
    }
    if field(&status, "NSpid").is_some_and(|ids| ids.split_whitespace().count() > 1) {
        add("linux-pid-namespace");
    }
    if survey.file("/proc/net/dev").is_some_and(|devices| is_only_loopback(&devices)) {
        add("linux-network-loopback-only");
    }
    signs
}

/// Whether every user of the machine is mapped to itself.
fn is_whole(map: &str) -> bool {
    let numbers: Vec<u64> = map.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    numbers == [0, 0, WHOLE]
}

/// A field of `/proc/self/status`.
fn field<'s>(status: &'s str, name: &str) -> Option<&'s str> {
    status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
}

/// Whether there is no network device but the loopback.
fn is_only_loopback(devices: &str) -> bool {
    let mut names = devices.lines().filter_map(|line| line.split_once(':')).map(|(name, _)| name.trim()).peekable();
    names.peek().is_some() && names.all(|name| name == "lo")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_the_kernel_are_read() {
        assert!(is_whole("         0          0 4294967295\n") && !is_whole("      1000          0          1\n"));
        assert_eq!(field("Name:\tx\nSeccomp:\t2\nSeccomp_filters:\t1\n", "Seccomp"), Some("2"));
        let devices = "Inter-|   Receive\n face |bytes\n    lo: 1 2 3\n";
        assert!(
            is_only_loopback(devices) && !is_only_loopback(&format!("{devices}  eth0: 1\n")) && !is_only_loopback("")
        );
    }
}
