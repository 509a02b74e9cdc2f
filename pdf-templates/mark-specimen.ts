import { degrees, PDFDocument, rgb, StandardFonts } from 'pdf-lib';

const WORD = 'SPÉCIMEN';

/** The same file with SPÉCIMEN across every page: what nobody can take for a document. */
export async function markSpecimen(pdf: Uint8Array): Promise<Uint8Array> {
  const doc = await PDFDocument.load(pdf, { updateMetadata: false });
  const font = await doc.embedFont(StandardFonts.HelveticaBold);
  for (const page of doc.getPages()) {
    const { width, height } = page.getSize();
    const angle = Math.atan2(height, width);
    const size = (Math.hypot(width, height) * 0.62) / font.widthOfTextAtSize(WORD, 1);
    const half = font.widthOfTextAtSize(WORD, size) / 2;
    const rise = size * 0.35;
    page.drawText(WORD, {
      x: width / 2 - half * Math.cos(angle) + rise * Math.sin(angle),
      y: height / 2 - half * Math.sin(angle) - rise * Math.cos(angle),
      size,
      font,
      rotate: degrees((angle * 180) / Math.PI),
      color: rgb(0.75, 0.1, 0.1),
      opacity: 0.16,
    });
  }
  return doc.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}
