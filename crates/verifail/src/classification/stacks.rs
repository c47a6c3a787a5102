//! What each stack prints: one file a stack, which knows of no other.

use super::row::StackRows;

mod acme_client;
mod acme_server;
mod android;
mod apple;
mod apple_trust;
mod aws;
mod azure;
mod bearssl;
mod boringssl;
mod botan;
mod bouncy_castle;
mod builds;
mod bun;
mod cards;
mod checkers;
mod chromium;
mod clickhouse;
mod cloudflare;
mod cpp;
mod curl;
mod dart;
mod desktops;
mod devices;
mod directory;
mod docker;
mod dotnet;
mod edges;
mod envoy;
mod erlang;
mod exceptions;
mod faults;
mod firefox;
mod ftp;
mod gateways;
mod git;
mod glib;
mod gnutls;
mod go_net;
mod go_programs;
mod go_tls;
mod go_x509;
mod grpc;
mod haproxy;
mod haskell;
mod hops;
mod httpd;
mod ibm_mq;
mod identifiers;
mod inspection;
mod java;
mod java_programs;
mod jboss;
mod kafka;
mod ktor;
mod kubernetes;
mod libressl;
mod libvirt;
mod loading;
mod log_shippers;
mod logins;
mod mail;
mod management;
mod mbedtls;
mod media;
mod mesh;
mod mitmproxy;
mod mobile;
mod mongodb;
mod monitors;
mod mysql;
mod network;
mod nginx;
mod node;
mod nss;
mod ocaml;
mod openldap;
mod openssl;
mod operations;
mod oracle;
mod package_managers;
mod pascal;
mod perl;
mod php;
mod phrases;
mod pingora;
mod postgres;
mod printing;
mod provisioning;
mod python;
mod qt;
mod quic;
mod radius;
mod redis;
mod resolvers;
mod rsyslog;
mod ruby;
mod rust_programs;
mod rustls;
mod s2n;
mod sap;
mod scanners;
mod schannel;
mod secure_transport;
mod sentences;
mod services;
mod sides;
mod signing;
mod sql_server;
mod squid;
mod ssh;
mod stalwart;
mod success;
mod tokens;
mod translations;
mod unity;
mod version_control;
mod voice;
mod vpn;
mod websphere;
mod wget;
mod winhttp;
mod wolfssl;
mod zabbix;
mod zig;

/// Every stack's rows.
pub(super) const STACKS: &[&StackRows] = &[
    &acme_client::ROWS,
    &acme_server::ROWS,
    &android::ROWS,
    &apple::ROWS,
    &apple_trust::CHECKS,
    &apple_trust::ROWS,
    &aws::ROWS,
    &azure::ROWS,
    &bearssl::ROWS,
    &boringssl::ROWS,
    &botan::RESULTS,
    &botan::ROWS,
    &bouncy_castle::ROWS,
    &bouncy_castle::paths::ROWS,
    &builds::ROWS,
    &bun::ROWS,
    &cards::ROWS,
    &checkers::ROWS,
    &chromium::ROWS,
    &clickhouse::ROWS,
    &cloudflare::ROWS,
    &cpp::ROWS,
    &curl::ROWS,
    &curl::verbose::ROWS,
    &dart::ROWS,
    &desktops::ROWS,
    &devices::ROWS,
    &directory::ROWS,
    &docker::ROWS,
    &dotnet::ROWS,
    &edges::ROWS,
    &envoy::ROWS,
    &erlang::ALERTS,
    &erlang::ATOMS,
    &erlang::FOUND,
    &erlang::RETURNED,
    &erlang::ROWS,
    &exceptions::ROWS,
    &faults::ROWS,
    &firefox::ROWS,
    &ftp::ROWS,
    &gateways::ROWS,
    &git::ROWS,
    &glib::ROWS,
    &gnutls::ALERT_NAMES,
    &gnutls::ROWS,
    &gnutls::localised::ROWS,
    &go_net::ROWS,
    &go_programs::ROWS,
    &go_tls::ROWS,
    &go_x509::ROWS,
    &grpc::ROWS,
    &haproxy::ROWS,
    &haskell::ALERTS,
    &haskell::ROWS,
    &hops::ROWS,
    &httpd::ROWS,
    &ibm_mq::ROWS,
    &inspection::ROWS,
    &identifiers::CERTIFICATES,
    &identifiers::HANDSHAKES,
    &identifiers::ROWS,
    &java::ROWS,
    &java::handshake::ROWS,
    &java_programs::ROWS,
    &jboss::ROWS,
    &kafka::ROWS,
    &ktor::ROWS,
    &kubernetes::ROWS,
    &libressl::ROWS,
    &libvirt::ROWS,
    &loading::ROWS,
    &log_shippers::ROWS,
    &logins::ROWS,
    &mail::ROWS,
    &mail::clients::ROWS,
    &mail::exim::ROWS,
    &mbedtls::ROWS,
    &media::ROWS,
    &mesh::ROWS,
    &mitmproxy::ROWS,
    &mobile::ROWS,
    &mongodb::ROWS,
    &management::ROWS,
    &monitors::ROWS,
    &mysql::ROWS,
    &network::ROWS,
    &nginx::ROWS,
    &node::RESULTS,
    &node::ROWS,
    &nss::ROWS,
    &ocaml::ROWS,
    &openldap::ROWS,
    &openssl::ROWS,
    &openssl::alerts::DESCRIBED,
    &openssl::alerts::ROWS,
    &openssl::handshake::ROWS,
    &openssl::libraries::ROWS,
    &openssl::tools::ROWS,
    &openssl::verification::ROWS,
    &operations::ROWS,
    &oracle::ROWS,
    &package_managers::ROWS,
    &pascal::ROWS,
    &perl::ROWS,
    &php::ROWS,
    &pingora::ROWS,
    &phrases::ROWS,
    &postgres::ROWS,
    &printing::ROWS,
    &provisioning::ROWS,
    &python::ROWS,
    &python::paths::BECAUSE,
    &python::paths::VERIFIED,
    &python::settings::ROWS,
    &python::STORE_CONTEXT,
    &qt::ROWS,
    &quic::ROWS,
    &radius::ROWS,
    &redis::ROWS,
    &resolvers::ROWS,
    &rsyslog::ROWS,
    &ruby::ROWS,
    &rust_programs::ROWS,
    &rustls::ROWS,
    &s2n::ROWS,
    &sap::ROWS,
    &scanners::ROWS,
    &schannel::ROWS,
    &secure_transport::ROWS,
    &sentences::DONE,
    &sentences::SAID,
    &services::ROWS,
    &sides::ROWS,
    &signing::ROWS,
    &sql_server::ROWS,
    &squid::ROWS,
    &ssh::ROWS,
    &stalwart::ROWS,
    &success::ROWS,
    &tokens::ROWS,
    &translations::ROWS,
    &unity::ROWS,
    &version_control::ROWS,
    &voice::ROWS,
    &vpn::ROWS,
    &vpn::ike::ROWS,
    &vpn::libreswan::ROWS,
    &vpn::openconnect::ROWS,
    &websphere::ROWS,
    &wget::ROWS,
    &winhttp::ROWS,
    &wolfssl::ROWS,
    &zabbix::ROWS,
    &zig::NAMES,
    &zig::ROWS,
];

#[cfg(test)]
mod tests {
    use super::super::fold::folded;
    use super::super::row::Strength;
    use super::*;
    use std::collections::BTreeMap;

    /// Several stacks may print one text; which of them speaks, the rest of the text shows. What it says is one thing
    /// all the same: which row's reason would count were chance otherwise.
    #[test]
    fn no_text_has_two_reasons() {
        let mut seen = BTreeMap::new();
        for row in STACKS.iter().flat_map(|file| file.rows) {
            if let (Some(reason), Strength::Usual | Strength::Decisive) = (row.reason, row.strength) {
                let (first, known) = *seen.entry(folded(row.text)).or_insert((row.text, reason));
                assert_eq!(reason, known, "{:?} and {first:?}", row.text);
            }
        }
    }
}
