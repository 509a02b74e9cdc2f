import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { MeritTable, PostTable } from '#app/components/deliberation/competition-tables.tsx';
import { DeliberationHeading } from '#app/components/deliberation/deliberation-heading.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { formatCode } from '#app/domain/anonymity/code.ts';
import { DOSSIERS_PER_PAGE } from '#app/domain/deliberation/dossier-lists.ts';
import { deliberationHead } from '#app/http/jury/deliberation-head.server.ts';
import { pageOf } from '#app/http/list-address.ts';
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
  const found = await loadCompetition(ctx.db, head, regulation);
  if (!found) return { head, found: null };
  const page = pageOf(new URL(args.request.url).searchParams);
  const { order, unranked, posts, ties, settled } = found.allocation;
  const start = (page - 1) * DOSSIERS_PER_PAGE;
  const shown = {
    ...{ page, ties, settled, juries: found.juries, dossiers: found.dossiers },
    ranked: order.length,
    unranked: unranked.length,
    lines: order.slice(start, start + DOSSIERS_PER_PAGE),
    filled: posts,
    posts: regulation.competition?.posts ?? [],
  };
  return { head, found: shown };
}

export default function CompetitionOfJury() {
  const t = useT();
  const { head, found } = useLoaderData<typeof loader>();
  const here = `/jury/${head.id}`;
  return (
    <>
      <DeliberationHeading
        head={head}
        title={t('deliberation:competition.title')}
        back={{ href: here, text: t('deliberation:overview') }}
      />
      {found ? (
        <Simulation here={here} found={found} />
      ) : (
        <EmptyState title={t('deliberation:competition.examination')} />
      )}
    </>
  );
}

type Found = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['found']>;

function Simulation({ here, found }: { here: string; found: Found }) {
  const t = useT();
  const format = useFormat();
  const figures = { ranked: format.number(found.ranked), dossiers: format.number(found.dossiers) };
  const postName = (code: string | null) => code ?? t('deliberation:competition.rank');
  return (
    <>
      <Notice tone={found.settled ? 'neutral' : 'warn'}>
        <p>
          {t('deliberation:competition.over', { ...figures, count: found.juries })}{' '}
          {t(found.settled ? 'deliberation:competition.settled' : 'deliberation:competition.unsettled')}
        </p>
      </Notice>
      <PostTable posts={found.posts} filled={found.filled} />
      {found.ties.length > 0 ? (
        <section aria-labelledby="ties">
          <h2 id="ties">{t('deliberation:competition.ties')}</h2>
          <p>{t('deliberation:competition.tiesText')}</p>
          <ul>
            {found.ties.map(({ post, candidates }) => (
              <li key={`${post} ${candidates[0]}`}>
                {postName(post)} : {candidates.map(formatCode).join(', ')}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <MeritTable
        here={here}
        lines={found.lines}
        tied={found.ties.flatMap(({ post, candidates }) => (post === null ? [] : candidates))}
        posts={found.posts}
      />
      <Pagination
        page={found.page}
        pageSize={DOSSIERS_PER_PAGE}
        total={found.ranked}
        hrefOf={(number) => `${here}/concours?page=${number}`}
      />
    </>
  );
}
