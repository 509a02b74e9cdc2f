import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ButtonRow, LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { JournalTable } from '#app/components/counter/journal-table.tsx';
import { billPath, NumberSearch } from '#app/components/counter/number-search.tsx';
import { TillTag } from '#app/components/counter/till-tags.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { DateText, Money } from '#app/components/values.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { textOf } from '#app/http/list-address.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { findBills } from '#app/queries/counter/find-number.server.ts';
import { countCashRefunds } from '#app/queries/counter/list-cash-refunds.server.ts';
import { listOffices, listOwnTills } from '#app/queries/counter/load-home.server.ts';
import { loadJournal } from '#app/queries/counter/load-journal.server.ts';
import { openTill } from '#app/services/counter/open-till.server.ts';

export const handle: RouteHandle = { title: 'counter:home.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'money.work');
  const reach = reachOf(ctx.actor, 'money.work');
  const text = textOf(new URL(args.request.url).searchParams, 'q');
  const found = text === undefined ? [] : await findBills(ctx.db, reach, text);
  const [only] = found;
  if (only && found.length === 1) throw redirect(billPath(only));
  const tills = await listOwnTills(ctx.db, ctx.actor.id);
  const offices = await Promise.all(
    (await listOffices(ctx.db, reach)).map(async (office) => {
      const mine = tills.filter(({ organisationId }) => organisationId === office.id);
      const open = mine.find(({ state }) => state === 'open');
      const today = localDate(ctx.clock(), office.timeZone);
      return {
        ...office,
        today,
        journal: open ? ((await loadJournal(ctx.db, reach, open.id)) ?? null) : null,
        isClosedToday: mine.some(({ day, state }) => day === today && state !== 'open'),
        earlier: mine.filter(({ state }) => state !== 'open').slice(0, 5),
      };
    }),
  );
  // The drawer somebody works in stands before those they might open.
  offices.sort((a, b) => Number(b.journal !== null) - Number(a.journal !== null));
  return { text, found, offices, refunds: await countCashRefunds(ctx.db, reach) };
}

const openForm = z.object({ organisationId: z.uuid(), float: z.string().trim().max(40).default('0') });

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'money.work');
  const formData = await args.request.formData();
  const form = parseForm(openForm, formData);
  if (!form.ok) return formProblem(form);
  const opened = await openTill(ctx, form.value);
  if (opened.ok) return redirect('/bureau/guichet');
  if (opened.reason === 'access.denied') throw notFound();
  const field = opened.reason === 'amount.unreadable' ? 'float' : '';
  return formProblem(formError(formData, { [field]: reasonMessage(opened) }));
}

type Office = ReturnType<typeof useLoaderData<typeof loader>>['offices'][number];

export default function CounterHome() {
  const t = useT();
  const { text, found, offices, refunds } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <>
      <ErrorSummary problem={problem} />
      <PageHeading title={t('counter:home.title')} />
      <NumberSearch text={text} found={found} />
      {refunds > 0 ? (
        <Notice tone="warn">
          <a href="/bureau/guichet/remboursements">
            {t('counter:home.refunds')} : {refunds}
          </a>
        </Notice>
      ) : null}
      {offices.map((office) => (
        <section key={office.id} aria-label={office.name}>
          {office.journal ? (
            <OpenTill office={office} journal={office.journal} />
          ) : (
            <NoTill office={office} />
          )}
          <EarlierTills office={office} />
        </section>
      ))}
    </>
  );
}

function OpenTill({ office, journal }: { office: Office; journal: NonNullable<Office['journal']> }) {
  const t = useT();
  const format = useFormat();
  const { currency, float, taken, given, expected, id, day, lines } = journal;
  const figures = [
    [t('counter:journal.float'), float],
    [t('counter:journal.taken'), taken],
    ...(given === 0n ? [] : ([[t('counter:journal.given'), given]] as const)),
    [t('counter:journal.expected'), expected],
  ] as const;
  return (
    <>
      <h2>{t('counter:home.till', { office: office.name, day: format.date(day) })}</h2>
      {day === office.today ? null : (
        <Notice tone="warn" title={t('counter:home.otherDay', { day: format.date(day) })} />
      )}
      <dl className="figures money">
        {figures.map(([label, minor]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Money amount={{ minor, currency }} />
            </dd>
          </div>
        ))}
      </dl>
      <JournalTable lines={lines} currency={currency} total={taken + given} />
      <ButtonRow>
        <LinkButton href={`/bureau/guichet/journal/${id}#cloture`} text={t('counter:home.close')} />
        <LinkButton kind="second" href={`/bureau/guichet/journal/${id}`} text={t('counter:home.journal')} />
      </ButtonRow>
    </>
  );
}

function NoTill({ office }: { office: Office }) {
  const t = useT();
  const problem = useActionData<typeof action>();
  const own = problem?.values.organisationId === office.id ? problem : undefined;
  const field = fieldsOf(own, { float: '0' });
  if (office.isClosedToday)
    return (
      <Notice tone="good" title={t('counter:home.closed', { office: office.name })}>
        <p>{t('counter:home.closedText')}</p>
      </Notice>
    );
  return (
    <>
      <h2>{t('counter:home.open', { office: office.name })}</h2>
      <form method="post" noValidate>
        <input type="hidden" name="organisationId" value={office.id} />
        <TextField
          {...field('float')}
          id={own ? 'float' : `float-${office.id}`}
          label={t('counter:home.float')}
          hint={t('counter:home.floatHint')}
          inputMode="numeric"
          width={10}
          maxLength={40}
        />
        <SubmitButton text={t('counter:home.openSubmit')} />
      </form>
    </>
  );
}

function EarlierTills({ office: { earlier } }: { office: Office }) {
  const t = useT();
  if (earlier.length === 0) return null;
  return (
    <details>
      <summary>{t('counter:home.earlier')}</summary>
      <ul>
        {earlier.map(({ id, day, state, float, currency }) => (
          <li key={id}>
            <a href={`/bureau/guichet/journal/${id}`}>
              <DateText value={day} />
            </a>{' '}
            <TillTag state={state} /> {t('counter:journal.float')}{' '}
            <Money amount={{ minor: float, currency }} />
          </li>
        ))}
      </ul>
    </details>
  );
}
