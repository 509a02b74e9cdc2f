import type { keyReasons as fr } from '../fr/key-reasons.ts';
import type { SameShape } from '../same-shape.ts';

/** Why a signing key or a signed list is refused. */
export const keyReasons: SameShape<typeof fr> = {
  organisation: { unknown: 'No organisation has this code.' },
  signingKey: {
    unknown: 'No key has this id.',
    isRoot: 'This is the root key: it is replaced by another one, with "keys root".',
    notActive: 'This key no longer signs.',
    exists: 'There is a key for {{year}} already: {{kid}}. To change it, use "keys rotate".',
    yearTooFar: 'A key is made for this year or the next only.',
    reasonMissing: 'Give the reason, in a few words: it is kept.',
    compromisedInFuture: 'The date cannot be in the future.',
    compromiseMovesForward:
      'This key is said to be compromised since {{at}} already: the date can only move back.',
    doesNotOpen: '{{kid}} does not open with the old key-encryption key. Nothing was changed.',
  },
  root: {
    unknown: 'There is no root key here.',
    inForce: 'This root key is in force already.',
    exists:
      'A root key is in force already: {{kid}}. To replace it, add --replace; every verifier must then be given the new one.',
    retired: 'This root key was given up: it does not come back.',
    offline: 'The private half of this root key is kept offline already.',
  },
  trust: {
    malformed: 'This file is not a trust list.',
    'wrong-signature': 'The root key in force did not sign this list.',
  },
  trustList: {
    fromFuture: 'This list is dated in the future: check the clock of the machine that signed it.',
    ended: 'This list has ended already.',
    older: 'A newer list is served already.',
    foreignKey: 'This list names a key that this office does not have: {{kid}}.',
    missesCompromise: 'This list does not say that the key {{kid}} is compromised. Export it again.',
  },
};
