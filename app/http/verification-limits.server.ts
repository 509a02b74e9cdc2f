import { documentNumberKey } from '#app/domain/verification/typed-code.ts';
import { addressKey, type Limit } from './rate-limit.server.ts';

/**
 * By address they stop a flood: a company or a mobile network has many employers behind one. A number may be tried
 * more often than anyone mistypes, from wherever, and far less often than a code of 50 random bits could be guessed.
 */
const WINDOW = { windowSeconds: 600 };

export function pageLimits(clientAddress: string): readonly Limit[] {
  return [{ name: 'verify.page', key: addressKey(clientAddress), max: 600, ...WINDOW }];
}

export function apiLimits(clientAddress: string): readonly Limit[] {
  return [{ name: 'verify.api', key: addressKey(clientAddress), max: 1200, ...WINDOW }];
}

/** The same for a number that exists and one that does not. */
export function typedCodeLimits(clientAddress: string, number: string): readonly Limit[] {
  return [
    { name: 'verify.typed', key: addressKey(clientAddress), max: 60, ...WINDOW },
    { name: 'verify.number', key: documentNumberKey(number), max: 200, windowSeconds: 3600 },
  ];
}

export function scanLimits(clientAddress: string): readonly Limit[] {
  return [{ name: 'verify.scan', key: addressKey(clientAddress), max: 120, ...WINDOW }];
}

/** A file costs a process of its own to read. */
export function fileLimits(clientAddress: string): readonly Limit[] {
  return [{ name: 'verify.file', key: addressKey(clientAddress), max: 30, ...WINDOW }];
}
