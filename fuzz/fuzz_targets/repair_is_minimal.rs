//! What the smallest repair names lets the chain pass, and less does not. The body is
//! `verifail_fuzzing::targets::repair_is_minimal`.
#![no_main]

use verifail_fuzzing::mutator;
use verifail_fuzzing::targets::repair_is_minimal::TARGET;

libfuzzer_sys::fuzz_target!(init: TARGET.warm_up(), |data: &[u8]| TARGET.run(data));
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutator::mutate(data, size, max_size, seed, libfuzzer_sys::fuzzer_mutate)
});
libfuzzer_sys::fuzz_crossover!(|one: &[u8], other: &[u8], out: &mut [u8], seed: u32| {
    mutator::cross_over(one, other, out, seed)
});
