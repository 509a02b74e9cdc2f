import { unprintableFields } from '#app/domain/documents/check-printable.ts';
import type { DocumentModel } from '#app/domain/documents/model.ts';
import type { DocumentAssets } from './assets.ts';
import { renderConvocationV1 } from './convocation/v1/render.ts';
import { renderDiplomaV1 } from './diploma/v1/render.ts';
import { renderPassCertificateV1 } from './pass-certificate/v1/render.ts';
import { renderReceiptV1 } from './receipt/v1/render.ts';
import { renderTranscriptV1 } from './transcript/v1/render.ts';

/**
 * Renders a document with the template it was issued with. The same model and assets give the same bytes.
 * @throws RangeError for a character no font holds (refuse it earlier with `prepareDocument`), an image that was not
 * given, or content that no setting fits on the page.
 */
export async function renderDocument(model: DocumentModel, assets: DocumentAssets): Promise<Uint8Array> {
  const [field] = unprintableFields(model);
  if (field) throw new RangeError(`${field.path} holds characters that can't be printed`);
  switch (model.kind) {
    case 'transcript':
      return renderTranscriptV1(model, assets);
    case 'passCertificate':
      return renderPassCertificateV1(model, assets);
    case 'diploma':
      return renderDiplomaV1(model, assets);
    case 'convocation':
      return renderConvocationV1(model, assets);
    case 'receipt':
      return renderReceiptV1(model, assets);
  }
}
