import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ButtonRow, LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { RadioGroup } from '#app/components/choice-fields.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import { DocumentTag } from '#app/components/office/state-tags.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { DateText } from '#app/components/values.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { handOverSchema } from '#app/domain/documents/hand-over.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { findHandOver } from '#app/queries/documents/list-hand-overs.server.ts';
import { handOverDocument } from '#app/services/documents/hand-over-document.server.ts';

export const handle: RouteHandle = { title: 'documentLife:handOver.title' };
const PATH = '/bureau/remises';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'document.handOut');
  const reach = reachOf(ctx.actor, 'document.handOut');
  const document = orNotFound(await findHandOver(ctx.db, reach, idParam(args.params.documentId)));
  const done = new URL(args.request.url).searchParams.get('fait') === 'remis';
  return { document, done: done && document.given !== null };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'document.handOut');
  const documentId = idParam(args.params.documentId);
  const formData = await args.request.formData();
  const form = parseForm(handOverSchema, formData);
  if (!form.ok) return formProblem(form);
  const given = await handOverDocument(ctx, { documentId, ...form.value });
  if (given.ok) return redirect(`${PATH}/${documentId}?fait=remis`);
  if (given.reason === 'document.notFound') throw notFound();
  return formProblem(formError(formData, { '': reasonMessage(given) }));
}

export default function HandOver() {
  const t = useT();
  const { document, done } = useLoaderData<typeof loader>();
  const { kind, number, status, given, surname, givenNames } = document;
  return (
    <>
      <BackLink href={PATH} text={t('documentLife:handOver.title')} />
      <ErrorSummary problem={useActionData<typeof action>()} />
      {done ? <Notice tone="good" live title={t('documentLife:handOver.done')} /> : null}
      <PageHeading
        eyebrow={`${t(`documents:kind.${kind}`)} · ${number}`}
        title={`${surname ?? ''} ${givenNames ?? ''}`}
        actions={<DocumentTag state="issued" status={status} />}
      />
      <Facts />
      {given ? null : status === 'valid' ? (
        <GiveForm />
      ) : (
        <Notice tone="bad" title={t('documentLife:handOver.notPossible')} />
      )}
    </>
  );
}

function Facts() {
  const t = useT();
  const locale = useLocale();
  const { document } = useLoaderData<typeof loader>();
  const { given, handedAt, collector } = document;
  const to = given?.to === 'proxy' ? 'toProxy' : 'toHolder';
  return (
    <SummaryList
      answers={[
        { label: t('documentLife:handOver.sitting'), value: document.sittingName[locale] },
        { label: t('office:documents.edition'), value: document.edition },
        { label: t('documentLife:handOver.table'), value: document.tableNumber ?? '–' },
        { label: t('documentLife:handOver.centre'), value: document.centre ?? '–' },
        { label: t('documentLife:handOver.region'), value: document.region ?? '–' },
        ...(given && handedAt
          ? [
              {
                label: t('documentLife:handOver.collectedOn'),
                value: <DateText value={handedAt} style="time" />,
              },
              { label: t('documentLife:handOver.to'), value: t(`documentLife:handOver.${to}`) },
              { label: t('documentLife:handOver.collector'), value: collector },
              { label: t('documentLife:handOver.identityPaper'), value: given.identityPaper },
              { label: t('documentLife:handOver.place'), value: given.place },
              { label: t('documentLife:handOver.handedBy'), value: given.by },
            ]
          : []),
      ]}
    />
  );
}

function GiveForm() {
  const t = useT();
  const { document } = useLoaderData<typeof loader>();
  const name = `${document.surname ?? ''} ${document.givenNames ?? ''}`.trim();
  const field = fieldsOf(useActionData<typeof action>(), { to: 'holder', collector: name });
  return (
    <form method="post" noValidate>
      <Notice tone="warn" title={t('documentLife:handOver.giveTitle')}>
        <p>{t('documentLife:handOver.giveText')}</p>
      </Notice>
      <RadioGroup
        {...field('to')}
        label={t('documentLife:handOver.to')}
        choices={[
          { value: 'holder', label: t('documentLife:handOver.toHolder') },
          { value: 'proxy', label: t('documentLife:handOver.toProxy') },
        ]}
      />
      <TextField
        {...field('collector')}
        label={t('documentLife:handOver.collector')}
        autoComplete="off"
        maxLength={160}
      />
      <TextField
        {...field('identityPaper')}
        label={t('documentLife:handOver.identityPaper')}
        hint={t('documentLife:replace.identityHint')}
        autoComplete="off"
        maxLength={120}
      />
      <TextField
        {...field('place')}
        label={t('documentLife:handOver.place')}
        hint={t('documentLife:handOver.placeHint')}
        maxLength={120}
      />
      <ButtonRow>
        <SubmitButton text={t('documentLife:handOver.submit')} />
        <LinkButton kind="second" href={PATH} text={t('office:document.keep')} />
      </ButtonRow>
    </form>
  );
}
