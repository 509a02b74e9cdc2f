import { PDFDict, PDFDocument, PDFName, PDFStream } from 'pdf-lib';
import type { PdfFacts } from './port.ts';

/** Keys and actions that make a reader do something, or that carry a file inside the file. */
const ACTIVE_KEYS = ['JS', 'JavaScript', 'EmbeddedFiles', 'EF', 'RichMediaContent', 'XFA'].map((key) =>
  PDFName.of(key),
);
const ACTIVE_ACTIONS = new Set(['/JavaScript', '/Launch', '/ImportData', '/SubmitForm', '/GoToE']);

/** What an untrusted PDF is; `undefined` when it can't be read. To be called in a process of its own. */
export async function inspectPdf(bytes: Uint8Array): Promise<PdfFacts | undefined> {
  try {
    const pdf = await PDFDocument.load(bytes, {
      ignoreEncryption: true,
      updateMetadata: false,
      throwOnInvalidObject: true,
    });
    return { pages: pdf.getPageCount(), encrypted: pdf.isEncrypted, active: isActive(pdf) };
  } catch {
    return undefined;
  }
}

function isActive(pdf: PDFDocument): boolean {
  return pdf.context.enumerateIndirectObjects().some(([, object]) => {
    const dict = object instanceof PDFStream ? object.dict : object;
    return dict instanceof PDFDict && holdsAction(dict, 0);
  });
}

/** Actions stand in dictionaries inside others: a few levels down, and no deeper than a file can honestly nest them. */
function holdsAction(dict: PDFDict, depth: number): boolean {
  if (ACTIVE_KEYS.some((key) => dict.has(key))) return true;
  const action = dict.get(PDFName.of('S'));
  if (action instanceof PDFName && ACTIVE_ACTIONS.has(action.toString())) return true;
  if (depth > 12) return true;
  return dict.values().some((value) => value instanceof PDFDict && holdsAction(value, depth + 1));
}
