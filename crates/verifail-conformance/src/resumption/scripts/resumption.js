// One line for each case: whether a fresh handshake is accepted, whether one that offers a session is, and whether it resumed.
// A case is port:name:verify:name:verify, the configuration that makes the session and the one that resumes it.
const fs = require('fs');
const tls = require('tls');
const ca = fs.readFileSync(process.argv[2]);

function connect(port, servername, verify, session) {
  return new Promise((done) => {
    let kept = null;
    let resumed = false;
    const options = { host: '127.0.0.1', port, servername, ca, session, rejectUnauthorized: verify === '1' };
    const socket = tls.connect(options, () => {
      resumed = socket.isSessionReused();
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    });
    socket.on('session', (ticket) => { kept = ticket; });
    socket.on('data', () => {});
    socket.setTimeout(5000, () => socket.destroy(new Error('timeout')));
    socket.on('error', () => done({ answer: 'rejected', resumed: false, kept }));
    socket.on('end', () => { done({ answer: 'accepted', resumed, kept }); socket.destroy(); });
  });
}

(async () => {
  for (const one of process.argv.slice(3)) {
    const [port, first, verifyFirst, second, verifySecond] = one.split(':');
    const fresh = await connect(port, second, verifySecond);
    const made = await connect(port, first, verifyFirst);
    const again = await connect(port, second, verifySecond, made.kept);
    console.log(fresh.answer, again.answer, again.resumed ? 'resumed' : 'full');
  }
})();
