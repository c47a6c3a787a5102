//! What languages and operating systems say when something else than a connection fails: names of exceptions, of system
//! calls' errors, of what a shell says.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

/// Any word of TLS outweighs it, and a cause that is told behind it may be anything.
const fn plain(text: &'static str) -> Row {
    Row::new(text).means(R::NotTlsRelated).faint().leads_to(R::ALL).seen("errno(3), runtimes of languages")
}

const fn java(text: &'static str) -> Row {
    plain(text).from(Stack::Java)
}

const fn python(text: &'static str) -> Row {
    plain(text).from(Stack::Python)
}

const fn node(text: &'static str) -> Row {
    plain(text).from(Stack::Node)
}

const fn dotnet(text: &'static str) -> Row {
    plain(text).from(Stack::Dotnet)
}

/// Texts of runtimes.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Shared,
    rows: &[
        // Java.
        java("NullPointerException"),
        java("NoSuchElementException"),
        java("IllegalArgumentException"),
        java("IllegalStateException"),
        java("ClassNotFoundException"),
        java("ClassCastException"),
        java("NoClassDefFoundError"),
        java("NoSuchMethodError"),
        java("NoSuchMethodException"),
        java("OutOfMemoryError"),
        java("StackOverflowError"),
        java("UnsupportedClassVersionError"),
        java("UnsupportedOperationException"),
        java("FileNotFoundException"),
        java("NoSuchFileException"),
        java("AccessDeniedException"),
        java("MalformedURLException"),
        java("MalformedInputException"),
        java("java.io.EOFException"),
        java("java.io.IOException: Stream closed"),
        java("java.net.ProtocolException"),
        java("CommunicationsException: Communications link failure"),
        java("java.util.concurrent.TimeoutException"),
        java("InterruptedException"),
        java("NumberFormatException"),
        java("IndexOutOfBoundsException"),
        java("BeanCreationException"),
        // Python.
        python("AttributeError:"),
        python("KeyError:"),
        python("IndexError:"),
        python("ValueError:"),
        python("NameError:"),
        python("AssertionError"),
        python("RuntimeError:"),
        python("UnicodeDecodeError:"),
        python("FileNotFoundError:"),
        python("PermissionError:"),
        python("IsADirectoryError:"),
        python("RecursionError:"),
        python("NotImplementedError"),
        python("ImproperlyConfigured:"),
        python("asyncio.exceptions.TimeoutError"),
        python("asyncio.exceptions.CancelledError"),
        python("ConnectTimeoutError("),
        python("ReadTimeoutError("),
        python("httpx.ConnectTimeout"),
        python("httpx.ReadTimeout"),
        python("httpx.PoolTimeout"),
        python("ServerDisconnectedError"),
        python("ClientResponseError"),
        python("Proxy_connection_lost"),
        python("DeprecationWarning:"),
        python("twisted.internet.error.ConnectionLost"),
        python("twisted.internet.error.ConnectionDone"),
        python("twisted.internet.error.ConnectionRefusedError"),
        python("Connection to the other side was lost in a non-clean fashion"),
        python("ResourceWarning:"),
        // JavaScript.
        node("ReferenceError:"),
        node("RangeError:"),
        node("TypeError: Cannot read propert"),
        node("TypeError: Cannot set propert"),
        node("is not a function"),
        node("Cannot find module"),
        node("timeout of # exceeded"),
        node("UnhandledPromiseRejection"),
        node("ERR_MODULE_NOT_FOUND"),
        node("ERR_INVALID_ARG_TYPE"),
        node("ERR_INVALID_URL"),
        node("npm ERR! code E*"),
        // .NET.
        dotnet("NullReferenceException"),
        dotnet("ArgumentNullException"),
        dotnet("InvalidOperationException"),
        dotnet("Could not load file or assembly"),
        dotnet("TaskCanceledException"),
        dotnet("A task was canceled"),
        dotnet("The operation has timed out"),
        dotnet("The remote server returned an error: (#)"),
        dotnet("Object reference not set to an instance of an object"),
        dotnet("No match was found for the specified search criteria"),
        // Others.
        plain("invalid memory address or nil pointer dereference").from(Stack::Go),
        plain("index out of range ["),
        plain("error reading preface from client").from(Stack::Go),
        plain("segmentation fault"),
        plain("undefined method `").from(Stack::Ruby),
        plain("undefined method '").from(Stack::Ruby),
        plain("NoMethodError").from(Stack::Ruby),
        plain("LoadError: cannot load such file").from(Stack::Ruby),
        plain("Call to a member function").from(Stack::Php),
        plain("Class * not found in").from(Stack::Php),
        plain("Call to undefined function").from(Stack::Php),
        plain("could not find driver").from(Stack::Php),
        plain("Allowed memory size of").from(Stack::Php),
        plain("NS_ERROR_FAILURE").from(Stack::Firefox),
        // Operating systems.
        plain("EACCES"),
        plain("ENOENT"),
        plain("EPERM"),
        plain("ENOSPC"),
        plain("ENOMEM"),
        plain("EISDIR"),
        plain("ENOTDIR"),
        plain("EEXIST"),
        plain("EMFILE"),
        plain("No space left on device"),
        plain("Operation not permitted"),
        plain("Permission denied"),
        plain("Inappropriate ioctl for device"),
        plain("command not found"),
        plain("is not recognized as an internal or external command"),
        plain("error while loading shared libraries"),
        plain("dyld: Library not loaded"),
        plain("Library not loaded: *dylib"),
        plain("cannot open shared object file"),
        plain("undefined symbol"),
        plain("a password is required"),
        plain("blocked by your administrator"),
        plain("RTNETLINK answers"),
        // Languages of configuration.
        plain("Error: Invalid index").from(Stack::Terraform),
        plain("The given key does not identify an element").from(Stack::Terraform),
        plain("Error: Unsupported argument").from(Stack::Terraform),
        plain("Error: Missing required argument").from(Stack::Terraform),
        plain("Error: Reference to undeclared").from(Stack::Terraform),
        plain("Error: Unsupported attribute").from(Stack::Terraform),
        plain("Error: Invalid for_each argument").from(Stack::Terraform),
        plain("Error: Invalid value for").from(Stack::Terraform),
        plain("Error: Inconsistent dependency lock file").from(Stack::Terraform),
        plain("Error acquiring the state lock").from(Stack::Terraform),
        // Compilers and packages.
        plain("error TS#"),
        plain("type or namespace name"),
        plain("downloaded length # != reported length"),
        plain("THESE PACKAGES DO NOT MATCH THE HASHES"),
        plain("digest mismatch"),
        plain("checksum mismatch"),
        plain("hash mismatch"),
        plain("Could not resolve all files for configuration"),
        plain("remote server not found").seen("XMPP: RFC 6120, 4.9.3.16"),
        plain("Malformed RADIUS packet"),
        plain("apt-key output should not be parsed"),
        plain("Could not bind TCP port"),
        plain("error:orderNotReady"),
        plain("error:externalAccountRequired"),
        plain("is not acceptable for finalization"),
        plain("Greylisting in action"),
        plain("Sender address rejected"),
        plain("Recipient address rejected"),
    ],
};
