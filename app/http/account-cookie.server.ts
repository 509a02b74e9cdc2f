import { createCookie } from '@remix-run/node';
import { z } from 'zod';
import { localPath } from '#app/domain/access/local-path.ts';

/**
 * Carries a sign-up or a new password from one page to the next: whose contact, the ticket without which the code is
 * worth nothing, and where to go afterwards. It opens nothing by itself, so it isn't signed.
 */
const cookie = createCookie('palmares_account', {
  path: '/',
  httpOnly: true,
  sameSite: 'lax',
  maxAge: 30 * 60,
});

const shape = z.object({
  purpose: z.enum(['verify', 'reset']),
  contact: z.object({ kind: z.enum(['email', 'phone']), value: z.string().min(1).max(254) }),
  ticket: z.string().min(1).max(100),
  suite: z
    .string()
    .optional()
    .transform((path) => localPath(path)),
});

export type PendingAccount = z.infer<typeof shape>;

export async function readPending(request: Request): Promise<PendingAccount | undefined> {
  const kept: unknown = await cookie.parse(request.headers.get('Cookie'));
  const parsed = shape.safeParse(kept);
  return parsed.success ? parsed.data : undefined;
}

/** @param origin of the site, for `Secure`. */
export function keepPending(pending: PendingAccount, origin: string): Promise<string> {
  return cookie.serialize(pending, { secure: origin.startsWith('https:') });
}

export function dropPending(origin: string): Promise<string> {
  return cookie.serialize('', { secure: origin.startsWith('https:'), maxAge: 0 });
}

/** Where `?suite=` asks to go after signing in, if it is a page of ours. */
export function suiteOf(request: Request): string | undefined {
  return localPath(new URL(request.url).searchParams.get('suite'));
}
