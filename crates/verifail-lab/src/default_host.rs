//! A server of two hosts: whoever sends no server_name, or another one, meets the certificate of the default host.
//!
//! Not in the catalogue, since clients that send no server_name for `localhost` meet a fault, and others a control.

use std::io;
use std::sync::Arc;

use crate::certificates::Authority;
use crate::fault::SERVER_NAME;
use crate::faults::fault;
use crate::log::Log;
use crate::resumption::Hosts;
use crate::server::Listening;
use crate::{LabError, LabOptions, Running};

/// The host whose certificate is presented to whoever sends no server_name.
pub const DEFAULT_HOST: &str = "default.example";

/// Serves `localhost` to whoever asks for it and [`DEFAULT_HOST`] to everybody else, until what is returned is dropped.
/// Its fault is the control, with which nothing is wrong.
///
/// # Errors
/// When no port can be had.
pub async fn serve_default_host(options: &LabOptions) -> Result<Running, LabError> {
    let authority = Authority::root("verifail lab hosting CA")?;
    let (default, named) = (authority.issue(&[DEFAULT_HOST], |_| ())?, authority.issue(&[SERVER_NAME], |_| ())?);
    let others = [(SERVER_NAME, &named)];
    let hosts = Arc::new(Hosts::new((DEFAULT_HOST, &default), &others, rustls::ALL_VERSIONS, None)?);
    let log = Log::new(options.events);
    let serve = move |stream, visit| Arc::clone(&hosts).serve(stream, visit);
    let listening = Listening::start(options, "server", &log, serve).await?;
    let control = fault("good").ok_or_else(|| LabError::Socket(io::ErrorKind::NotFound.into()))?;
    Ok(Running::new(control, listening, log).trusting(vec![authority.certificate().clone()]))
}
