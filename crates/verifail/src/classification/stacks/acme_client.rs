//! ACME clients: certbot, acme.sh, dehydrated, lego's and others' words about orders, challenges and renewals. What
//! these say is hardly ever a failure of TLS: a certificate is not issued, or is.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// Texts of the clients; the server's own are in `acme_server`.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Certbot,
    rows: &[
        // All is well.
        Row::new("cert not yet due for renewal").means(R::TlsNotFailure).seen("certbot 0.4-5"),
        Row::new("certificate not yet due for renewal").means(R::TlsNotFailure).seen("certbot 0.4-5"),
        Row::new("certs are not due for renewal yet").means(R::TlsNotFailure).seen("certbot 0.4-5"),
        Row::new("certificates are not due for renewal yet").means(R::TlsNotFailure).seen("certbot 1-5"),
        Row::new("no renewals were attempted").means(R::TlsNotFailure).seen("certbot 0.4-5"),
        Row::new("no renewal failures").means(R::TlsNotFailure).faint().seen("certbot 0.4-5"),
        Row::new("your certificate and chain have been saved at").means(R::TlsNotFailure).seen("certbot 0.4-1"),
        Row::new("successfully received certificate").means(R::TlsNotFailure).seen("certbot 1-5"),
        Row::new("congratulations, all renewals succeeded").means(R::TlsNotFailure).seen("certbot 0.4-5"),
        Row::new("congratulations, all simulated renewals succeeded").means(R::TlsNotFailure).seen("certbot 1-5"),
        Row::new("cert is due for renewal, auto renewing").means(R::TlsNotFailure).seen("certbot 0.4-1"),
        Row::new("renewing an existing certificate").means(R::TlsNotFailure).faint().seen("certbot 0.4-5"),
        Row::new("requesting a certificate for").means(R::TlsNotFailure).faint().seen("certbot 1-5"),
        Row::new("obtaining a new certificate").means(R::TlsNotFailure).faint().seen("certbot 0.4-1"),
        Row::new("deploying certificate").means(R::TlsNotFailure).faint().seen("certbot 0.4-5"),
        Row::new("cert success").means(R::TlsNotFailure).seen("acme.sh"),
        Row::new("verify finished, start to sign").means(R::TlsNotFailure).seen("acme.sh"),
        Row::new("the intermediate ca cert is in").means(R::TlsNotFailure).seen("acme.sh"),
        Row::new("and the full chain certs is there").means(R::TlsNotFailure).seen("acme.sh"),
        Row::new("lets find script dir").means(R::TlsNotFailure).faint().seen("acme.sh"),
        Row::new("already verified, skip").means(R::TlsNotFailure).faint().seen("acme.sh"),
        Row::new("your cert is in").means(R::TlsNotFailure).seen("acme.sh"),
        Row::new("skip, next renewal time is").means(R::TlsNotFailure).seen("acme.sh"),
        Row::new("skipping. next renewal time is").means(R::TlsNotFailure).seen("acme.sh 3"),
        Row::new("domains not changed").means(R::TlsNotFailure).faint().seen("acme.sh"),
        Row::new("installing cert to").means(R::TlsNotFailure).faint().seen("acme.sh"),
        Row::new("longer than 30 days)").means(R::TlsNotFailure).faint().seen("dehydrated"),
        // No certificate, for reasons that are not TLS.
        Row::new("the client lacks sufficient authorization").means(R::NotTlsRelated).seen("RFC 8555: unauthorized"),
        Row::new("the supported validation types are:*but you specified").means(R::NotTlsRelated).seen("acme.sh"),
        Row::new("some challenges have failed").means(R::NotTlsRelated).faint().seen("certbot 0.4-5"),
        Row::new("challenge failed for domain").means(R::NotTlsRelated).faint().seen("certbot 0.28-5"),
        Row::new("certbot failed to authenticate some domains").means(R::NotTlsRelated).faint().seen("certbot 1-5"),
        Row::new("failed authorization procedure").means(R::NotTlsRelated).faint().seen("certbot 0.4-1"),
        Row::new("detail: invalid response from http://").means(R::NotTlsRelated).seen("certbot 0.4-5"),
        Row::new("detail: dns problem:").means(R::NotTlsRelated).seen("certbot 0.4-5"),
        Row::new("dns problem: nxdomain looking up").means(R::NotTlsRelated).seen("RFC 8555: dns"),
        Row::new("dns problem: servfail looking up").means(R::NotTlsRelated).seen("RFC 8555: dns"),
        Row::new("no valid ip addresses found for").means(R::NotTlsRelated).seen("RFC 8555: dns"),
        Row::new("timeout during connect (likely firewall problem)")
            .means(R::NotTlsRelated)
            .seen("RFC 8555: connection"),
        Row::new("too many certificates already issued").means(R::NotTlsRelated).seen("RFC 8555: rateLimited"),
        Row::new("too many failed authorizations recently").means(R::NotTlsRelated).seen("RFC 8555: rateLimited"),
        Row::new("too many certificates (").means(R::NotTlsRelated).seen("RFC 8555: rateLimited"),
        Row::new("acme:error:ratelimited").means(R::NotTlsRelated).from(Stack::AcmeServer).seen("RFC 8555"),
        Row::new("acme:error:unauthorized").means(R::NotTlsRelated).faint().from(Stack::AcmeServer).seen("RFC 8555"),
        Row::new("acme:error:dns").means(R::NotTlsRelated).faint().from(Stack::AcmeServer).seen("RFC 8555"),
        Row::new("acme:error:connection").means(R::NotTlsRelated).faint().from(Stack::AcmeServer).seen("RFC 8555"),
        Row::new("acme:error:caa").means(R::NotTlsRelated).from(Stack::AcmeServer).seen("RFC 8555"),
        Row::new("acme:error:malformed").means(R::NotTlsRelated).faint().from(Stack::AcmeServer).seen("RFC 8555"),
        Row::new("acme:error:badnonce").means(R::NotTlsRelated).from(Stack::AcmeServer).seen("RFC 8555"),
        Row::new("acme:error:accountdoesnotexist").means(R::NotTlsRelated).from(Stack::AcmeServer).seen("RFC 8555"),
        Row::new("acme:error:rejectedidentifier").means(R::NotTlsRelated).from(Stack::AcmeServer).seen("RFC 8555"),
        Row::new("caa record for * prevents issuance").means(R::NotTlsRelated).seen("RFC 8659"),
        Row::new("plugin does not appear to be installed").means(R::NotTlsRelated).seen("certbot 0.4-5"),
        Row::new("could not choose appropriate plugin").means(R::NotTlsRelated).seen("certbot 0.4-5"),
        Row::new("all renewal attempts failed").means(R::NotTlsRelated).faint().seen("certbot 0.4-5"),
        Row::new("all simulated renewals failed").means(R::NotTlsRelated).faint().seen("certbot 1-5"),
        Row::new("failed to renew certificate * with error").means(R::NotTlsRelated).faint().seen("certbot 1-5"),
        Row::new("the certificate authority reported these problems")
            .means(R::NotTlsRelated)
            .faint()
            .seen("certbot 1-5"),
        Row::new("the certificate authority failed to verify the temporary")
            .means(R::NotTlsRelated)
            .faint()
            .seen("certbot 1-5"),
        Row::new("the certificate authority failed to download the temporary")
            .means(R::NotTlsRelated)
            .faint()
            .seen("certbot 1-5"),
        Row::new("another instance of certbot is already running").means(R::NotTlsRelated).seen("certbot 0.14-5"),
        Row::new("problem binding to port").means(R::NotTlsRelated).seen("certbot --standalone"),
        Row::new("the manual plugin is not working").means(R::NotTlsRelated).seen("certbot 0.4-5"),
        Row::new("client with the currently selected authenticator does not support any combination of challenges")
            .means(R::NotTlsRelated)
            .seen("certbot 0.4-5"),
        Row::new("unable to find a virtual host listening on port 80").means(R::NotTlsRelated).seen("certbot-apache"),
        Row::new("create new order error").means(R::NotTlsRelated).faint().seen("acme.sh"),
        Row::new("invalid status, *verify error").means(R::NotTlsRelated).faint().seen("acme.sh 3"),
        Row::new("verify error:*invalid response from http://").means(R::NotTlsRelated).seen("acme.sh"),
        Row::new("verify error:dns problem").means(R::NotTlsRelated).seen("acme.sh"),
        Row::new("le_orderfinalize").means(R::NotTlsRelated).faint().seen("acme.sh"),
        Row::new("there were too many requests of a given type").means(R::NotTlsRelated).seen("certbot: rateLimited"),
        Row::new("can not get domain token").means(R::NotTlsRelated).seen("acme.sh"),
        Row::new("can not init api").means(R::NotTlsRelated).seen("acme.sh"),
        Row::new("error add txt for domain").means(R::NotTlsRelated).seen("acme.sh"),
        Row::new("error adding txt record to domain").means(R::NotTlsRelated).seen("acme.sh"),
        Row::new("it seems that you are using dns manual mode").means(R::NotTlsRelated).seen("acme.sh"),
        Row::new("add --debug or --log to check more details").seen("acme.sh"),
        Row::new("acmewebexception").means(R::NotTlsRelated).faint().from(Stack::Dotnet).seen("win-acme 1"),
        Row::new("acmeprotocolexception").means(R::NotTlsRelated).faint().from(Stack::Dotnet).seen("win-acme 2"),
        Row::new("[erro] ").from(Stack::Dotnet).seen("win-acme 2"),
        Row::new("[eror] ").from(Stack::Dotnet).seen("win-acme 1"),
        Row::new("certbot").seen("the program's name"),
        Row::new("acme.sh").seen("the program's name"),
    ],
};
