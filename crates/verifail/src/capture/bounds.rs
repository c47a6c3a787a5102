//! Every text of a capture without secrets and within its length, every list within its own.

use std::collections::HashMap;

use super::{
    Anchors, Capture, Environment, Interceptor, MAX_CHAIN, MAX_ENTRIES, MAX_SAMPLES, MAX_TEXT, Sample, Setting, Store,
    Target,
};
use crate::classification::redact;

/// No form of a secret is as short as that.
const SHORT: usize = 7;

impl Capture {
    /// Takes out what must not be in it and cuts what is too long. Writing and reading JSON does this by itself.
    pub fn clean(&mut self) {
        let cleaner = &mut Cleaner::default();
        cleaner.text(&mut self.vantage);
        let Target { host, port: _, addresses, via, starttls: _ } = &mut self.target;
        cleaner.text(host);
        cleaner.list(addresses);
        if let Some(via) = via {
            cleaner.text(&mut via.proxy);
        }
        let more = self.samples.len().saturating_sub(MAX_SAMPLES);
        self.omitted_samples = self.omitted_samples.saturating_add(more as u64);
        self.samples.truncate(MAX_SAMPLES);
        self.samples.iter_mut().for_each(|sample| sample.clean(cleaner));
        self.verdicts.truncate(MAX_SAMPLES);
        for verdict in &mut self.verdicts {
            cleaner.text(&mut verdict.policy);
            verdict.reasons.truncate(MAX_ENTRIES);
        }
        if let Some(Anchors { source, .. }) = &mut self.anchors {
            cleaner.text(source);
        }
        self.environment.clean(cleaner);
    }
}

impl Sample {
    fn clean(&mut self, cleaner: &mut Cleaner) {
        self.chain.truncate(MAX_CHAIN);
        let Self { address, server_name, tls_version, alpn, offered_session_of, said, .. } = self;
        for one in [address, server_name, tls_version, alpn, offered_session_of, said] {
            cleaner.option(one);
        }
    }
}

impl Environment {
    fn clean(&mut self, cleaner: &mut Cleaner) {
        cleaner.text(&mut self.os);
        for settings in [&mut self.proxies, &mut self.certificate_authorities] {
            settings.truncate(MAX_ENTRIES);
            for Setting { name, value, anchors: _, problem } in settings {
                cleaner.text(name);
                cleaner.text(value);
                cleaner.option(problem);
            }
        }
        self.stores.truncate(MAX_ENTRIES);
        self.stores.iter_mut().for_each(|Store { name, .. }| cleaner.text(name));
        self.interceptors.truncate(MAX_ENTRIES);
        for Interceptor { product, seen } in &mut self.interceptors {
            cleaner.text(product);
            cleaner.text(seen);
        }
        if let Some(clock) = &mut self.clock {
            cleaner.text(&mut clock.source);
        }
        cleaner.list(&mut self.sandbox);
    }
}

/// Texts without secrets. Samples repeat each other: each text is looked at once.
#[derive(Default)]
struct Cleaner(HashMap<String, String>);

impl Cleaner {
    fn text(&mut self, text: &mut String) {
        if text.len() <= SHORT {
            return;
        }
        if let Some(clean) = self.0.get(text.as_str()) {
            text.clone_from(clean);
            return;
        }
        // Redacted before it is cut: half a secret has no form any more by which it is recognised.
        let mut clean = redact::secrets(text).into_owned();
        if clean.len() > MAX_TEXT {
            let end = (0..=MAX_TEXT).rev().find(|at| clean.is_char_boundary(*at)).unwrap_or_default();
            clean.truncate(end);
        }
        if self.0.len() < MAX_SAMPLES {
            self.0.insert(std::mem::take(text), clean.clone());
        }
        *text = clean;
    }

    fn option(&mut self, text: &mut Option<String>) {
        if let Some(text) = text {
            self.text(text);
        }
    }

    fn list(&mut self, list: &mut Vec<String>) {
        list.truncate(MAX_ENTRIES);
        list.iter_mut().for_each(|text| self.text(text));
    }
}
