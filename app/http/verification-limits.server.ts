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

/** A program that asks by token: there is nothing to guess, it is only not to flood. */
export function tokenCallLimit(clientAddress: string): Limit {
  return { name: 'verify.api', key: addressKey(clientAddress), max: 1200, ...WINDOW };
}

export function questionCallLimit(clientAddress: string): Limit {
  return { name: 'verify.question', key: addressKey(clientAddress), max: 300, ...WINDOW };
}

export function lotLimit(clientAddress: string): Limit {
  return { name: 'verify.lot', key: addressKey(clientAddress), max: 20, ...WINDOW };
}

/** Wrong codes of everybody in an hour from which somebody is guessing from many addresses at once. */
export const PRESSURE = 3000;

/**
 * The same for a number that exists and one that does not. Under pressure everybody types more slowly: a tenth of the
 * tries. Codes read by a scanner are never slowed down by it.
 */
export function typedCodeLimits(
  clientAddress: string,
  number: string,
  underPressure = false,
): readonly Limit[] {
  const share = underPressure ? 10 : 1;
  return [
    { name: 'verify.typed', key: addressKey(clientAddress), max: 60 / share, ...WINDOW },
    { name: 'verify.number', key: documentNumberKey(number), max: 200 / share, windowSeconds: 3600 },
  ];
}

/** Wrong codes from one address, typed one by one, sent by a program or in a list. */
export function wrongCodeLimit(clientAddress: string, underPressure = false): Limit {
  const max = underPressure ? 12 : 120;
  return { name: 'verify.wrong', key: addressKey(clientAddress), max, windowSeconds: 3600 };
}

export function scanLimits(clientAddress: string): readonly Limit[] {
  return [{ name: 'verify.scan', key: addressKey(clientAddress), max: 120, ...WINDOW }];
}

/** A file or a picture costs a process of its own to read. */
export function fileLimits(clientAddress: string): readonly Limit[] {
  return [{ name: 'verify.file', key: addressKey(clientAddress), max: 30, ...WINDOW }];
}
