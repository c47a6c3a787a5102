//! Inspection products by the names of their authorities, as they stand in issuers and in stores.

/// A part of a name, in lower case, and the product. Names of vendors that also run public authorities stand with the words
/// of their inspection authority.
const MARKERS: &[(&str, &str)] = &[
    ("avast", "Avast Web Shield"),
    ("avg technologies", "AVG"),
    ("barracuda", "Barracuda"),
    ("bitdefender", "Bitdefender"),
    ("blue coat", "Blue Coat ProxySG"),
    ("bluecoat", "Blue Coat ProxySG"),
    ("burp", "Burp Suite"),
    ("cato networks", "Cato Networks"),
    ("charles proxy", "Charles"),
    ("check point", "Check Point"),
    ("cisco umbrella", "Cisco Umbrella"),
    ("cloudflare for teams", "Cloudflare Gateway"),
    ("contentkeeper", "ContentKeeper"),
    ("do_not_trust", "Fiddler"),
    ("eset ssl filter", "ESET"),
    ("fiddler", "Fiddler"),
    ("forcepoint", "Forcepoint"),
    ("fortigate", "Fortinet FortiGate"),
    ("fortinet", "Fortinet FortiGate"),
    ("gateway ca - cloudflare", "Cloudflare Gateway"),
    ("goskope", "Netskope"),
    ("iboss", "iboss"),
    ("inspection", "a proxy whose authority is named for inspection"),
    ("intercept", "a proxy whose authority is named for interception"),
    ("kaspersky", "Kaspersky"),
    ("lightspeed", "Lightspeed"),
    ("mcafee web gateway", "McAfee Web Gateway"),
    ("menlo security", "Menlo Security"),
    ("mitmproxy", "mitmproxy"),
    ("netskope", "Netskope"),
    ("palo alto", "Palo Alto Networks"),
    ("securly", "Securly"),
    ("skyhigh", "Skyhigh"),
    ("sonicwall", "SonicWall"),
    ("sophos", "Sophos"),
    ("squid", "Squid"),
    ("ssl decrypt", "a proxy whose authority is named for decryption"),
    ("symantec web security", "Symantec Web Security Service"),
    ("trend micro", "Trend Micro"),
    ("untangle", "Untangle"),
    ("watchguard", "WatchGuard"),
    ("websense", "Websense"),
    ("zscaler", "Zscaler"),
];

/// The inspection product whose authority has that name.
///
/// # Examples
/// ```
/// use verifail::hypothesis::interceptor;
/// assert_eq!(interceptor("CN=Zscaler Intermediate Root CA (zscaler.net), O=Zscaler Inc."), Some("Zscaler"));
/// assert_eq!(interceptor("C=US, O=Let's Encrypt, CN=R11"), None);
/// ```
pub fn interceptor(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    MARKERS.iter().find(|(marker, _)| name.contains(marker)).map(|(_, product)| *product)
}
