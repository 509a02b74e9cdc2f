import { EventEmitter, once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { type PlainFrontOptions, putPlainFront } from './plain-front.server.ts';

const PATH = '/resultats/0190f3a2-0000-7000-8000-000000000001';
const get = (number: string, ...lines: string[]) =>
  [`GET ${PATH}/${number} HTTP/1.1`, 'Host: x', ...lines, '', ''].join('\r\n');
const CLOSE = 'Connection: close';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A server that says what it was asked, behind a front that says the number and leaves those that begin with S. */
async function start(options: Partial<PlainFrontOptions> = {}) {
  const server: Server = createServer({ keepAliveTimeout: 60_000 }, async (incoming, outgoing) => {
    const body = await text(incoming);
    outgoing.end(`[server ${incoming.method} ${incoming.url?.split('/').at(-1)} ${body}]`);
  });
  const signals = new EventEmitter();
  server.on('connection', () => void signals.emit('given'));
  const front = putPlainFront(server, {
    answer: ({ tableNumber, body }) => {
      const said = `[front ${tableNumber} ${body}]`;
      if (tableNumber.startsWith('S')) return undefined;
      return `HTTP/1.1 200 OK\r\nContent-Length: ${said.length}\r\n\r\n${said}`;
    },
    firstMs: 60_000,
    idleMs: 60_000,
    ...options,
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  stops.push(() => void server.close().closeAllConnections());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { server, front, open: () => open(port), given: () => once(signals, 'given') };
}

async function open(port: number) {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  stops.push(() => void socket.destroy());
  let heard = '';
  socket.setEncoding('latin1').on('data', (part: string) => {
    heard += part;
    socket.emit('heard');
  });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const said = () => heard.match(/\[[^\]]*\]/g) ?? [];
  return {
    socket,
    heard: () => heard,
    said,
    write: (part: string) => void socket.write(part, 'latin1'),
    async answers(count: number) {
      while (said().length < count) await once(socket, 'heard');
      return said();
    },
    ended: async () => {
      if (!socket.closed) await once(socket, 'close');
      return said();
    },
  };
}

test('plain requests are answered on the socket one after the other, and whoever comes with another goes to the server', async () => {
  const { open } = await start();
  const visitor = await open();
  for (const [i, number] of ['1', '2', 'S3', '4'].entries()) {
    visitor.write(get(number));
    await visitor.answers(i + 1);
  }
  expect(visitor.said()).toEqual(['[front 1 ]', '[front 2 ]', '[server GET S3 ]', '[server GET 4 ]']);
});

test('requests that come at once, or before an answer was taken, are answered in order', async () => {
  const { open } = await start();
  const visitor = await open();
  visitor.write(get('1') + get('2') + get('3', CLOSE));
  expect(await visitor.ended()).toEqual(['[server GET 1 ]', '[server GET 2 ]', '[server GET 3 ]']);
  const other = await open();
  const numbers = Array.from({ length: 40 }, (_, i) => `${i}`);
  for (const number of numbers) other.write(get(number));
  const answers = await other.answers(40);
  expect(answers.map((answer) => answer.split(' ').slice(-2, -1)[0])).toEqual(numbers);
});

test('a request cut anywhere is the server’s, whole', async () => {
  const { open, given } = await start();
  const whole = get('7');
  for (let cut = 1; cut < whole.length; cut += 1) {
    const visitor = await open();
    const isGiven = given();
    visitor.write(whole.slice(0, cut));
    await isGiven;
    visitor.write(whole.slice(cut));
    expect(await visitor.answers(1)).toEqual(['[server GET 7 ]']);
  }
});

test('a form whose body comes later is the server’s, whole', async () => {
  const { open, given } = await start();
  const head = [`POST ${PATH}/8 HTTP/1.1`, 'Host: x', 'Content-Length: 6', '', ''].join('\r\n');
  const visitor = await open();
  visitor.write(`${head}code=A`);
  await visitor.answers(1);
  const isGiven = given();
  visitor.write(head);
  await isGiven;
  visitor.write('code=B');
  expect(await visitor.answers(2)).toEqual(['[front 8 code=A]', '[server POST 8 code=B]']);
});

test('what is no request, or could be read in two ways, is refused by the server as ever', async () => {
  const { open } = await start();
  const chunked = ['Content-Length: 4', 'Transfer-Encoding: chunked'];
  for (const bad of [get('1').replace('Host', 'Ho\0st'), get('1', ...chunked), 'NONSENSE\r\n\r\n']) {
    const visitor = await open();
    visitor.write(bad);
    expect(await visitor.ended()).toEqual([]);
    expect(visitor.heard()).toMatch(/^HTTP\/1\.1 400 /);
  }
});

test('HTTP/1.0 and “Connection: close” are closed after their answer', async () => {
  const { open } = await start();
  for (const last of [get('1', CLOSE), get('1').replace('HTTP/1.1', 'HTTP/1.0')]) {
    const visitor = await open();
    visitor.write(last);
    expect(await visitor.ended()).toEqual(['[server GET 1 ]']);
  }
});

test('a visitor who sends no more is answered, and the connection ends', async () => {
  const { open } = await start();
  const visitor = await open();
  visitor.socket.end(get('1'));
  expect(await visitor.ended()).toEqual(['[front 1 ]']);
});

test('who says nothing is not kept, before the first request and after one', async () => {
  const { open } = await start({ firstMs: 20, idleMs: 20 });
  expect(await (await open()).ended()).toEqual([]);
  const visitor = await open();
  visitor.write(get('1'));
  expect((await visitor.ended()).length).toBeLessThanOrEqual(1);
});

test('closing ends the connections that wait, and the server closes', async () => {
  const { server, front, open } = await start();
  const [quiet, answered] = [await open(), await open()];
  answered.write(get('1'));
  await answered.answers(1);
  const closed = once(server.close(), 'close');
  front.close();
  await Promise.all([closed, quiet.ended(), answered.ended()]);
  expect(answered.said()).toEqual(['[front 1 ]']);
});
