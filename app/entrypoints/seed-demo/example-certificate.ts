import { and, asc, eq } from 'drizzle-orm';
import { documentAddress } from '#app/domain/verification/qr-content.ts';
import type { Ctx } from '#app/services/context.ts';
import { document } from '#db/schema/document.ts';

/** The address of one issued certificate, to try a verification with; undefined while the first is still being made. */
export async function exampleCertificate(ctx: Ctx): Promise<string | undefined> {
  const [row] = await ctx.db
    .select({ token: document.token })
    .from(document)
    .where(and(eq(document.kind, 'passCertificate'), eq(document.state, 'issued')))
    .orderBy(asc(document.number))
    .limit(1);
  return row?.token ? documentAddress(ctx.settings.officialHost, row.token) : undefined;
}
