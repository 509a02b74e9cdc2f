import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { StateTag } from '#app/components/state-tag.tsx';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { CertificateView, KeyView, ListView } from '#app/queries/office/load-signature-page.server.ts';

/** The certificates PDFs are and were sealed with. */
export function CertificateTable({ certificates }: { readonly certificates: readonly CertificateView[] }) {
  const t = useT();
  const format = useFormat();
  const c = 'signature:certificates';
  return (
    <DataTable
      caption={t(`${c}.title`)}
      rows={certificates}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t(`${c}.none`)} text={t(`${c}.noneText`)} />}
      columns={[
        { key: 'subject', header: t(`${c}.subject`), heading: true, cell: ({ subject }) => subject },
        {
          key: 'issuer',
          header: t(`${c}.issuer`),
          cell: ({ issuer, selfMade }) => (selfMade ? t(`${c}.selfMade`, { name: issuer }) : issuer),
        },
        {
          key: 'span',
          header: t(`${c}.span`),
          cell: ({ notBefore, notAfter }) =>
            t(`${c}.spanText`, { from: format.date(notBefore), to: format.date(notAfter) }),
        },
        { key: 'state', header: t(`${c}.state`), cell: (row) => <CertificateState row={row} /> },
      ]}
    />
  );
}

function CertificateState({ row: { state, inUse, compromisedAt } }: { readonly row: CertificateView }) {
  const t = useT();
  const format = useFormat();
  if (state === 'compromised')
    return (
      <StateTag
        tone="bad"
        text={t('signature:state.compromised', { on: compromisedAt ? format.date(compromisedAt) : '' })}
      />
    );
  return (
    <StateTag tone={inUse ? 'good' : 'neutral'} text={t(`signature:state.${inUse ? 'inUse' : state}`)} />
  );
}

/** The keys codes are signed with. */
export function KeyTable({ keys }: { readonly keys: readonly KeyView[] }) {
  const t = useT();
  const k = 'signature:keys';
  return (
    <DataTable
      caption={t(`${k}.title`)}
      rows={keys}
      rowKey={({ kid }) => kid}
      empty={<EmptyState title={t(`${k}.none`)} text={t(`${k}.noneText`)} />}
      columns={[
        { key: 'kid', header: t(`${k}.kid`), heading: true, cell: ({ kid }) => <code>{kid}</code> },
        { key: 'owner', header: t(`${k}.owner`), cell: ({ owner }) => owner },
        { key: 'year', header: t(`${k}.year`), cell: ({ notBefore }) => String(notBefore.getUTCFullYear()) },
        { key: 'alg', header: t(`${k}.alg`), cell: ({ alg }) => alg },
        { key: 'state', header: t(`${k}.state`), cell: (row) => <KeyState row={row} /> },
      ]}
    />
  );
}

function KeyState({ row: { state, compromisedAt } }: { readonly row: KeyView }) {
  const t = useT();
  const format = useFormat();
  if (state === 'active') return <StateTag tone="good" text={t('signature:state.keyActive')} />;
  if (state === 'retired') return <StateTag text={t('signature:state.keyRetired')} />;
  const on = compromisedAt ? format.date(compromisedAt) : '';
  return <StateTag tone="bad" text={t('signature:state.keyCompromised', { on })} />;
}

type Served = ListView & { readonly late: boolean };

/** How old the lists are that verifiers fetch. */
export function ListTable({ lists }: { readonly lists: readonly Served[] }) {
  const t = useT();
  const format = useFormat();
  const l = 'signature:lists';
  return (
    <DataTable
      caption={t(`${l}.title`)}
      rows={lists}
      rowKey={({ name }) => name}
      empty={<EmptyState title={t(`${l}.none`)} text={t(`${l}.noneText`)} />}
      columns={[
        {
          key: 'name',
          header: t(`${l}.name`),
          heading: true,
          cell: ({ name }) =>
            name === 'trust' ? t(`${l}.trust`) : t(`${l}.status`, { owner: name.replace(/^status:/, '') }),
        },
        {
          key: 'version',
          header: t(`${l}.version`),
          align: 'end',
          cell: ({ version }) => format.number(version),
        },
        { key: 'signed', header: t(`${l}.signed`), cell: ({ issuedAt }) => format.dateTime(issuedAt) },
        {
          key: 'until',
          header: t(`${l}.until`),
          cell: ({ nextUpdate, late }) =>
            late ? (
              <StateTag tone="bad" text={t(`${l}.late`, { date: format.dateTime(nextUpdate) })} />
            ) : (
              format.dateTime(nextUpdate)
            ),
        },
      ]}
    />
  );
}
