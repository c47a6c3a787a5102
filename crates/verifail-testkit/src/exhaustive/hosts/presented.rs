//! The presented identifiers that every host is compared with: written out by kind, and each kind derived from a few
//! names, so that for every one there are hosts that match it and hosts that nearly do.

/// Names that are hosts as they are.
const NAMES: [&str; 22] = [
    "a", "b", "ab", "a1", "1a", "a_b", "_a", "a-b", "x-n", "xn", "a.b", "b.a", "a.a", "ab.a", "a.a.b", "b.x.a",
    "x.n.a", "1.a", "a.1a", "_.a.b", "xn--a", "xn--1",
];

/// Presented identifiers that no rule makes of another.
const ODD: [&[u8]; 78] = [
    // Empty, or of empty labels.
    b"",
    b".",
    b"..",
    b".a",
    b"a..b",
    b"a..",
    b".a.b",
    b"...",
    // Stars in number or out of place.
    b"*",
    b"**",
    b"*.*",
    b"**.a",
    b"*.*.a",
    b"a.*",
    b"a.*.b",
    b"*.a.*",
    b"*a*.a.b",
    b"*..a",
    b"*.",
    b"*..",
    b".*",
    b".*.a",
    b"a*b*.a.b",
    // Part of a label.
    b"a*.a.b",
    b"*a.a.b",
    b"a*a.a.b",
    b"a*b.b",
    b"*b.b",
    b"x*.b",
    b"x*.b.a",
    b"xn*.b",
    b"xn-*.b.a",
    b"*n.b.a",
    b"*-a.b.a",
    b"a-*.b.a",
    b"-*.b.a",
    b"*-.b.a",
    b"_*.b.a",
    b"*_.b.a",
    b"1*.b.a",
    b"*1.b.a",
    b"xn--*.a.b",
    b"xn--*a.a",
    b"*xn--.a.b",
    b"*xn--a.a.b",
    // Below what has no host characters, or is a number.
    b"*.-a",
    b"*.a-.b",
    b"*._",
    b"*.a_b.a",
    b"*.1",
    b"*.1.1",
    b"*.a.1",
    b"1",
    b"1.1",
    b"1.1.1.1",
    b"127.0.0.1",
    b"::1",
    b"a:1",
    b"\x7f\0\0\x01",
    // Hyphens.
    b"-",
    b"-a",
    b"a-",
    b"a-.b",
    b"a.-b",
    b"a--b",
    // Octets that are no host's.
    b"\0",
    b"a\0",
    b"\0a",
    b"a\0.b",
    b"a.b\0.a",
    b"a.b\0",
    b"*.a\0",
    b"a b",
    b" a",
    b"a.b ",
    b"\xe9",
    b"\xc3\xa9.a",
    b"a\xff",
];

/// U-labels as A-labels, which only match as such.
const A_LABELS: [&str; 6] = ["xn--9ca", "XN--9CA", "xn--9ca.a", "*.xn--9ca", "*.xn--9ca.a", "xn--a-bja.b"];

/// All of them, each once.
pub fn identifiers() -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = ODD.iter().map(|odd| odd.to_vec()).collect();
    all.extend(A_LABELS.iter().map(|name| name.as_bytes().to_vec()));
    // Longer than any host here but for its last label, and longer than any host at all.
    all.push(format!("{}.a", "a".repeat(63)).into_bytes());
    all.push(format!("*.{}a", "a.".repeat(126)).into_bytes());
    for name in NAMES {
        let rest = name.split_once('.').map_or("", |(_, rest)| rest);
        let derived = [
            name.to_owned(),
            name.to_uppercase(),
            format!("{name}."),
            format!(".{name}"),
            format!("{name}\0"),
            format!("{name}\0.a"),
            format!("*.{name}"),
            format!("*.{name}").to_uppercase(),
            format!("*.{name}."),
            format!("*.*.{name}"),
            format!("a.{name}"),
            format!("*{name}"),
            format!("{name}*"),
            format!("*.{rest}"),
            format!("a*.{rest}"),
            format!("*b.{rest}"),
            name.replacen('a', "*", 1),
            name.replace('a', "é"),
        ];
        all.extend(derived.into_iter().map(String::into_bytes));
    }
    let mut once: Vec<Vec<u8>> = Vec::with_capacity(all.len());
    for identifier in all {
        if !once.contains(&identifier) {
            once.push(identifier);
        }
    }
    once
}
