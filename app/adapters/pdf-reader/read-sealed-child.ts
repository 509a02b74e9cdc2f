import { buffer } from 'node:stream/consumers';
import { extractPdfAddress } from './extract-pdf-address.ts';
import { readSeal } from './read-seal.ts';

/** A process of its own: PDF bytes come in, the QR text they carry and what their seal is worth go out as JSON. */
const bytes = await buffer(process.stdin);
process.stdout.write(JSON.stringify({ seal: readSeal(bytes), address: await extractPdfAddress(bytes) }));
