import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ButtonRow, LinkButton } from '#app/components/buttons.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { BackLink } from '#app/components/page-heading.tsx';
import { HowItWasComputed, ResultSheet } from '#app/components/results/result-sheet.tsx';
import { ownEntry } from '#app/http/candidate/own-entry.server.ts';
import { entryPath } from '#app/http/candidate/step-paths.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { stepsOf } from '#app/http/results/tell-result.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { findOwnSeat, listResultDocuments } from '#app/queries/results/load-result-documents.server.ts';

export const handle: RouteHandle = { title: 'results:find.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const { entry, sitting } = await ownEntry(ctx, args.params.entryId);
  const { results, tellResult, locale } = args.context;
  const seat = await findOwnSeat(ctx.db, ctx.actor.id, entry.id);
  const snapshot = seat && results.open(seat.sittingId);
  const result = snapshot?.find(seat?.tableNumber ?? '');
  const published = snapshot && result?.entryId === entry.id ? { head: snapshot.head, result } : undefined;
  return {
    told: published ? tellResult(published.head, published.result, locale) : null,
    steps: published ? stepsOf(published.head, published.result) : null,
    documents: published ? await listResultDocuments(ctx.db, entry.id) : [],
    expectedOn: sitting.resultsExpectedOn,
    documentsPath: `${entryPath(entry.id)}/documents`,
  };
}

export default function OwnResult() {
  const t = useT();
  const format = useFormat();
  const { told, steps, documents, expectedOn, documentsPath } = useLoaderData<typeof loader>();
  const back = <BackLink href="/espace" />;
  if (!told || !steps) {
    const text = expectedOn
      ? t('results:sheet.notPublishedOn', { date: format.date(new Date(expectedOn)) })
      : t('results:sheet.notPublishedText');
    return (
      <>
        {back}
        <EmptyState title={t('results:sheet.notPublished')} text={text} />
      </>
    );
  }
  const links = documents.map(({ id, kind }) => (
    <LinkButton
      key={id}
      href={`${documentsPath}/${id}`}
      kind={kind === 'transcript' ? 'main' : 'second'}
      text={t(`results:sheet.${kind}`)}
    />
  ));
  return (
    <>
      {back}
      <ResultSheet
        told={told}
        documents={links.length === 0 ? null : <ButtonRow>{links}</ButtonRow>}
        how={<HowItWasComputed {...steps} />}
      />
    </>
  );
}
