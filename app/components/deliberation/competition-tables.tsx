import { formatCode } from '#app/domain/anonymity/code.ts';
import type { Allocation } from '#app/domain/regulation/competition/allocate-posts.ts';
import type { Competition, Post } from '#app/domain/regulation/schema-competition.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { DataTable } from '../data-table.tsx';
import { StateTag } from '../state-tag.tsx';

type PostProps = { readonly posts: Competition['posts']; readonly filled: Allocation['posts'] };

/** Posts with their quotas, what is given, what stays empty and who waits. */
export function PostTable({ posts, filled }: PostProps) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const resultOf = (post: Post) => filled.find((one) => one.post === post.code);
  const reservedFor = (post: Post) =>
    (post.reserved ?? []).map((seat, index) => {
      const whom = 'category' in seat ? seat.category : seat.region;
      const empty = resultOf(post)?.reservedUnfilled[index] ?? 0;
      const text = t('deliberation:competition.reservedFor', { count: seat.count, whom });
      return empty > 0 ? `${text} ${t('deliberation:competition.reservedEmpty', { count: empty })}` : text;
    });
  return (
    <DataTable
      caption={t('deliberation:competition.posts')}
      rows={posts}
      rowKey={({ code }) => code}
      columns={[
        {
          key: 'post',
          header: t('deliberation:competition.post'),
          heading: true,
          cell: ({ name }) => name[locale],
        },
        {
          key: 'for',
          header: t('deliberation:competition.forWhom'),
          cell: ({ category, region }) =>
            [category, region].filter(Boolean).join(', ') || t('deliberation:competition.anyone'),
        },
        {
          key: 'count',
          header: t('deliberation:competition.seats'),
          align: 'end',
          cell: ({ count }) => format.number(count),
        },
        {
          key: 'reserved',
          header: t('deliberation:competition.reserved'),
          cell: (post) => reservedFor(post).join(' · '),
        },
        {
          key: 'given',
          header: t('deliberation:competition.given'),
          align: 'end',
          cell: (post) => format.number(resultOf(post)?.holders.length ?? 0),
        },
        {
          key: 'unfilled',
          header: t('deliberation:competition.unfilled'),
          align: 'end',
          cell: (post) => format.number(resultOf(post)?.unfilled ?? 0),
        },
        {
          key: 'waiting',
          header: t('deliberation:competition.waiting'),
          cell: (post) => (resultOf(post)?.waiting ?? []).slice(0, 20).map(formatCode).join(', '),
        },
      ]}
    />
  );
}

type Line = { readonly id: string; readonly rank: number; readonly post: string | null };
type MeritProps = {
  readonly here: string;
  readonly lines: readonly Line[];
  readonly tied: readonly string[];
  readonly posts: Competition['posts'];
};

/** The order of merit, by code. */
export function MeritTable({ here, lines, tied, posts }: MeritProps) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const nameOf = (code: string) => posts.find((post) => post.code === code)?.name[locale] ?? code;
  return (
    <DataTable
      caption={t('deliberation:competition.merit')}
      rows={lines}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'rank',
          header: t('deliberation:competition.rank'),
          align: 'end',
          cell: ({ rank }) => format.number(rank),
        },
        {
          key: 'code',
          header: t('marking:jury.code'),
          heading: true,
          cell: ({ id }) => <a href={`${here}/dossiers/${id}`}>{formatCode(id)}</a>,
        },
        {
          key: 'post',
          header: t('deliberation:competition.post'),
          cell: ({ id, post }) =>
            tied.includes(id) ? (
              <StateTag tone="warn" text={t('deliberation:competition.tied')} />
            ) : post === null ? (
              t('deliberation:competition.none')
            ) : (
              nameOf(post)
            ),
        },
      ]}
    />
  );
}
