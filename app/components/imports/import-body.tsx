import { ButtonRow, LinkButton } from '#app/components/buttons.tsx';
import { ConfirmationPanel } from '#app/components/confirmation-panel.tsx';
import { Notice } from '#app/components/notice.tsx';
import type { ImportRowState } from '#app/domain/registration/import/states.ts';
import type { FormProblem } from '#app/http/forms.ts';
import type { MappingView } from '#app/http/imports/mapping-view.ts';
import { useFormat, useReasonText, useT } from '#app/i18n/use-t.tsx';
import type { ImportPage, ImportRowLine } from '#app/queries/imports/load-import.server.ts';
import { ImportProgress } from './import-progress.tsx';
import { ImportResult } from './import-result.tsx';
import { ImportRows } from './import-rows.tsx';
import { MappingForm } from './mapping-form.tsx';

export type ImportView = Pick<ImportPage, 'batch' | 'sitting'> & {
  readonly mapping: MappingView | null;
  readonly listed: { readonly rows: readonly ImportRowLine[]; readonly total: number } | null;
  readonly filter: { readonly state: ImportRowState; readonly page: number };
  readonly pageSize: number;
  /** Since the work under way was asked for. */
  readonly seconds: number;
};

type Props = { readonly page: ImportView; readonly problem: FormProblem | undefined };

/** One page for a list's whole life: what it needs from the reader in its state. */
export function ImportBody({ page, problem }: Props) {
  const t = useT();
  const say = useReasonText();
  const { batch, mapping } = page;
  switch (batch.state) {
    case 'uploaded':
      return mapping ? <MappingForm view={mapping} rows={batch.totalRows ?? 0} problem={problem} /> : null;
    case 'checking':
    case 'committing':
      return <ImportProgress batch={batch} seconds={page.seconds} />;
    case 'checked':
      return <ImportResult page={page} />;
    case 'committed':
      return <Committed page={page} />;
    case 'cancelled':
      return <Ended text={t('imports:cancelled')} />;
    case 'failed':
      return (
        <Ended
          text={t('imports:failed', { reason: say({ reason: batch.failure ?? 'import.fileMissing' }) })}
        />
      );
  }
}

function Committed({ page }: Pick<Props, 'page'>) {
  const t = useT();
  const say = useReasonText();
  const format = useFormat();
  const { batch, sitting } = page;
  return (
    <>
      {batch.failure ? (
        <Notice tone="warn">{t('imports:done.stopped', { reason: say({ reason: batch.failure }) })}</Notice>
      ) : null}
      <ConfirmationPanel title={t('imports:done.title', { count: batch.doneRows })}>
        <p>{t('imports:done.lead')}</p>
        <p>{t('imports:closes', { date: format.dateTime(sitting.closesAt) })}</p>
        <ButtonRow>
          <LinkButton href={`/ecole?session=${sitting.id}&etat=draft`} text={t('imports:done.entries')} />
          <LinkButton kind="second" href="/ecole/imports/nouveau" text={t('imports:done.more')} />
          <LinkButton
            kind="second"
            href={`/ecole/imports/${batch.id}/erreurs`}
            text={t('imports:result.download')}
            download
          />
        </ButtonRow>
      </ConfirmationPanel>
      <ImportRows page={page} />
    </>
  );
}

function Ended({ text }: { text: string }) {
  const t = useT();
  return (
    <>
      <Notice tone="warn">{text}</Notice>
      <LinkButton href="/ecole/imports/nouveau" text={t('imports:done.more')} />
    </>
  );
}
