import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { addressKey } from '../rate-limit.server.ts';
import { createBuckets, createForgetting } from './buckets.ts';

/** One try of a code at a table number. */
export type CodeTry = {
  readonly clientAddress: string;
  readonly sittingId: string;
  readonly tableNumber: string;
};

/**
 * Stops whoever guesses result codes, and nobody else. Asked before the code is looked at; told how it ended. Only wrong
 * codes count. In the memory of one process, and never more of it than said: results day has no database to count in.
 */
export type CodeGuard = {
  check(attempt: CodeTry): Verdict<true, 'rate.limited'>;
  wrong(attempt: CodeTry): void;
  right(attempt: CodeTry): void;
};

const MINUTE = 60;
/**
 * Wrong codes that may come at once, and the seconds after which one more may. `here` is one network at one number; of a
 * number from everywhere far more than anyone mistypes, so that its candidate isn't kept out, and far fewer than 40
 * random bits. `network` is an address, or an IPv6 subscriber; `site` is 65,536 of those.
 */
const LIMITS = {
  here: { capacity: 10, secondsEach: 1.5 * MINUTE },
  number: { capacity: 300, secondsEach: 12 },
  network: { capacity: 60, secondsEach: 15 },
  site: { capacity: 300, secondsEach: 5 },
} as const;
/** A number opened with its code gives its network as many wrong codes back: a school's pupils mistype now and then. */
const CREDIT = 3;
const MOST_KEYS = 50_000;
const MOST_OPENED = 200_000;

/** The IPv6 site of an address, its first 48 bits; an IPv4 address is its own. */
export function siteKey(network: string): string {
  return network.includes(':') ? network.split(':').slice(0, 3).join(':') : network;
}

export function createCodeGuard(clock: () => Date, most = { keys: MOST_KEYS, opened: MOST_OPENED }) {
  const seconds = () => clock().getTime() / 1000;
  const buckets = {
    here: createBuckets({ ...LIMITS.here, most: most.keys }),
    number: createBuckets({ ...LIMITS.number, most: most.keys }),
    network: createBuckets({ ...LIMITS.network, most: most.keys }),
    site: createBuckets({ ...LIMITS.site, most: most.keys }),
  };
  /** What was opened from where: opened again it gives no more credit. */
  const opened = new Set<string>();
  const forgetOpened = createForgetting(opened);
  const keysOf = ({ clientAddress, sittingId, tableNumber }: CodeTry) => {
    const network = addressKey(clientAddress);
    const number = `${sittingId} ${tableNumber}`;
    return { here: `${network} ${number}`, number, network, site: siteKey(network) };
  };
  const names = ['here', 'number', 'network', 'site'] as const;
  return {
    check(attempt) {
      const [keys, now] = [keysOf(attempt), seconds()];
      const wait = Math.ceil(Math.max(...names.map((name) => buckets[name].wait(keys[name], now))));
      return wait <= 0
        ? accept()
        : refuse('rate.limited', { seconds: wait, minutes: Math.ceil(wait / MINUTE) });
    },
    wrong(attempt) {
      const [keys, now] = [keysOf(attempt), seconds()];
      for (const name of names) buckets[name].take(keys[name], now);
    },
    right(attempt) {
      const [keys, now] = [keysOf(attempt), seconds()];
      if (opened.has(keys.here)) return;
      if (opened.size >= most.opened) forgetOpened();
      opened.add(keys.here);
      buckets.network.give(keys.network, now, CREDIT);
      buckets.site.give(keys.site, now, CREDIT);
    },
    /** How many keys are kept. */
    size: () => opened.size + names.reduce((sum, name) => sum + buckets[name].size(), 0),
  } satisfies CodeGuard & { size(): number };
}
