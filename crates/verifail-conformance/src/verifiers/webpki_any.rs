//! What is the same in every version of rustls-webpki: how its types are filled. The versions call them by the same
//! names and have no trait in common, so this is a macro.

/// Asks a version: the path, then the name, as rustls asks it. `Err` when it cannot be asked, `Ok(Err)` when it
/// refuses. How a path is asked for is what the versions differ in, and is given like a closure.
macro_rules! ask {
    (
        $webpki:ident, $case:ident, $policy:ident,
        |$end_entity:ident, $anchors:ident, $intermediates:ident, $time:ident, $usage:ident, $revocation:ident| $path:expr
    ) => {{
        use $webpki::{
            BorrowedCertRevocationList, CertRevocationList, EndEntityCert, ExpirationPolicy, RevocationCheckDepth,
            RevocationOptionsBuilder, UnknownStatusPolicy,
        };
        let question = &$case.question;
        let $usage = usage(question, $policy)?;
        let ($time, name) = (unix_time(question)?, server_name(question)?);
        let der = CertificateDer::from($case.end_entity.as_slice());
        let $intermediates = certificates(&$case.intermediates);
        let anchors = certificates(&$case.anchors);
        let $anchors: Vec<_> = anchors.iter().filter_map(|der| $webpki::anchor_from_trusted_cert(der).ok()).collect();
        let crls = $case.crls.iter().map(|der| BorrowedCertRevocationList::from_der(der).map(CertRevocationList::from));
        let crls = crls.collect::<Result<Vec<_>, _>>().map_err(|error| format!("it cannot read a CRL: {error}"))?;
        let crls: Vec<_> = crls.iter().collect();
        let revocation = question.revocation.map(|asked| {
            let depth =
                if asked.end_entity_only { RevocationCheckDepth::EndEntity } else { RevocationCheckDepth::Chain };
            let status = if asked.allow_unknown { UnknownStatusPolicy::Allow } else { UnknownStatusPolicy::Deny };
            RevocationOptionsBuilder::new(&crls).map(|builder| {
                let builder = builder.with_depth(depth).with_status_policy(status);
                builder.with_expiration_policy(ExpirationPolicy::Enforce).build()
            })
        });
        let $revocation = revocation.transpose().map_err(|_| "it checks no revocation without a CRL".to_owned())?;
        let $end_entity = match EndEntityCert::try_from(&der) {
            Ok(end_entity) => end_entity,
            Err(error) => return Ok(Err(kind(&error))),
        };
        if let Err(error) = $path {
            return Ok(Err(kind(&error)));
        }
        let Some(name) = name else { return Ok(Ok(())) };
        Ok($end_entity.verify_is_valid_for_subject_name(&name).map_err(|error| kind(&error)))
    }};
}
