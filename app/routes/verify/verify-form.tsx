import { type ActionFunctionArgs, data, type HeadersFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { VERIFY_SCRIPTS, WORKER_ADDRESS } from '#app/browser/verify/addresses.ts';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { useShell } from '#app/components/shell-context.tsx';
import { FileForm, ScannedForm, TypedCodeForm } from '#app/components/verification/ask-forms.tsx';
import { KeepOffline, Scanner } from '#app/components/verification/scanner.tsx';
import { HowToBeSure, VerificationAnswer } from '#app/components/verification/verification-answer.tsx';
import type { AnswerWords } from '#app/domain/verification/answer-words.ts';
import { type DocumentCheck, showCheck } from '#app/domain/verification/shown-document.ts';
import { type FormProblem, formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { askTypedCode } from '#app/http/guess-guard.server.ts';
import type { AppLoadContext } from '#app/http/load-context.ts';
import { PATHS } from '#app/http/paths.ts';
import { type Limit, limitAll } from '#app/http/rate-limit.server.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { fileForm, scannedForm, typedCodeForm } from '#app/http/verification-forms.ts';
import { fileLimits, scanLimits } from '#app/http/verification-limits.server.ts';
import { isLocale } from '#app/i18n/locale.ts';
import { message } from '#app/i18n/translate.ts';
import { useReaderLocale, useT } from '#app/i18n/use-t.tsx';
import { checkByText } from '#app/services/verification/check-document.server.ts';
import { checkByFile } from '#app/services/verification/check-file.server.ts';
import { countCheck } from '#app/services/verification/count-check.server.ts';

export const handle: RouteHandle = {
  title: 'verify:title',
  description: 'verify:form.lead',
  scripts: 'scanner',
};

/** The one page that may use the camera. */
const PERMISSIONS = 'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()';

export const headers: HeadersFunction = ({ actionHeaders }) => {
  const sent = new Headers(actionHeaders);
  sent.set('Permissions-Policy', PERMISSIONS);
  return sent;
};

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
  const { check, door } = await checkByFile(context.ctx, new Uint8Array(await form.value.file.arrayBuffer()));
  void countCheck(context.ctx, { door, check });
  return answer(context, check, check.reason === 'qr.no-payload' ? 'noCode' : undefined);
}

/** The ways to ask that are a page of their own: one question at a time. */
const WAYS = { file: '?par=fichier', text: '?par=texte', code: '' } as const;
type Way = keyof typeof WAYS;

function wayOf(search: string, problem: FormProblem | undefined): Way {
  const asked = new URLSearchParams(search).get('par');
  if (problem && 'text' in problem.values) return 'text';
  return asked === 'fichier' || problem?.errors.file ? 'file' : asked === 'texte' ? 'text' : 'code';
}

export default function VerifyForm() {
  const { nonce } = useShell();
  const { officialHost } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { search } = useLocation();
  if (result?.ok) return <VerificationAnswer {...result} officialHost={officialHost} />;
  const { form: start, scan, device: keep, wasm } = VERIFY_SCRIPTS;
  const scripts = { scan, keep, wasm, worker: WORKER_ADDRESS };
  return (
    <>
      <Ask way={wayOf(search, result)} problem={result}>
        <Scanner officialHost={officialHost} nonce={nonce} start={start} scripts={scripts} />
      </Ask>
      <KeepOffline />
      <HowToBeSure officialHost={officialHost} onForm />
    </>
  );
}

type AskProps = {
  readonly way: Way;
  readonly problem: FormProblem | undefined;
  readonly children: ReactNode;
};

function Ask({ way, problem, children }: AskProps) {
  const t = useT();
  const labels = {
    number: t('verify:form.number'),
    code: t('verify:form.code'),
    text: t('verify:form.text'),
    file: t('verify:form.fileField'),
  };
  return (
    <>
      <ErrorSummary problem={problem} labels={labels} />
      <PageHeading
        title={t('verify:title')}
        lead={way === 'code' ? t('verify:form.lead') : t(`verify:form.${WAY_WORDS[way]}`)}
      />
      {way === 'code' ? <TypedCodeForm problem={problem} /> : null}
      {way === 'text' ? <ScannedForm problem={problem} /> : null}
      {way === 'file' ? <FileForm problem={problem} /> : null}
      <h2>{t('verify:form.others')}</h2>
      {children}
      <OtherWays way={way} />
    </>
  );
}

const WAY_WORDS = { code: 'byCode', file: 'byFile', text: 'byText' } as const;

function OtherWays({ way }: { way: Way }) {
  const t = useT();
  const reader = useReaderLocale();
  const others = (['code', 'file', 'text'] as const).filter((one) => one !== way);
  return (
    <ul className="plain-list">
      {others.map((one) => (
        <li key={one}>
          <a href={`${PATHS.verify}${WAYS[one]}`}>{t(`verify:form.${WAY_WORDS[one]}`)}</a>
        </li>
      ))}
      {isLocale(reader) ? (
        <>
          <li>
            <a href="/verify/lot">{t('checks:lot.title')}</a>
          </li>
          <li>
            <a href="/verify/api">{t('checks:api.title')}</a>
          </li>
        </>
      ) : null}
    </ul>
  );
}
