//! Erlang/OTP's ssl application.

use super::{Client, Version, script, without_proxy};

const VERSIONS: &str = "application:load(ssl), \
    {ok, V} = application:get_key(ssl, vsn), \
    io:format(\"Erlang/OTP ~s, ssl ~s~n\", [erlang:system_info(otp_release), V]), halt().";

pub(super) static ERLANG: Client = Client {
    name: "erlang ssl:connect",
    stack: "erlang",
    version: Version::Line("erl", &["-noshell", "-eval", VERSIONS]),
    meets: without_proxy,
    connects: script!("client.escript", &["escript", "IN"]),
    picks: |said| said.out.split("=NOTICE").next().unwrap_or_default().to_owned(),
};
