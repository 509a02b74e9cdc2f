import type { RandomPort } from '#app/adapters/random/port.ts';
import { createDraw } from '#db/seed/people.ts';

/**
 * Chance with a seed, so that the demonstration has the same codes, marks and results everywhere. Its secrets are worth
 * nothing; the signing keys are drawn by the signer and are real.
 */
export function createDemoRandom(seed: number): RandomPort {
  const draw = createDraw(seed);
  const bytes = (count: number) => Uint8Array.from({ length: count }, () => draw.below(256));
  return {
    bytes,
    uuid() {
      const raw = Buffer.from(bytes(16));
      raw[6] = ((raw[6] ?? 0) & 0x0f) | 0x40;
      raw[8] = ((raw[8] ?? 0) & 0x3f) | 0x80;
      return raw.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
  };
}
