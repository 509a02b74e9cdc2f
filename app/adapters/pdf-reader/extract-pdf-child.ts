import { buffer } from 'node:stream/consumers';
import { extractPdfAddress } from './extract-pdf-address.ts';

/** A process of its own: PDF bytes come in, the QR text they carry goes out. */
process.stdout.write((await extractPdfAddress(await buffer(process.stdin))) ?? '');
