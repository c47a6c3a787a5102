//! Responses out of the cache, fresh and in place of a failure; and warming up.

use std::time::Duration;

use verifail_http::retry::Policy;
use verifail_http::{CachePolicy, Client, Outcome};

use crate::client::hasty;
use crate::server::{Answer, OK, Server};

const MINUTE: Duration = Duration::from_secs(60);
const DOWN: Answer = Answer::Reply(503, "", "down");

fn client(policy: Policy) -> Client {
    Client::builder("DEMO").policy(policy).cache(CachePolicy::default()).build().unwrap()
}

#[tokio::test]
async fn a_response_is_served_again_for_as_long_as_the_caller_says() {
    let server = Server::in_turn(&[OK]).await;
    let client = client(hasty());
    let get = || client.get(server.url()).cached_for(MINUTE);
    assert_eq!(get().send().await.unwrap().text().await.unwrap(), "done");
    let again = get().send().await.unwrap();
    assert_eq!(
        (&again.headers()["x-demo-cache"], &again.headers()["age"]),
        (&"hit".parse().unwrap(), &"0".parse().unwrap())
    );
    assert_eq!(again.url().as_str(), server.url());
    assert_eq!(again.text().await.unwrap(), "done");
    assert_eq!(server.asked().len(), 1);
    assert_eq!(
        client.get(server.url()).send().await.unwrap().status(),
        200,
        "who does not ask for it, is not served it"
    );
    assert_eq!(server.asked().len(), 2);
    get().bearer_auth("another").send().await.unwrap();
    assert_eq!(server.asked().len(), 3, "what differs in any header field is another request");
    client.post(server.url()).cached_for(MINUTE).send().await.unwrap();
    assert_eq!(server.asked().len(), 4, "nothing but GET");
}

#[tokio::test]
async fn what_must_not_be_stored_is_not() {
    let server = Server::in_turn(&[Answer::Reply(200, "Cache-Control: private, No-Store\r\n", "mine")]).await;
    let client = client(hasty());
    for asked in 1..=2 {
        client.get(server.url()).cached_for(MINUTE).send().await.unwrap();
        assert_eq!(server.asked().len(), asked);
    }
}

#[tokio::test]
async fn an_old_response_stands_in_for_a_failure_that_may_pass_and_says_so() {
    let server = Server::in_turn(&[OK, DOWN]).await;
    let client = client(hasty().max_attempts(2));
    let get = || client.get(server.url()).cached_for(Duration::ZERO).send();
    get().await.unwrap();
    let stale = get().await.unwrap();
    assert_eq!((stale.status().as_u16(), &stale.headers()["x-demo-cache"]), (200, &"stale".parse().unwrap()));
    assert_eq!(
        (&stale.headers()["x-demo-retries"], &stale.headers()["x-demo-error-type"]),
        (&"1".parse().unwrap(), &"not-tls-related".parse().unwrap())
    );
    assert!(Outcome::of(stale.extensions()).unwrap().age.is_some());
    assert_eq!(stale.text().await.unwrap(), "done");
}

#[tokio::test]
async fn an_old_response_does_not_stand_in_for_what_stays() {
    const EXPIRED: Answer = Answer::Reply(502, "", "x509: certificate has expired or is not yet valid");
    let server = Server::in_turn(&[OK, EXPIRED]).await;
    let client = client(hasty());
    client.get(server.url()).cached_for(Duration::ZERO).send().await.unwrap();
    assert_eq!(client.get(server.url()).cached_for(Duration::ZERO).send().await.unwrap().status(), 502);
}

#[tokio::test]
async fn an_old_response_stands_in_where_nobody_listens_any_more() {
    let server = Server::in_turn(&[OK]).await;
    let url = server.url();
    let client = client(hasty().max_attempts(2));
    client.get(&url).cached_for(Duration::ZERO).send().await.unwrap();
    drop(server);
    // The connection that is open ends with the server's task, a moment later.
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(client.get(&url).cached_for(Duration::ZERO).send().await.unwrap().headers()["x-demo-cache"], "stale");
    client.get(&url).send().await.unwrap_err();
}

#[tokio::test]
async fn warming_up_leaves_connections_and_responses_and_says_what_failed() {
    let (server, down) = (Server::in_turn(&[OK]).await, Server::in_turn(&[Answer::Close]).await);
    let client = client(hasty().max_attempts(2));
    let urls = [server.url(), down.url() + "?key=s3cret"];
    let warmed_up = client.warm_up(urls, Some(MINUTE)).await;
    assert_eq!(warmed_up[0].result.as_ref().unwrap().as_u16(), 200);
    assert!(warmed_up[1].result.is_err() && !warmed_up[1].url.contains("s3cret"));
    client.get(server.url()).cached_for(MINUTE).send().await.unwrap();
    assert_eq!(server.asked().len(), 1, "a response");
    client.get(server.url()).send().await.unwrap();
    assert_eq!(server.asked()[1].connection, 0, "a connection");
}
