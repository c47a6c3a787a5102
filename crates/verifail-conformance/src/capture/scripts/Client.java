// Connects with HttpsURLConnection and prints the exception and its causes.
import java.io.FileInputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URL;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

public class Client {
    public static void main(String[] arguments) throws Exception {
        try {
            connect(arguments[0], arguments[1], arguments[2], arguments[5]);
        } catch (Exception error) {
            System.err.println(error);
            for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
                System.err.println("Caused by: " + cause);
            }
        }
    }

    static void connect(String host, String port, String trust, String proxy) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        try (FileInputStream file = new FileInputStream(trust)) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("ca" + number++, each);
            }
        }
        TrustManagerFactory trusts = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusts.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusts.getTrustManagers(), null);
        Proxy through = Proxy.NO_PROXY;
        URL url = new URL("https://" + host + ":" + port + "/");
        if (!proxy.equals("-")) {
            through = new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", Integer.parseInt(port)));
            url = new URL("https://" + host + "/");
        }
        HttpsURLConnection connection = (HttpsURLConnection) url.openConnection(through);
        connection.setSSLSocketFactory(context.getSocketFactory());
        connection.setConnectTimeout(3000);
        connection.setReadTimeout(3000);
        connection.getInputStream().readAllBytes();
    }
}
