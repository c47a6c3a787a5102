// Connects with fetch and prints the error as Bun names it.
import { readFileSync } from "node:fs";

const [host, port, trust, certificate, key] = process.argv.slice(2);
try {
  const tls = { ca: readFileSync(trust, "utf8") };
  if (certificate !== "-") {
    tls.cert = readFileSync(certificate, "utf8");
    tls.key = readFileSync(key, "utf8");
  }
  const response = await fetch(`https://${host}:${port}/`, { tls, signal: AbortSignal.timeout(3000) });
  await response.text();
} catch (error) {
  console.error(`error: ${error.message}`);
  for (const field of ["path", "errno", "code"]) {
    if (error[field] !== undefined) console.error(` ${field}: ${JSON.stringify(error[field])}`);
  }
}
process.exit(0);
