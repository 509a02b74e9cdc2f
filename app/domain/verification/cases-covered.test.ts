import { expect, it } from 'vitest';
import { z } from 'zod';
import { filesIn, json, suite } from '#tests/setup/outside-cases.ts';
import { verifySignature } from './signature.ts';

/** Files that no test of ours reads, and why. */
const NOT_APPLICABLE: readonly (readonly [files: RegExp, why: string])[] = [
  [/^NOTICE\.md$/, 'says where the others come from'],
  [/_diag\.md$/, 'the same bytes once more, in words'],
  [
    /status_list_cwt\.md$|referenced_token_cwt\.md$/,
    'a status list as a CWT, and a token that names one: ours is a JWT, as the profile says',
  ],
  [/status_list_jwt\.md$/, 'the JWT of status_list_jwt_raw.md, taken apart'],
];

/** Files that tests read. */
const READ: readonly RegExp[] = [
  /^proposed-profile\/vectors\.json$/,
  /^claim169\//,
  /^cose-wg\//,
  /^encodings\/vectors\.json$/,
  /^c2sp\/vectors\.json$/,
  /^token-status-list\/(appendix-test-vectors-excerpt|status_list_jwt_raw|status_list_encoding\w*_(json|cbor))\.md$/,
];

suite('the outside cases', () => {
  it('are each read by a test, or not applicable for a reason', () => {
    const files = filesIn('.');
    expect(files.length).toBeGreaterThan(40);
    const forgotten = files.filter(
      (path) => !READ.some((read) => read.test(path)) && !NOT_APPLICABLE.some(([named]) => named.test(path)),
    );
    expect(forgotten).toEqual([]);
    for (const [named] of NOT_APPLICABLE) expect(files.some((path) => named.test(path))).toBe(true);
  });
});

suite('the signed note of C2SP', () => {
  // Nothing of ours reads signed notes: it is one more Ed25519 signature made by others.
  it('has a good Ed25519 signature, and none over another text', () => {
    const { signed_note } = json(
      'c2sp/vectors.json',
      z.object({ signed_note: z.object({ vkey: z.string(), note: z.string() }) }),
    );
    const key = Buffer.from(signed_note.vkey.slice(signed_note.vkey.lastIndexOf('+') + 1), 'base64');
    expect([key.length, key[0]]).toEqual([33, 1]);
    const [body = '', line = ''] = signed_note.note.split('\n\n');
    const signature = Buffer.from(line.trim().split(' ').at(-1) ?? '', 'base64').subarray(4);
    const check = (words: string) =>
      verifySignature(
        'EdDSA',
        Uint8Array.from(key.subarray(1)),
        Buffer.from(words),
        Uint8Array.from(signature),
      );
    expect(check(`${body}\n`)).toBe(true);
    expect(check(body)).toBe(false);
    expect(check(`${body}!\n`)).toBe(false);
  });
});
