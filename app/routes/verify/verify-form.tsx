import { type ActionFunctionArgs, data, type HeadersFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { SubmitButton } from '#app/components/buttons.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { FileField } from '#app/components/file-field.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { TextAreaField, TextField } from '#app/components/text-field.tsx';
import type { AnswerWords } from '#app/components/verification/answer-words.ts';
import { VerificationAnswer } from '#app/components/verification/verification-answer.tsx';
import { type DocumentCheck, showCheck } from '#app/domain/verification/shown-document.ts';
import { type FormProblem, formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { askTypedCode } from '#app/http/guess-guard.server.ts';
import type { AppLoadContext } from '#app/http/load-context.ts';
import { type Limit, limitAll } from '#app/http/rate-limit.server.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { FILE_LIMIT, fileForm, scannedForm, typedCodeForm } from '#app/http/verification-forms.ts';
import { fileLimits, scanLimits } from '#app/http/verification-limits.server.ts';
import { message } from '#app/i18n/translate.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { checkByText } from '#app/services/verification/check-document.server.ts';
import { checkByPdf } from '#app/services/verification/check-pdf.server.ts';
import { countCheck } from '#app/services/verification/count-check.server.ts';

export const handle: RouteHandle = { title: 'verify:title', description: 'verify:form.lead' };

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader({ context }: { context: AppLoadContext }) {
  const { settings } = publicRoute({ context }, 'anyone may check a document');
  return { officialHost: settings.officialHost };
}

/** Three ways to ask, told apart by the field they send: a typed number and code, a scanned text, a file. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { settings } = publicRoute({ context }, 'anyone may check a document');
  // A body that is no form is a form with nothing in it.
  const formData = await request.formData().catch(() => new FormData());
  try {
    if (formData.has('text')) return await askByText(context, formData);
    if (formData.has('file')) return await askByFile(context, formData);
    return await askByTypedCode(context, formData);
  } catch (error) {
    context.reportError(error);
    const answer = { ok: true, check: null, officialHost: settings.officialHost } as const;
    return data(answer, { status: 503, headers: { 'Retry-After': '60' } });
  }
}

async function refuseTooMany({ ctx }: AppLoadContext, formData: FormData, limits: readonly Limit[]) {
  const allowed = await limitAll(ctx, limits);
  return allowed.ok ? null : formProblem(formError(formData, { '': reasonMessage(allowed) }), 429);
}

function answer({ ctx }: AppLoadContext, check: DocumentCheck, words?: AnswerWords) {
  const { officialHost } = ctx.settings;
  return data({ ok: true, check: showCheck(check), officialHost, ...(words && { words }) } as const);
}

async function askByTypedCode(context: AppLoadContext, formData: FormData) {
  const { ctx, clientAddress } = context;
  const form = parseForm(typedCodeForm, formData);
  if (!form.ok) return formProblem(form);
  const asked = await askTypedCode(ctx, form.value, { clientAddress, door: 'typed' });
  if (!asked.ok) return formProblem(formError(formData, { '': reasonMessage(asked) }), 429);
  // One answer to an unknown number, a wrong code and a mistyped one: none may tell which documents exist.
  return asked.value.reason === 'token.mismatch'
    ? formProblem(formError(formData, { code: message('verify:form.noMatch') }))
    : answer(context, asked.value);
}

async function askByText(context: AppLoadContext, formData: FormData) {
  const form = parseForm(scannedForm, formData);
  if (!form.ok) return formProblem(form);
  const refused = await refuseTooMany(context, formData, scanLimits(context.clientAddress));
  if (refused) return refused;
  const check = await checkByText(context.ctx, form.value.text);
  void countCheck(context.ctx, { door: 'scan', check });
  return answer(context, check);
}

async function askByFile(context: AppLoadContext, formData: FormData) {
  const form = parseForm(fileForm, formData);
  if (!form.ok) return formProblem(form);
  const refused = await refuseTooMany(context, formData, fileLimits(context.clientAddress));
  if (refused) return refused;
  const check = await checkByPdf(context.ctx, new Uint8Array(await form.value.file.arrayBuffer()));
  void countCheck(context.ctx, { door: 'pdf', check });
  return answer(context, check, check.reason === 'qr.no-payload' ? 'noCode' : undefined);
}

export default function VerifyForm() {
  const t = useT();
  const { officialHost } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  if (result?.ok) return <VerificationAnswer {...result} officialHost={officialHost} />;
  const labels = {
    number: t('verify:form.number'),
    code: t('verify:form.code'),
    text: t('verify:form.text'),
    file: t('verify:form.fileField'),
  };
  return (
    <>
      <ErrorSummary problem={result} labels={labels} />
      <PageHeading title={t('verify:title')} lead={t('verify:form.lead')} />
      <TypedCodeForm problem={result} />
      <h2>{t('verify:form.others')}</h2>
      <ScannedForm problem={result} />
      <FileForm problem={result} />
    </>
  );
}

type FormProps = { readonly problem: FormProblem | undefined };

function TypedCodeForm({ problem }: FormProps) {
  const t = useT();
  const field = fieldsOf(problem);
  const exact = { autoComplete: 'off', autoCapitalize: 'characters', spellCheck: false, dir: 'ltr' } as const;
  return (
    <form method="post" noValidate>
      <TextField
        {...field('number')}
        {...exact}
        label={t('verify:form.number')}
        hint={t('verify:form.numberHint')}
      />
      <TextField
        {...field('code')}
        {...exact}
        label={t('verify:form.code')}
        hint={t('verify:form.codeHint')}
        width={20}
      />
      <SubmitButton text={t('verify:form.submit')} />
    </form>
  );
}

function ScannedForm({ problem }: FormProps) {
  const t = useT();
  return (
    <form method="post" noValidate>
      <h3>{t('verify:form.scanned')}</h3>
      <p>{t('verify:form.scannedLead')}</p>
      <TextAreaField {...fieldsOf(problem)('text')} label={t('verify:form.text')} />
      <SubmitButton text={t('verify:form.submit')} kind="second" />
    </form>
  );
}

function FileForm({ problem }: FormProps) {
  const t = useT();
  return (
    <form method="post" encType="multipart/form-data" noValidate>
      <h3>{t('verify:form.file')}</h3>
      <p>{t('verify:form.fileLead')}</p>
      <FileField
        name="file"
        error={problem?.errors.file}
        label={t('verify:form.fileField')}
        accept="application/pdf"
        kinds={t('verify:form.fileKinds')}
        maxBytes={FILE_LIMIT}
      />
      <SubmitButton text={t('verify:form.submit')} kind="second" />
    </form>
  );
}
