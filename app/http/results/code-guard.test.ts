import { expect, test } from 'vitest';
import { type CodeTry, createCodeGuard, siteKey } from './code-guard.ts';

/** A clock of its own, in seconds. */
function world(most?: { keys: number; opened: number }) {
  let now = 1_800_000_000;
  const guard = createCodeGuard(() => new Date(now * 1000), most);
  return {
    guard,
    wait: (seconds: number) => {
      now += seconds;
    },
    /** One try; whether it was allowed. */
    attempt(clientAddress: string, tableNumber: string, isRight: boolean) {
      const one: CodeTry = { clientAddress, sittingId: 'sitting', tableNumber };
      if (!guard.check(one).ok) return false;
      if (isRight) guard.right(one);
      else guard.wrong(one);
      return true;
    },
  };
}

/** The same order in each run: no test of limits may hang on chance. */
function* shuffled(count: number) {
  for (let i = 0; i < count; i += 1) yield (i * 7919) % count;
}

test('a school of 500 behind one address gets through in an hour, with its mistypings', () => {
  const { attempt, wait } = world();
  let [opened, refused] = [0, 0];
  for (const pupil of shuffled(500)) {
    const number = String(pupil).padStart(5, '0');
    // Four in ten mistype once, one in ten three times; three reload the page they opened.
    const mistypes = pupil % 10 < 4 ? 1 : pupil % 10 === 4 ? 3 : 0;
    for (let i = 0; i < mistypes; i += 1) refused += Number(!attempt('197.214.0.9', number, false));
    if (attempt('197.214.0.9', number, true)) opened += 1;
    if (pupil % 3 === 0) refused += Number(!attempt('197.214.0.9', number, true));
    wait(7);
  }
  expect({ opened, refused }).toEqual({ opened: 500, refused: 0 });
});

test('so does a whole class at once, in the first minute', () => {
  const { attempt } = world();
  for (let pupil = 0; pupil < 60; pupil += 1) {
    if (pupil % 2 === 0) expect(attempt('197.214.0.9', String(pupil), false)).toBe(true);
    expect(attempt('197.214.0.9', String(pupil), true)).toBe(true);
  }
});

test('a guesser at one number from one address is stopped after ten', () => {
  const { attempt, wait } = world();
  let tried = 0;
  for (let i = 0; i < 3600; i += 1) {
    tried += Number(attempt('203.0.113.5', '00042', false));
    wait(1);
  }
  expect(tried).toBe(10 + 40 - 1);
  expect(attempt('203.0.113.6', '00042', true)).toBe(true);
});

test('a guesser over many numbers from one address, or from a whole IPv6 site, is stopped', () => {
  for (const [addressOf, most] of [
    [() => '203.0.113.5', 60 + 240],
    [(i: number) => `2001:db8:7:${(i % 65536).toString(16)}::1`, 300 + 720],
  ] as const) {
    const { attempt, wait } = world();
    let tried = 0;
    for (let i = 0; i < 36_000; i += 1) {
      tried += Number(attempt(addressOf(i), String(i), false));
      wait(0.1);
    }
    expect(tried).toBeLessThanOrEqual(most);
  }
  expect(siteKey('2001:db8:7:1')).toBe('2001:db8:7');
});

test('a guesser who has codes of their own gains next to nothing by them', () => {
  const { attempt } = world();
  let tried = 0;
  for (let i = 0; i < 5000; i += 1) {
    for (const own of ['00001', '00002']) attempt('203.0.113.5', own, true);
    tried += Number(attempt('203.0.113.5', String(10_000 + i), false));
  }
  expect(tried).toBeLessThanOrEqual(60 + 2 * 3);
});

test('a guesser at one number from ever new addresses is stopped, and its candidate only for moments', () => {
  const { attempt, wait } = world();
  let tried = 0;
  for (let i = 0; i < 36_000; i += 1) {
    tried += Number(attempt(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`, '00042', false));
    wait(0.1);
  }
  expect(tried).toBeLessThanOrEqual(300 + 300);
  expect(attempt('198.51.100.1', '00043', true)).toBe(true);
  wait(12);
  expect(attempt('198.51.100.1', '00042', true)).toBe(true);
});

test('a refusal says how long to wait', () => {
  const { guard, attempt } = world();
  for (let i = 0; i < 10; i += 1) attempt('203.0.113.5', '00042', false);
  const one = { clientAddress: '203.0.113.5', sittingId: 'sitting', tableNumber: '00042' };
  expect(guard.check(one)).toEqual({
    ok: false,
    reason: 'rate.limited',
    detail: { seconds: 90, minutes: 2 },
  });
});

test('keeps no more than it was told to, whoever tries what', () => {
  const { guard, attempt } = world({ keys: 1000, opened: 500 });
  for (let i = 0; i < 20_000; i += 1) {
    attempt(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`, String(i), false);
    attempt(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`, String(i), true);
  }
  expect(guard.size()).toBeLessThanOrEqual(4 * 1000 + 500);
});
