// Prints status line and body of what a URL answers, or the error.
const fs = require("fs");
const [url, trust] = process.argv.slice(1);
const say = (error) => {
  console.error(`${error.name}: ${error.message}`);
  if (error.code) console.error(`  code: '${error.code}'`);
  process.exit(1);
};
const secure = url.startsWith("https:");
const options = { timeout: 5000, ...(secure ? { ca: fs.readFileSync(trust) } : {}) };
const request = require(secure ? "https" : "http").get(url, options, (response) => {
  console.log(`HTTP/1.1 ${response.statusCode} ${response.statusMessage}\n`);
  response.on("error", say);
  response.pipe(process.stdout);
});
request.on("timeout", () => request.destroy(new Error("timeout of 5000ms exceeded")));
request.on("error", say);
