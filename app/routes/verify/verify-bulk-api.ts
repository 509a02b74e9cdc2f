import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { type ApiLot, apiAnswer } from '#app/domain/verification/api-answer.ts';
import { LOT_LIMITS } from '#app/domain/verification/lot.ts';
import { csvLines } from '#app/http/csv.ts';
import { answerLot } from '#app/http/lot-form.server.ts';
import { unavailable } from '#app/http/public-files.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { apiError, countCall, methodNotAllowed, preflight } from '#app/http/verification-api.server.ts';
import { lotLimit } from '#app/http/verification-limits.server.ts';
import type { CheckedRow } from '#app/services/verification/check-lot.server.ts';

const METHODS = 'POST, OPTIONS';

export async function loader({ request, context }: LoaderFunctionArgs) {
  publicRoute({ context }, 'anyone who holds documents may check them');
  return request.method === 'OPTIONS' ? preflight(METHODS) : methodNotAllowed(METHODS);
}

/** A CSV or a workbook as the body; JSON where `Accept` asks for it, else CSV in the words of the API. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = publicRoute({ context }, 'anyone who holds documents may check them');
  if (request.method !== 'POST') return methodNotAllowed(METHODS);
  try {
    const called = await countCall(ctx, lotLimit(context.clientAddress));
    if (!called.ok) return called.answer;
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (bytes.length > LOT_LIMITS.megabytes * 1024 * 1024) return apiError('sheet.tooHeavy', 413);
    const answered = await answerLot(ctx, { bytes, name: '' }, context.clientAddress);
    if (!answered.ok) return apiError(answered.reason, 422);
    if (/\bjson\b/i.test(request.headers.get('Accept') ?? ''))
      return Response.json(lotOf(answered.value), { headers: called.headers });
    called.headers.set('Content-Type', 'text/csv; charset=utf-8');
    return new Response(csvOf(answered.value), { headers: called.headers });
  } catch (error) {
    context.reportError(error);
    return unavailable();
  }
}

function lotOf(rows: readonly CheckedRow[]): ApiLot {
  const notChecked = rows.filter(({ state }) => state === 'notChecked').length;
  return {
    rows: rows.map(({ row, state, check }) => ({ row, state, ...(check && { answer: apiAnswer(check) }) })),
    checked: rows.filter(({ state }) => state === 'checked').length,
    notChecked,
  };
}

const COLUMNS = [
  ...['row', 'asked', 'state', 'verdict', 'reason', 'holder', 'type', 'exam', 'series', 'year', 'honours'],
  ...['number', 'edition', 'issuer'],
];

function csvOf(rows: readonly CheckedRow[]): string {
  const lines = rows.map(({ row, label, state, check }) => {
    const shown = check?.document;
    return [
      ...[
        row,
        label,
        state,
        check?.verdict ?? '',
        check?.reason ?? '',
        shown?.holder ?? '',
        shown?.type ?? '',
      ],
      ...[shown?.exam.code ?? '', shown?.series?.code ?? '', shown?.year ?? '', shown?.honours ?? ''],
      ...[shown?.number ?? '', shown?.edition ?? '', shown?.issuer?.id ?? ''],
    ];
  });
  return csvLines([COLUMNS, ...lines]);
}
