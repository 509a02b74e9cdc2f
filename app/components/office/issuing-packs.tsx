import { SubmitButton } from '#app/components/buttons.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { PackView } from '#app/queries/office/load-issuing-page.server.ts';

type Props = { readonly packs: readonly PackView[]; readonly sittingId: string; readonly mayIssue: boolean };

/** One file for each centre and kind, to be printed or sent there. */
export function IssuingPacks({ packs, sittingId, mayIssue }: Props) {
  const t = useT();
  const format = useFormat();
  const placeOf = ({ centre }: PackView) => centre ?? t('issuing:packs.noCentre');
  return (
    <section aria-labelledby="packs">
      <h2 id="packs">{t('issuing:packs.title')}</h2>
      <DataTable
        caption={t('issuing:packs.title')}
        captionHidden
        rows={packs}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('issuing:packs.none')} text={t('issuing:packs.noneText')} />}
        columns={[
          { key: 'centre', header: t('issuing:packs.centre'), heading: true, cell: placeOf },
          { key: 'kind', header: t('issuing:packs.kind'), cell: ({ kind }) => t(`issuing:kind.${kind}`) },
          {
            key: 'documents',
            header: t('issuing:packs.documents'),
            align: 'end',
            cell: ({ documents }) => format.number(documents),
          },
          {
            key: 'when',
            header: t('issuing:packs.when'),
            cell: ({ sealedAt }) => (sealedAt ? format.dateTime(sealedAt) : ''),
          },
          {
            key: 'file',
            header: t('issuing:packs.file'),
            cell: (pack) => (
              <a
                href={`/bureau/sessions/${sittingId}/documents/${pack.id}.zip`}
                download
                aria-label={t('issuing:packs.downloadOf', {
                  what: t(`issuing:kind.${pack.kind}`),
                  centre: placeOf(pack),
                })}
              >
                {t('issuing:packs.download', { size: format.bytes(pack.bytes) })}
              </a>
            ),
          },
          {
            key: 'print',
            header: t('issuing:packs.print'),
            cell: (pack) => (
              <Print pack={pack} sittingId={sittingId} place={placeOf(pack)} mayIssue={mayIssue} />
            ),
          },
        ]}
      />
    </section>
  );
}

type PrintProps = {
  readonly pack: PackView;
  readonly sittingId: string;
  readonly place: string;
  readonly mayIssue: boolean;
};

/** The file of all pages for a printer: its link, how far it is, or the button that has it made. */
function Print({ pack, sittingId, place, mayIssue }: PrintProps) {
  const t = useT();
  const format = useFormat();
  const { id, kind, documents, print } = pack;
  const what = { what: t(`issuing:kind.${kind}`), centre: place };
  if (print?.state === 'done')
    return (
      <a
        href={`/bureau/sessions/${sittingId}/documents/${id}.pdf`}
        download
        aria-label={t('issuing:packs.printOf', what)}
      >
        {t('issuing:packs.printFile')}
      </a>
    );
  if (print?.state === 'queued' || print?.state === 'running')
    return t('issuing:packs.printing', {
      done: format.number(print.done),
      total: format.number(documents),
    });
  if (!mayIssue) return null;
  return (
    <form method="post">
      <input type="hidden" name="pack" value={id} />
      <SubmitButton
        kind="second"
        name="intent"
        value="print"
        text={t('issuing:packs.makePrint')}
        label={t('issuing:packs.makePrintOf', what)}
      />
    </form>
  );
}
