//! The examples of the libraries in the README and its pages: compiled, and run where they need no network.

use std::error::Error;

use crate::with_demo_files;

fn explain(chain: &[u8], root: &[u8]) -> Result<String, Box<dyn Error>> {
    use verifail::{Bundle, Certificate, Inputs, Policy, Time, TrustAnchor, TrustAnchors, Verifier, algorithms};

    let (chain, root) = (Bundle::read_default(chain)?, Bundle::read_default(root)?);
    let chain = chain.certificates().iter().map(|c| Certificate::from_der(c.der())).collect::<Result<Vec<_>, _>>()?;
    let root = root.certificates().iter().map(|c| TrustAnchor::from_der(c.der())).collect::<Result<Vec<_>, _>>()?;
    let anchors: TrustAnchors<'_> = root.into_iter().collect();
    let inputs = Inputs::server("2026-11-21T00:00:00Z".parse::<Time>()?, "api.example".parse()?);
    let policy = Policy::named("rustls").ok_or("no such policy")?;
    let verifier = Verifier::new(policy, &anchors, algorithms::all());
    let verdict = verifier.verify(&chain[0], &chain[1..], &inputs);
    Ok(format!("{:?}", verdict.reasons()))
}

async fn place(order: &'static str) -> Result<u16, Box<dyn Error>> {
    let client = verifail_http::Client::builder("MYAPP").process_environment()?.build()?;
    let response = client.post("https://api.example/orders").header("idempotency-key", "7").body(order).send().await?;
    Ok(response.status().as_u16())
}

#[test]
fn the_documented_client_asks_for_nothing_until_it_is_awaited() {
    drop(place("one of each"));
}

#[test]
fn the_documented_verification_gives_both_reasons() {
    let directory = with_demo_files("library-use");
    let read = |name: &str| std::fs::read(directory.join(name)).expect("written by the demo");
    let reasons = explain(&read("two-faults.pem"), &read("two-faults-anchors.pem")).expect("usable input");
    assert_eq!(reasons, "[Expired, NameMismatch]");
}
