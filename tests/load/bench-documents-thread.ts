import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument } from 'pdf-lib';
import PDFKit from 'pdfkit';
import QRCode from 'qrcode';
import { z } from 'zod';
import { createLocalSeal } from '#app/adapters/pdf-seal/local-seal.server.ts';
import type { SealCertificate } from '#app/adapters/pdf-seal/port.ts';
import { createLocalSigner } from '#app/adapters/signer/local-signer.server.ts';
import type { WrappedKey } from '#app/adapters/signer/port.ts';
import { pressDocument } from '#app/services/documents/press-document.server.ts';
import { loadDocumentAssets } from '#pdf/load-assets.server.ts';
import { renderDocument } from '#pdf/registry.ts';
import { benchTranscript } from './bench-documents-models.ts';

/** One thread of the benchmark: makes documents from `first` on, every `step`, and says how it went. */
const bytes = z.instanceof(Uint8Array);
const order = z
  .object({
    way: z.enum(['signed', 'unsigned', 'pdfLib', 'pdfkit']),
    ...{ first: z.int(), step: z.int(), count: z.int(), warm: z.int() },
    keyEncryptionKey: bytes,
    key: z.custom<WrappedKey>((value) => typeof value === 'object'),
    certificate: z.custom<SealCertificate>((value) => typeof value === 'object'),
  })
  .parse(workerData);

const assets = await loadDocumentAssets();
const tools = {
  signer: createLocalSigner(order.keyEncryptionKey, async () => order.key),
  pdfSeal: createLocalSeal(order.keyEncryptionKey, async () => order.certificate),
  documents: { render: (model: Parameters<typeof renderDocument>[0]) => renderDocument(model, assets) },
};
const QR = {
  url: 'https://verif.example.test/v/q7TjS0s0rVdYy1Zk#',
  digits: '3141592653'.repeat(49),
};

function pressed(at: number): Promise<{ readonly pdf: Uint8Array }> {
  const { key, certificate } = order;
  const sealedAt = new Date('2026-11-23T08:00:00Z');
  const job = {
    documentId: String(at),
    model: benchTranscript(at),
    key,
    certificateId: certificate.id,
    sealedAt,
  };
  return pressDocument(tools, { ...job, images: {} });
}

/** The lines of a transcript as a plain program writes them: words, size, place. */
function linesOf(at: number): { text: string; bold: boolean; x: number; y: number }[] {
  const { draft } = benchTranscript(at);
  if (draft.kind !== 'transcript') throw new Error('not a transcript');
  const { candidate, groups } = draft;
  const head = [
    draft.office.name.fr,
    draft.exam.fr,
    candidate.surname,
    candidate.givenNames ?? '',
    candidate.birthPlace,
  ];
  const lines = head.map((text, row) => ({ text, bold: row < 3, x: 50, y: 60 + row * 22 }));
  groups
    .flatMap(({ rows }) => rows)
    .forEach(({ name, points }, row) => {
      const y = 220 + row * 20;
      lines.push({ text: name.fr, bold: false, x: 50, y }, { text: name.en ?? '', bold: false, x: 260, y });
      lines.push({ text: String(points ?? 0), bold: true, x: 480, y });
    });
  return lines;
}

function qrPath(): string {
  const { modules } = QRCode.create(
    [
      { data: new TextEncoder().encode(QR.url), mode: 'byte' },
      { data: QR.digits, mode: 'numeric' },
    ],
    { errorCorrectionLevel: 'M' },
  );
  let path = '';
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) path += `M${column} ${row}h1v1h-1z`;
  return path;
}

/** pdf-lib as its manual shows it: the whole fonts given, cut by it to each document. */
async function plainly(at: number): Promise<Uint8Array> {
  const doc = await PDFDocument.create();
  doc.registerFontkit(fontkit);
  const regular = await doc.embedFont(assets.fonts.regular, { subset: true });
  const bold = await doc.embedFont(assets.fonts.bold, { subset: true });
  const page = doc.addPage([595.28, 841.89]);
  for (const { text, bold: strong, x, y } of linesOf(at))
    page.drawText(text, { x, y: 841.89 - y, size: 10, font: strong ? bold : regular });
  page.drawSvgPath(qrPath(), { x: 50, y: 160, scale: 1.5 });
  return doc.save();
}

function withPdfkit(at: number): Promise<Uint8Array> {
  return new Promise((done) => {
    const doc = new PDFKit({ size: 'A4' });
    const parts: Buffer[] = [];
    doc.on('data', (part: Buffer) => parts.push(part));
    doc.on('end', () => done(Buffer.concat(parts)));
    doc.registerFont('regular', Buffer.from(assets.fonts.regular));
    doc.registerFont('bold', Buffer.from(assets.fonts.bold));
    for (const { text, bold, x, y } of linesOf(at))
      doc
        .font(bold ? 'bold' : 'regular')
        .fontSize(10)
        .text(text, x, y, { lineBreak: false });
    doc.translate(50, 690).scale(1.5).path(qrPath()).fill();
    doc.end();
  });
}

async function make(at: number): Promise<Uint8Array> {
  switch (order.way) {
    case 'signed':
      return (await pressed(at)).pdf;
    case 'unsigned': {
      const { draft } = benchTranscript(at);
      return renderDocument({ ...draft, qr: QR }, assets);
    }
    case 'pdfLib':
      return plainly(at);
    case 'pdfkit':
      return withPdfkit(at);
  }
}

for (let at = 0; at < order.warm; at += 1) await make(order.first + at * order.step);
parentPort?.postMessage({ ready: true });
await new Promise((go) => parentPort?.once('message', go));
let [size, largest, spent] = [0, 0, process.cpuUsage()];
const digest = createHash('sha256');
for (let at = 0; at < order.count; at += 1) {
  const made = await make(order.first + at * order.step);
  size += made.length;
  largest = Math.max(largest, made.length);
  digest.update(made.subarray(-64));
  if (at % 1000 === 999) parentPort?.postMessage({ made: at + 1 });
}
spent = process.cpuUsage(spent);
parentPort?.postMessage({
  done: true,
  size,
  largest,
  cpu: spent.user + spent.system,
  digest: digest.digest('hex'),
});
