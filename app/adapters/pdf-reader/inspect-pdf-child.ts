import { buffer } from 'node:stream/consumers';
import { inspectPdf } from './inspect-pdf.ts';

/** A process of its own: PDF bytes come in, what they are goes out as JSON. */
process.stdout.write(JSON.stringify((await inspectPdf(await buffer(process.stdin))) ?? null));
