//! Leaves out libFuzzer's `memcmp`, which looks at what is compared, where targets are built without a look at
//! operands.
//!
//! libFuzzer brings functions of that name in its archive. A C library that is named before it is where the linker
//! finds them first. For a target that compares much, as the classification of texts does, this is a third of its time.

/// Set by `cargo xtask fuzz` for targets that are built so.
const PLAIN: &str = "VERIFAIL_FUZZ_PLAIN";

fn main() {
    println!("cargo:rerun-if-env-changed={PLAIN}");
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var_os(PLAIN).is_some() && std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux") {
        println!("cargo:rustc-link-lib=dylib=c");
    }
}
