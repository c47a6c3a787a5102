//! What stands in lines that have nothing to do with TLS: the words of requests, queries, jobs and clusters.
//!
//! A gram that is made of such words does not tell a text that is worth reading from one that is not.

/// Words of everyday logs, folded. A blank stands between any two of them, as it does there.
pub(super) const WORDS: &str = "\
    the and for not with without within from this that was were been has have had are is of to in on at by as or if no yes it an be \
    connection connected connecting established connect closed close open opened opening kept alive keep idle refused reset \
    reading read write writing written received receive sent sending send through to bytes size total count length number \
    request requests response responses completed complete completing finished finish done started starting start stopped \
    stopping stop running run ran ready waiting wait pending queued queue scheduled schedule job jobs task tasks worker workers \
    upstream downstream backend frontend proxy gateway server servers client clients host hosts hostname address port ports \
    status code codes error errors warning warn info debug trace level fatal message messages msg logger log logs line time \
    timestamp date duration elapsed took seconds second minutes hours days milliseconds ms us ns ago since until before after \
    get post put delete patch head options http https http/1.1 http/2.0 http:// https:// url path query user agent users \
    mozilla/5.0 windows linux x11 x86 64 applewebkit/537.36 khtml like gecko chrome safari firefox macintosh intel mac os x \
    compatible; bot; python requests curl go http client kube probe health healthz metrics api v1 v2 static index html js css \
    json xml text application content type accept encoding gzip cache control max age etag cookie origin referer \
    session sessions renewed created create creating deleted deleting updated update updating changed changes change added \
    removed remaining expired expire expires found missing failed failure failures success successful successfully unable \
    could would should cannot can will may must invalid valid unknown unexpected expected required allowed denied permission \
    authentication authorized unauthorized forbidden login logout password token tokens key keys secret name names id uid \
    object objects namespace default deployment deployments deploy pod pods node nodes container containers image images volume \
    service services cluster replicas replica wanted available unavailable reconciling reconcile controller kubernetes docker \
    database databases table tables select insert into from where join left order orders by group limit rows row column values \
    slow query queries transaction commit rollback lock locks locked deadlock index primary key constraint duplicate \
    pool pools timeout timed out deadline exceeded cancelled canceled retry retries retrying attempt attempts again giving up \
    consumer consumers producer group partition partitions offset offsets topic topics broker acknowledged published \
    file files directory folder loaded loading load saved save saving copied moved exists no such file or directory \
    memory disk cpu usage used free swap kernel process processes thread threads pid exit exited signal killed terminated \
    resolve resolved resolving lookup dns domain network interface route unreachable packet packets socket sockets \
    config configuration configured setting settings option parameter parameters argument value values set unset enabled \
    disabled version build release commit branch module modules package packages install installed installing dependency \
    test tests passed skipped step steps stage pipeline event events handler handling processing processed process \
    customer customers item items product products shop cart payment payments email mail mails sender recipient delivered \
    exception stack caused traceback call recent last first most main java lang org com net io null undefined true false none \
    mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec gmt utc ";
