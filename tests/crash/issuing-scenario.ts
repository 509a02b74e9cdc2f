import type { DocumentPress } from '#app/adapters/document-press/port.ts';
import { createLocalSigner } from '#app/adapters/signer/local-signer.server.ts';
import { createFileStorage } from '#app/adapters/storage/file-storage.server.ts';
import { signDocument } from '#app/domain/verification/sign-document.ts';
import type { Adapters, Ctx } from '#app/services/context.ts';
import { runIssuing } from '#app/services/documents/bulk/run-issuing.server.ts';
import { loadWrappedKey } from '#app/services/documents/signing-keys.server.ts';
import type { Db } from '#db/client.ts';
import type { Scenario } from './kill-at-each-step.ts';

export type IssuingInput = { readonly taskId: string; readonly folder: string };

/** Candidates numbered in one transaction: several batches in a small sitting. */
const BATCH = 3;

/** What the worker does for a run: number, sign, pack, end. */
export const scenario: Scenario<IssuingInput> = {
  async run(ctx, { taskId, folder }) {
    await runIssuing(
      { ...ctx, adapters: issuingAdapters(ctx.db, folder, ctx.adapters) },
      { taskId, batch: BATCH },
    );
  },
};

/** Real storage and signatures; a page is its token in plain letters, for drawing is not what is killed here. */
export function issuingAdapters<Given extends Adapters>(db: Db, folder: string, given: Given): Adapters {
  const signer = createLocalSigner(new Uint8Array(32).fill(7), (kid) => loadWrappedKey(db, kid));
  const press: DocumentPress = {
    width: 2,
    press: (jobs) =>
      Promise.all(
        jobs.map(async ({ model: { draft, claims }, key }) => {
          const sign = (bytes: Uint8Array) => signer.sign(key.kid, bytes);
          const { cose, token } = await signDocument(claims, key, draft.verification.host, sign);
          return { cose, token, pdf: new TextEncoder().encode(`%PDF of ${token}`) };
        }),
      ),
  };
  const documents = { render: async () => new TextEncoder().encode('%PDF of a specimen') };
  const mine = { storage: createFileStorage(folder), signer, press, documents };
  // Not spread: touching an adapter that the scenario lacks fails.
  return new Proxy<Adapters>(given, {
    get: (target, name) => (name in mine ? Reflect.get(mine, name) : Reflect.get(target, name)),
  });
}

/** The same world, with these adapters. */
export const issuing = <C extends Ctx>(ctx: C, folder: string): C => ({
  ...ctx,
  adapters: issuingAdapters(ctx.db, folder, ctx.adapters),
});
