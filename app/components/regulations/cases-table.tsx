import { DataTable } from '#app/components/data-table.tsx';
import { Notice } from '#app/components/notice.tsx';
import { StateTag } from '#app/components/state-tag.tsx';
import type { CaseRun } from '#app/domain/regulation/run-cases.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';

/** The worked cases of a regulation, run now: what each gives, and what differs from what its author expects. */
export function CasesTable({ cases }: { cases: readonly CaseRun[] }) {
  const t = useT();
  const bad = cases.filter(({ passed }) => !passed).length;
  return (
    <section aria-labelledby="cases">
      <h2 id="cases">{t('regulations:cases.title')}</h2>
      {cases.length === 0 ? (
        <p>{t('regulations:cases.none')}</p>
      ) : (
        <>
          <Notice
            tone={bad === 0 ? 'good' : 'bad'}
            title={
              bad === 0
                ? t('regulations:cases.allPass', { count: cases.length })
                : t('regulations:cases.fail', { count: bad })
            }
          />
          <RunTable cases={cases} />
        </>
      )}
    </section>
  );
}

function RunTable({ cases }: { cases: readonly CaseRun[] }) {
  const t = useT();
  const { mark } = useFormat();
  const found = ({ outcome, refused }: CaseRun) => {
    if (refused !== null) return `${t('regulations:cases.refused')} (${refused})`;
    if (!outcome) return '';
    const decision = t(`states:decision.${outcome.decision}`);
    return outcome.average === null
      ? decision
      : `${decision}, ${t('regulations:comparison.average20', { average: mark(outcome.average) })}`;
  };
  return (
    <DataTable
      caption={t('regulations:cases.title')}
      captionHidden
      rows={cases}
      rowKey={({ place }) => place}
      columns={[
        { key: 'name', header: t('regulations:cases.name'), heading: true, cell: ({ name }) => name },
        { key: 'found', header: t('regulations:cases.found'), cell: found },
        {
          key: 'verdict',
          header: t('regulations:cases.verdict'),
          cell: ({ passed }) => (
            <StateTag
              tone={passed ? 'good' : 'bad'}
              text={t(passed ? 'regulations:cases.pass' : 'regulations:cases.bad')}
            />
          ),
        },
        {
          key: 'expected',
          header: t('regulations:cases.expected'),
          cell: ({ differences }) =>
            differences.map(({ what, expected, found: is }) => `${what} : ${expected} ≠ ${is}`).join(' ; '),
        },
      ]}
    />
  );
}
