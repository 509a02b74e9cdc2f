import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { DocumentKind } from '#app/domain/documents/model.ts';
import { SPECIMEN_IMAGES, SPECIMENS } from '#app/domain/documents/specimens.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx, DocumentRenderer } from '#app/services/context.ts';
import type { Db } from '#db/client.ts';
import { documentTemplate } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';

/** Drawn once a process: what a template makes of its specimen doesn't change while the program runs. */
const fingerprints = new WeakMap<DocumentRenderer, Map<string, Promise<string>>>();
/** Templates this process has already found unchanged in a database. */
const known = new WeakMap<Db, Set<string>>();

/** SHA-256 in hexadecimal of the specimen of a kind as the present program draws it. */
export function templateFingerprint(renderer: DocumentRenderer, kind: DocumentKind): Promise<string> {
  const drawn = fingerprints.get(renderer) ?? new Map<string, Promise<string>>();
  fingerprints.set(renderer, drawn);
  const before = drawn.get(kind);
  if (before) return before;
  const now = renderer
    .render(SPECIMENS[kind], SPECIMEN_IMAGES)
    .then((pdf) => createHash('sha256').update(pdf).digest('hex'))
    .catch((error) => {
      drawn.delete(kind);
      throw error;
    });
  drawn.set(kind, now);
  return now;
}

/**
 * Refuses to issue with a template version that no longer draws its specimen as it did at its first use: documents
 * already issued would come out otherwise when drawn again (`document.templateChanged`, logged). The first use is
 * recorded. Called before the transaction that issues; after the first time, it costs a look into a set.
 */
export async function checkTemplate(
  ctx: Ctx,
  kind: DocumentKind,
  version: number,
): Promise<Verdict<{ fingerprint: string }, 'document.templateChanged'>> {
  const fingerprint = await templateFingerprint(ctx.adapters.documents, kind);
  const key = `${kind} ${version} ${fingerprint}`;
  const checked = known.get(ctx.db) ?? new Set<string>();
  known.set(ctx.db, checked);
  if (checked.has(key)) return accept({ fingerprint });
  const first = await recordFirstUse(ctx, kind, version, fingerprint);
  if (first !== fingerprint) {
    ctx.log.error({ kind, version, first, now: fingerprint }, 'a document template was edited after use');
    return refuse('document.templateChanged', { kind, version });
  }
  checked.add(key);
  return accept({ fingerprint });
}

/** The fingerprint of the first use, which is this one when there was none. */
async function recordFirstUse(
  ctx: Ctx,
  kind: DocumentKind,
  version: number,
  fingerprint: string,
): Promise<string> {
  return withTx(ctx, 'checkTemplate', {}, async (tx) => {
    const inserted = await tx.db
      .insert(documentTemplate)
      .values({ kind, version, fingerprint, firstUsedAt: tx.now })
      .onConflictDoNothing()
      .returning({ kind: documentTemplate.kind });
    if (inserted.length > 0) {
      tx.audit({
        organisationId: null,
        action: 'template.firstUse',
        subject: { type: 'template', id: `${kind} v${version}` },
        after: fingerprint,
      });
      return fingerprint;
    }
    const [row] = await tx.db
      .select({ fingerprint: documentTemplate.fingerprint })
      .from(documentTemplate)
      .where(and(eq(documentTemplate.kind, kind), eq(documentTemplate.version, version)));
    if (!row) throw new Error(`template ${kind} v${version} was not recorded`);
    return row.fingerprint;
  });
}
