import { randomBytes, randomUUID } from 'node:crypto';
import type { RandomPort } from './port.ts';

export const systemRandom: RandomPort = {
  bytes: (count) => new Uint8Array(randomBytes(count)),
  uuid: () => randomUUID(),
};
