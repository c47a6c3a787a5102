//! Small devices: firmwares and libraries that print the number or a few words of the engine inside them.

use super::super::codes::{ALERTS, BEARSSL, MBEDTLS_ERROR};
use super::super::row::{Row, StackRows};
use crate::taxonomy::{Hop, Reason as R, Stack};

const fn mbedtls(text: &'static str) -> Row {
    Row::new(text).decodes(&MBEDTLS_ERROR).from(Stack::Mbedtls)
}

const fn busybox(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Busybox).by_client().seen("busybox networking/tls.c, wget.c 1.24-1.36")
}

const fn openwrt(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("openwrt/uclient uclient-fetch.c")
}

const fn tasmota(text: &'static str) -> Row {
    Row::new(text).decodes(&BEARSSL).from(Stack::Bearssl).by_client().seen("tasmota xdrv_02_9_mqtt.ino 6.5-15")
}

/// An alert that was received: BearSSL adds 256 to its number.
const fn heard(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Bearssl).by_client().by_peer().seen("tasmota: BR_ERR_RECV_FATAL_ALERT")
}

const fn mqtt(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("firmwares' MQTT clients")
}

/// Texts of small devices.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Mbedtls,
    rows: &[
        // Tasmota, Sonoff, ESPEasy: BearSSL's number, with 256 or 512 added for an alert.
        tasmota("MQT: TLS connection error: #"),
        tasmota("TLS connection error: #"),
        heard("TLS connection error: 266", R::ProtocolViolation),
        heard("TLS connection error: 276", R::RecordCorrupt),
        heard("TLS connection error: 296", R::GenericHandshakeFailure),
        heard("TLS connection error: 298", R::PeerRejectedOurCert),
        heard("TLS connection error: 299", R::PeerRejectedOurCert),
        heard("TLS connection error: 300", R::PeerRejectedOurCert),
        heard("TLS connection error: 301", R::PeerRejectedOurCert),
        heard("TLS connection error: 302", R::PeerRejectedOurCert),
        heard("TLS connection error: 303", R::ProtocolViolation),
        heard("TLS connection error: 304", R::PeerRejectedOurCert),
        heard("TLS connection error: 306", R::ProtocolViolation),
        heard("TLS connection error: 326", R::ProtocolVersion),
        heard("TLS connection error: 327", R::NoSharedCipher),
        heard("TLS connection error: 336", R::PeerInternalError),
        heard("TLS connection error: 368", R::SniUnrecognized),
        heard("TLS connection error: 372", R::ClientCertRequired),
        tasmota("TLS connect failed, error #"),
        tasmota("[BearSSL] last error: #"),
        mqtt("MQT: TLS connected", R::TlsNotFailure).from(Stack::Bearssl).faint(),
        mqtt("MQT: Verify TLS fingerprint", R::TlsNotFailure).from(Stack::Bearssl).faint(),
        mqtt("Failed to connect using fingerprint", R::PinMismatch).from(Stack::Bearssl),
        mqtt("TLS fingerprint does not match", R::PinMismatch).from(Stack::Bearssl),
        mqtt("TLS extended key usage missing", R::EkuMissingOrWrong).from(Stack::Bearssl),
        mqtt("Error (esp8266): Server fingerprint does not match", R::PinMismatch).from(Stack::Bearssl),
        mqtt("SSL Fingerprint doesn't match", R::PinMismatch).from(Stack::Bearssl).seen("ESPHome"),
        mqtt("certificate doesn't match", R::PinMismatch)
            .faint()
            .from(Stack::Shared)
            .seen("esp8266/Arduino 2.3-2.4, axTLS"),
        mqtt("domain name doesn't match", R::NameMismatch)
            .faint()
            .from(Stack::Shared)
            .seen("esp8266/Arduino 2.3-2.4, axTLS"),
        // Mongoose.
        mbedtls("TLS handshake: #").seen("mongoose 7.0-7.16: mbedTLS"),
        mbedtls("mg_tls_*: handshake #").faint(),
        Row::new("mongoose.c:").seen("mongoose 5-7"),
        Row::new("tls hs: rc #, err")
            .means(R::GenericHandshakeFailure)
            .from(Stack::Openssl)
            .seen("mongoose 7: OpenSSL"),
        Row::new("SSL_accept: ssl error").means(R::GenericHandshakeFailure).from(Stack::Openssl).by_server().faint(),
        // Arduino for the ESP32: number and sentence, or the number alone.
        mbedtls("_handle_error(): [*]: (#)").from(Stack::EspIdf).by_client().seen("arduino-esp32 ssl_client.cpp"),
        mbedtls("(#) UNKNOWN ERROR CODE").by_client().seen("arduino-esp32 ssl_client.cpp, curl"),
        mbedtls("[start_ssl_client():*]: (#)").from(Stack::EspIdf).by_client(),
        mbedtls("[data_to_read():*]: (#)").from(Stack::EspIdf).by_client(),
        mbedtls("[send_ssl_data():*]: (#)").from(Stack::EspIdf).by_client(),
        mbedtls("connect(): start_ssl_client: #").from(Stack::EspIdf).by_client(),
        Row::new("start_ssl_client: -1").from(Stack::EspIdf).means(R::GenericHandshakeFailure).faint().by_client(),
        Row::new("start_ssl_client(): Connect to Server failed").from(Stack::EspIdf).means(R::NotTlsRelated).decisive(),
        Row::new("start_ssl_client(): socket error on fd").from(Stack::EspIdf).means(R::NotTlsRelated).decisive(),
        // ESP-IDF as the server.
        mbedtls("mbedtls_ssl_handshake returned #*esp_https_server").from(Stack::EspIdf).by_server(),
        mbedtls("mbedtls_ssl_handshake returned #*httpsserver").from(Stack::EspIdf).by_server(),
        Row::new("esp_https_server:").from(Stack::EspIdf).by_server(),
        Row::new("esp_https_server: Starting server").means(R::TlsNotFailure).faint().from(Stack::EspIdf),
        Row::new("esp_https_server: Server listening on port").means(R::TlsNotFailure).faint().from(Stack::EspIdf),
        Row::new("esp_https_server: performing session handshake").means(R::TlsNotFailure).faint().from(Stack::EspIdf),
        Row::new("esp_tls_create_server_session failed")
            .means(R::GenericHandshakeFailure)
            .from(Stack::EspIdf)
            .by_server()
            .faint(),
        Row::new("esp-tls: *delayed connect error")
            .means(R::NotTlsRelated)
            .at(Hop::None)
            .from(Stack::EspIdf)
            .by_client(),
        Row::new("esp-tls: *Failed to open new connection in specified timeout")
            .means(R::NotTlsRelated)
            .from(Stack::EspIdf)
            .by_client(),
        Row::new("[HTTPS:E] SSL handshake failed").means(R::GenericHandshakeFailure).from(Stack::EspIdf).by_server(),
        // Zephyr and nRF Connect.
        mbedtls("net_sock_tls: TLS handshake error: #").by_client().seen("zephyr subsys/net/lib/sockets/sockets_tls.c"),
        Row::new("Failed to parse CA certificate, err").means(R::TrustStoreUnavailable).seen("zephyr sockets_tls.c"),
        Row::new("Failed to parse CA certificate")
            .means(R::TrustStoreUnavailable)
            .faint()
            .from(Stack::Shared)
            .seen("zephyr, lwIP"),
        Row::new("Failed to parse server certificate")
            .means(R::LocalCredentialError)
            .faint()
            .from(Stack::Shared)
            .seen("zephyr"),
        Row::new("Failed to parse own certificate")
            .means(R::LocalCredentialError)
            .from(Stack::Shared)
            .seen("zephyr, mbedTLS examples"),
        Row::new("Failed to parse private key")
            .means(R::LocalCredentialError)
            .faint()
            .from(Stack::Shared)
            .seen("zephyr"),
        Row::new("Failed to add DTLS credential").means(R::LocalCredentialError),
        Row::new("modem key mgmt").seen("nRF Connect"),
        Row::new("altcp_tls").seen("lwIP"),
        Row::new("mqtt_client: (*) TLS").seen("lwIP"),
        // mbedTLS's debug lines.
        Row::new("is a fatal alert message (msg #)").decodes(&ALERTS).by_peer(),
        Row::new("got an alert message, type: [2:#]").decodes(&ALERTS).by_peer(),
        Row::new("PolarSSL"),
        // Godot.
        mbedtls("TLS handshake error: #*stream_peer_mbedtls").by_client().seen("godot modules/mbedtls 3-4"),
        mbedtls("TLS handshake error: #*packet_peer_mbed_dtls").by_either().seen("godot modules/mbedtls 3-4"),
        mbedtls("do_handshake: TLS handshake error: #").by_client().seen("godot modules/mbedtls 3-4"),
        Row::new("SSL module failed to initialize").means(R::TlsConfigError).seen("godot 3"),
        Row::new("Failed to load SSL CA certificates").means(R::TrustStoreUnavailable).faint().from(Stack::Shared),
        // OpenWrt.
        Row::new("uclient-fetch").by_client(),
        Row::new("libustream").by_client(),
        openwrt("Connection error: Invalid SSL certificate", R::GenericVerifyFailed),
        openwrt("Connection error: Server hostname does not match SSL certificate", R::NameMismatch),
        openwrt("Connection error: Connection failed", R::NotTlsRelated).faint().from(Stack::Shared),
        openwrt("Connection error: Connection timed out", R::NotTlsRelated).faint().from(Stack::Shared),
        openwrt("Connection reset prematurely", R::UncleanClose).faint(),
        openwrt("uclient-fetch Error: '5'", R::GenericVerifyFailed).seen("ddns-scripts: the exit status"),
        openwrt("uclient-fetch Error: '4'", R::NotTlsRelated),
        openwrt("wget returned 5.", R::GenericVerifyFailed).seen("opkg: the exit status"),
        openwrt("wget returned 4.", R::NotTlsRelated).seen("opkg: the exit status"),
        openwrt("SSL support not available, please install one of the libustream", R::TlsConfigError),
        openwrt("SSL support not available, please install ustream ssl", R::TlsConfigError),
        // BusyBox, which has an engine of its own that checks no certificate.
        busybox("wget: note: TLS certificate validation not implemented", R::TlsNotFailure),
        busybox("TLS error from peer (alert code #)", R::GenericHandshakeFailure).decodes(&ALERTS).by_peer(),
        busybox("TLS alert #", R::GenericHandshakeFailure).from(Stack::Shared).decodes(&ALERTS).by_peer().faint(),
        busybox("ssl_client: TLS", R::GenericHandshakeFailure).faint(),
        busybox("ssl_client: *: TLS connect failed", R::GenericHandshakeFailure),
        busybox("ssl_client: *: handshake failed: ", R::GenericHandshakeFailure).faint(),
        busybox("wget: error getting response: Connection reset by peer", R::NotTlsRelated),
        busybox("wget: error getting response", R::NotTlsRelated).faint(),
        busybox("wget: can't execute 'ssl_helper'", R::TlsConfigError),
        busybox("wget: can't execute 'ssl_client'", R::TlsConfigError),
        busybox("wget: not an http or ftp url: https:", R::TlsConfigError),
        busybox("TLS: unexpected EOF", R::HandshakeEof).faint(),
        busybox("got bad TLS record (len:0) while expecting", R::HandshakeEof),
        busybox("got bad TLS record (len:", R::ProtocolViolation),
        busybox("tls error at line * cipher:", R::ProtocolViolation),
        // axTLS.
        Row::new("Alert: handshake failure").means(R::GenericHandshakeFailure).by_peer().seen("axTLS"),
        Row::new("X509_VFY_ERROR_NO_TRUSTED_CERT").means(R::UnknownIssuer).seen("axTLS"),
        Row::new("X509_VFY_ERROR_BAD_SIGNATURE").means(R::BadSignature).seen("axTLS"),
        Row::new("X509_VFY_ERROR_NOT_YET_VALID").means(R::NotYetValid).seen("axTLS"),
        Row::new("X509_VFY_ERROR_EXPIRED").means(R::Expired).seen("axTLS"),
        Row::new("X509_VFY_ERROR_SELF_SIGNED").means(R::SelfSignedLeaf).seen("axTLS"),
        Row::new("X509_VFY_ERROR_INVALID_CHAIN").means(R::IssuerMismatch).seen("axTLS"),
        Row::new("X509_VFY_ERROR_UNSUPPORTED_DIGEST").means(R::UnsupportedSignatureAlgorithm).seen("axTLS"),
        // ESPHome and its HTTP clients: no word about why.
        Row::new("http_request.arduino").from(Stack::EspIdf).by_client(),
        Row::new("http_request.idf").from(Stack::EspIdf).by_client(),
        Row::new("ESP_ERR_HTTP_CONNECT").means(R::NotTlsRelated).faint().from(Stack::EspIdf).by_client(),
        Row::new("ESP_ERR_HTTP_FETCH_HEADER").means(R::NotTlsRelated).faint().from(Stack::EspIdf).by_client(),
        Row::new("ESP_ERR_HTTP_EAGAIN").means(R::NotTlsRelated).faint().from(Stack::EspIdf).by_client(),
        Row::new("[HTTPS:E] SSL_accept failed")
            .means(R::GenericHandshakeFailure)
            .from(Stack::EspIdf)
            .by_server()
            .faint(),
        Row::new("Aborting handshake. FID").from(Stack::EspIdf).by_server(),
        // SDKs of Azure and Amazon for devices.
        Row::new("tlsio_mbedtls").by_client().seen("azure-c-shared-utility adapters"),
        Row::new("tlsio_openssl").from(Stack::Openssl).by_client().seen("azure-c-shared-utility adapters"),
        Row::new("tlsio_wolfssl").from(Stack::Wolfssl).by_client().seen("azure-c-shared-utility adapters"),
        Row::new("tlsio_schannel").from(Stack::Schannel).by_client().seen("azure-c-shared-utility adapters"),
        Row::new("tlsio_appleios").from(Stack::Apple).by_client().seen("azure-c-shared-utility adapters"),
        Row::new("ssl3_get_server_certificate:cd")
            .means(R::GenericVerifyFailed)
            .from(Stack::Openssl)
            .by_client()
            .seen("a library built without its texts"),
        Row::new("mqtt_client timed out waiting for CONNACK").means(R::NotTlsRelated).by_client(),
        Row::new("IOTHUB_CLIENT_CONNECTION_NO_NETWORK").means(R::NotTlsRelated).faint().by_client(),
        Row::new("IOTHUB_CLIENT_CONNECTION_BAD_CREDENTIAL").means(R::NotTlsRelated).faint().by_client(),
        Row::new("IOTHUB_CLIENT_CONNECTION_EXPIRED_SAS_TOKEN").means(R::NotTlsRelated).by_client(),
        Row::new("iot_tls_connect").from(Stack::AwsIot).by_client(),
        Row::new("iot_tls.c").from(Stack::AwsIot).by_client(),
        Row::new("Transport_MbedTLS").from(Stack::AwsIot).by_client(),
        Row::new("handshake failed and it is likely due to a failure in PKCS #11")
            .means(R::GenericHandshakeFailure)
            .from(Stack::AwsIot)
            .by_client(),
        Row::new("esp-tls: *select() timeout").means(R::NotTlsRelated).at(Hop::None).from(Stack::EspIdf).by_client(),
    ],
};
