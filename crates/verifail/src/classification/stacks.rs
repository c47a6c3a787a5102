//! What each stack prints: one file a stack, which knows of no other.

use super::row::StackRows;

mod acme_server;
mod android;
mod aws;
mod boringssl;
mod bun;
mod chromium;
mod cloudflare;
mod dart;
mod docker;
mod envoy;
mod go_net;
mod go_programs;
mod go_tls;
mod go_x509;
mod grpc;
mod kubernetes;
mod openssl;

/// Every stack's rows.
pub(super) const STACKS: &[&StackRows] = &[
    &acme_server::ROWS,
    &android::ROWS,
    &aws::ROWS,
    &boringssl::ROWS,
    &bun::ROWS,
    &chromium::ROWS,
    &cloudflare::ROWS,
    &dart::ROWS,
    &docker::ROWS,
    &envoy::ROWS,
    &go_net::ROWS,
    &go_programs::ROWS,
    &go_tls::ROWS,
    &go_x509::ROWS,
    &grpc::ROWS,
    &kubernetes::ROWS,
    &openssl::ROWS,
    &openssl::alerts::DESCRIBED,
    &openssl::alerts::ROWS,
    &openssl::handshake::ROWS,
    &openssl::libraries::ROWS,
    &openssl::tools::ROWS,
    &openssl::verification::ROWS,
];
