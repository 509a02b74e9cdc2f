import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';
import device from './device-check.ts?worker&url';
import scan from './scan.ts?worker&url';
import workerFile from './service-worker.ts?worker&url';
import answer from './start-answer.ts?worker&url';
import form from './start-form.ts?worker&url';

/** Where the scripts of the verification pages are: each small, and loaded only by who needs it. */
export const VERIFY_SCRIPTS = { answer, device, form, scan, wasm, workerFile } as const;

/** A worker answers for its own folder unless its server says otherwise: it is served from here by a route. */
export const WORKER_ADDRESS = '/verify/service-worker.js';
