// One line for each case: whether a fresh handshake is accepted, whether one after another of the same context is, and
// whether it resumed. A case is port:name:verify:name:verify. Java has one session cache a context, by host and port.
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;

public class Resumption {
    static boolean verifies = true;

    /** The platform's, which can be switched off for a connection. */
    static class Switched extends X509ExtendedTrustManager {
        final X509ExtendedTrustManager platform;

        Switched(X509ExtendedTrustManager platform) { this.platform = platform; }

        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
            if (verifies) platform.checkServerTrusted(chain, type, socket);
        }
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
            if (verifies) platform.checkServerTrusted(chain, type, engine);
        }
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            if (verifies) platform.checkServerTrusted(chain, type);
        }
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}
        public void checkClientTrusted(X509Certificate[] chain, String type) {}
        public X509Certificate[] getAcceptedIssuers() { return platform.getAcceptedIssuers(); }
    }

    static SSLContext context(String anchors) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        try (FileInputStream file = new FileInputStream(anchors)) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("ca" + number++, each);
            }
        }
        TrustManagerFactory trusts = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusts.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        Switched switched = new Switched((X509ExtendedTrustManager) trusts.getTrustManagers()[0]);
        context.init(null, new TrustManager[] {switched}, null);
        return context;
    }

    /** Whether it is accepted, and the time at which its session was made. */
    static Object[] connect(SSLContext context, int port, String name, boolean verify) throws Exception {
        verifies = verify;
        Socket plain = new Socket();
        InetAddress address = InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1});
        plain.connect(new InetSocketAddress(address, port), 5000);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, name, port, true)) {
            socket.setSoTimeout(5000);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            if (verify) parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            SSLSession session = socket.getSession();
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes());
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {}
            return new Object[] {"accepted", session.getCreationTime()};
        } catch (SSLException error) {
            return new Object[] {"rejected", 0L};
        }
    }

    public static void main(String[] arguments) throws Exception {
        for (int at = 1; at < arguments.length; at++) {
            String[] one = arguments[at].split(":");
            int port = Integer.parseInt(one[0]);
            Object[] fresh = connect(context(arguments[0]), port, one[3], one[4].equals("1"));
            SSLContext context = context(arguments[0]);
            Object[] made = connect(context, port, one[1], one[2].equals("1"));
            Thread.sleep(20);
            Object[] again = connect(context, port, one[3], one[4].equals("1"));
            System.out.println(fresh[0] + " " + again[0] + " " + (again[1].equals(made[1]) ? "resumed" : "full"));
        }
    }
}
