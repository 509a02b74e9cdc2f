import { ButtonRow, LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { Notice } from '#app/components/notice.tsx';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { ImportView } from './import-body.tsx';
import { ImportRows } from './import-rows.tsx';

/** What the check found, before anybody is entered. */
export function ImportResult({ page }: { page: ImportView }) {
  const t = useT();
  const format = useFormat();
  const { batch, sitting } = page;
  const good = batch.checkedRows - batch.badRows - batch.knownRows;
  const figures = [
    { key: 'good', count: good },
    { key: 'bad', count: batch.badRows },
    { key: 'known', count: batch.knownRows },
    { key: 'total', count: batch.checkedRows },
  ] as const;
  return (
    <>
      <dl className="figures">
        {figures.map(({ key, count }) => (
          <div key={key}>
            <dt>{t(`imports:result.${key}`)}</dt>
            <dd>{format.number(count)}</dd>
          </div>
        ))}
      </dl>
      {good === 0 ? (
        <Notice tone="warn" title={t('imports:result.nothing')}>
          {t('imports:result.nothingText')}
        </Notice>
      ) : (
        <Notice tone={batch.badRows > 0 ? 'warn' : 'good'} title={t('imports:result.nothingYet')}>
          {t(batch.badRows > 0 ? 'imports:result.someBad' : 'imports:result.allGood')}{' '}
          {t('imports:closes', { date: format.dateTime(sitting.closesAt) })}
        </Notice>
      )}
      <form method="post">
        <ButtonRow>
          {good === 0 ? null : batch.badRows > 0 ? (
            <SubmitButton
              name="intent"
              value="good"
              text={t('imports:result.commitGood', { count: format.number(good) })}
            />
          ) : (
            <SubmitButton
              name="intent"
              value="all"
              text={t('imports:result.commitAll', { count: format.number(good) })}
            />
          )}
          {batch.badRows > 0 ? (
            <LinkButton
              kind="second"
              href={`/ecole/imports/${batch.id}/erreurs`}
              text={t('imports:result.download')}
              download
            />
          ) : null}
          <SubmitButton kind="second" name="intent" value="remap" text={t('imports:result.remap')} />
          <SubmitButton kind="danger" name="intent" value="cancel" text={t('imports:map.cancel')} />
        </ButtonRow>
      </form>
      <ImportRows page={page} />
    </>
  );
}
