import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { ShownAlert } from '#app/queries/office/load-verifications.server.ts';
import { SubmitButton } from '../buttons.tsx';
import { Notice } from '../notice.tsx';

type Props = { readonly alerts: readonly ShownAlert[] };

/** What waits to be looked at, each with a button that says it was. */
export function AlertList({ alerts }: Props) {
  const t = useT();
  return (
    <>
      {alerts.map((alert) => (
        <Notice key={alert.id} tone="bad" title={t(`checks:office.${alert.kind}`)}>
          <Facts alert={alert} />
          <form method="post">
            <input type="hidden" name="alert" value={alert.id} />
            <SubmitButton kind="second" text={t('checks:office.markSeen')} />
          </form>
        </Notice>
      ))}
    </>
  );
}

function Facts({ alert: { kind, failures, usual, firstHour, lastHour } }: { alert: ShownAlert }) {
  const t = useT();
  const format = useFormat();
  // An hour is named by its beginning; the last one ends an hour later.
  const until = new Date(lastHour.getTime() + 3_600_000);
  return (
    <>
      <p>
        {t(`checks:office.${kind}Text`, { failures: format.number(failures), usual: format.number(usual) })}
      </p>
      <p className="small">
        {t('checks:office.span', { from: format.dateTime(firstHour), until: format.dateTime(until) })}
      </p>
    </>
  );
}

export function SeenAlerts({ alerts }: Props) {
  const t = useT();
  const format = useFormat();
  if (alerts.length === 0) return null;
  return (
    <details>
      <summary>{t('checks:office.past')}</summary>
      <ul>
        {alerts.map((alert) => (
          <li key={alert.id}>
            <b>{t(`checks:office.${alert.kind}`)}</b>
            <Facts alert={alert} />
            {alert.seenAt ? (
              <p className="small">{t('checks:office.seenBy', { at: format.dateTime(alert.seenAt) })}</p>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
