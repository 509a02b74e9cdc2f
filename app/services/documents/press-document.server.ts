import type {
  DocumentPress,
  PressedDocument,
  PressJob,
  UndrawnDocument,
} from '#app/adapters/document-press/port.ts';
import { attachQr } from '#app/domain/documents/prepare-document.ts';
import { signDocument } from '#app/domain/verification/sign-document.ts';
import type { Adapters } from '#app/services/context.ts';

type Tools = Pick<Adapters, 'signer' | 'pdfSeal'> & {
  readonly documents: Pick<Adapters['documents'], 'render'>;
};

/**
 * Signs what a document says, draws its page with the QR of that signature, and seals the file.
 * @throws RangeError when no setting of the page holds what it says; Error when a key or certificate can't be opened
 */
export async function pressDocument(
  { signer, pdfSeal, documents }: Tools,
  { documentId, model: { draft, claims }, key, certificateId, sealedAt, images }: PressJob,
): Promise<PressedDocument> {
  const sign = (bytes: Uint8Array) => signer.sign(key.kid, bytes);
  const { cose, token, qr } = await signDocument(claims, key, draft.verification.host, sign);
  const [address, digits] = qr.segments;
  const model = attachQr(draft, { url: address.data, digits: digits.data });
  if (!model.ok) throw new Error(`document ${documentId}: ${model.reason}`);
  const drawn = await documents.render(model.value, images);
  return { cose, token, pdf: await pdfSeal.seal(drawn, certificateId, sealedAt) };
}

/** As `pressDocument`, one after the other; a page that can't be drawn does not stop the others. */
export async function pressDocuments(
  tools: Tools,
  jobs: readonly PressJob[],
): Promise<(PressedDocument | UndrawnDocument)[]> {
  const pressed: (PressedDocument | UndrawnDocument)[] = [];
  for (const job of jobs) {
    try {
      pressed.push(await pressDocument(tools, job));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      pressed.push({ undrawn: error.message });
    }
  }
  return pressed;
}

/** A press in this process alone, for where there is little to draw, or a signer that can't leave it. */
export function pressHere(tools: Tools): DocumentPress {
  return { width: 1, press: (jobs) => pressDocuments(tools, jobs) };
}
