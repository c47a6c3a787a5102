//! wget, with the small programs of the same name: BusyBox's and OpenWrt's.

use super::super::codes::ALERTS;
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// src/openssl.c of GNU wget, and what it prints with any TLS library.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Wget,
    rows: &[
        Row::new("cannot verify *'s certificate, issued by")
            .means(R::GenericVerifyFailed)
            .faint()
            .by_client()
            .seen("1.10-1.25"),
        Row::new("cannot verify *'s certificate").means(R::GenericVerifyFailed).faint().by_client().seen("1.10-1.25"),
        // It goes on to the names whatever the chain's result: the first line decides.
        Row::new("unable to locally verify the issuer's authority")
            .means(R::UnknownIssuer)
            .decisive()
            .by_client()
            .seen("1.10-1.25"),
        Row::new("self signed certificate encountered").means(R::SelfSignedLeaf).by_client().seen("1.10-1.25"),
        Row::new("issued certificate not yet valid").means(R::NotYetValid).by_client().seen("1.10-1.25"),
        Row::new("issued certificate has expired").means(R::Expired).by_client().seen("1.10-1.25"),
        // After the chain: src/openssl.c, ssl_check_certificate goes on to the names whatever the result.
        Row::new("no certificate subject alternative name matches*requested host name")
            .means(R::NameMismatch)
            .by_client()
            .seen("1.14-1.25"),
        Row::new("no certificate subject alternative name matches")
            .means(R::NameMismatch)
            .by_client()
            .seen("1.14-1.25"),
        Row::new("certificate common name * doesn't match requested host name")
            .means(R::NameMismatch)
            .by_client()
            .seen("1.10-1.25"),
        Row::new("certificate common name is invalid").means(R::Malformed).by_client().seen("1.12-1.25: a NUL in it"),
        Row::new("no certificate presented by").means(R::GenericHandshakeFailure).by_client().seen("1.10-1.25"),
        Row::new("public key does not match pinned public key!").means(R::PinMismatch).by_client().seen("1.17-1.25"),
        Row::new("insecurely, use '--no-check-certificate'").by_client().seen("1.10-1.25"),
        Row::new("unable to establish ssl connection")
            .means(R::GenericHandshakeFailure)
            .faint()
            .by_client()
            .seen("1.5-1.25"),
        Row::new("loaded ca certificate '").means(R::TlsNotFailure).faint().by_client().seen("1.19-1.25"),
        Row::new("could not seed prng").means(R::TlsConfigError).by_client().seen("1.8-1.25"),
        Row::new("https support not compiled in").means(R::TlsConfigError).by_client().seen("1.5-1.25"),
        Row::new("openssl: unimplemented 'secure protocol' option value")
            .means(R::TlsConfigError)
            .by_client()
            .seen("1.18-1.25"),
        Row::new("failed to open cert").means(R::TrustStoreUnavailable).by_client().seen("1.12-1.25"),
        Row::new("failed to load crl file").means(R::TrustStoreUnavailable).by_client().seen("1.17-1.25"),
        Row::new("proxy tunneling failed:").means(R::ProxyTunnelFailed).by_client().seen("1.10-1.25"),
        Row::new("wget: ").by_client().seen("the program's name"),
        Row::new("opkg_download: *wget returned 5")
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("opkg: wget's exit status 5"),
        // po/*.po of GNU wget.
        Row::new("des ausstellers des zertifikates kann lokal nicht geprüft werden")
            .means(R::UnknownIssuer)
            .decisive()
            .by_client()
            .seen("German"),
        Row::new("zertifikat von * nicht prüfen, ausgestellt von")
            .means(R::GenericVerifyFailed)
            .faint()
            .by_client()
            .seen("German"),
        Row::new("nicht möglich, eine ssl-verbindung herzustellen")
            .means(R::GenericHandshakeFailure)
            .faint()
            .by_client()
            .seen("German"),
        Row::new("incapable de vérifier localement l'autorité de l'émetteur")
            .means(R::UnknownIssuer)
            .decisive()
            .by_client()
            .seen("French"),
        Row::new("incapable d'établir une connexion ssl")
            .means(R::GenericHandshakeFailure)
            .faint()
            .by_client()
            .seen("French"),
        Row::new("imposible de verificar localmente la autoridad")
            .means(R::UnknownIssuer)
            .decisive()
            .by_client()
            .seen("Spanish"),
        Row::new("no se pudo verificar localmente la autoridad")
            .means(R::UnknownIssuer)
            .decisive()
            .by_client()
            .seen("Spanish"),
        Row::new("no se pudo establecer la conexión ssl")
            .means(R::GenericHandshakeFailure)
            .faint()
            .by_client()
            .seen("Spanish"),
        Row::new("локально проверить подлинность").means(R::UnknownIssuer).decisive().by_client().seen("Russian"),
        Row::new("невозможно проверить сертификат").means(R::GenericVerifyFailed).faint().by_client().seen("Russian"),
        Row::new("становить ssl-соединение").means(R::GenericHandshakeFailure).faint().by_client().seen("Russian"),
        Row::new("无法本地校验颁发者的权限").means(R::UnknownIssuer).decisive().by_client().seen("Chinese"),
        Row::new("颁发的证书已经过期").means(R::Expired).by_client().seen("Chinese"),
        Row::new("出现了自己签名的证书").means(R::SelfSignedLeaf).by_client().seen("Chinese"),
        Row::new("无法建立 ssl 连接").means(R::GenericHandshakeFailure).faint().by_client().seen("Chinese"),
        Row::new("発行者の権限を検証できませんでした").means(R::UnknownIssuer).decisive().by_client().seen("Japanese"),
        Row::new("ssl による接続が確立できません")
            .means(R::GenericHandshakeFailure)
            .faint()
            .by_client()
            .seen("Japanese"),
        // BusyBox, OpenWrt.
        Row::new("tls certificate validation not implemented")
            .means(R::TlsNotFailure)
            .by_client()
            .seen("BusyBox 1.27-1.37"),
        Row::new("tls error from peer (alert code #)").decodes(&ALERTS).by_peer().by_client().seen("BusyBox 1.27-1.37"),
        Row::new("not an http or ftp url: https").means(R::TlsConfigError).by_client().seen("BusyBox without TLS"),
        Row::new("ssl support not available, please install one of the libustream")
            .means(R::TlsConfigError)
            .by_client()
            .seen("OpenWrt uclient-fetch"),
        Row::new("connection error: invalid ssl certificate")
            .means(R::GenericVerifyFailed)
            .by_client()
            .seen("OpenWrt uclient-fetch"),
        Row::new("connection error: server hostname does not match ssl certificate")
            .means(R::NameMismatch)
            .by_client()
            .seen("OpenWrt uclient-fetch"),
        Row::new("disabling ssl due to encountered errors").means(R::TlsConfigError).seen("1.5-1.25: ssl_init"),
    ],
};
