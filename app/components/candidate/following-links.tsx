import { useT } from '#app/i18n/use-t.tsx';
import type { Following } from '#app/queries/rounds/load-following.server.ts';

/** What may still be done once results are published: choose, see what is to be sat, claim a mark. */
export function FollowingLinks({ path, following }: { path: string; following: Following }) {
  const t = useT();
  const { round, published } = following;
  if (!published) return null;
  const choice = round?.kind === 'resit' ? 'rounds:mine.linkResit' : 'rounds:mine.linkChoose';
  return (
    <ul className="papers">
      {round ? (
        <li>
          <a href={`${path}/tour`}>{t(round.choosing ? choice : 'rounds:mine.linkPapers')}</a>
        </li>
      ) : null}
      <li>
        <a href={`${path}/reclamations`}>{t('rounds:claim.link')}</a>
      </li>
    </ul>
  );
}
