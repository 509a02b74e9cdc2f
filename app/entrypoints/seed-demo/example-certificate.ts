import { documentAddress } from '#app/domain/verification/qr-content.ts';
import { findExampleDocument } from '#app/queries/public/find-example-document.server.ts';
import type { Ctx } from '#app/services/context.ts';

/** The address of one issued certificate, to try a verification with. */
export async function exampleCertificate({ db, settings }: Ctx): Promise<string | undefined> {
  const found = await findExampleDocument(db);
  return found && documentAddress(settings.officialHost, found.token);
}
