import { buffer } from 'node:stream/consumers';
import { findCodes } from './find-codes.ts';

/** A process of its own: a picture's bytes come in, the texts of its codes go out as JSON. */
process.stdout.write(JSON.stringify((await findCodes(await buffer(process.stdin))) ?? null));
