import { Notice } from '#app/components/notice.tsx';
import { entryPath, ownWay, stepPath } from '#app/http/candidate/step-paths.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import type { HomeEntry } from '#app/queries/candidate/load-home.server.ts';

/** What a sent entry still asks of its candidate: papers to give, a proof sheet to check. */
export function EntryTodo({ entry }: { entry: HomeEntry }) {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const { id, proof, missing, photoMissing, closesAt } = entry;
  const papers = [
    ...(photoMissing ? [t('entries:papers.photo')] : []),
    ...missing.map((label) => label[locale]),
  ];
  return (
    <>
      {papers.length === 0 ? null : (
        <Notice tone="warn">
          <p>
            {t('entries:papers.toGive', { papers: papers.join(', ') })}
            <br />
            <a href={stepPath(ownWay(id), photoMissing ? 'photo' : 'documents')}>
              {t('entries:papers.give')}
            </a>
          </p>
        </Notice>
      )}
      {proof === 'toCheck' ? (
        <Notice tone="warn">
          <p>
            {t('entries:proof.toCheck', { date: format.dateTime(closesAt) })}
            <br />
            <a href={`${entryPath(id)}/fiche`}>{t('entries:proof.link')}</a>
          </p>
        </Notice>
      ) : proof === null || proof === 'later' ? null : (
        <p>
          <a href={`${entryPath(id)}/fiche`}>{t('entries:proof.title')}</a>
          {proof === 'accepted' ? ` · ${t('entries:proof.state.accepted')}` : null}
          {proof === 'waiting' ? ` · ${t('entries:proof.waiting')}` : null}
        </p>
      )}
    </>
  );
}
