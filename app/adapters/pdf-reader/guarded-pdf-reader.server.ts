import { type PdfFacts, PdfReaderBusyError, type PdfReaderPort, type SealedPdf } from './port.ts';
import { inspectPdfGuarded, readSealedGuarded } from './read-pdf-guarded.server.ts';

type Options = {
  /** Files read at the same time; each has a process and up to 256 MB of its own. */
  readonly atOnce?: number;
  /** Files that may wait for their turn; more are turned away. */
  readonly waiting?: number;
  readonly read?: (bytes: Uint8Array) => Promise<SealedPdf | undefined>;
  readonly inspect?: (bytes: Uint8Array) => Promise<PdfFacts | undefined>;
};

/** Reads untrusted PDFs in guarded processes, a few at a time, so that a crowd of uploads cannot fill the machine. */
export function createPdfReader(options: Options = {}): PdfReaderPort {
  const { atOnce = 2, waiting = 12, read = readSealedGuarded, inspect = inspectPdfGuarded } = options;
  const queue: (() => void)[] = [];
  let running = 0;

  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < atOnce) running += 1;
    else if (queue.length >= waiting) throw new PdfReaderBusyError('too many PDFs wait to be read');
    else await new Promise<void>((turn) => queue.push(turn));
    try {
      return await work();
    } finally {
      const next = queue.shift();
      // The place is handed on to whoever waited longest.
      if (next) next();
      else running -= 1;
    }
  };

  return {
    readSealed: (bytes) => inTurn(() => read(bytes)),
    inspect: (bytes) =>
      inTurn(() => inspect(bytes)).catch((error: unknown) => {
        if (error instanceof PdfReaderBusyError) return 'busy' as const;
        throw error;
      }),
  };
}
