// Serves HTTPS and prints the errors of its clients.
const fs = require("fs");
const https = require("https");
const [port, certificate, key, clients] = process.argv.slice(2);
const options = { cert: fs.readFileSync(certificate), key: fs.readFileSync(key) };
if (clients) Object.assign(options, { ca: fs.readFileSync(clients), requestCert: true, rejectUnauthorized: true });
const server = https.createServer(options, (request, response) => response.end("ok\n"));
server.on("tlsClientError", (error) => console.error(`tlsClientError: ${error.message} (${error.code})`));
server.listen(Number(port), "127.0.0.1");
