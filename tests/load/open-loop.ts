import { connect } from 'node:net';

/**
 * A child of bench-results: asks for numbers at a fixed rate whatever comes back, over connections kept open. An answer's
 * time counts from when its request was due, not from when a connection was free to send it. Says what it saw as one line
 * of JSON, in the words of wrk's script.
 */
const [port = 0, candidates = 0, rate = 0, seconds = 0, connections = 0] = process.argv.slice(3).map(Number);
const path = `/resultats/${process.argv[2]}`;
/** Time for what was let behind at the end. */
const PATIENCE_MS = 5_000;
const BIN_MS = 0.02;
const bins = new Uint32Array(1_000_000);
const LENGTH = Buffer.from('Content-Length: ');
const HEAD_END = Buffer.from('\r\n\r\n');
const OK = Buffer.from('HTTP/1.1 200');
const [read, buffer] = [{ refused: 0, failed: 0, answers: 0, max: 0 }, Buffer.alloc(65_536)];

type Line = { send(number: string, due: number): void };
const free: Line[] = [];

function open(): Promise<void> {
  return new Promise((ready, fail) => {
    let [due, left] = [0, 0];
    const onRead = (length: number) => {
      if (left === 0) {
        left = wholeLength();
        if (buffer.compare(OK, 0, OK.length, 0, OK.length) !== 0) read.refused += 1;
      }
      left -= length;
      if (left > 0) return true;
      const took = performance.now() - due;
      const bin = Math.min(bins.length - 1, Math.floor(took / BIN_MS));
      bins[bin] = (bins[bin] ?? 0) + 1;
      read.max = Math.max(read.max, took);
      read.answers += 1;
      free.push(line);
      return true;
    };
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer, callback: onRead } });
    const line: Line = {
      send(number, at) {
        due = at;
        socket.write(`GET ${path}/${number} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`, 'latin1');
      },
    };
    socket.once('connect', () => {
      free.push(line);
      ready();
    });
    socket.once('error', fail);
  });
}

/** Bytes of the answer that begins the buffer. Its head comes in one piece. */
function wholeLength(): number {
  const at = buffer.indexOf(LENGTH) + LENGTH.length;
  const digits = buffer.toString('latin1', at, at + 8);
  return buffer.indexOf(HEAD_END, at) + HEAD_END.length + Number.parseInt(digits, 10);
}

function percentile(share: number): number {
  let seen = 0;
  for (const [i, count] of bins.entries()) {
    seen += count;
    if (seen >= share * read.answers) return (i + 1) * BIN_MS;
  }
  return Number.NaN;
}

await Promise.all(Array.from({ length: connections }, open));
const wanted = Math.floor(rate * seconds);
const start = performance.now();
let sent = 0;
await new Promise<void>((done) => {
  const step = () => {
    const now = performance.now() - start;
    while (sent < wanted && (sent / rate) * 1000 <= now) {
      const line = free.shift();
      if (!line) break;
      const number = String(1 + Math.floor(Math.random() * candidates)).padStart(7, '0');
      line.send(number, start + (sent / rate) * 1000);
      sent += 1;
    }
    if (read.answers === wanted || now > seconds * 1000 + PATIENCE_MS) done();
    else setImmediate(step);
  };
  step();
});
const took = (performance.now() - start) / 1000;
const { answers, refused, max } = read;
const seen = { requests: answers, seconds: took, p50: percentile(0.5), p99: percentile(0.99), max };
process.stdout.write(`JSON ${JSON.stringify({ ...seen, refused, failed: wanted - answers })}\n`);
process.exit(0);
