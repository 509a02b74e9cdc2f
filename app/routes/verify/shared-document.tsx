import { data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '#app/components/buttons.tsx';
import { ExportLinks } from '#app/components/documents/export-links.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { VerificationAnswer } from '#app/components/verification/verification-answer.tsx';
import { exportsOf } from '#app/domain/exports/formats.ts';
import { showCheck } from '#app/domain/verification/shown-document.ts';
import { tooManyRequests } from '#app/http/error-responses.ts';
import { PATHS } from '#app/http/paths.ts';
import { limitAll } from '#app/http/rate-limit.server.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { pageLimits } from '#app/http/verification-limits.server.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { findShared } from '#app/services/documents/share-document.server.ts';
import { checkByToken } from '#app/services/verification/check-document.server.ts';
import { countCheck } from '#app/services/verification/count-check.server.ts';

export const handle: RouteHandle = { title: 'documentLife:share.pageTitle', noindex: true };

/** As on the page of a QR: a person's name is here. */
export const headers: HeadersFunction = ({ loaderHeaders }) => {
  const sent = new Headers(loaderHeaders);
  sent.set('Cache-Control', 'no-store');
  sent.set('X-Robots-Tag', 'noindex, nofollow');
  sent.set('Referrer-Policy', 'no-referrer');
  return sent;
};

/** The document its holder shows by a link. Ended, withdrawn and unknown links are answered alike. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'whoever its holder gave the link may see the document');
  const { officialHost } = ctx.settings;
  try {
    const allowed = await limitAll(ctx, pageLimits(context.clientAddress));
    if (!allowed.ok) throw tooManyRequests(Number(allowed.detail?.seconds ?? 60));
    const token = params.token ?? '';
    const found = await findShared(ctx, token);
    if (!found?.document.token) return data({ shared: null, officialHost, away: false }, { status: 404 });
    const answer = await checkByToken(ctx, found.document.token);
    void countCheck(ctx, { door: 'share', check: answer, documentId: found.document.id });
    const check = showCheck(answer);
    const inForce = check.verdict === 'valid';
    const formats = inForce ? exportsOf(found.document.kind, 'valid') : [];
    const shared = { check, token, until: found.expiresAt, inForce, formats };
    return data({ shared, officialHost, away: false });
  } catch (error) {
    if (error instanceof Response) throw error;
    context.reportError(error);
    return data(
      { shared: null, officialHost, away: true },
      { status: 503, headers: { 'Retry-After': '60' } },
    );
  }
}

export default function SharedDocument() {
  const t = useT();
  const format = useFormat();
  const { shared, officialHost, away } = useLoaderData<typeof loader>();
  if (away) return <VerificationAnswer check={null} officialHost={officialHost} />;
  if (!shared) return <Gone />;
  const { check, token, until, inForce, formats } = shared;
  return (
    <>
      <Notice>
        <p>{t('documentLife:share.shown', { date: format.dateTime(until) })}</p>
      </Notice>
      <VerificationAnswer check={check} officialHost={officialHost} />
      {inForce ? (
        <>
          <p>
            <LinkButton href={`/p/${token}/document.pdf`} text={t('documentLife:own.download')} />
          </p>
          <ExportLinks base={`/p/${token}`} formats={formats} />
        </>
      ) : null}
    </>
  );
}

function Gone() {
  const t = useT();
  return (
    <>
      <PageHeading title={t('documentLife:share.goneTitle')} lead={t('documentLife:share.goneText')} />
      <LinkButton kind="second" href={PATHS.verify} text={t('documentLife:share.verify')} />
    </>
  );
}
