import { data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { VERIFY_SCRIPTS } from '#app/browser/verify/addresses.ts';
import { useShell } from '#app/components/shell-context.tsx';
import { DeviceWords } from '#app/components/verification/device-words.tsx';
import { VerificationAnswer } from '#app/components/verification/verification-answer.tsx';
import { showCheck } from '#app/domain/verification/shown-document.ts';
import { tooManyRequests } from '#app/http/error-responses.ts';
import { limitAll } from '#app/http/rate-limit.server.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { pageLimits } from '#app/http/verification-limits.server.ts';
import { checkByToken } from '#app/services/verification/check-document.server.ts';
import { countCheck } from '#app/services/verification/count-check.server.ts';

export const handle: RouteHandle = { title: 'verify:title', scripts: 'own', noindex: true };

/** A person's name is on this page: nothing keeps it, lists it, or is told where the reader came from. */
export const headers: HeadersFunction = ({ loaderHeaders }) => {
  const sent = new Headers(loaderHeaders);
  sent.set('Cache-Control', 'no-store');
  sent.set('X-Robots-Tag', 'noindex, nofollow');
  sent.set('Referrer-Policy', 'no-referrer');
  return sent;
};

/** What a document is worth, for whoever scanned its QR. A register that cannot be asked is neither good nor bad news. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'anyone who holds a document may check it');
  const { officialHost } = ctx.settings;
  try {
    const allowed = await limitAll(ctx, pageLimits(context.clientAddress));
    if (!allowed.ok) throw tooManyRequests(Number(allowed.detail?.seconds ?? 60));
    const answer = await checkByToken(ctx, params.token ?? '');
    void countCheck(ctx, { door: 'address', check: answer });
    const check = showCheck(answer);
    const known = check.document !== null || check.reason !== 'token.mismatch';
    return data({ check, officialHost }, { status: known ? 200 : 404 });
  } catch (error) {
    if (error instanceof Response) throw error;
    context.reportError(error);
    return data({ check: null, officialHost }, { status: 503, headers: { 'Retry-After': '60' } });
  }
}

export default function DocumentPage() {
  const { nonce } = useShell();
  const found = useLoaderData<typeof loader>();
  const { answer: start, device: check } = VERIFY_SCRIPTS;
  return (
    <>
      <VerificationAnswer {...found} />
      <DeviceWords {...found} scripts={{ start, check }} nonce={nonce} />
    </>
  );
}
