import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ButtonRow, LinkButton } from '#app/components/buttons.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { BackLink } from '#app/components/page-heading.tsx';
import { ResultSheet } from '#app/components/results/result-sheet.tsx';
import { ownEntry } from '#app/http/candidate/own-entry.server.ts';
import { entryPath } from '#app/http/candidate/step-paths.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { loadOwnResult } from '#app/queries/results/load-result.server.ts';

export const handle: RouteHandle = { title: 'results:find.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const { entry, sitting } = await ownEntry(ctx, args.params.entryId);
  const view = await loadOwnResult(ctx.db, ctx.actor.id, entry.id);
  return {
    view: view ?? null,
    expectedOn: sitting.resultsExpectedOn,
    documentsPath: `${entryPath(entry.id)}/documents`,
  };
}

export default function OwnResult() {
  const t = useT();
  const format = useFormat();
  const { view, expectedOn, documentsPath } = useLoaderData<typeof loader>();
  const back = <BackLink href="/espace" />;
  if (!view) {
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
  const links = view.documents.map(({ id, kind }) => (
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
      <ResultSheet view={view} documents={links.length === 0 ? null : <ButtonRow>{links}</ButtonRow>} />
    </>
  );
}
