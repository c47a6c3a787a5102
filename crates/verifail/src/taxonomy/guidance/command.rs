//! The commands that several tests begin with.

/// What the server presents, shown by `openssl x509`.
macro_rules! end_entity {
    ($show:literal) => {
        concat!(
            "openssl s_client -connect HOST:443 -servername HOST </dev/null 2>/dev/null | openssl x509 -noout ",
            $show
        )
    };
}

/// A handshake with these options.
macro_rules! handshake {
    ($options:literal) => {
        concat!("openssl s_client </dev/null -connect HOST:443 -servername HOST ", $options)
    };
}

/// The chain as the server sends it, verified with these options.
macro_rules! verify {
    ($options:literal) => {
        concat!(
            "openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null 2>/dev/null >chain.pem; ",
            "verifail verify chain.pem --name HOST",
            $options
        )
    };
}

pub(super) use {end_entity, handshake, verify};
