import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csvLines } from '#app/http/csv.ts';
import { bookBankFile } from '#app/services/counter/book-bank-file.server.ts';
import { recordCash } from '#app/services/counter/record-cash.server.ts';
import { useCounter } from '#tests/factories/counter.ts';
import { answerOf, routeArgs } from '#tests/setup/call-route.ts';
import { useDatabase } from '#tests/setup/database.ts';
import * as bankFile from './bank-file.tsx';
import * as bankFiles from './bank-files.tsx';
import * as home from './home.tsx';

const database = useDatabase();
const counter = useCounter(database);
const hostile = join(import.meta.dirname, '../../../../shared/cases/hostile');

describe.skipIf(!existsSync(hostile))('hostile files (skipped where ../shared/cases is absent)', () => {
  const filesOf = (folder: string) =>
    existsSync(hostile) ? readdirSync(join(hostile, folder)).map((name) => `${folder}/${name}`) : [];

  async function upload(bytes: Uint8Array<ArrayBuffer>, name: string) {
    const body = new FormData();
    body.append('organisationId', counter.world.office.id);
    body.append('source', 'bank');
    body.append('file', new File([bytes], name));
    const args = routeArgs(counter.person('cashier'), '/bureau/guichet/releves');
    const request = new Request(args.request.url, { method: 'POST', body });
    return answerOf(bankFiles.action({ ...args, request }));
  }

  test.each([...filesOf('zip'), ...filesOf('png'), ...filesOf('pdf'), ...filesOf('strings')])(
    '%s is a list that can be shown, or refused in words',
    async (name) => {
      const bytes = new Uint8Array(readFileSync(join(hostile, name)));
      for (const as of ['releve.xlsx', 'releve.csv', `${'../'.repeat(9)}\0etc`]) {
        const answer = await upload(bytes, as);
        if (answer.status === 422) {
          expect(answer.data).toMatchObject({ errors: { file: [expect.any(String)] } });
          continue;
        }
        expect(answer.status).toBe(302);
        const fileId = /releves\/([\da-f-]{36})/.exec(answer.location ?? '')?.[1] ?? '';
        const params = { fileId };
        await bankFile.loader(routeArgs(counter.person('cashier'), '/r', { params }));
        await bankFile.loader(
          routeArgs(counter.person('cashier'), '/r?c-date=0&c-amount=0&c-reference=0', { params }),
        );
      }
    },
  );

  test('hostile words as what a payer wrote are booked as they are, and searched for as they are', async () => {
    const words = readFileSync(join(hostile, 'strings/blns.txt'), 'utf8').split('\n').slice(0, 600);
    const rows = words.map((word, at) => ['01/03/2027', '5', `H-${at}`, word.replaceAll('\r', ''), word]);
    const text = csvLines([['Date', 'Crédit', 'Référence', 'Payeur', 'Libellé'], ...rows]);
    const kept = await upload(new TextEncoder().encode(text), 'releve.csv');
    const fileId = /releves\/([\da-f-]{36})/.exec(kept.location ?? '')?.[1] ?? '';
    const booked = await bookBankFile(counter.person('cashier'), { fileId });
    expect(booked).toMatchObject({ ok: true, value: { matched: 0, left: 0 } });
    const as = counter.person('cashier');
    for (const word of words.slice(0, 200)) {
      const found = await home.loader(routeArgs(as, `/bureau/guichet?q=${encodeURIComponent(word)}`));
      expect(found.found).toEqual([]);
      const cash = await recordCash(as, {
        kind: 'invoice',
        id: crypto.randomUUID(),
        amount: word,
        receiptNumber: word,
      });
      expect(cash.ok).toBe(false);
    }
  });
});
