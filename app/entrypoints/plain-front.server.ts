import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { type PlainRequest, readPlainRequest } from '#app/http/results/plain-request.ts';

export type PlainFrontOptions = {
  /** The whole answer, as bytes in a Latin-1 string; `undefined` leaves the request to the server. */
  readonly answer: (request: PlainRequest, socket: Socket) => string | undefined;
  /** How long a connection may say nothing: before its first request, and after each. */
  readonly firstMs: number;
  readonly idleMs: number;
};

/**
 * Reads a server's connections first, and answers plain requests on the socket: half of what a prepared answer costs through
 * node:http is node:http. Whatever is not seen whole at once, alone and plain goes to the server with its connection, from
 * its first byte and for good; nothing was taken from it, nothing is owed on it.
 */
export function putPlainFront(server: Server, { answer, firstMs, idleMs }: PlainFrontOptions) {
  const toServer = server.listeners('connection');
  const idle = new Set<Socket>();
  const take = (socket: Socket) => {
    let answered = false;
    const letGo = () => {
      idle.delete(socket);
      socket.off('data', onData).off('end', onEnd).off('timeout', onTimeout);
      socket.off('error', onError).off('close', letGo).setTimeout(0);
    };
    const handOver = (chunk: Buffer) => {
      letGo();
      socket.pause();
      socket.unshift(chunk);
      for (const listener of toServer) Reflect.apply(listener, server, [socket]);
      socket.resume();
    };
    const onData = (chunk: Buffer) => {
      // Whoever asks before the last answer was taken: one after the other is the server's to keep.
      const request = socket.writableLength === 0 ? readPlainRequest(chunk) : undefined;
      const page = request && answer(request, socket);
      if (page === undefined) return handOver(chunk);
      socket.write(page, 'latin1');
      if (!answered) socket.setTimeout(idleMs);
      answered = true;
    };
    const onEnd = () => void socket.end();
    const onTimeout = () => void socket.destroy();
    // A visitor who goes away: the socket closes itself.
    const onError = () => undefined;
    idle.add(socket);
    socket.on('data', onData).on('end', onEnd).on('timeout', onTimeout);
    socket.on('error', onError).on('close', letGo).setTimeout(firstMs);
  };
  server.removeAllListeners('connection');
  server.on('connection', take);
  return {
    /** Ends every connection that was not given away, once its last answer is sent. */
    close() {
      for (const socket of idle) {
        socket.removeAllListeners('data');
        socket.destroySoon();
      }
    },
  };
}
