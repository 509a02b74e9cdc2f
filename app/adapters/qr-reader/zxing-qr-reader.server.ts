import { QrReaderBusyError, type QrReaderPort } from './port.ts';
import { readPictureGuarded } from './read-picture-guarded.server.ts';

type Options = {
  /** Pictures read at the same time; each has a process of its own. */
  readonly atOnce?: number;
  /** Pictures that may wait for their turn; more are turned away. */
  readonly waiting?: number;
  readonly read?: (bytes: Uint8Array) => Promise<readonly string[] | undefined>;
};

/** Reads untrusted pictures with ZXing in guarded processes, a few at a time, so that a crowd cannot fill the machine. */
export function createQrReader(options: Options = {}): QrReaderPort {
  const { atOnce = 2, waiting = 12, read = readPictureGuarded } = options;
  const queue: (() => void)[] = [];
  let running = 0;
  return {
    async readCodes(bytes) {
      if (running < atOnce) running += 1;
      else if (queue.length >= waiting) throw new QrReaderBusyError('too many pictures wait to be read');
      else await new Promise<void>((turn) => queue.push(turn));
      try {
        return await read(bytes);
      } finally {
        const next = queue.shift();
        // The place is handed on to whoever waited longest.
        if (next) next();
        else running -= 1;
      }
    },
  };
}
