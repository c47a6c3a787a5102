//! Every TLS fault on loopback, for tests and by hand, for this project's client and for anyone's.
