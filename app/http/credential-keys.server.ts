import { keyAddress } from '#app/domain/exports/credential-jwt.ts';
import { listPublicKeys } from '#app/queries/documents/list-public-keys.server.ts';
import type { Ctx } from '#app/services/context.ts';

/** "https://examens.example": who signs credentials. */
export function issuerOrigin({ settings }: Pick<Ctx, 'settings'>): string {
  return `${new URL(settings.origin).protocol}//${settings.officialHost}`;
}

/** The public keys of credentials. A key's `kid` is the address it has alone, so that a library finds it in either. */
export async function credentialKeys(ctx: Ctx) {
  const origin = issuerOrigin(ctx);
  const keys = await listPublicKeys(ctx.db);
  return keys.map((key) => ({ ...key, use: 'sig', kid: keyAddress(origin, key.kid ?? '') }));
}
