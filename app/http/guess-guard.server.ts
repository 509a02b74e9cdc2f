import { accept, type Verdict } from '#app/domain/shared/verdict.ts';
import type { VerificationDoor } from '#app/domain/verification/doors.ts';
import type { DocumentCheck } from '#app/domain/verification/shown-document.ts';
import type { Ctx } from '#app/services/context.ts';
import { checkByTypedCode } from '#app/services/verification/check-document.server.ts';
import type { GuessGuard } from '#app/services/verification/check-lot.server.ts';
import { countCheck } from '#app/services/verification/count-check.server.ts';
import { countFailures } from '#app/services/verification/count-failures.server.ts';
import { countTry, limit, limitAll, readTries, refuseLimited } from './rate-limit.server.ts';
import { PRESSURE, typedCodeLimits, wrongCodeLimit } from './verification-limits.server.ts';

type Typed = { readonly number: string; readonly code: string };
type Asker = { readonly clientAddress: string; readonly door: VerificationDoor };

/**
 * A typed number and code behind all the limits on guessing, counted. Until the answer is known nothing differs between
 * a number that exists and one that does not: the same statements, the same limits.
 */
export async function askTypedCode(
  ctx: Ctx,
  { number, code }: Typed,
  { clientAddress, door }: Asker,
): Promise<Verdict<DocumentCheck, 'rate.limited'>> {
  const underPressure = (await countFailures(ctx)) > PRESSURE;
  const wrong = wrongCodeLimit(clientAddress, underPressure);
  const { count, secondsLeft } = await readTries(ctx, wrong);
  if (count >= wrong.max) return refuseLimited(secondsLeft);
  const allowed = await limitAll(ctx, typedCodeLimits(clientAddress, number, underPressure));
  if (!allowed.ok) return allowed;
  const check = await checkByTypedCode(ctx, number, code);
  void countCheck(ctx, { door, check });
  if (check.reason === 'token.mismatch') await countTry(ctx, wrong);
  return accept(check);
}

/** The same limits for the rows of a list: right ones are free, wrong ones are guesses. */
export async function guardLot(ctx: Ctx, clientAddress: string): Promise<GuessGuard> {
  const underPressure = (await countFailures(ctx)) > PRESSURE;
  const wrong = wrongCodeLimit(clientAddress, underPressure);
  return {
    mayGoOn: async () => (await readTries(ctx, wrong)).count < wrong.max,
    mayTry: async (number) => {
      const [, ofNumber] = typedCodeLimits(clientAddress, number, underPressure);
      return ofNumber === undefined || (await limit(ctx, ofNumber)).ok;
    },
    wasWrong: async () => void (await countTry(ctx, wrong)),
  };
}
