//! What a call carries with it: its future is moved several times before it is polled, and every octet of it is.

use verifail_http::Client;

#[test]
fn the_future_of_a_call_is_small() {
    let client = Client::builder("DEMO").build().unwrap();
    let plain = {
        let tls = verifail_http::tls::TlsSettings::new().client().unwrap();
        let client = reqwest::Client::builder().no_proxy().tls_backend_preconfigured((*tls.config).clone());
        size_of_val(&client.build().unwrap().get("http://localhost/").send())
    };
    let ours = size_of_val(&client.get("http://localhost/").send());
    println!("{ours} octets, of reqwest's own {plain}");
    assert!(ours <= 2_048, "{ours}");
}
