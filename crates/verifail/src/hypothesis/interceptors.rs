//! Inspection products by the names of their authorities, as they stand in issuers and in stores.

/// Words in a name, in lower case, and the product; by product. Words of vendors that also run public authorities are
/// those of their inspection authority. What names itself for what it does, whoever made it, stands last.
const MARKERS: &[(&str, &str)] = &[
    ("adguard personal ca", "AdGuard"),
    ("avast", "Avast"),
    ("avg technologies", "AVG"),
    ("avg web/mail", "AVG"),
    ("barracuda", "Barracuda"),
    ("bitdefender", "Bitdefender"),
    ("blue coat", "Blue Coat ProxySG"),
    ("bluecoat", "Blue Coat ProxySG"),
    ("portswigger", "Burp Suite"),
    ("cato networks", "Cato Networks"),
    ("charles proxy", "Charles"),
    ("check point", "Check Point"),
    ("ironport", "Cisco Secure Web Appliance"),
    ("cisco umbrella", "Cisco Umbrella"),
    ("cloudflare for teams", "Cloudflare Gateway"),
    ("gateway ca - cloudflare", "Cloudflare Gateway"),
    ("contentkeeper", "ContentKeeper"),
    ("cyberoam ssl ca", "Cyberoam"),
    ("dr.web for", "Dr.Web"),
    ("drweb spider gate", "Dr.Web"),
    ("eset ssl filter", "ESET"),
    ("f5 ssl orchestrator", "F5 SSL Orchestrator"),
    ("do_not_trust", "Fiddler"),
    ("fiddler", "Fiddler"),
    ("forcepoint", "Forcepoint"),
    ("websense", "Forcepoint"),
    ("fortigate", "Fortinet FortiGate"),
    ("fortinet", "Fortinet FortiGate"),
    ("goguardian", "GoGuardian"),
    ("http toolkit ca", "HTTP Toolkit"),
    ("iboss", "iboss"),
    ("kaspersky", "Kaspersky"),
    ("lightspeed", "Lightspeed"),
    ("mcafee web gateway", "McAfee Web Gateway"),
    ("menlo security", "Menlo Security"),
    ("mitmproxy", "mitmproxy"),
    ("goskope", "Netskope"),
    ("netskope", "Netskope"),
    ("norton web/mail shield", "Norton"),
    ("owasp zed attack proxy", "OWASP ZAP"),
    ("palo alto", "Palo Alto Networks"),
    ("proxyman ca", "Proxyman"),
    ("securly", "Securly"),
    ("skyhigh", "Skyhigh"),
    ("smoothwall", "Smoothwall"),
    ("sonicwall", "SonicWall"),
    ("sophos", "Sophos"),
    ("squid", "Squid"),
    ("superfish, inc.", "Superfish"),
    ("symantec web security", "Symantec Web Security Service"),
    ("trend micro web security", "Trend Micro"),
    ("untangle", "Untangle"),
    ("fireware https proxy", "WatchGuard"),
    ("watchguard", "WatchGuard"),
    ("zscaler", "Zscaler"),
    ("inspection", "a proxy whose authority is named for inspection"),
    ("intercept", "a proxy whose authority is named for interception"),
    ("ssl decrypt", "a proxy whose authority is named for decryption"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_told_by_each_of_its_words() {
        assert!(MARKERS.len() > 50);
        for (words, product) in MARKERS {
            assert!(words.len() >= 4 && *words == words.to_lowercase(), "{words:?}");
            assert_eq!(interceptor(&format!("CN=x {} y", words.to_uppercase())), Some(*product), "{words}");
        }
    }
}
