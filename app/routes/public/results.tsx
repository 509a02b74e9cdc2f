import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { SubmitButton } from '#app/components/buttons.tsx';
import { RadioGroup, SelectField } from '#app/components/choice-fields.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { normaliseTableNumber } from '#app/domain/publication/result-access.ts';
import { formProblem, parseForm } from '#app/http/forms.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { withinTime } from '#app/http/within-time.ts';
import { message } from '#app/i18n/translate.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { listExpected } from '#app/queries/results/list-expected.server.ts';

export const handle: RouteHandle = { title: 'results:find.title', description: 'results:find.description' };

/** Past so many, a list to choose from takes less room than buttons. */
const MOST_BUTTONS = 4;

/** The database may be away on results day, or slow: what is expected is then left out. */
const EXPECTED_WITHIN_MS = 1000;

export async function loader({ context }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'results are public once published');
  return {
    sittings: context.results
      .list()
      .map(({ head }) => ({ id: head.sittingId, name: head.sitting, office: head.office })),
    expected: await withinTime(listExpected(ctx.db), EXPECTED_WITHIN_MS, []),
  };
}

const findForm = z.object({
  sitting: z.uuid({ error: message('results:find.missingSitting') }),
  tableNumber: z
    .string({ error: message('results:find.missingNumber') })
    .trim()
    .max(20, message('results:find.missingNumber')),
  code: z.string().max(40).optional(),
});

/** With a code the form goes on, as it is, to the number's own page (307): a code is never in an address. */
export async function action({ request, context }: ActionFunctionArgs) {
  publicRoute({ context }, 'results are public once published');
  const form = parseForm(findForm, await request.formData());
  if (!form.ok) return formProblem(form);
  const { sitting, tableNumber, code } = form.value;
  const path = `/resultats/${sitting}/${encodeURIComponent(normaliseTableNumber(tableNumber))}`;
  return redirect(path, code ? 307 : 303);
}

export default function Results() {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const { sittings, expected } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <>
      <ErrorSummary problem={problem} order={['sitting', 'tableNumber', 'code']} />
      <PageHeading title={t('results:find.heading')} lead={t('results:find.lead')} />
      {sittings.length === 0 ? (
        <EmptyState title={t('results:find.none')} text={t('results:find.noneText')} />
      ) : (
        <FindForm />
      )}
      {sittings.length === 0 ? null : (
        <section aria-labelledby="by-centre">
          <h2 id="by-centre">{t('results:find.byCentre')}</h2>
          <ul>
            {sittings.map(({ id, name, office }) => (
              <li key={id}>
                <a href={`/resultats/${id}`}>{name[locale]}</a>, {office[locale]}
              </li>
            ))}
          </ul>
        </section>
      )}
      {expected.length === 0 ? null : (
        <section aria-labelledby="expected">
          <h2 id="expected">{t('results:find.expectedTitle')}</h2>
          <ul>
            {expected.map(({ name, expectedOn }) => (
              <li key={name.fr}>
                {t('results:find.expected', {
                  sitting: name[locale],
                  date: format.date(new Date(expectedOn)),
                })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function FindForm() {
  const t = useT();
  const locale = useLocale();
  const { sittings } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const field = fieldsOf(problem, { sitting: sittings[0]?.id });
  const choices = sittings.map(({ id, name }) => ({ value: id, label: name[locale] }));
  const [only] = sittings;
  return (
    <form method="post" noValidate>
      {only && sittings.length === 1 ? (
        <>
          <p>
            <b>{t('results:find.sitting')}</b>
            <br />
            {only.name[locale]}
          </p>
          <input type="hidden" name="sitting" value={only.id} />
        </>
      ) : sittings.length <= MOST_BUTTONS ? (
        <RadioGroup {...field('sitting')} label={t('results:find.sitting')} choices={choices} />
      ) : (
        <SelectField {...field('sitting')} label={t('results:find.sitting')} choices={choices} />
      )}
      <TextField
        {...field('tableNumber')}
        label={t('results:find.tableNumber')}
        width={10}
        autoComplete="off"
        maxLength={20}
        dir="ltr"
      />
      <TextField
        {...field('code')}
        label={t('results:find.code')}
        hint={t('results:find.codeHint')}
        width={20}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        optional
        dir="ltr"
      />
      <SubmitButton text={t('results:find.submit')} />
    </form>
  );
}
