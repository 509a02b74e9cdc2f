import { ButtonRow, LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { ProgressBar } from '#app/components/progress-bar.tsx';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { ImportPage } from '#app/queries/imports/load-import.server.ts';

type Props = { readonly batch: ImportPage['batch']; readonly seconds: number };

/** Work under way. The page asks again by itself (a header of its answer); nothing depends on its being open. */
export function ImportProgress({ batch, seconds }: Props) {
  const t = useT();
  const format = useFormat();
  const checking = batch.state === 'checking';
  const toEnter = batch.checkedRows - batch.badRows - batch.knownRows;
  const [done, total] = checking ? [batch.checkedRows, batch.totalRows ?? 0] : [batch.doneRows, toEnter];
  const rate = seconds > 0 ? done / seconds : 0;
  const left = Math.max(0, total - done);
  return (
    <>
      <ProgressBar
        label={t(checking ? 'imports:progress.checking' : 'imports:progress.committing')}
        done={done}
        total={total}
      >
        <p>
          {done === 0
            ? t('imports:progress.waiting')
            : `${t('imports:progress.rate', { rate: format.number(Math.max(1, Math.round(rate))) })} ${t(
                'imports:progress.left',
                { left: format.number(left), seconds: format.number(Math.ceil(left / Math.max(rate, 0.1))) },
              )}`}
        </p>
      </ProgressBar>
      <p>{t('imports:progress.close')}</p>
      <ButtonRow>
        <LinkButton kind="second" href={`/ecole/imports/${batch.id}`} text={t('imports:progress.reload')} />
        {checking ? (
          <form method="post">
            <SubmitButton kind="danger" name="intent" value="cancel" text={t('imports:progress.stop')} />
          </form>
        ) : null}
      </ButtonRow>
    </>
  );
}
