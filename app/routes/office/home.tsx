import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { EmptyState } from '#app/components/empty-state.tsx';
import { SittingTable } from '#app/components/office/sitting-table.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { OFFICE_CAPABILITIES, SITTING_READERS } from '#app/domain/access/office.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { listWaiting, type Waiting } from '#app/queries/office/list-waiting.server.ts';
import { listSittings } from '#app/queries/office/load-sitting.server.ts';

export const handle: RouteHandle = { title: 'office:home.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, OFFICE_CAPABILITIES);
  return {
    waiting: await listWaiting(ctx.db, ctx.actor, { now: ctx.clock(), demo: ctx.settings.demo }),
    sittings: await listSittings(ctx.db, reachOf(ctx.actor, ...SITTING_READERS)),
  };
}

export default function OfficeHome() {
  const t = useT();
  const { waiting, sittings } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading title={t('office:home.title')} />
      {waiting.length === 0 ? (
        <EmptyState title={t('office:home.none')} text={t('office:home.noneText')} />
      ) : (
        <ul className="waiting">
          {waiting.map((item) => (
            <WaitingLine key={`${item.kind} ${item.href}`} item={item} />
          ))}
        </ul>
      )}
      {sittings.length > 0 ? (
        <>
          <h2>{t('office:home.figures')}</h2>
          <SittingTable sittings={sittings} />
        </>
      ) : null}
    </>
  );
}

function WaitingLine({ item: { kind, count, about, href } }: { item: Waiting }) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const subject = typeof about === 'string' ? about : about?.[locale];
  return (
    <li>
      <a href={href}>
        <b>{format.number(count)}</b>
        <span>
          {t(`office:home.waiting.${kind}`, { count })}
          {subject ? ` · ${subject}` : null}
        </span>
        <span className="go" aria-hidden="true" />
      </a>
    </li>
  );
}
