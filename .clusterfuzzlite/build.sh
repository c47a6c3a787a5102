#!/usr/bin/env bash
# Builds every fuzz target into $OUT with its seeds and its dictionary, as ClusterFuzzLite and OSS-Fuzz want them.
# `cargo xtask fuzz check-build` runs this on a desk and checks what comes out.
set -eu
cd "${SRC:?}/verifail"

sanitizer="${SANITIZER:-address}"
target="${CARGO_TARGET_DIR:-$PWD/target}/fuzz-$sanitizer"
# Stable has no sanitizers; the image has nightly.
toolchain="${RUSTUP_TOOLCHAIN:-nightly}"
cargo "+$toolchain" fuzz build --sanitizer "$sanitizer" --target-dir "$target"

for source in fuzz/fuzz_targets/*.rs; do
    name="$(basename "$source" .rs)"
    cp "$target"/*/release/"$name" "${OUT:?}/$name"
    (cd fuzz/corpus && zip -q -r "$OUT/${name}_seed_corpus.zip" "$name")
done

# A dictionary is found by the name of its target.
for name in certificate_der chain_der crl_der der_roundtrip pkcs7; do
    cp fuzz/dictionaries/x509.dict "$OUT/$name.dict"
done
for name in chain_pem chain_text_format classify_text code_books evidence_json name_constraints service_identity tls_settings; do
    cp fuzz/dictionaries/texts.dict "$OUT/$name.dict"
done
