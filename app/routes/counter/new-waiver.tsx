import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { SubmitButton } from '#app/components/buttons.tsx';
import { RadioGroup } from '#app/components/choice-fields.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { TextAreaField } from '#app/components/text-field.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { exemptAmount } from '#app/domain/fees/exempt-amount.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadInvoice } from '#app/queries/counter/load-invoice.server.ts';
import { requestWaiver } from '#app/services/counter/request-waiver.server.ts';

export const handle: RouteHandle = { title: 'counter:waiver.ask' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'money.work');
  const reach = reachOf(ctx.actor, 'money.work');
  const bill = orNotFound(await loadInvoice(ctx.db, reach, idParam(args.params.invoiceId)));
  const { id, number, surname, givenNames, currency, due, lines, exemptions } = bill;
  return {
    id,
    number,
    name: `${surname ?? ''} ${givenNames ?? ''}`,
    currency,
    choices: exemptions.map(({ code, label, percent, lines: about }) => {
      const amount = exemptAmount({ lines: about, percent }, lines);
      return { code, label, percent, amount: amount < due ? amount : due };
    }),
  };
}

const waiverForm = z.object({ exemption: z.string().max(40), reason: z.string().trim().min(5).max(600) });

const FIELD_OF: Readonly<Record<string, string>> = {
  'waiver.reasonMissing': 'reason',
  'waiver.unknownExemption': 'exemption',
  'waiver.already': 'exemption',
};

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'money.work');
  const invoiceId = idParam(args.params.invoiceId);
  const formData = await args.request.formData();
  const form = parseForm(waiverForm, formData);
  if (!form.ok) return formProblem(form);
  const asked = await requestWaiver(ctx, { invoiceId, ...form.value });
  if (asked.ok) return redirect(`/bureau/guichet/factures/${invoiceId}?fait=${asked.value.state}`);
  if (asked.reason === 'bill.notFound') throw notFound();
  return formProblem(formError(formData, { [FIELD_OF[asked.reason] ?? '']: reasonMessage(asked) }));
}

export default function NewWaiver() {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const { id, number, name, currency, choices } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const field = fieldsOf(problem);
  return (
    <>
      <BackLink href={`/bureau/guichet/factures/${id}`} text={number} />
      <ErrorSummary problem={problem} />
      <PageHeading
        title={t('counter:waiver.ask')}
        eyebrow={<bdi>{name}</bdi>}
        lead={t('counter:waiver.askLead')}
      />
      <form method="post" noValidate>
        <RadioGroup
          {...field('exemption')}
          label={t('counter:waiver.exemption')}
          choices={choices.map((choice) => ({
            value: choice.code,
            label: choice.label[locale],
            hint: t('counter:waiver.worth', {
              percent: choice.percent,
              amount: format.money({ minor: choice.amount, currency }),
            }),
          }))}
        />
        <TextAreaField
          {...field('reason')}
          label={t('counter:waiver.reason')}
          hint={t('counter:waiver.reasonHint')}
          maxLength={600}
        />
        <SubmitButton text={t('counter:waiver.submit')} />
      </form>
    </>
  );
}
