import { createServer, type Socket } from 'node:net';

/**
 * How the next answers go wrong: `silent` never answers, `hangUp` closes in the middle, `garbled` says what no clamd
 * says, `tooLarge` is clamd's own limit, `endless` talks without ever ending its line.
 */
export type ClamdBehaviour = 'honest' | 'silent' | 'hangUp' | 'garbled' | 'tooLarge' | 'endless';

export type ClamdFake = {
  readonly address: string;
  /** How many streams it was given to the end. */
  readonly scanned: () => number;
  behave(behaviour: ClamdBehaviour): void;
  close(): Promise<void>;
};

/** The harmless file every scanner calls a virus; in two parts, so that no scanner calls this one so. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

const COMMAND = 'zINSTREAM\0';

/** A clamd that knows INSTREAM and one virus. */
export async function startClamd(options: { readonly path?: string } = {}): Promise<ClamdFake> {
  let behaviour: ClamdBehaviour = 'honest';
  let scanned = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let received = Buffer.alloc(0);
    socket.on('data', (part) => {
      if (behaviour === 'hangUp') return void socket.destroy();
      received = Buffer.concat([received, part]);
      const file = readStream(received);
      if (file === undefined) return;
      scanned += 1;
      answer(socket, behaviour, file);
    });
  });
  await new Promise<void>((ready, fail) => {
    server.once('error', fail);
    if (options.path) server.listen(options.path, ready);
    else server.listen(0, '127.0.0.1', ready);
  });
  const at = server.address();
  return {
    address: typeof at === 'object' && at !== null ? `127.0.0.1:${at.port}` : String(at),
    scanned: () => scanned,
    behave: (next) => {
      behaviour = next;
    },
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
}

/** The whole file once its last, empty chunk has come. */
function readStream(received: Buffer): Buffer | undefined {
  if (received.length < COMMAND.length || received.toString('latin1', 0, COMMAND.length) !== COMMAND)
    return undefined;
  const parts: Buffer[] = [];
  let at = COMMAND.length;
  while (received.length >= at + 4) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    if (received.length < at + 4 + length) return undefined;
    parts.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

function answer(socket: Socket, behaviour: ClamdBehaviour, file: Buffer): void {
  switch (behaviour) {
    case 'honest':
      socket.end(file.includes(EICAR) ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
      return;
    case 'garbled':
      socket.end('HTTP/1.1 200 OK\r\n\r\nstream: OK\0');
      return;
    case 'tooLarge':
      socket.end('INSTREAM size limit exceeded. ERROR\0');
      return;
    case 'endless':
      socket.write('stream: '.repeat(2000));
      return;
    case 'silent':
    case 'hangUp':
  }
}
