//! Every form of one case at once, as files of one directory.

use serde_json::Value;

use super::openssl::OpensslVerify;
use super::{Omission, limbo, pem, rust_test};
use crate::case::Case;
use crate::chain_format::ChainFile;

/// What is exported, and what is said about it.
#[derive(Clone, Copy, Debug)]
pub struct Forms<'a> {
    /// A name for it: lower case, digits and hyphens.
    pub id: &'a str,
    /// What it shows; as many lines as it takes.
    pub about: &'a str,
    /// As octets.
    pub case: &'a Case,
    /// As `.chain` text with expectations; `None` where there are only octets.
    pub file: Option<&'a ChainFile>,
    /// Whether it must be accepted, which x509-limbo's format has to say; `None` leaves that form out.
    pub accept: Option<bool>,
}

/// Files, and what they leave out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Names and contents: `case.chain`, `case.pem`, `limbo.json`, `case.rs`, `openssl.sh` and the files that it reads.
    pub files: Vec<(&'static str, String)>,
    /// What one of the forms leaves out, each once. The files with comments say theirs.
    pub omissions: Vec<Omission>,
}

impl Forms<'_> {
    /// Writes all forms there are of it.
    ///
    /// # Examples
    /// ```
    /// use verifail_testkit::chain_format::{ChainFile, Decision, Expectation};
    /// use verifail_testkit::{World, export};
    ///
    /// let (world, _) = export::for_others(&World::good());
    /// let case = world.materialise();
    /// let expectations = Expectation::new("rustls", Decision::Accept).into_iter().collect();
    /// let file = ChainFile { expectations, ..world.into() };
    /// let forms = export::Forms { id: "good", about: "Good.", case: &case, file: Some(&file), accept: Some(true) };
    /// let names: Vec<_> = forms.write().files.into_iter().map(|(name, _)| name).collect();
    /// assert_eq!(names, [
    ///     "case.pem", "openssl.sh", "anchors.pem", "intermediates.pem", "end-entity.pem", "limbo.json", "case.chain", "case.rs",
    /// ]);
    /// ```
    pub fn write(&self) -> Exported {
        let Self { id, about, case, file, accept } = *self;
        let line = OpensslVerify::of(case);
        let mut omissions = line.omissions.clone();
        let mut files = vec![
            ("case.pem", format!("{}{}", comment(about, &[]), pem::bundle(case))),
            (
                "openssl.sh",
                format!("#!/bin/sh\n{}cd \"$(dirname \"$0\")\" && exec {line}\n", comment(about, &line.omissions)),
            ),
        ];
        files.extend(line.files);
        if let Some(accept) = accept {
            let expected = limbo::Expected { id: &format!("verifail::{id}"), description: about, accept };
            let (mut testcase, left_out) = limbo::testcase(case, &expected);
            if let Some(Value::String(description)) = testcase.get_mut("description") {
                left_out.iter().for_each(|omission| *description += &format!("\nLeft out: {omission}."));
            }
            files.push(("limbo.json", limbo::suite(&[testcase])));
            omissions.extend(left_out);
        }
        if let Some(file) = file {
            let file = file.clone().about(about);
            files.push(("case.chain", file.to_string()));
            let name = id.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
            files.extend(rust_test(&file, &name, "verifail_testkit::adapter::Core").map(|source| ("case.rs", source)));
        }
        omissions.sort_unstable();
        omissions.dedup();
        Exported { files, omissions }
    }
}

/// Lines of `#`, which PEM and the shell both read over.
fn comment(about: &str, omissions: &[Omission]) -> String {
    let left_out = omissions.iter().map(|omission| format!("Left out: {omission}."));
    about.lines().map(str::to_owned).chain(left_out).map(|line| format!("# {}\n", line.escape_debug())).collect()
}
