//! What only macOS has: proxies of the system's settings, as `scutil --proxy` prints them, and the service that
//! verifies certificates, `com.apple.trustd.agent`, which a sandbox may not let a program reach.

use std::io::Read as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use verifail::capture::{Environment, Setting};

/// How long one of the system's programs may take.
const PATIENCE: Duration = Duration::from_secs(3);
/// Octets of what it prints.
const MAX_OUTPUT: u64 = 64 << 10;

/// Adds what the system's own programs say.
pub(super) fn survey(found: &mut Environment) {
    if let Some((_, printed)) = run("/usr/sbin/scutil", &["--proxy"]) {
        found.proxies.extend(proxies(&printed));
    }
    // The system's own root, which every macOS trusts: the answer does not matter, that there is one does.
    let anchor = "/etc/ssl/cert.pem";
    if let Some((ended_well, printed)) = run("/usr/bin/security", &["verify-cert", "-L", "-c", anchor]) {
        found.trust_service = answers(ended_well, &printed);
    }
}

/// Runs a program of the system's to its end or not at all: whether it ended well, and what it printed.
fn run(program: &str, arguments: &[&str]) -> Option<(bool, String)> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let began = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if began.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(10)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    };
    let mut printed = String::new();
    child.stdout.take()?.take(MAX_OUTPUT).read_to_string(&mut printed).ok()?;
    child.stderr.take()?.take(MAX_OUTPUT).read_to_string(&mut printed).ok()?;
    Some((status.success(), printed))
}

/// The proxies that `scutil --proxy` prints. Which programs follow them is another question: few of a command line do.
fn proxies(printed: &str) -> Vec<Setting> {
    let value = |key: &str| {
        let mut lines = printed.lines().filter_map(|line| line.trim().split_once(" : "));
        lines.find(|(name, _)| *name == key).map(|(_, value)| value.trim().to_owned())
    };
    let is_on = |kind: &str| value(&format!("{kind}Enable")).as_deref() == Some("1");
    let mut settings = Vec::new();
    let mut add = |name: &str, value: Option<String>| {
        let Some(value) = value else { return };
        let mut setting = Setting::default();
        (setting.name, setting.value) = (format!("scutil {name}"), value);
        settings.push(setting);
    };
    for kind in ["HTTPS", "HTTP", "SOCKS"] {
        if is_on(kind) {
            let port = value(&format!("{kind}Port")).map(|port| format!(":{port}")).unwrap_or_default();
            add(&format!("{kind}Proxy"), value(&format!("{kind}Proxy")).map(|host| format!("{host}{port}")));
        }
    }
    if is_on("ProxyAutoConfig") {
        add("ProxyAutoConfigURLString", value("ProxyAutoConfigURLString"));
    }
    let exceptions = exceptions(printed);
    add("ExceptionsList", (!exceptions.is_empty()).then(|| exceptions.join(", ")));
    settings
}

/// The array of hosts that no proxy is for.
fn exceptions(printed: &str) -> Vec<String> {
    let lines = printed.lines().skip_while(|line| !line.contains("ExceptionsList : <array>")).skip(1);
    let entries = lines.take_while(|line| line.trim() != "}").filter_map(|line| line.trim().split_once(" : "));
    entries.map(|(_, host)| host.to_owned()).collect()
}

/// Whether the service answered, by the words of `security verify-cert`; `None` where they say neither.
fn answers(ended_well: bool, printed: &str) -> Option<bool> {
    let printed = printed.to_lowercase();
    let silent = ["-26276", "errsecinternal", "connection invalid", "trustd", "internal error"];
    if silent.iter().any(|words| printed.contains(words)) {
        return Some(false);
    }
    // A verdict of any kind is an answer.
    let verdict = ["verification successful", "cssmerr_tp", "not trusted", "expired", "verify-cert"];
    (ended_well || verdict.iter().any(|words| printed.contains(words))).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORDED: &str = "\
<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : 169.254/16
  }
  FTPPassive : 1
  HTTPEnable : 0
  HTTPPort : 8080
  HTTPProxy : off.example
  HTTPSEnable : 1
  HTTPSPort : 3128
  HTTPSProxy : proxy.example
  ProxyAutoConfigEnable : 1
  ProxyAutoConfigURLString : http://wpad.example/proxy.pac
}
";

    #[test]
    fn what_scutil_prints_is_read_and_what_is_switched_off_is_left_out() {
        let found: Vec<_> = proxies(RECORDED).into_iter().map(|setting| (setting.name, setting.value)).collect();
        let found: Vec<_> = found.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(
            found,
            [
                ("scutil HTTPSProxy", "proxy.example:3128"),
                ("scutil ProxyAutoConfigURLString", "http://wpad.example/proxy.pac"),
                ("scutil ExceptionsList", "*.local, 169.254/16"),
            ]
        );
        assert!(proxies("<dictionary> {\n}\n").is_empty() && proxies("").is_empty());
    }

    #[test]
    fn a_service_that_does_not_answer_is_told_from_one_that_refuses() {
        assert_eq!(answers(true, "...certificate verification successful.\n"), Some(true));
        assert_eq!(answers(false, "Cert Verify Result: CSSMERR_TP_NOT_TRUSTED\n"), Some(true));
        assert_eq!(answers(false, "Cert Verify Result: OSStatus -26276\n"), Some(false));
        assert_eq!(answers(false, "sh: security: not found\n"), None);
    }

    #[test]
    fn a_program_that_does_not_end_is_ended() {
        assert_eq!(run("/bin/sh", &["-c", "echo word"]), Some((true, "word\n".to_owned())));
        assert_eq!(run("/no/such/program", &[]), None);
    }
}
