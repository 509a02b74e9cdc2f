import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib';

/** Key of the PDF's Info dictionary under which our documents carry their QR's full text. */
export const PDF_ADDRESS_KEY = 'PalmaresQR';

/** The QR text a PDF carries, or `undefined` for a PDF without one, or one too damaged to read. */
export async function extractPdfAddress(bytes: Uint8Array): Promise<string | undefined> {
  try {
    const pdf = await PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false });
    const info = pdf.context.lookup(pdf.context.trailerInfo.Info);
    if (!(info instanceof PDFDict)) return undefined;
    const value = info.lookup(PDFName.of(PDF_ADDRESS_KEY));
    return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined;
  } catch {
    return undefined;
  }
}
