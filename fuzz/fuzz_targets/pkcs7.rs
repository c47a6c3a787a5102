//! Members of a PKCS #7 file come out of any container as they went in. The body is `verifail_fuzzing::targets::pkcs7`.
#![no_main]

use verifail_fuzzing::targets::pkcs7::TARGET;

libfuzzer_sys::fuzz_target!(init: TARGET.warm_up(), |data: &[u8]| TARGET.run(data));
