import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadDocumentAssets } from '#pdf/load-assets.server.ts';
import { renderDocument } from '#pdf/registry.ts';
import { SAMPLES } from '#pdf/testing/sample-models.ts';
import { createLocalCertificates } from './local-certificates.server.ts';
import { createLocalSeal } from './local-seal.server.ts';

const kek = new Uint8Array(32).fill(7);

test('seals', async () => {
  const made = await createLocalCertificates(kek).selfMade({
    name: 'Office du baccalauréat',
    notBefore: new Date('2026-01-01'),
    notAfter: new Date('2036-01-01'),
  });
  const seal = createLocalSeal(kek, async () => ({ id: 'a', ...made }));
  const pdf = await renderDocument(SAMPLES[0], await loadDocumentAssets());
  const sealed = await seal.seal(pdf, 'a', new Date());
  writeFileSync('/tmp/sealed.pdf', sealed);
  const started = performance.now();
  for (let i = 0; i < 500; i++) await seal.seal(pdf, 'a', new Date());
  console.log((performance.now() - started) / 500, 'ms', pdf.length);
  console.log(
    execFileSync('pdfsig', ['/tmp/sealed.pdf']).toString(),
    execFileSync('qpdf', ['--check', '/tmp/sealed.pdf']).toString(),
  );
  expect(1).toBe(1);
});
