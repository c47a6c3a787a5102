//! Policy rustls decides as rustls-webpki, and every verdict is repeatable and bounded. The body is
//! `verifail_fuzzing::targets::chain_der`.
#![no_main]

use verifail_fuzzing::targets::chain_der::TARGET;

libfuzzer_sys::fuzz_target!(init: TARGET.warm_up(), |data: &[u8]| TARGET.run(data));
