//! Reports of `diagnose`, and the HTML one in a browser: nothing on its console, no request, readable in both schemes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::diagnose::{INCIDENT_A, INCIDENT_B};
use crate::{captures, scratch, verifail_in};

/// Incidents and captures with everything that a page may show.
fn written(name: &str, file: &str) -> PathBuf {
    let directory = scratch(name);
    captures::write(&directory);
    fs::write(directory.join("incident.toml"), INCIDENT_A).unwrap();
    let hostile = "x509: certificate has expired <img src=https://evil.example/x.png onerror=alert(1)> `code` | * _ # </pre><script>alert(2)</script>";
    fs::write(directory.join("hostile.log"), format!("{INCIDENT_B} {hostile}")).unwrap();
    let inputs = ["diagnose", "incident.toml", "hostile.log", "inside.json", "outside.json", "--report", file];
    let ran = verifail_in(&directory, &inputs);
    assert!(ran.stderr.contains("report written"), "{}", ran.stderr);
    directory.join(file)
}

#[test]
fn markdown_and_json_reports_hold_the_assessment_and_no_markup_of_others() {
    let text = fs::read_to_string(written("report-md", "report.md")).unwrap();
    for part in ["# TLS diagnosis", "## Where", "## Why", "## Struck out", "## Evidence", "~~`missing-intermediate`~~"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    // What others wrote stands behind fences that it cannot close.
    let outside: String = text.split("```").step_by(2).collect();
    assert!(!outside.contains("<img") && !outside.contains("<script"), "{outside}");
    let json: Value = serde_json::from_slice(&fs::read(written("report-json", "report.json")).unwrap()).unwrap();
    assert!(json["written_by"].as_str().unwrap().starts_with("verifail "));
    assert_eq!(json["evidence"].as_array().unwrap().len(), 5);
}

#[test]
fn the_page_is_one_file_without_script_and_without_reference() {
    let html = fs::read_to_string(written("report-html", "report.html")).unwrap();
    for forbidden in ["<script", "<img", "<iframe", "url(", "@import", " src=", "javascript:", "onerror=\""] {
        let stripped = html.replace("&lt;script", "").replace("&lt;img src=", "");
        assert!(!stripped.contains(forbidden), "{forbidden}");
    }
    assert_eq!(html.matches("href=").count(), 1, "the icon, which is empty");
    assert_eq!(html.matches("<svg").count(), 2, "the path and the timeline");
    assert!(html.contains("default-src 'none'"));
}

fn browser() -> Option<&'static str> {
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|name| {
        let version = Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        version.is_ok_and(|status| status.success())
    })
}

/// Opens a page in a scheme and returns standard output and standard error.
fn open(browser: &str, page: &Path, scheme: u8, more: &[String]) -> (String, String) {
    let profile = page.with_extension(format!("profile-{scheme}"));
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync", "--hide-scrollbars", "--window-size=1000,2400"])
        .args(["--enable-logging=stderr", "--v=0", "--timeout=20000", "--host-resolver-rules=MAP * ~NOTFOUND"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("--blink-settings=preferredColorScheme={scheme}"))
        .args(more)
        .arg(format!("file://{}", page.display()))
        .stdin(Stdio::null())
        .output()
        .expect("the browser starts");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (text(output.stdout), text(output.stderr))
}

/// The least contrast of any text with what is behind it, and the ground's colour, as the page's title.
const MEASURE: &str = "<script>
const numbers = c => (c.match(/[\\d.]+/g) || []).map(Number);
const light = c => { const [r, g, b] = numbers(c).slice(0, 3).map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; const n = numbers(c); if (n.length && n[3] !== 0) return c; } return 'rgb(255,255,255)'; };
let least = 99, texts = 0;
for (const e of document.querySelectorAll('body, body *')) {
  if (e.tagName === 'SCRIPT' || ![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
  const svg = e instanceof SVGElement;
  const [a, b] = [light(svg ? getComputedStyle(e).fill : getComputedStyle(e).color), light(ground(e))];
  least = Math.min(least, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
  texts++;
}
const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
document.title = `MEASURED ${least.toFixed(2)} ${texts} ${wide} ${getComputedStyle(document.body).backgroundColor} END`;
</script>";

#[test]
fn the_page_is_readable_in_a_browser_in_both_schemes_and_asks_for_nothing() {
    let Some(browser) = browser() else {
        eprintln!("skipped: no chromium here; install it with: apt-get install chromium");
        return;
    };
    let page = written("report-browser", "report.html");
    // Its own policy forbids the script that measures: that one is put into a copy.
    let copy = page.with_file_name("measured.html");
    let html = fs::read_to_string(&page).unwrap();
    let (head, tail) = html.split_once("<meta http-equiv=").unwrap();
    let measured =
        format!("{head}{}", tail.split_once('>').unwrap().1).replace("</body>", &format!("{MEASURE}</body>"));
    fs::write(&copy, measured).unwrap();
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report-screenshots");
    fs::create_dir_all(&kept).unwrap();
    let mut grounds = Vec::new();
    for (scheme, name) in [(0, "dark"), (1, "light")] {
        let (screenshot, log) = (kept.join(format!("{name}.png")), page.with_file_name(format!("net-{name}.json")));
        let more = [format!("--screenshot={}", screenshot.display()), format!("--log-net-log={}", log.display())];
        let (_, said) = open(browser, &page, scheme, &more);
        assert!(!said.contains("CONSOLE"), "{name}: {said}");
        assert!(fs::metadata(&screenshot).is_ok_and(|file| file.len() > 10_000), "{name}: {said}");
        let net = fs::read_to_string(&log).unwrap_or_default();
        assert!(net.contains("constants"), "{name}: the log of the network is there");
        for request in net.split("\"url\":\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            // What the browser asks for its own sake is no matter of the page.
            let own = ["google", "gstatic", "gvt1", "mtalk"].iter().any(|host| request.contains(host));
            assert!(!request.starts_with("http") || own, "{name}: {request} is asked for");
            assert!(!request.contains("evil.example"), "{name}: {request}");
        }
        let (dom, _) = open(browser, &copy, scheme, &["--dump-dom".to_owned()]);
        let measured = dom.split("MEASURED ").nth(1).and_then(|rest| rest.split(" END").next()).expect("measured");
        println!("{name}: least contrast, texts, too wide, ground: {measured}");
        let words: Vec<_> = measured.splitn(4, ' ').collect();
        assert!(words[0].parse::<f64>().unwrap() >= 4.5, "{name}: {measured}");
        assert!(words[1].parse::<usize>().unwrap() > 50 && words[2] == "false", "{name}: {measured}");
        grounds.push(words[3].to_owned());
    }
    assert_ne!(grounds[0], grounds[1], "each scheme has a ground of its own");
}
