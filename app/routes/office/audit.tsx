import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData, useLocation } from '@remix-run/react';
import { SubmitButton } from '#app/components/buttons.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { DateText } from '#app/components/values.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { hrefWith, pageOf, textOf } from '#app/http/list-address.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import {
  AUDIT_LINES_PER_PAGE,
  checkChain,
  listAudit,
  loadChainHead,
} from '#app/queries/office/list-audit.server.ts';

export const handle: RouteHandle = { title: 'office:audit.title' };
const PATH = '/bureau/journal';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'audit.read');
  const parameters = new URL(args.request.url).searchParams;
  const filter = {
    actor: textOf(parameters, 'qui'),
    action: textOf(parameters, 'quoi'),
    subject: textOf(parameters, 'sur'),
    page: pageOf(parameters),
  };
  const listed = await listAudit(ctx.db, reachOf(ctx.actor, 'audit.read'), filter);
  return { ...listed, filter, head: await loadChainHead(ctx.db), pageSize: AUDIT_LINES_PER_PAGE };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'audit.read');
  const checked = await checkChain(ctx.db);
  return { checked };
}

export default function Audit() {
  const t = useT();
  const { filter, total, pageSize } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { search } = useLocation();
  return (
    <>
      <PageHeading title={t('office:audit.title')} lead={t('office:audit.lead')} />
      {answer ? <ChainAnswer checked={answer.checked} /> : null}
      <FilterForm clearHref={PATH}>
        <TextField name="qui" label={t('office:audit.actor')} defaultValue={filter.actor ?? ''} />
        <TextField
          name="quoi"
          label={t('office:audit.action')}
          hint={t('office:audit.actionHint')}
          defaultValue={filter.action ?? ''}
        />
        <TextField name="sur" label={t('office:audit.subjectFilter')} defaultValue={filter.subject ?? ''} />
      </FilterForm>
      <Lines />
      <Pagination
        page={filter.page}
        pageSize={pageSize}
        total={total}
        hrefOf={(page) => hrefWith(PATH, search, { page: String(page) })}
      />
      <Chain />
    </>
  );
}

function Lines() {
  const t = useT();
  const { rows } = useLoaderData<typeof loader>();
  return (
    <DataTable
      caption={t('office:audit.caption')}
      captionHidden
      columns={[
        { key: 'seq', header: t('office:audit.seq'), align: 'end', heading: true, cell: ({ seq }) => seq },
        {
          key: 'at',
          header: t('office:audit.when'),
          cell: ({ at }) => <DateText value={at} style="time" />,
        },
        { key: 'actor', header: t('office:audit.actor'), cell: ({ actorLabel }) => actorLabel },
        { key: 'action', header: t('office:audit.action'), cell: ({ action: name }) => <code>{name}</code> },
        {
          key: 'subject',
          header: t('office:audit.subject'),
          cell: ({ subjectType, subjectId }) => (
            <a href={hrefWith(PATH, '', { sur: subjectId })}>
              {subjectType} {subjectId.slice(0, 8)}
            </a>
          ),
        },
        {
          key: 'detail',
          header: t('office:audit.detail'),
          cell: ({ detail }) => (
            <span className="any-break">
              {Object.entries(detail)
                .map(([name, value]) => `${name}: ${value}`)
                .join(' · ')}
            </span>
          ),
        },
      ]}
      rows={rows}
      rowKey={({ seq }) => String(seq)}
      empty={<EmptyState title={t('office:audit.none')} />}
    />
  );
}

/** The head's hash to note elsewhere, and a button that walks the whole chain. */
function Chain() {
  const t = useT();
  const format = useFormat();
  const { head } = useLoaderData<typeof loader>();
  if (head === null) return <Notice title={t('office:audit.empty')} />;
  return (
    <section>
      <h2>{t('office:audit.chain')}</h2>
      <p>
        {t('office:audit.head', { seq: format.number(head.seq) })} · <code>{head.hash}</code>
      </p>
      <p>{t('office:audit.chainText')}</p>
      <form method="post">
        <SubmitButton kind="second" text={t('office:audit.check')} />
      </form>
    </section>
  );
}

function ChainAnswer({ checked }: { checked: Awaited<ReturnType<typeof action>>['checked'] }) {
  const t = useT();
  const format = useFormat();
  if (checked === 'tooLong') return <Notice tone="warn" live title={t('office:audit.tooLong')} />;
  if (checked.broken)
    return <Notice tone="bad" live title={t('office:audit.broken', { seq: checked.broken.seq })} />;
  return <Notice tone="good" live title={t('office:audit.whole', { lines: format.number(checked.lines) })} />;
}
