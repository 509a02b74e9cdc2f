import type { Opening } from './authorisation-opening.ts';

/** What a device keeps to answer without a network: for everyone, and about nobody. */
export const verifyOpenings = {
  'verify-offline': { path: () => '/verify/hors-connexion', opens: 'everyone' },
  'verify-worker': { path: () => '/verify/service-worker.js', opens: 'everyone', file: true },
} as const satisfies Readonly<Record<string, Opening>>;
