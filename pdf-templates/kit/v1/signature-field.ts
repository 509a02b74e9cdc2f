import { PDFArray, PDFHexString, PDFInvalidObject, PDFName, PDFNumber, PDFString } from 'pdf-lib';
import { SEAL_BYTES } from '#app/domain/documents/seal.ts';
import type { Sheet } from './sheet.ts';

/** As long as any number the seal writes in its place. */
const UNKNOWN_NUMBER = PDFName.of('**********');
/** A widget that is printed and can't be changed. */
const WIDGET_FLAGS = 4 | 128;
/** The file holds a signature, and whoever changes it must append. */
const SIGNATURE_FLAGS = 1 | 2;

/**
 * Leaves an invisible field for the office's seal (PAdES: `ETSI.CAdES.detached`), dated as the document is. The bytes of
 * its dictionary stand outside any object stream, where the seal can find them.
 */
export function leaveSignatureField({ doc, page }: Pick<Sheet, 'doc' | 'page'>): void {
  const { context } = doc;
  const dated = doc.getCreationDate();
  if (!dated) throw new Error('a document is dated before it is closed');
  const byteRange = PDFArray.withContext(context);
  byteRange.push(PDFNumber.of(0));
  for (let place = 0; place < 3; place += 1) byteRange.push(UNKNOWN_NUMBER);
  const signature = context.obj({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    M: PDFString.fromDate(dated),
    ByteRange: byteRange,
    Contents: PDFHexString.of('00'.repeat(SEAL_BYTES)),
  });
  const written = new Uint8Array(signature.sizeInBytes());
  signature.copyBytesInto(written, 0);
  const widget = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      Rect: [0, 0, 0, 0],
      F: WIDGET_FLAGS,
      T: PDFString.of('Sceau'),
      V: context.register(PDFInvalidObject.of(written)),
      P: page.ref,
    }),
  );
  page.node.set(PDFName.of('Annots'), context.obj([widget]));
  const form = context.register(context.obj({ Fields: [widget], SigFlags: SIGNATURE_FLAGS }));
  doc.catalog.set(PDFName.of('AcroForm'), form);
}
