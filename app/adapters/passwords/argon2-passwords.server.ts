import { hash, verify } from '@node-rs/argon2';
import type { PasswordPort } from './port.ts';

/** OWASP's argon2id floor: 19 MiB, 2 passes, 1 lane (about 15 ms a password on one core). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hash of a password nobody has, for accounts that don't exist. */
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$1ttd4p4LwhIVoPDAS6ARGA$QqresT6EPaeDXhX3vc8nwCA6BB9u6oeOptKk42gdtPI';

export const argon2Passwords: PasswordPort = {
  hash: (password) => hash(password.normalize('NFC'), COST),
  async verify(stored, password) {
    const matches = await verify(stored ?? NOBODY, password.normalize('NFC'));
    return stored !== undefined && matches;
  },
};
