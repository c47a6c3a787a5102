//! Every command shown to users runs: the console blocks of the README and of `docs`, and the examples of the help
//! text.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use tokio::runtime::Runtime;
use verifail_lab::{Clear, Consent, LabOptions, Running, Tunnel, fault, serve_starttls};

use crate::diagnose::INCIDENT_A;
use crate::{Ran, captures, command, run, scratch, verifail, verifail_in};

/// A page by its place in the repository.
fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The README and every page of `docs`.
fn pages() -> Vec<String> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let names = fs::read_dir(docs).expect("there is documentation").map(|entry| entry.expect("listed").file_name());
    let mut pages: Vec<_> =
        names.filter_map(|name| name.into_string().ok()).filter(|name| name.ends_with(".md")).collect();
    pages.sort_unstable();
    [vec!["README.md".to_owned()], pages.iter().map(|name| format!("docs/{name}")).collect()].concat()
}

/// A command and the output shown below it, if any.
struct Shown {
    command: String,
    output: String,
}

/// The commands of every fence of that kind.
fn shown(text: &str) -> Vec<Shown> {
    let mut shown: Vec<Shown> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            _ if inside => match (line.strip_prefix("$ "), shown.last_mut()) {
                (Some(command), _) => shown.push(Shown { command: command.to_owned(), output: String::new() }),
                (None, Some(last)) => last.output.push_str(&format!("{line}\n")),
                (None, None) => panic!("output before any command: {line}"),
            },
            _ => {}
        }
    }
    shown
}

/// Words as a shell makes them of blanks and single quotes.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match (c, words.last_mut()) {
            ('\'', _) => quoted = !quoted,
            (' ', _) if !quoted => words.push(String::new()),
            (c, Some(word)) => word.push(c),
            (_, None) => {}
        }
    }
    words
}

/// Servers for the examples of `probe`, which name ports that nobody is to listen at: each stands for one of these.
struct Servers {
    _runtime: Runtime,
    good: Running,
    fleet: Running,
    mail: Running,
    proxy: Tunnel,
}

static SERVERS: LazyLock<Servers> = LazyLock::new(|| {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    let options = LabOptions::default();
    let start = |name: &str| runtime.block_on(fault(name).expect("a fault").start(&options)).expect("it is served");
    let (good, fleet) = (start("good"), start("fleet-one-of-five-expired"));
    let mail = runtime.block_on(serve_starttls(Clear::Smtp, Consent::Gives, &options)).expect("it is served");
    let proxy = runtime.block_on(Tunnel::start(None, false, &options)).expect("it is served");
    Servers { _runtime: runtime, good, fleet, mail, proxy }
});

impl Servers {
    /// A word with the ports of the servers.
    fn reached(&self, word: &str) -> String {
        let ports = [(":8443", &self.good), (":8444", &self.fleet), (":587", &self.mail)];
        let ports = ports.map(|(shown, running)| (shown, running.address().port()));
        let ports = ports.into_iter().chain([(":3128", self.proxy.address().port())]);
        // A port stands at the end of a word.
        let found = ports.into_iter().find_map(|(shown, port)| Some(format!("{}:{port}", word.strip_suffix(shown)?)));
        found.unwrap_or_else(|| word.to_owned())
    }
}

/// Runs `verifail …`, with `< FILE` as a shell would.
fn run_line(directory: &Path, line: &str) -> Ran {
    let (line, stdin) = match line.split_once(" < ") {
        Some((line, file)) => (line, fs::read(directory.join(file)).expect("the redirected file is there")),
        None => (line, Vec::new()),
    };
    let mut words = words(line);
    if words.get(1).is_some_and(|command| command == "probe") {
        words = words.iter().map(|word| SERVERS.reached(word)).collect();
    }
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    let Some((&"verifail", arguments)) = words.split_first() else { panic!("not a verifail command: {line}") };
    let mut command = command(arguments);
    command.current_dir(directory);
    run(command, &stdin)
}

/// A directory with the file names that documentation uses.
fn documented_files(name: &str) -> PathBuf {
    let directory = scratch(name);
    verifail_in(&directory, &["demo", "--write", "."]).expect_code(0);
    let copy = |from: &str, to: &str| fs::copy(directory.join(from), directory.join(to)).expect("copied");
    copy("good.pem", "chain.pem");
    copy("good.pem", "server.pem");
    copy("good.pem", "ca-bundle.pem");
    copy("good-anchors.pem", "root.pem");
    let text = "x509: certificate signed by unknown authority";
    fs::write(directory.join("failure.log"), text).expect("written");
    fs::write(directory.join("failures.ndjson"), format!("{{\"message\":\"{text}\"}}\n")).expect("written");
    let anchors = [&SERVERS.good, &SERVERS.fleet, &SERVERS.mail].map(Running::anchors_pem).concat();
    fs::write(directory.join("lab-ca.pem"), anchors).expect("written");
    copy("good-anchors.pem", "corporate-ca.pem");
    captures::write(&directory);
    copy("outside.json", "yesterday.json");
    fs::write(directory.join("observations.toml"), INCIDENT_A).expect("written");
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/chains/two-faults.chain");
    fs::copy(seed, directory.join("two-faults.chain")).expect("copied");
    directory
}

#[test]
fn commands_of_every_page_run_and_print_what_is_shown() {
    let directory = documented_files("pages");
    let mut compared = 0;
    for Shown { command, output } in pages().iter().flat_map(|name| shown(&page(name))) {
        // The testkit's commands are run by the tests of `verifail-conformance`; `test-all` is what runs this test.
        if command.starts_with("cargo xtask ") {
            eprintln!("not run here: {command}");
            continue;
        }
        let line = match command.strip_prefix("cargo run -- ") {
            Some(arguments) => format!("verifail {arguments}"),
            None => command.clone(),
        };
        let ran = run_line(&directory, &line);
        assert!(matches!(ran.code, Some(0 | 1)), "{command}: {:?}\n{}", ran.code, ran.stderr);
        if !output.is_empty() {
            assert_eq!(ran.stdout.trim_end(), output.trim_end(), "{command}");
            compared += 1;
        }
    }
    assert!(compared >= 3, "the README and its pages show output");
}

#[test]
fn commands_of_the_help_text_run() {
    let directory = documented_files("help");
    let mut examples = Vec::new();
    for command in ["verify", "explain", "diagnose", "compare", "knobs", "probe"] {
        let help = verifail(&[command, "--help"]).expect_code(0).stdout;
        let (_, shown) = help.split_once("Examples:\n").expect("the help has examples");
        let before = examples.len();
        examples.extend(shown.lines().map_while(|line| line.strip_prefix("  verifail ")).map(str::to_owned));
        assert!(examples.len() >= before + 3, "{help}");
    }
    for example in examples {
        let ran = run_line(&directory, &format!("verifail {example}"));
        assert!(matches!(ran.code, Some(0 | 1)), "{example}: {:?}\n{}", ran.code, ran.stderr);
    }
}

#[test]
fn the_pages_show_the_libraries_as_they_are_tested() {
    let pages: String = pages().iter().map(|name| page(name)).collect();
    let squeezed = |code: &str| code.split_whitespace().collect::<String>().replace(",}", "}");
    let tested = squeezed(include_str!("library_use.rs"));
    let blocks: Vec<&str> = pages.split("```rust\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(blocks.len(), 2, "the client and the core");
    for block in blocks {
        assert!(tested.contains(&squeezed(block)), "library_use.rs differs from {block}");
    }
}

#[test]
fn the_page_of_exit_codes_states_them_as_help_does() {
    let exit_codes = page("docs/exit-codes.md");
    for command in ["verify", "explain", "diagnose", "compare", "knobs", "probe", "code", "reasons"] {
        let help = verifail(&[command, "--help"]).expect_code(0).stdout;
        let (_, codes) = help.split_once("Exit codes:\n").expect("the help has exit codes");
        let codes: Vec<_> = codes.lines().filter_map(|line| line.trim().split_once("  ")).collect();
        assert!(codes.len() >= 2, "{help}");
        for (code, meaning) in codes {
            let says = |line: &str| {
                line.contains(&format!("`{command}`")) && line.ends_with(&format!("| {code} | {meaning} |"))
            };
            assert!(exit_codes.lines().any(says), "{command}: {code}: {meaning}");
        }
    }
}

/// The names of every field, at any depth, but for the data of a finding's context.
fn fields(value: &serde_json::Value, names: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(object) => {
            for (name, value) in object {
                names.push(name.clone());
                if name != "context" {
                    fields(value, names);
                }
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| fields(item, names)),
        _ => {}
    }
}

#[test]
fn the_page_of_the_json_names_every_field() {
    let directory = documented_files("json-fields");
    let line = "verifail verify two-faults.pem --anchors root.pem --name api.example --json";
    let report = run_line(&directory, line).expect_code(1).stdout;
    let mut names = Vec::new();
    fields(&serde_json::from_str(&report).expect("JSON"), &mut names);
    let section = page("docs/json.md");
    for name in names {
        let shown = [format!("`{name}`"), format!(".{name}`"), format!(".{name}[]`")];
        assert!(shown.iter().any(|shown| section.contains(shown)), "{name} is not in the page");
    }
}
