import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { MeritTable, PostTable } from '#app/components/deliberation/competition-tables.tsx';
import { DeliberationHeading } from '#app/components/deliberation/deliberation-heading.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { formatCode } from '#app/domain/anonymity/code.ts';
import { DOSSIERS_PER_PAGE } from '#app/domain/deliberation/dossier-lists.ts';
import { deliberationHead } from '#app/http/jury/deliberation-head.server.ts';
import { pageOf } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { loadCompetition } from '#app/queries/jury/load-competition.server.ts';
import { loadRegulationOf } from '#app/queries/jury/load-deliberation-page.server.ts';

export const handle: RouteHandle = { title: 'deliberation:competition.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'deliberation.conduct');
  const head = await deliberationHead(ctx, args.params.deliberationId);
  const regulation = await loadRegulationOf(ctx.db, head);
  const found = orNotFound(await loadCompetition(ctx.db, head, regulation));
  const page = pageOf(new URL(args.request.url).searchParams);
  const { order, unranked, posts, ties, settled } = found.allocation;
  const start = (page - 1) * DOSSIERS_PER_PAGE;
  return {
    ...{ head, page, ties, settled, juries: found.juries, dossiers: found.dossiers },
    ranked: order.length,
    unranked: unranked.length,
    lines: order.slice(start, start + DOSSIERS_PER_PAGE),
    filled: posts,
    posts: regulation.competition?.posts ?? [],
  };
}

export default function CompetitionOfJury() {
  const t = useT();
  const format = useFormat();
  const page = useLoaderData<typeof loader>();
  const here = `/jury/${page.head.id}`;
  const figures = { ranked: format.number(page.ranked), dossiers: format.number(page.dossiers) };
  const postName = (code: string | null) => code ?? t('deliberation:competition.rank');
  return (
    <>
      <DeliberationHeading
        head={page.head}
        title={t('deliberation:competition.title')}
        back={{ href: here, text: t('deliberation:overview') }}
      />
      <Notice tone={page.settled ? 'neutral' : 'warn'}>
        <p>
          {t('deliberation:competition.over', { ...figures, count: page.juries })}{' '}
          {t(page.settled ? 'deliberation:competition.settled' : 'deliberation:competition.unsettled')}
        </p>
      </Notice>
      <PostTable posts={page.posts} filled={page.filled} />
      {page.ties.length > 0 ? (
        <section aria-labelledby="ties">
          <h2 id="ties">{t('deliberation:competition.ties')}</h2>
          <p>{t('deliberation:competition.tiesText')}</p>
          <ul>
            {page.ties.map(({ post, candidates }) => (
              <li key={`${post} ${candidates[0]}`}>
                {postName(post)} : {candidates.map(formatCode).join(', ')}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <MeritTable
        here={here}
        lines={page.lines}
        tied={page.ties.flatMap(({ post, candidates }) => (post === null ? [] : candidates))}
        posts={page.posts}
      />
      <Pagination
        page={page.page}
        pageSize={DOSSIERS_PER_PAGE}
        total={page.ranked}
        hrefOf={(number) => `${here}/concours?page=${number}`}
      />
    </>
  );
}
