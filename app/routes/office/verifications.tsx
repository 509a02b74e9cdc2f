import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LinkButton } from '#app/components/buttons.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { AlertList, SeenAlerts } from '#app/components/verification/alert-list.tsx';
import { FiguresTable } from '#app/components/verification/figures-table.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { figuresBy, figuresByDoor } from '#app/domain/verification/day-figures.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { listAlerts, listDayCounts, SHOWN_DAYS } from '#app/queries/office/load-verifications.server.ts';
import { seeAlert } from '#app/services/verification/see-alert.server.ts';

export const handle: RouteHandle = { title: 'checks:office.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'verification.read');
  const reach = reachOf(ctx.actor, 'verification.read');
  const rows = await listDayCounts(ctx.db, reach, ctx.clock());
  return {
    alerts: await listAlerts(ctx.db, reach),
    days: figuresBy(rows, ({ day }) => day),
    doors: figuresByDoor(rows),
    shownDays: SHOWN_DAYS,
  };
}

/** Notes that an alert has been looked at. */
export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'verification.read');
  const alertId = (await args.request.formData()).get('alert');
  const seen = await seeAlert(ctx, { alertId: idParam(typeof alertId === 'string' ? alertId : '') });
  if (!seen.ok) throw notFound();
  return { ok: true } as const;
}

export default function Verifications() {
  const t = useT();
  const { alerts } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeading
        title={t('checks:office.title')}
        lead={t('checks:office.lead')}
        actions={
          <LinkButton
            kind="second"
            download
            href="/bureau/verifications.csv"
            text={t('checks:office.download')}
          />
        }
      />
      {answer ? <Notice tone="good" live title={t('checks:office.seen')} /> : null}
      <h2>{t('checks:office.alerts')}</h2>
      {alerts.open.length === 0 ? (
        <EmptyState title={t('checks:office.noAlerts')} text={t('checks:office.noAlertsText')} />
      ) : (
        <AlertList alerts={alerts.open} />
      )}
      <Figures />
      <SeenAlerts alerts={alerts.seen} />
    </>
  );
}

function Figures() {
  const t = useT();
  const format = useFormat();
  const { days, doors, shownDays } = useLoaderData<typeof loader>();
  const byDoor = t('checks:office.byDoor', { days: format.number(shownDays) });
  return (
    <>
      <h2>{t('checks:office.days')}</h2>
      <FiguresTable
        caption={t('checks:office.days')}
        header={t('checks:office.day')}
        rows={days.map(({ key, ...figures }) => ({ ...figures, name: format.date(key) }))}
      />
      <h2>{byDoor}</h2>
      <FiguresTable
        caption={byDoor}
        header={t('checks:office.door')}
        rows={doors.map(({ key, ...figures }) => ({ ...figures, name: t(`checks:office.doors.${key}`) }))}
      />
    </>
  );
}
