//! Calls on one open connection, by one client a run: what callgrind counts of the thread that makes them.
//!
//! `http_call reqwest|reqwest-timeout|verifail-http CALLS`. The server has a thread of its own, so that
//! `valgrind --tool=callgrind --separate-threads=yes` keeps its instructions apart; the difference between two numbers
//! of calls is what a call costs.
#![allow(missing_docs)]

use std::error::Error;
use std::io::Write;
use std::time::Duration;

use tokio::runtime::Builder;
use verifail_http::Client;
use verifail_http::tls::{Anchors, Roots, TlsSettings};
use verifail_lab::{LabOptions, fault};

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let (name, calls) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let calls: u32 = calls.parse().map_err(|_| "usage: http_call reqwest|reqwest-timeout|verifail-http CALLS")?;
    let server = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let running = server.block_on(fault("good").ok_or("no such fault")?.start(&LabOptions::default()))?;
    let settings = || -> Result<TlsSettings, Box<dyn Error>> {
        Ok(TlsSettings::new().roots(Roots::None).anchors(Anchors::of(running.anchors().iter().cloned())?))
    };
    let url: reqwest::Url = running.url().parse()?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let octets = match name.as_str() {
        "reqwest" | "reqwest-timeout" => {
            let tls = settings()?.client()?.with_alpn(&[b"http/1.1"]);
            let client =
                reqwest::Client::builder().no_proxy().tls_backend_preconfigured((*tls.config).clone()).build()?;
            let timed = name == "reqwest-timeout";
            runtime.block_on(async {
                let mut octets = 0;
                for _ in 0..calls {
                    let request = client.get(url.clone());
                    let request = if timed { request.timeout(Duration::from_secs(30)) } else { request };
                    octets += request.send().await?.bytes().await?.len();
                }
                Ok::<_, reqwest::Error>(octets)
            })?
        }
        "verifail-http" => {
            let client = Client::builder("BENCH").settings(settings()?).application_protocols(&["http/1.1"]).build()?;
            runtime.block_on(async {
                let mut octets = 0;
                for _ in 0..calls {
                    octets += client.get(url.clone()).send().await?.bytes().await?.len();
                }
                Ok::<_, Box<dyn Error>>(octets)
            })?
        }
        _ => return Err("usage: http_call reqwest|reqwest-timeout|verifail-http CALLS".into()),
    };
    writeln!(std::io::stdout(), "{name}: {calls} calls, {octets} octets")?;
    Ok(())
}
