//! Lines of logs to classify: unrelated ones as servers write them, and failures in every known text.

use verifail::classification::known_texts;

/// Lines in one set.
pub const LINES: usize = 10_000;

/// A small generator of equal numbers on every machine: SplitMix64.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn one_of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }
}

const METHODS: [&str; 4] = ["GET", "POST", "PUT", "DELETE"];
const PATHS: [&str; 6] =
    ["/api/v1/orders", "/healthz", "/static/app.7d9f.js", "/users/profile?lang=en", "/search", "/v2/items/batch"];
const AGENTS: [&str; 3] =
    ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36", "kube-probe/1.31", "python-requests/2.32"];
const EVENTS: [&str; 8] = [
    "connection established to database primary, pool size",
    "scheduled job finished without changes, duration in ms",
    "cache miss for key, reading through to the store, bytes",
    "message acknowledged by consumer group, partition offset",
    "request completed, upstream answered in time, status",
    "reconciling deployment, replicas wanted and ready",
    "session of user renewed, remaining seconds",
    "slow query: select from orders join customers, rows",
];

/// A line of a web server, of a service, or of a cluster: 200 octets in the mean.
fn unrelated(numbers: &mut Numbers) -> String {
    let (a, b, c) = (numbers.below(255), numbers.below(255), numbers.below(1_000_000));
    let at = format!("2026-11-21T{:02}:{:02}:{:02}.{:03}Z", a % 24, b % 60, c % 60, c % 1000);
    match numbers.below(3) {
        0 => format!(
            "10.{a}.{b}.7 - - [{at}] \"{} {}/{c} HTTP/1.1\" {} {c} \"https://shop.example/{a}\" \"{}\" rt=0.{b:03} host=shop.example",
            numbers.one_of(&METHODS),
            numbers.one_of(&PATHS),
            200 + a % 5,
            numbers.one_of(&AGENTS)
        ),
        1 => format!(
            "{{\"time\":\"{at}\",\"level\":\"info\",\"logger\":\"worker.{a}\",\"msg\":\"{} {c}\",\"trace\":\"{:016x}\",\"span\":\"{:08x}\",\"service\":\"orders\",\"node\":\"node-{b}\"}}",
            numbers.one_of(&EVENTS),
            numbers.next(),
            numbers.next() as u32
        ),
        _ => format!(
            "{at} node-{b} orders-7d9f8c6b5-{a:05}[1]: I1121 {c:06} controller.go:{a}] {} {b}; object=default/orders-{a} uid={:016x} attempt={}",
            numbers.one_of(&EVENTS),
            numbers.next(),
            b % 5
        ),
    }
}

/// A failure as a log has it: every known text in turn, its gaps and numbers filled, behind a prefix.
fn failure(numbers: &mut Numbers, texts: &[&str]) -> String {
    let text = numbers.one_of(texts).replace('*', "shop.example").replace('#', "20");
    let at = format!("2026-11-21T10:{:02}:{:02}Z", numbers.below(60), numbers.below(60));
    format!(
        "{at} ERROR worker-{} request to https://shop.example:8443/v1/{} failed: {text} (attempt {})",
        numbers.below(99),
        numbers.below(9999),
        numbers.below(5)
    )
}

fn texts() -> Vec<&'static str> {
    known_texts().filter(|known| known.reason.is_some()).map(|known| known.text).collect()
}

/// Nine unrelated lines to one failure.
pub fn realistic() -> Vec<String> {
    let (mut numbers, texts) = (Numbers(1), texts());
    let line = |at: usize| if at % 10 == 9 { failure(&mut numbers, &texts) } else { unrelated(&mut numbers) };
    (0..LINES).map(line).collect()
}

/// Failures only.
pub fn failures() -> Vec<String> {
    let (mut numbers, texts) = (Numbers(2), texts());
    (0..LINES).map(|_| failure(&mut numbers, &texts)).collect()
}

/// No failure at all.
pub fn none() -> Vec<String> {
    let mut numbers = Numbers(3);
    (0..LINES).map(|_| unrelated(&mut numbers)).collect()
}
