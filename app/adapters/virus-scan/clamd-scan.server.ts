import { connect, type Socket } from 'node:net';
import { accept, refuse } from '#app/domain/shared/verdict.ts';
import type { VirusScanPort } from './port.ts';

const CHUNK = 64 * 1024;
const LONGEST_WAIT_MS = 20_000;
/** An answer is a line: more is no clamd. */
const LONGEST_ANSWER = 4096;

type Options = {
  /** "host:3310", "/run/clamav/clamd.sock", or either after "tcp://" or "unix:". */
  readonly address: string;
  readonly longestWaitMs?: number;
};

/** Says of every file that nobody looked: for installations without a scanner. */
export const noScanner: VirusScanPort = { scan: async () => accept('unscanned') };

/**
 * ClamAV's daemon, over TCP or a Unix socket, by its INSTREAM command. Anything but a clear answer in time is
 * `scan.unavailable`.
 */
export function createClamdScan({ address, longestWaitMs = LONGEST_WAIT_MS }: Options): VirusScanPort {
  const target = readClamdAddress(address);
  return {
    async scan(bytes) {
      const answer = await ask(connect(target), bytes, longestWaitMs);
      if (answer === 'stream: OK') return accept('clean');
      return refuse(/^stream: .+ FOUND$/.test(answer ?? '') ? 'scan.infected' : 'scan.unavailable');
    },
  };
}

/** @throws TypeError for an address that is neither host and port nor a path. */
export function readClamdAddress(address: string): { host: string; port: number } | { path: string } {
  const text = address.replace(/^(tcp:\/\/|unix:(\/\/)?)/, '');
  if (text.startsWith('/')) return { path: text };
  const [, host, port] = /^\[?([^\]]+?)\]?:(\d{1,5})$/.exec(text) ?? [];
  if (host === undefined || port === undefined) throw new TypeError('CLAMD_ADDRESS is host:port or a path');
  return { host, port: Number(port) };
}

function ask(socket: Socket, bytes: Uint8Array, longestWaitMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const end = (said: string | undefined) => {
      clearTimeout(limit);
      socket.destroy();
      resolve(said);
    };
    const limit = setTimeout(() => end(undefined), longestWaitMs);
    socket.setEncoding('utf8');
    socket.on('error', () => end(undefined));
    socket.on('close', () => end(undefined));
    socket.on('data', (part: string) => {
      answer += part;
      const stop = answer.search(/[\0\n]/);
      if (stop >= 0) end(answer.slice(0, stop));
      else if (answer.length > LONGEST_ANSWER) end(undefined);
    });
    socket.on('connect', () => send(socket, bytes));
  });
}

/** `zINSTREAM`, chunks each after its length in four bytes, and a chunk of length nought. */
function send(socket: Socket, bytes: Uint8Array): void {
  socket.write('zINSTREAM\0');
  for (let start = 0; start < bytes.length; start += CHUNK) {
    const chunk = bytes.subarray(start, start + CHUNK);
    socket.write(lengthOf(chunk.length));
    socket.write(chunk);
  }
  socket.write(lengthOf(0));
}

function lengthOf(count: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, count);
  return bytes;
}
