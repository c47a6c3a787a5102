//! PHP's stream wrapper for https.

use super::{Client, Version, any, script};

pub(super) static PHP: Client = Client {
    name: "php file_get_contents",
    stack: "php",
    version: Version::Line("php", &["-r", "echo 'PHP ', PHP_VERSION, ', ', OPENSSL_VERSION_TEXT;"]),
    meets: any,
    connects: script!(
        "client.php",
        &["php", "-d", "display_errors=stderr", "-d", "html_errors=0", "-d", "log_errors=0", "IN"]
    ),
    picks: |said| said.err.clone(),
};
