//! Whose words a text is in, of all the stacks whose rows stand in it.

use super::found::Match;
use super::row::Strength;
use crate::taxonomy::{Family, Hop, Layer, Stack, Tier};

/// Different stacks that are told apart in one text.
const MAX_STACKS: usize = 16;

/// Whose words a text is in: an engine's or an embedding's before a program's, which only tells how it is usually
/// built. Of several, one that is not the parent of another; the one that decided, or the first that is more than
/// boilerplate.
pub(super) fn of(best: Option<&Match>, found: &[Match]) -> Option<Stack> {
    // A row that names a stack knows better than the book of its number, which may be everybody's.
    let of_number =
        |found: &Match| found.number.map(|(_, reading)| reading.stack).filter(|of| of.tier() != Tier::Shared);
    let stack_of = |found: &Match| found.row.stack.or(of_number(found)).unwrap_or(found.stack);
    // The one that decided, then what is more than boilerplate, then the rest.
    let faint = |faint| found.iter().filter(move |found| (found.row.strength == Strength::Faint) == faint);
    let (mut ranked, mut len) = ([None; MAX_STACKS], 0);
    let stacks = best.into_iter().chain(faint(false)).chain(faint(true)).map(stack_of);
    for stack in stacks.filter(|stack| stack.tier() != Tier::Shared) {
        if !ranked[..len].contains(&Some(stack)) && len < MAX_STACKS {
            ranked[len] = Some(stack);
            len += 1;
        }
    }
    if len <= 1 {
        return ranked[0];
    }
    let ranked = || ranked[..len].iter().flatten().copied();
    let has_heir = |stack: &Stack| ranked().any(|other| is_heir(other, *stack));
    let tier = |tier| {
        let stacks = || ranked().filter(|stack| stack.tier() == tier);
        stacks().find(|stack| !has_heir(stack)).or_else(|| stacks().next())
    };
    let (engine, program, binding) = (tier(Tier::Engine), tier(Tier::Program), tier(Tier::Binding));
    // Another domain's own words are not those of the language whose trace they stand in.
    let elsewhere = |best: &&Match| {
        let outside = best.reason().is_some_and(|reason| reason.layer() == Layer::Outside);
        outside && best.row.strength == Strength::Decisive && stack_of(best).tier() == Tier::Program
    };
    if let Some(best) = best.filter(elsewhere) {
        return Some(stack_of(best));
    }
    // What an intermediary says of its upstream reaches the reader through whatever engine asked it.
    let to_upstream = |found: &&Match| matches!(found.row.hop, Some(Hop::ProxyToUpstream | Hop::OriginToUpstream));
    let told = best.map(stack_of).filter(|stack| matches!(stack.tier(), Tier::Binding | Tier::Program));
    let told =
        told.filter(|told| best.into_iter().chain(found).filter(to_upstream).any(|found| stack_of(found) == *told));
    let other = |told: &Stack| engine.is_some_and(|engine| engine.family() != told.family());
    if let Some(told) = told.filter(other) {
        return Some(told);
    }
    match (engine, binding) {
        // An embedding's own words say more than those of the engine in it, unless that is another.
        (Some(engine), Some(binding)) if is_embedded_in(engine, binding) => Some(binding),
        (Some(engine), _) => {
            let knows = |program: &Stack| program.family() == engine.family() || is_heir(*program, engine);
            Some(program.filter(knows).unwrap_or(engine))
        }
        (None, Some(binding)) => Some(binding),
        (None, None) => program,
    }
}

/// Whether a stack prints another one's words unchanged beside its own.
const fn is_heir(stack: Stack, of: Stack) -> bool {
    match of {
        // Through libcurl and libgit2, any engine's.
        _ if matches!(stack, Stack::Cargo | Stack::Libgit2) => matches!(of.tier(), Tier::Engine),
        Stack::AcmeServer => matches!(stack, Stack::Certbot),
        Stack::Apple => matches!(stack, Stack::GoDarwin),
        Stack::Boringssl => matches!(stack, Stack::Apple),
        Stack::BouncyCastle | Stack::Java => matches!(stack, Stack::Android),
        // Mono's engines: its own, BoringSSL, UnityTls.
        Stack::Dotnet => matches!(stack, Stack::Boringssl | Stack::Mono | Stack::Unity),
        Stack::Go => matches!(stack, Stack::GoDarwin | Stack::GoWindows),
        Stack::Node => matches!(stack, Stack::Bun | Stack::Chromium | Stack::Electron),
        Stack::Openssl => matches!(stack, Stack::Boringssl | Stack::Libressl),
        Stack::Schannel => {
            matches!(stack, Stack::Dotnet | Stack::GoWindows | Stack::Mono | Stack::Powershell | Stack::Winhttp)
        }
        Stack::Zig => matches!(stack, Stack::Bun),
        _ => false,
    }
}

/// Whether an engine may be the one inside an embedding.
fn is_embedded_in(engine: Stack, binding: Stack) -> bool {
    engine.family() == binding.family()
        || is_heir(binding, engine)
        || matches!(engine.family(), Family::Openssl | Family::Boringssl | Family::Libressl)
}
