import { and, eq, isNull } from 'drizzle-orm';
import { documentsFor, type EntryRules } from '#app/domain/registration/entry-rules.ts';
import type { Db } from '#db/client.ts';
import { entryDocument } from '#db/schema/registration.ts';

export type Paper = {
  readonly code: string;
  readonly label: { readonly fr: string; readonly en: string };
  readonly neededFor: 'submission' | 'validation';
  readonly given: {
    readonly id: string;
    readonly contentType: string;
    readonly bytes: number;
    readonly at: Date;
    readonly scan: 'clean' | 'unscanned';
  } | null;
};

type About = {
  readonly entry: { readonly id: string; readonly kind: 'official' | 'free' };
  readonly rules: EntryRules;
};

/** The papers a sitting asks of an entry, each with what was given. The caller has checked whose entry it is. */
export async function listPapers(db: Db, { entry, rules }: About): Promise<Paper[]> {
  const asked = documentsFor(rules, entry.kind);
  if (asked.length === 0) return [];
  const rows = await db
    .select()
    .from(entryDocument)
    .where(and(eq(entryDocument.entryId, entry.id), isNull(entryDocument.replacedAt)));
  return asked.map(({ code, label, neededFor }) => {
    const row = rows.find((one) => one.code === code);
    const given = row
      ? { id: row.id, contentType: row.contentType, bytes: row.bytes, at: row.createdAt, scan: row.scan }
      : null;
    return { code, label, neededFor, given };
  });
}
