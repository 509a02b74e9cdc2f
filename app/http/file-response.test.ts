import { expect, test } from 'vitest';
import { fileResponse } from './file-response.ts';

const bytes = new TextEncoder().encode('0123456789');
const file = { contentType: 'application/pdf', name: 'Fiche de Maïga.pdf' };
const ask = async (range?: string) => {
  const request = new Request('https://x.example/', range ? { headers: { Range: range } } : {});
  const answer = fileResponse(request, bytes, file);
  return { status: answer.status, text: await answer.text(), range: answer.headers.get('Content-Range') };
};

test('a file is downloaded under its name and taken for nothing else', () => {
  const { headers } = fileResponse(new Request('https://x.example/'), bytes, file);
  expect(headers.get('Content-Disposition')).toBe(
    `attachment; filename="Fiche-de-Maiga.pdf"; filename*=UTF-8''Fiche%20de%20Ma%C3%AFga.pdf`,
  );
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(headers.get('Cache-Control')).toContain('no-store');
});

test.each([
  [undefined, 200, '0123456789', null],
  ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
  ['bytes=7-', 206, '789', 'bytes 7-9/10'],
  ['bytes=-2', 206, '89', 'bytes 8-9/10'],
  ['bytes=5-500', 206, '56789', 'bytes 5-9/10'],
  ['bytes=10-', 416, '', 'bytes */10'],
  ['bytes=-0', 416, '', 'bytes */10'],
  ['bytes=4-2', 200, '0123456789', null],
  ['bytes=0-1,3-4', 200, '0123456789', null],
  ['lines=1-2', 200, '0123456789', null],
])('%s is answered %i', async (range, status, text, contentRange) => {
  expect(await ask(range)).toEqual({ status, text, range: contentRange });
});
