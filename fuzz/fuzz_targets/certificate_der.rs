//! X509-parser reads the same certificate, and rustls-webpki takes none that is not read. The body is
//! `verifail_fuzzing::targets::certificate_der`.
#![no_main]

use verifail_fuzzing::targets::certificate_der::TARGET;

libfuzzer_sys::fuzz_target!(init: TARGET.warm_up(), |data: &[u8]| TARGET.run(data));
