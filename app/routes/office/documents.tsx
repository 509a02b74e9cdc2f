import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useLocation } from '@remix-run/react';
import { LinkButton } from '#app/components/buttons.tsx';
import { SelectField } from '#app/components/choice-fields.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { WaitingChanges } from '#app/components/office/documents/waiting-changes.tsx';
import { DocumentTag } from '#app/components/office/state-tags.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { DateText } from '#app/components/values.tsx';
import { holds } from '#app/domain/access/actor.ts';
import { SIGNATURE_READERS } from '#app/domain/access/office.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { DOCUMENT_KINDS } from '#app/domain/documents/kinds.ts';
import { hrefWith, pageOf, textOf, wordOf } from '#app/http/list-address.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { listWaitingChanges } from '#app/queries/documents/list-waiting-changes.server.ts';
import { DOCUMENTS_PER_PAGE, searchDocuments } from '#app/queries/office/search-documents.server.ts';

export const handle: RouteHandle = { title: 'office:documents.title' };
const PATH = '/bureau/documents';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'document.read');
  const parameters = new URL(args.request.url).searchParams;
  const filter = {
    text: textOf(parameters, 'q'),
    kind: wordOf(parameters, 'type', DOCUMENT_KINDS),
    page: pageOf(parameters),
  };
  const found = await searchDocuments(ctx.db, reachOf(ctx.actor, 'document.read'), filter);
  return {
    ...found,
    filter,
    pageSize: DOCUMENTS_PER_PAGE,
    waiting: await listWaitingChanges(ctx.db, ctx.actor),
    seesSignature: SIGNATURE_READERS.some((capability) => holds(ctx.actor, capability)),
  };
}

export default function Documents() {
  const t = useT();
  const { rows, total, filter, pageSize, waiting, seesSignature } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  return (
    <>
      <PageHeading
        title={t('office:documents.title')}
        actions={
          seesSignature ? (
            <LinkButton kind="second" href="/bureau/documents/signature" text={t('signature:title')} />
          ) : undefined
        }
      />
      <WaitingChanges waiting={waiting} />
      <FilterForm clearHref={PATH}>
        <TextField name="q" type="search" label={t('office:filter.text')} defaultValue={filter.text ?? ''} />
        <SelectField
          name="type"
          label={t('office:filter.kind')}
          placeholder={t('office:filter.all')}
          defaultValue={filter.kind ?? ''}
          choices={DOCUMENT_KINDS.map((kind) => ({ value: kind, label: t(`documents:kind.${kind}`) }))}
        />
      </FilterForm>
      <DataTable
        caption={t('office:documents.caption')}
        captionHidden
        columns={[
          {
            key: 'number',
            header: t('office:documents.number'),
            heading: true,
            cell: ({ id, number }) => <a href={`${PATH}/${id}`}>{number}</a>,
          },
          {
            key: 'kind',
            header: t('office:documents.kind'),
            cell: ({ kind }) => t(`documents:kind.${kind}`),
          },
          {
            key: 'holder',
            header: t('office:documents.holder'),
            cell: ({ surname, givenNames }) => `${surname ?? ''} ${givenNames ?? ''}`,
          },
          {
            key: 'edition',
            header: t('office:documents.edition'),
            align: 'end',
            cell: ({ edition }) => edition,
          },
          {
            key: 'issued',
            header: t('office:documents.issued'),
            cell: ({ issuedAt }) => (issuedAt ? <DateText value={issuedAt} style="short" /> : null),
          },
          {
            key: 'status',
            header: t('office:documents.status'),
            cell: ({ state, status }) => <DocumentTag state={state} status={status} />,
          },
        ]}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('office:documents.none')} />}
      />
      <Pagination
        page={filter.page}
        pageSize={pageSize}
        total={total}
        hrefOf={(page) => hrefWith(PATH, search, { page: String(page) })}
      />
    </>
  );
}
