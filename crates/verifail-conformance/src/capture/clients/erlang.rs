//! Erlang/OTP's ssl application.

use super::{Client, Connects, Target, version_of};
use crate::capture::process;
use std::process::Command;

const SCRIPT: &str = include_str!("../scripts/client.escript");

pub(super) static ERLANG: Client = Client {
    name: "erlang ssl:connect",
    stack: "erlang",
    version: || {
        version_of("erl", &["-noshell", "-eval", "application:load(ssl), {ok, V} = application:get_key(ssl, vsn), io:format(\"Erlang/OTP ~s, ssl ~s~n\", [erlang:system_info(otp_release), V]), halt()."])
        .filter(|line| line.starts_with("Erlang"))
    },
    connects: Connects::Command(connect),
    picks: |said| said.out.split("=NOTICE").next().unwrap_or_default().to_owned(),
};

fn connect(target: &Target<'_>) -> Option<Command> {
    if target.proxy().is_some() {
        return None;
    }
    let mut command = process::command("escript");
    command.arg(target.script("client.escript", SCRIPT)?);
    target.scripted(&mut command);
    Some(command)
}
