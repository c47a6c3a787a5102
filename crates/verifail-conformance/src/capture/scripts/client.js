// Connects with the https module and prints the error as Node.js prints one that nobody catches.
const fs = require("fs");
const https = require("https");
const [host, port, trust, certificate, key] = process.argv.slice(2);
const options = { host, port, timeout: 3000, ALPNProtocols: ["http/1.1"] };
const say = (error) => {
  console.error(`${error.name}: ${error.message}`);
  if (error.code) console.error(`  code: '${error.code}'`);
  process.exit(1);
};
process.on("uncaughtException", say);
options.ca = fs.readFileSync(trust);
if (certificate !== "-") {
  options.cert = fs.readFileSync(certificate);
  options.key = fs.readFileSync(key);
}
const request = https.get(options, (response) => {
  response.on("error", say);
  response.resume();
});
request.on("timeout", () => request.destroy(new Error("timeout of 3000ms exceeded during the TLS handshake")));
request.on("error", say);
