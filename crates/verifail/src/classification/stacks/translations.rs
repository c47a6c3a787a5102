//! What browsers, Windows, git and GLib print in languages other than English, where no code stands beside the words.

use super::super::row::{Row, StackRows};
use crate::taxonomy::{Reason as R, Stack};

const fn firefox(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).by_client().seen("mozilla-l10n: pipnss, nsserrors, certError, netError")
}

const fn chrome(text: &'static str) -> Row {
    Row::new(text)
        .means(R::GenericVerifyFailed)
        .faint()
        .from(Stack::Chromium)
        .by_client()
        .seen("Chromium security_interstitials")
}

const fn dotnet(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Dotnet).seen(".NET Framework 2.0-4.8, language packs")
}

const fn windows(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Schannel).seen("Windows, crypt32.dll and schannel.dll in that language")
}

const fn git(text: &'static str) -> Row {
    Row::new(text).from(Stack::Git).by_client().seen("git 2.0-2.52: po/")
}

const fn glib(text: &'static str) -> Row {
    Row::new(text).means(R::GenericVerifyFailed).from(Stack::Glib).by_client().seen("glib-networking: po/")
}

const fn wget(text: &'static str, reason: R) -> Row {
    Row::new(text).means(reason).from(Stack::Wget).by_client().seen("GNU wget 1.10-1.25: po/")
}

/// Texts in other languages.
pub(super) static ROWS: StackRows = StackRows {
    stack: Stack::Firefox,
    rows: &[
        // Firefox: a record that is too long is the answer of something that does not speak TLS.
        firefox("SSL hat einen Datensatz erhalten, der die maximal", R::NotTls),
        firefox("SSL a reçu un enregistrement qui dépasse la longueur", R::NotTls),
        firefox("SSL ha recibido un registro que exced*", R::NotTls),
        firefox("SSL ha ricevuto un record che", R::NotTls),
        firefox("SSL recebeu um registro que exced*", R::NotTls),
        firefox("SSL получило запись, длина которой превышает", R::NotTls),
        firefox("SSL 接收到一个超出最大", R::NotTls),
        firefox("SSL が許容できる最大長を超えた", R::NotTls),
        firefox("keine gemeinsamen Verschlüsselungsalgorithmen", R::NoSharedCipher),
        firefox("pas d'algorithme de chiffrement commun", R::NoSharedCipher),
        firefox("no hay algoritmos de cifrado comunes", R::NoSharedCipher),
        firefox("nessun algoritmo di crittografia in comune", R::NoSharedCipher),
        firefox("нет общих алгоритмов шифрования", R::NoSharedCipher),
        firefox("没有双方共用的加密算法", R::NoSharedCipher),
        firefox("共通の暗号化アルゴリズムが存在しない", R::NoSharedCipher),
        firefox("nicht unterstützte Protokollversion", R::ProtocolVersion),
        firefox("version de protocole non prise en charge", R::ProtocolVersion),
        firefox("versión de protocolo no admitida", R::ProtocolVersion),
        firefox("не поддерживаемую версию протокола", R::ProtocolVersion),
        firefox("weil das Aussteller-Zertifikat unbekannt ist", R::UnknownIssuer),
        firefox("weil das Ausstellerzertifikat unbekannt ist", R::UnknownIssuer),
        firefox("car le certificat de l'émetteur est inconnu", R::UnknownIssuer),
        firefox("car l'autorité délivrant le certificat est inconnue", R::UnknownIssuer),
        firefox("porque el certificado emisor es desconocido", R::UnknownIssuer),
        firefox("porque el certificado del emisor es desconocido", R::UnknownIssuer),
        firefox("in quanto il certificato dell'autorità emittente è sconosciuto", R::UnknownIssuer),
        firefox("porque o certificado do emissor é desconhecido", R::UnknownIssuer),
        firefox("так как сертификат его издателя неизвестен", R::UnknownIssuer),
        firefox("该证书因为其颁发者证书未知而不被信任", R::UnknownIssuer),
        firefox("发行者的证书未知", R::UnknownIssuer),
        firefox("発行者の証明書が不明", R::UnknownIssuer),
        firefox("weil es vom Aussteller selbst signiert wurde", R::SelfSignedLeaf),
        firefox("weil es selbst signiert", R::SelfSignedLeaf),
        firefox("car il est auto-signé", R::SelfSignedLeaf),
        firefox("porque está autofirmado", R::SelfSignedLeaf),
        firefox("in quanto autofirmato", R::SelfSignedLeaf),
        firefox("porque é autoassinado", R::SelfSignedLeaf),
        firefox("является самоподписанным", R::SelfSignedLeaf),
        firefox("该证书因为其自签名而不被信任", R::SelfSignedLeaf),
        firefox("自己署名をしているため", R::SelfSignedLeaf),
        firefox("Das Zertifikat gilt nur für", R::NameMismatch),
        firefox("Le certificat n'est valide que pour", R::NameMismatch),
        firefox("El certificado sólo es válido para", R::NameMismatch),
        firefox("El certificado solo es válido para", R::NameMismatch),
        firefox("Il certificato è valido solo per", R::NameMismatch),
        firefox("O certificado só é válido para", R::NameMismatch),
        firefox("Сертификат действителен только для", R::NameMismatch),
        firefox("该证书只适用于", R::NameMismatch),
        firefox("この証明書は次のドメイン名にだけ有効", R::NameMismatch),
        firefox("Das Zertifikat ist am * abgelaufen", R::Expired),
        firefox("Le certificat a expiré le", R::Expired),
        firefox("El certificado expiró el", R::Expired),
        firefox("Срок действия сертификата истёк", R::Expired),
        firefox("この証明書の有効期限は", R::Expired),
        firefox("verwendet ein ungültiges Sicherheitszertifikat", R::GenericVerifyFailed).faint(),
        firefox("utilise un certificat de sécurité invalide", R::GenericVerifyFailed).faint(),
        firefox("usa un certificado de seguridad no válido", R::GenericVerifyFailed).faint(),
        firefox("utilizza un certificato di sicurezza non valido", R::GenericVerifyFailed).faint(),
        firefox("usa um certificado de segurança inválido", R::GenericVerifyFailed).faint(),
        firefox("использует недействительный сертификат безопасности", R::GenericVerifyFailed).faint(),
        firefox("使用了无效的安全证书", R::GenericVerifyFailed).faint(),
        firefox("不正なセキュリティ証明書を使用しています", R::GenericVerifyFailed).faint(),
        firefox("Gesicherte Verbindung fehlgeschlagen", R::GenericHandshakeFailure).faint(),
        firefox("Échec de la connexion sécurisée", R::GenericHandshakeFailure).faint(),
        firefox("Conexión segura fallida", R::GenericHandshakeFailure).faint(),
        firefox("Connessione sicura non riuscita", R::GenericHandshakeFailure).faint(),
        firefox("Falha na conexão segura", R::GenericHandshakeFailure).faint(),
        firefox("Ошибка при установлении защищённого соединения", R::GenericHandshakeFailure).faint(),
        firefox("安全连接失败", R::GenericHandshakeFailure).faint(),
        firefox("安全な接続ができませんでした", R::GenericHandshakeFailure).faint(),
        firefox("建立安全连接失败", R::GenericHandshakeFailure).faint(),
        firefox("對等端的憑證有無效的簽章", R::BadSignature),
        firefox("对等端的证书有一个无效的签名", R::BadSignature),
        firefox("Das Zertifikat der Gegenstelle hat eine ungültige Signatur", R::BadSignature),
        firefox("Le certificat du pair a une signature invalide", R::BadSignature),
        firefox("El certificado del otro extremo tiene una firma no válida", R::BadSignature),
        firefox("有软件正在阻止 Firefox 安全地连接至此网站", R::MitmDetected),
        firefox("Ein Programm verhindert, dass Firefox sich sicher mit dieser Website verbinden kann", R::MitmDetected),
        firefox("Un logiciel empêche Firefox de se connecter de façon sécurisée", R::MitmDetected),
        firefox("Un software está impidiendo a Firefox conectarse de forma segura", R::MitmDetected),
        firefox("La connexion n'est pas sécurisée", R::GenericVerifyFailed).faint(),
        firefox("La connexion n’est pas sécurisée", R::GenericVerifyFailed).faint(),
        firefox("Diese Verbindung ist nicht sicher", R::GenericVerifyFailed).faint(),
        firefox("La conexión no es segura", R::GenericVerifyFailed).faint(),
        firefox("La connessione non è sicura", R::GenericVerifyFailed).faint(),
        // Chrome: a code stands beside, if the text is whole.
        chrome("Dies ist keine sichere Verbindung"),
        chrome("Votre connexion n'est pas privée"),
        chrome("La conexión no es privada"),
        chrome("Tu conexión no es privada"),
        chrome("La connessione non è privata"),
        chrome("Sua conexão não é particular"),
        chrome("Подключение не защищено"),
        chrome("您的连接不是私密连接"),
        chrome("この接続ではプライバシーが保護されません"),
        chrome("연결이 비공개로 설정되어 있지 않습니다"),
        // .NET.
        dotnet("da die Gegenseite den Transportstream geschlossen hat", R::HandshakeEof),
        dotnet("le tiers distant a fermé le flux de transport", R::HandshakeEof),
        dotnet("la parte remota cerró la secuencia de transporte", R::HandshakeEof),
        dotnet("la parte remota ha cerrado la secuencia de transporte", R::HandshakeEof),
        dotnet("la parte remota ha chiuso il flusso di trasporto", R::HandshakeEof),
        dotnet("a parte remota fechou o fluxo de transporte", R::HandshakeEof),
        dotnet("удаленная сторона закрыла транспортный поток", R::HandshakeEof),
        dotnet("由于远程方已关闭传输流，身份验证失败", R::HandshakeEof),
        dotnet("リモート パーティがトランスポート ストリームを終了した", R::HandshakeEof),
        dotnet("원격 상대가 전송 스트림을 닫았기 때문에", R::HandshakeEof),
        dotnet("Il certificato remoto non è valido", R::GenericVerifyFailed),
        dotnet("O certificado remoto é inválido", R::GenericVerifyFailed),
        dotnet("certyfikat zdalny jest nieprawidłowy", R::GenericVerifyFailed),
        dotnet("uzak sertifika geçersiz", R::GenericVerifyFailed),
        dotnet("원격 인증서가 잘못되었습니다", R::GenericVerifyFailed),
        dotnet("遠端憑證是無效的", R::GenericVerifyFailed),
        dotnet("無法為 SSL/TLS 安全通道建立信任關係", R::GenericVerifyFailed).by_client(),
        dotnet("SSL/TLS 安全通道的信任關係", R::GenericVerifyFailed).by_client(),
        dotnet("relazione di trust per il canale sicuro SSL/TLS", R::GenericVerifyFailed).by_client(),
        dotnet("relacji zaufania dla bezpiecznego kanału SSL/TLS", R::GenericVerifyFailed).by_client(),
        dotnet("SSL/TLS güvenli kanalı için güven ilişkisi kurulamadı", R::GenericVerifyFailed).by_client(),
        dotnet("Impossibile creare un canale sicuro SSL/TLS", R::GenericHandshakeFailure).by_client(),
        dotnet("No se pudo crear un canal seguro SSL/TLS", R::GenericHandshakeFailure).by_client(),
        dotnet("Nie można utworzyć bezpiecznego kanału SSL/TLS", R::GenericHandshakeFailure).by_client(),
        dotnet("SSL/TLS güvenli kanalı oluşturulamadı", R::GenericHandshakeFailure).by_client(),
        dotnet("保護されているチャネルを作成できませんでした", R::GenericHandshakeFailure).by_client(),
        dotnet("SSL/TLS 보안 채널을 만들 수 없습니다", R::GenericHandshakeFailure).by_client(),
        dotnet("無法建立 SSL/TLS 的安全通道", R::GenericHandshakeFailure).by_client(),
        dotnet("基础连接已经关闭: 发送时发生错误", R::GenericHandshakeFailure).faint().by_client(),
        dotnet("基础连接已经关闭: 接收时发生错误", R::UncleanClose).faint().by_client(),
        // Windows.
        windows("La fonction de révocation n'a pas pu vérifier la révocation", R::RevocationUnavailable),
        windows("Die Sperrfunktion konnte", R::RevocationUnavailable),
        windows("La función de revocación no pu*", R::RevocationUnavailable),
        windows("A função de revogação não", R::RevocationUnavailable),
        windows("Функция отзыва не смогла произвести проверку отзыва", R::RevocationUnavailable),
        windows("吊销功能无法检查证书是否吊销", R::RevocationUnavailable),
        windows("失効の関数は証明書の失効を確認できませんでした", R::RevocationUnavailable),
        windows("endete jedoch mit einem Stammzertifikat", R::UntrustedRoot),
        windows("par un certificat racine qui n'est pas approuvé", R::UntrustedRoot),
        windows("termina en un certificado de raíz", R::UntrustedRoot),
        windows("но обработка прервана на корневом сертификате", R::UntrustedRoot),
        windows("但是在不受信任提供程序信任的根证书中终止", R::UntrustedRoot),
        windows("信頼プロバイダーが信頼していないルート証明書", R::UntrustedRoot),
        windows("Срок действия требуемого сертификата истек или еще не наступил", R::ExpiredOrNotYetValid),
        windows("befindet sich nicht im Gültigkeitszeitraum", R::ExpiredOrNotYetValid),
        windows("n'est pas dans sa période de validité", R::ExpiredOrNotYetValid),
        windows("要求的证书不在有效期内", R::ExpiredOrNotYetValid),
        windows("Unbekannter Fehler beim Verarbeiten des Zertifikats", R::GenericVerifyFailed),
        windows("Une erreur inconnue s'est produite lors du traitement du certificat", R::GenericVerifyFailed),
        windows("Error desconocido al procesar el certificado", R::GenericVerifyFailed),
        windows("Erro desconhecido ao processar o certificado", R::GenericVerifyFailed),
        windows("处理证书时，出现了一个未知错误", R::GenericVerifyFailed),
        windows("証明書を処理中に不明なエラー", R::GenericVerifyFailed),
        windows("Неизвестная ошибка при обработке сертификата", R::GenericVerifyFailed),
        // git.
        git("fatal: konnte nicht auf * zugreifen"),
        git("fatal: kann nicht auf * zugreifen"),
        git("fatal: impossible d'accéder à"),
        git("fatal: no es posible acceder a"),
        git("не удалось получить доступ к «https"),
        git("无法访问 'https"),
        git("にアクセスできません: "),
        // GLib.
        glib("Nicht akzeptables TLS-Zertifikat"),
        glib("Certificat TLS inacceptable"),
        glib("Certificado TLS inaceptable"),
        glib("Certificado TLS inaceitável"),
        glib("Certificato TLS inaccettabile"),
        glib("Недопустимый сертификат TLS"),
        glib("Nieakceptowalny certyfikat TLS"),
        glib("Neprijateľný certifikát pre TLS"),
        glib("不可接受的 TLS 证书"),
        glib("无法接受的 TLS 证书"),
        // wget.
        wget("Impossible de vérifier localement l'autorité de l'émetteur", R::UnknownIssuer).decisive(),
        wget("Imposible verificar localmente la autoridad del emisor", R::UnknownIssuer).decisive(),
        wget("Impossibile verificare localmente l'autorità dell'emittente", R::UnknownIssuer).decisive(),
        wget("Não foi possível verificar localmente a autoridade do emissor", R::UnknownIssuer).decisive(),
        wget("Nie można lokalnie zweryfikować", R::UnknownIssuer).decisive(),
        wget("Die Autorität des Ausstellers", R::UnknownIssuer).decisive(),
        wget("wurde von einem unbekannten * herausgegeben", R::UnknownIssuer),
        wget("n'a pas d'émetteur connu", R::UnknownIssuer),
        wget("impossible de vérifier l'attribut", R::GenericVerifyFailed).faint(),
        wget("impossible de vérifier le certificat de", R::GenericVerifyFailed).faint(),
        wget("Le certificat émis a expiré", R::Expired),
        wget("El certificado emitido ha caducado", R::Expired),
        wget("El certificado emitido ha expirado", R::Expired),
        wget("Das ausgestellte Zertifikat ist nicht mehr gültig", R::Expired),
        wget("Das ausgestellte Zertifikat ist abgelaufen", R::Expired),
        wget("Срок действия выданного сертификата истёк", R::Expired),
        wget("Обнаружен самоподписанный сертификат", R::SelfSignedLeaf),
        wget("Certificat auto-signé rencontré", R::SelfSignedLeaf),
        wget("certificado autofirmado", R::SelfSignedLeaf).faint(),
    ],
};
