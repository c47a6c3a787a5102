//! Authorities under whose names products that inspect TLS issue certificates: who meets one of them as the issuer
//! speaks with that product, and not with the server.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Stack};

const fn issuer(text: &'static str) -> Row {
    Row::new(text).at(Hop::ClientToProxy).by_client().seen("the products' manuals")
}

/// Names of authorities.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Shared,
    rows: &[
        // Gateways.
        issuer("Zscaler Root CA"),
        issuer("Zscaler Intermediate Root CA"),
        issuer("CN=Zscaler"),
        issuer("CN = Zscaler"),
        issuer("O=Zscaler"),
        issuer("O = Zscaler"),
        issuer("Cisco Umbrella Root CA"),
        issuer("Cisco Umbrella Primary SubCA"),
        issuer("Cisco Umbrella Secondary SubCA"),
        issuer("Fortinet_CA_SSL"),
        issuer("FortiGate CA"),
        issuer("CN=Fortinet CA"),
        issuer("goskope.com"),
        issuer("O=Netskope"),
        issuer("O = Netskope"),
        issuer("O=allot.com"),
        issuer("CN=\"allot.com"),
        issuer("Blue Coat SG"),
        issuer("McAfee Web Gateway"),
        issuer("Forcepoint Cloud CA"),
        issuer("SonicWall Firewall DPI-SSL"),
        issuer("Sophos SSL CA"),
        issuer("Sophos_CA_"),
        issuer("Fireware HTTPS Proxy"),
        issuer("Gateway CA - Cloudflare Managed"),
        issuer("Cloudflare for Teams ECC Certificate Authority"),
        issuer("Cato Networks CA"),
        issuer("Securly Root CA"),
        issuer("Lightspeed Rocket"),
        issuer("Untangle, Inc"),
        // Scanners on the same machine.
        issuer("Kaspersky Anti-Virus Personal Root"),
        issuer("Kaspersky Web Anti-Virus Certification Authority"),
        issuer("avast! Web/Mail Shield Root"),
        issuer("Avast Web/Mail Shield Root"),
        issuer("AVG Web/Mail Shield Root"),
        issuer("Norton Web/Mail Shield Root"),
        issuer("ESET SSL Filter CA"),
        issuer("Bitdefender Personal CA"),
        issuer("AdGuard Personal CA"),
        issuer("NetFilterSDK"),
        issuer("Superfish, Inc"),
        // Proxies of developers.
        issuer("DO_NOT_TRUST_FiddlerRoot"),
        issuer("Fiddler Root Certificate Authority"),
        issuer("Charles Proxy CA"),
        issuer("CN=PortSwigger CA"),
        issuer("CN = PortSwigger CA"),
        issuer("OWASP Zed Attack Proxy Root CA"),
        issuer("Zed Attack Proxy Root CA"),
        issuer("Proxyman CA"),
        issuer("HTTP Toolkit CA"),
        issuer("CN=mitmproxy"),
        issuer("CN = mitmproxy"),
    ],
};
