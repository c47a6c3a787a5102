//! GnuTLS in other languages: what `gnutls_strerror` says of how connections end, from its `po/`.
//!
//! What it says of a certificate stays English, for the most part: its programs print that without a catalogue.

use super::super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn says(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).seen("gnutls po/, 2.12-3.8")
}

/// A connection that ends before its handshake did, as curl and git tell it.
const fn early(text: &'static str) -> Row {
    Row::new(text).means(R::HandshakeEof).by_client().seen("gnutls po/, 2.12-3.8; curl lib/vtls/gtls.c")
}

/// Sentences of the table of errors in other languages.
pub(in crate::classification) static ROWS: StackRows = StackRows {
    stack: Stack::Gnutls,
    rows: &[
        says("Erreur de vérification du certificat", R::GenericVerifyFailed),
        says("Error en la verificación del certificado", R::GenericVerifyFailed),
        says("Fehler bei der Überprüfung des Zertifikats", R::GenericVerifyFailed),
        // cs.
        says("Bylo přijato nepřekonatelné upozornění TLS", R::GenericHandshakeFailure).by_peer(),
        says("Spojení TLS nebylo řádně ukončeno", R::UncleanClose),
        early("gnutls_handshake() failed: Spojení TLS nebylo řádně ukončeno"),
        says("Chyba v pull funkci", R::HandshakeReset),
        says("Chyba v push funkci", R::UncleanClose),
        Row::new("gnutls_handshake() failed: Chyba v push funkci").means(R::HandshakeReset).by_client(),
        says("Byl přijat neočekávaný TLS packet", R::NotTls),
        early("Byl přijat TLS packet s neočekávanou délkou"),
        // de.
        says("Ein fataler TLS-Alarm wurde empfangen", R::GenericHandshakeFailure).by_peer(),
        says("Die TLS-Verbindung wurde nicht", R::UncleanClose),
        early("gnutls_handshake() failed: Die TLS-Verbindung wurde nicht"),
        says("Fehler in der *Pull*-Funktion", R::HandshakeReset),
        says("Fehler in der *Push*-Funktion", R::UncleanClose),
        Row::new("gnutls_handshake() failed: Fehler in der *Push*-Funktion").means(R::HandshakeReset).by_client(),
        says("Ein unerwartetes TLS-Paket wurde empfangen", R::NotTls),
        early("Ein TLS-Paket mit unerwarteter Länge"),
        // es.
        says("Una alerta fatal TLS ha sido recibida", R::GenericHandshakeFailure).by_peer(),
        says("La conexión TLS no fue apropiadamente finalizada", R::UncleanClose),
        early("gnutls_handshake() failed: La conexión TLS no fue apropiadamente finalizada"),
        says("Error dentro de la función push", R::UncleanClose),
        Row::new("gnutls_handshake() failed: Error dentro de la función push").means(R::HandshakeReset).by_client(),
        says("Un paquete TLS inesperado fue recibido", R::NotTls),
        early("Un paquete TLS con longitud inesperad*"),
        // fr.
        says("Une alerte TLS fatale a été reçue", R::GenericHandshakeFailure).by_peer(),
        says("La connexion TLS n'a pas été terminée correctement", R::UncleanClose),
        early("gnutls_handshake() failed: La connexion TLS n'a pas été terminée correctement"),
        says("la fonction «pull»", R::HandshakeReset),
        says("la fonction «push»", R::UncleanClose),
        Row::new("gnutls_handshake() failed: la fonction «push»").means(R::HandshakeReset).by_client(),
        says("Un paquet TLS incorrect a été reçu", R::NotTls),
        early("Un paquet TLS de longueur incorrecte"),
        // it.
        says("È stato ricevuto un segnale di allarme critico TLS", R::GenericHandshakeFailure).by_peer(),
        says("La connessione TLS non è stata terminata in modo corretto", R::UncleanClose),
        early("gnutls_handshake() failed: La connessione TLS non è stata terminata in modo corretto"),
        says("Errore nella funzione pull", R::HandshakeReset),
        says("Errore nella funzione push", R::UncleanClose),
        Row::new("gnutls_handshake() failed: Errore nella funzione push").means(R::HandshakeReset).by_client(),
        says("È stato ricevuto un pacchetto TLS inatteso", R::NotTls),
        early("È stato ricevuto un pacchetto TLS di lunghezza inattesa"),
        // nl.
        says("Er werd een ernstig TLS-alarm ontvangen", R::GenericHandshakeFailure).by_peer(),
        says("De TLS-verbinding is onjuist afgesloten", R::UncleanClose),
        early("gnutls_handshake() failed: De TLS-verbinding is onjuist afgesloten"),
        says("Fout in de 'pull'-functie", R::HandshakeReset),
        says("Fout in de 'push'-functie", R::UncleanClose),
        Row::new("gnutls_handshake() failed: Fout in de 'push'-functie").means(R::HandshakeReset).by_client(),
        says("Er werd een onverwacht TLS-pakket ontvangen", R::NotTls),
        early("Er werd een TLS-pakket met een onverwachte lengte"),
        // pl.
        says("Odebrano krytyczny alarm TLS", R::GenericHandshakeFailure).by_peer(),
        says("Połączenie TLS nie zostało właściwie zakończone", R::UncleanClose),
        early("gnutls_handshake() failed: Połączenie TLS nie zostało właściwie zakończone"),
        says("Błąd w funkcji pull", R::HandshakeReset),
        says("Błąd w funkcji push", R::UncleanClose),
        Row::new("gnutls_handshake() failed: Błąd w funkcji push").means(R::HandshakeReset).by_client(),
        says("Odebrano nieoczekiwany pakiet TLS", R::NotTls),
        early("Odebrano pakiet TLS o nieoczekiwanej długości"),
        // pt_BR.
        says("Um alerta fatal de TLS foi recebido", R::GenericHandshakeFailure).by_peer(),
        says("Uma conexão TLS foi terminada incorretamente", R::UncleanClose),
        early("gnutls_handshake() failed: Uma conexão TLS foi terminada incorretamente"),
        says("Erro na função de pull", R::HandshakeReset),
        says("Erro na função de push", R::UncleanClose),
        Row::new("gnutls_handshake() failed: Erro na função de push").means(R::HandshakeReset).by_client(),
        says("Um pacote TLS inesperado foi recebido", R::NotTls),
        early("Um pacote TLS com tamanho inesperado"),
        // zh_CN.
        says("收到一个 TLS 致命错误警告", R::GenericHandshakeFailure).by_peer(),
        says("TLS 链接非正常地终止了", R::UncleanClose),
        early("gnutls_handshake() failed: TLS 链接非正常地终止了"),
        says("在 pull 函数中出错", R::HandshakeReset),
        says("在 push 函数中出错", R::UncleanClose),
        Row::new("gnutls_handshake() failed: 在 push 函数中出错").means(R::HandshakeReset).by_client(),
        says("收到一个未预期的 TLS 数据包", R::NotTls),
        early("收到了未预期长度的 TLS 数据包"),
    ],
};
