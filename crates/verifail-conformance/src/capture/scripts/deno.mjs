// Connects with fetch and lets Deno print the error.
const [host, port, trust, certificate, key] = Deno.args;
const options = { caCerts: [Deno.readTextFileSync(trust)] };
if (certificate !== "-") {
  options.cert = Deno.readTextFileSync(certificate);
  options.key = Deno.readTextFileSync(key);
}
try {
  const response = await fetch(`https://${host}:${port}/`, {
    client: Deno.createHttpClient(options),
    signal: AbortSignal.timeout(3000),
  });
  await response.text();
} catch (error) {
  for (let cause = error; cause; cause = cause.cause) {
    console.error(`${cause === error ? "error: Uncaught (in promise) " : "  [cause]: "}${cause}`);
  }
}
Deno.exit(0);
