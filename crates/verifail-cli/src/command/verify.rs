//! `verifail verify`: the options, the files, the clock; then the core is asked and the verdict printed.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use verifail::certificate::CertificateError;
use verifail::crl::CertificateList;
use verifail::danger::{Relaxation, Relaxations};
use verifail::service_identity::SanMatcher;
use verifail::{
    Certificate, Identity, Inputs, KeyPurpose, OwnedObjectIdentifier, Policy, ReferenceIdentifier, Revocation,
    RevocationScope, Time, Verdict, algorithms,
};
use verifail_testkit::adapter::core;
use verifail_testkit::chain_format;

use crate::anchors::{self, Source};
use crate::arguments::exit_codes_help;
use crate::chain_file::Chain;
use crate::command::policies;
use crate::failure::Failure;
use crate::report::{self, Detail, View, json};
use crate::terminal::Terminal;
use crate::verification::Question;
use crate::{Outcome, identity, input};

/// The name that stands for every policy or every family.
const ALL: &str = "all";

const EXAMPLES: &str = "\
Examples:
  verifail verify chain.pem --name example.com
  verifail verify server.pem --intermediates ca-bundle.pem --name example.com --anchors root.pem
  verifail verify chain.pem --name example.com --policy all
  verifail verify chain.pem --name example.com --anchors root.pem --relax eku
  verifail verify - --ip 192.0.2.1 --time 2026-11-21T00:00:00Z --json < chain.pem
  verifail verify two-faults.chain --policy all";

const CHAIN_HELP: &str = "\
A .chain file (first line `verifail chain 1`) describes certificates in text and asks the whole question: it is given alone,
and --name, --ip, --san-match, --purpose, --time, --max-path-depth, --anchors, --crl and --initial-policy take the place
of what it says; the other options about certificate policies add to it.";

/// Verify a certificate chain and give every reason it is refused
///
/// The first certificate of the first file is the one to be verified; all others are intermediates, in any order.
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{CHAIN_HELP}\n\n{}", exit_codes_help(Some("verify"))))]
pub(crate) struct Verify {
    /// Certificates in PEM, DER or PKCS#7, or one .chain file; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The DNS name that the certificate must be for
    #[arg(long, value_name = "NAME", value_parser = identity::name, group = "identity", help_heading = "Identity")]
    name: Option<ReferenceIdentifier>,
    /// The IP address that the certificate must be for
    #[arg(long, value_name = "ADDRESS", group = "identity", help_heading = "Identity")]
    ip: Option<IpAddr>,
    /// An Envoy matcher that a subject alternative name must satisfy, as TYPE:CONDITION:TEXT
    #[arg(
        long,
        value_name = "MATCHER",
        group = "identity",
        help_heading = "Identity",
        long_help = identity::MATCHER_HELP
    )]
    san_match: Vec<SanMatcher>,

    /// The policies to hold the chain to; several separated by commas, `all` for a table of every one
    #[arg(
        long,
        value_name = "NAME",
        value_delimiter = ',',
        default_value = "rustls",
        value_parser = names_and_all(Policy::all().iter().map(Policy::name)),
        hide_possible_values = true,
        help_heading = "Rules"
    )]
    policy: Vec<String>,
    /// What the certificate is used for: server (the default), client, any, or an object identifier
    #[arg(long, value_parser = purpose, help_heading = "Rules")]
    purpose: Option<KeyPurpose>,
    /// The time at which the chain must be valid, in RFC 3339 (default: now)
    #[arg(long, value_name = "TIME", help_heading = "Rules")]
    time: Option<Time>,
    /// Most intermediate certificates, self-issued ones not counted
    #[arg(long, value_name = "N", help_heading = "Rules")]
    max_path_depth: Option<usize>,
    /// DANGER: let pass one family of faults; repeatable. The verdict then says nothing about that family
    #[arg(
        long,
        value_name = "FAMILY",
        value_parser = names_and_all(Relaxation::ALL.iter().map(|family| family.code())),
        help_heading = "Rules"
    )]
    relax: Vec<String>,

    /// Trust anchors: mozilla (the default), system, or a file; repeatable
    #[arg(long, value_name = "SOURCE", help_heading = "Trust")]
    anchors: Vec<Source>,
    /// More certificates to build a path with; repeatable
    #[arg(long, value_name = "FILE", help_heading = "Trust")]
    intermediates: Vec<PathBuf>,

    /// A file of certificate revocation lists; repeatable. Revocation is checked only with one
    #[arg(long, value_name = "FILE", help_heading = "Revocation")]
    crl: Vec<PathBuf>,
    /// Which certificates are looked up in the CRLs
    #[arg(
        long,
        value_enum,
        value_name = "SCOPE",
        default_value = "path",
        requires = "crl",
        help_heading = "Revocation"
    )]
    revocation: Scope,
    /// Warn instead of refuse when the CRLs do not establish a certificate's status
    #[arg(long, requires = "crl", help_heading = "Revocation")]
    allow_unknown_revocation: bool,

    /// An acceptable certificate policy (user-initial-policy-set); repeatable, default any
    #[arg(long, value_name = "OID", help_heading = "Certificate policies")]
    initial_policy: Vec<OwnedObjectIdentifier>,
    /// Require a certificate policy (initial-explicit-policy)
    #[arg(long, help_heading = "Certificate policies")]
    explicit_policy: bool,
    /// Take no policy mapping into account (initial-policy-mapping-inhibit)
    #[arg(long, help_heading = "Certificate policies")]
    inhibit_policy_mapping: bool,
    /// Do not take anyPolicy for a policy (initial-any-policy-inhibit)
    #[arg(long, help_heading = "Certificate policies")]
    inhibit_any_policy: bool,

    /// Show every path that was tried, not only the best
    #[arg(long, help_heading = "Output")]
    all_paths: bool,
    /// Show subject, findings and what holds of each certificate, nothing else
    #[arg(long, help_heading = "Output")]
    brief: bool,
    /// Print JSON: one object, or an array with several policies
    #[arg(long, help_heading = "Output")]
    json: bool,
}

/// `--revocation`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Scope {
    /// The end entity only
    EndEntity,
    /// Every certificate but the trust anchor
    Path,
}

impl Verify {
    /// Whether anything is given that a `.chain` file says too, or that makes another question of it.
    fn changes_the_question(&self) -> bool {
        let identity = self.name.is_some() || self.ip.is_some() || !self.san_match.is_empty();
        let rules = self.purpose.is_some()
            || self.time.is_some()
            || self.max_path_depth.is_some()
            || !self.relax.is_empty()
            || !self.anchors.is_empty()
            || !self.crl.is_empty();
        let policies = !self.initial_policy.is_empty()
            || self.explicit_policy
            || self.inhibit_policy_mapping
            || self.inhibit_any_policy;
        identity || rules || policies
    }
}

fn names_and_all(names: impl Iterator<Item = &'static str>) -> PossibleValuesParser {
    PossibleValuesParser::new(names.chain([ALL]).collect::<Vec<_>>())
}

fn purpose(text: &str) -> Result<KeyPurpose, String> {
    Ok(match text {
        "server" => KeyPurpose::ServerAuth,
        "client" => KeyPurpose::ClientAuth,
        "any" => KeyPurpose::Any,
        id => KeyPurpose::Other(id.parse().map_err(|error| format!("server, client, any, or an OID: {error}"))?),
    })
}

/// Reads, verifies, prints.
pub(crate) fn run(verify: &Verify, terminal: &mut Terminal) -> Result<Outcome, Failure> {
    let Supplied { certificates: supplied, chain } = supplied(verify, terminal)?;
    let certificates: Vec<_> = supplied.iter().map(|(path, der)| parse(path, der)).collect::<Result<_, _>>()?;
    let (end_entity, intermediates) = certificates.split_first().ok_or_else(|| Failure::new("no certificate"))?;
    let loaded = match &chain {
        Some((path, chain)) if verify.anchors.is_empty() => vec![chain.anchors(path)],
        _ if verify.anchors.is_empty() => anchors::load(&[Source::Mozilla], terminal)?,
        _ => anchors::load(&verify.anchors, terminal)?,
    };
    let (anchors, anchors_phrase) = anchors::parse(&loaded, terminal)?;
    let crl_files = match &chain {
        Some((path, chain)) if verify.crl.is_empty() => {
            chain.case.crls.iter().map(|der| (*path, der.clone())).collect()
        }
        _ => crl_files(&verify.crl, terminal)?,
    };
    let crls: Vec<_> = crl_files.iter().map(|(path, der)| parse_crl(path, der)).collect::<Result<_, _>>()?;
    let distrusted = chain.as_ref().map(|(_, chain)| chain.distrusted()).unwrap_or_default();
    let distrusted: Vec<&[u8]> = distrusted.iter().map(Vec::as_slice).collect();
    let inputs = inputs(verify, chain.as_ref(), &crls, &distrusted)?;
    let question = Question {
        end_entity,
        intermediates,
        anchors: &anchors,
        inputs: &inputs,
        relaxations: relaxations(&verify.relax),
        algorithms: chain.as_ref().map_or_else(algorithms::all, |(_, chain)| chain.case.algorithms()),
    };
    caution(&question, terminal);

    let verdicts: Vec<_> = chosen_policies(&verify.policy)?.into_iter().map(|policy| question.ask(policy)).collect();
    if let Some((path, chain)) = chain.as_ref().filter(|_| !verify.changes_the_question()) {
        verdicts.iter().for_each(|verdict| chain.compare(path, verdict, terminal));
    }
    let detail = if verify.brief { Detail::Brief } else { Detail::Full };
    let view = View { detail, all_paths: verify.all_paths, anchors: &anchors_phrase };
    if verify.json {
        terminal.print_raw(&in_json(&verdicts)?)?;
    } else if verify.policy.iter().any(|name| name == ALL) {
        terminal.print(&report::table(&verdicts))?;
    } else {
        let reports: Vec<_> = verdicts.iter().map(|verdict| report::text(verdict, &view)).collect();
        terminal.print(&reports.join("\n"))?;
    }
    let trusted = verdicts.iter().all(Verdict::is_accepted);
    Ok(if trusted { Outcome::Good } else { Outcome::NotTrusted })
}

fn in_json(verdicts: &[Verdict<'_>]) -> Result<Vec<u8>, Failure> {
    match verdicts {
        [one] => json::text(&one.to_report()),
        several => json::text(&several.iter().map(Verdict::to_report).collect::<Vec<_>>()),
    }
}

/// What the files hold.
struct Supplied<'p> {
    /// Every certificate in DER with the file it is from; the end entity first.
    certificates: Vec<(&'p Path, Vec<u8>)>,
    /// The `.chain` file, if that is what they are from.
    chain: Option<(&'p Path, Chain)>,
}

fn supplied<'p>(verify: &'p Verify, terminal: &mut Terminal) -> Result<Supplied<'p>, Failure> {
    if verify.files.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Failure::new("standard input can be read once only"));
    }
    let mut certificates = Vec::new();
    for (at, path) in verify.files.iter().chain(&verify.intermediates).enumerate() {
        let bytes = input::read(path)?;
        let is_alone = verify.files.len() + verify.intermediates.len() == 1;
        if at == 0 && is_alone && chain_format::is_chain(&bytes) {
            let chain = Chain::read(path, &bytes, terminal)?;
            certificates.extend(chain.certificates(path, terminal).into_iter().map(|der| (path.as_path(), der)));
            return Ok(Supplied { certificates, chain: Some((path, chain)) });
        }
        let read = input::certificates(path, &bytes, terminal)?;
        certificates.extend(read.into_iter().map(|der| (path.as_path(), der)));
    }
    Ok(Supplied { certificates, chain: None })
}

fn parse<'a>(path: &Path, der: &'a [u8]) -> Result<Certificate<'a>, Failure> {
    Certificate::from_der(der).map_err(|error: CertificateError| Failure::of_file(path, error))
}

fn crl_files<'p>(paths: &'p [PathBuf], terminal: &mut Terminal) -> Result<Vec<(&'p Path, Vec<u8>)>, Failure> {
    let mut crls = Vec::new();
    for path in paths {
        crls.extend(input::read_crls(path, terminal)?.into_iter().map(|der| (path.as_path(), der)));
    }
    Ok(crls)
}

fn parse_crl<'a>(path: &Path, der: &'a [u8]) -> Result<CertificateList<'a>, Failure> {
    CertificateList::from_der(der).map_err(|error| Failure::of_file(path, error))
}

/// The question: of the command line, and where that is silent, of the `.chain` file.
fn inputs<'a>(
    verify: &Verify,
    chain: Option<&(&Path, Chain)>,
    crls: &'a [CertificateList<'a>],
    distrusted: &'a [&'a [u8]],
) -> Result<Inputs<'a>, Failure> {
    let mut inputs = match (chain, verify.time) {
        (Some((path, chain)), _) => {
            let inputs = core::inputs(&chain.case.question, crls, distrusted);
            inputs.map_err(|error| Failure::of_file(input::name(path), error))?
        }
        (None, Some(time)) => Inputs::path_only(time, KeyPurpose::ServerAuth),
        (None, None) => Inputs::path_only(now()?, KeyPurpose::ServerAuth),
    };
    inputs.time = verify.time.unwrap_or(inputs.time);
    if let Some(purpose) = &verify.purpose {
        inputs.purpose = purpose.clone();
    }
    match (&verify.name, verify.ip, verify.san_match.as_slice()) {
        (Some(name), ..) => inputs.identity = Identity::Reference(name.clone()),
        (None, Some(address), _) => inputs.identity = Identity::Reference(ReferenceIdentifier::Ip(address)),
        (None, None, []) => {}
        (None, None, matchers) => inputs.identity = Identity::SanMatchers(matchers.to_vec()),
    }
    if !verify.initial_policy.is_empty() {
        inputs.policies.user_initial_policy_set = verify.initial_policy.clone();
    }
    inputs.policies.policy_mapping_inhibit |= verify.inhibit_policy_mapping;
    inputs.policies.explicit_policy |= verify.explicit_policy;
    inputs.policies.any_policy_inhibit |= verify.inhibit_any_policy;
    inputs.max_path_depth = verify.max_path_depth.or(inputs.max_path_depth);
    if verify.crl.is_empty() {
        return Ok(inputs);
    }
    let scope = match verify.revocation {
        Scope::EndEntity => RevocationScope::EndEntity,
        Scope::Path => RevocationScope::Path,
    };
    Ok(inputs.with_revocation(Revocation { crls, scope, allow_unknown: verify.allow_unknown_revocation }))
}

/// The clock is read here and nowhere else.
fn now() -> Result<Time, Failure> {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map(|since| Time::from_unix_seconds(0) + since)
        .map_err(|_| Failure::new("the clock is before 1970; give --time"))
}

fn relaxations(families: &[String]) -> Relaxations {
    if families.iter().any(|name| name == ALL) {
        return Relaxations::all();
    }
    // The command line admits codes of families only.
    families.iter().filter_map(|name| name.parse::<Relaxation>().ok()).fold(Relaxations::none(), Relaxations::with)
}

fn chosen_policies(names: &[String]) -> Result<Vec<&'static Policy>, Failure> {
    if names.iter().any(|name| name == ALL) {
        return Ok(Policy::all().iter().collect());
    }
    let mut chosen: Vec<&'static Policy> = Vec::new();
    for name in names {
        let policy = policies::named(name)?;
        if !chosen.iter().any(|other| other.name() == policy.name()) {
            chosen.push(policy);
        }
    }
    Ok(chosen)
}

/// Says aloud what the verdict will not be about.
fn caution(question: &Question<'_>, terminal: &mut Terminal) {
    for family in question.relaxations.iter() {
        let reasons: Vec<_> = family.reasons().iter().map(|reason| reason.code()).collect();
        terminal.warn_loudly(&format!(
            "--relax {family} switches off: {}. This verdict says nothing about them",
            reasons.join(", ")
        ));
    }
    if question.inputs.identity == Identity::Unchecked && question.inputs.purpose == KeyPurpose::ServerAuth {
        terminal.warn(
            "no identity is checked: without --name, --ip or --san-match a certificate for any other host passes too",
        );
    }
}
