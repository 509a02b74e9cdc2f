import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '#app/components/buttons.tsx';
import { ClaimCard } from '#app/components/candidate/claim-card.tsx';
import { ConfirmationPanel } from '#app/components/confirmation-panel.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { claimablePapers, claimsUntil } from '#app/domain/deliberation/claim-rules.ts';
import { ownEntry } from '#app/http/candidate/own-entry.server.ts';
import { entryPath } from '#app/http/candidate/step-paths.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { listEntryClaims } from '#app/queries/rounds/list-claims.server.ts';
import { loadStandingResult } from '#app/queries/rounds/load-standing-result.server.ts';

export const handle: RouteHandle = { title: 'rounds:claim.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const { entry, sitting, regulation } = await ownEntry(ctx, args.params.entryId);
  const own = { sittingId: sitting.id, entryId: entry.id };
  const { result, publishedAt } = orNotFound(await loadStandingResult(ctx.db, own));
  const claims = await listEntryClaims(ctx.db, entry.id);
  const until = claimsUntil(publishedAt, regulation);
  const claimed = claims.map(({ paper }) => paper);
  const left = claimablePapers(result, regulation).filter((paper) => !claimed.includes(paper));
  const { snapshot, trace } = result;
  return {
    path: `${entryPath(entry.id)}/reclamations`,
    sittingName: sitting.name,
    until,
    known: regulation.review !== undefined,
    mayClaim: left.length > 0 && ctx.clock() <= until,
    over: ctx.clock() > until,
    sent: new URL(args.request.url).searchParams.has('fait'),
    claims: claims.map(({ id, paper, reason, state, filedAt, answer }) => {
      const step = trace.find((one) => one.step === 'review' && one.paper === paper);
      const decided = state === 'decided';
      return {
        ...{ id, reason, state, filedAt, answer },
        paper: regulation.papers[paper]?.name ?? { fr: paper, en: paper },
        before: snapshot.marks[paper] ?? null,
        found: decided ? (snapshot.reviewed?.[paper] ?? null) : null,
        why: decided && step?.step === 'review' ? { why: step.why, minimum: step.minimumChange } : null,
      };
    }),
  };
}

export default function EntryClaims() {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const { path, sittingName, until, known, mayClaim, over, sent, claims } = useLoaderData<typeof loader>();
  const when = t('rounds:claim.until', { when: format.dateTime(new Date(until)) });
  return (
    <>
      <BackLink href="/espace" />
      {sent ? (
        <ConfirmationPanel title={t('rounds:claim.sent')}>{t('rounds:claim.sentText')}</ConfirmationPanel>
      ) : null}
      <PageHeading
        eyebrow={sittingName[locale]}
        title={t('rounds:claim.title')}
        lead={known ? t('rounds:claim.lead') : t('rounds:claim.noRule')}
      />
      {known ? <p>{over ? t('rounds:claim.over') : when}</p> : null}
      {mayClaim ? <LinkButton href={`${path}/nouvelle`} text={t('rounds:claim.new')} /> : null}
      {claims.length === 0 && known ? <p>{t('rounds:claim.none')}</p> : null}
      {claims.map((claim) => (
        <ClaimCard key={claim.id} claim={claim} />
      ))}
    </>
  );
}
