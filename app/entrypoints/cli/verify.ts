import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { systemClock } from '#app/adapters/clock/system-clock.server.ts';
import type { DocumentClaims } from '#app/domain/verification/document-claims.ts';
import { examinationArray } from '#app/domain/verification/payload.ts';
import type { VerificationVerdict } from '#app/domain/verification/verdicts.ts';
import { type VerificationKnowledge, verifyDocument } from '#app/domain/verification/verify.ts';
import { readKnowledge } from './verify-knowledge.ts';
import { type PdfAnswer, verifyPdf } from './verify-pdf.ts';

export const help = `
palmares verify <url-or-digits-or-pdf> [options]

Says what a document is worth. Needs no database and no network.
The document is the text of its QR code (the address or the digits alone), a file that holds that text, or a PDF.
A PDF is "valid" only under a seal made with a certificate of the trust list: without one, or with keys
given by --jwks, which vouch for no certificate, it is "authentic" at most, and its page is to be
compared with what is answered. A PDF changed after it was sealed is "forged".

  --jwks FILE    a JWK Set trusted as given: kid = base64url of its 8 bytes, alg EdDSA or ES256
  --trust FILE   the office's signed trust list (palmares-trust.jwt); after a change of the root key the
                 last list of the old root first, which names the new one, then a later list
  --root FILE    the root key (a JWK) that must have signed the (first) trust list; without it the list is
                 checked against the key it carries itself, and so trusted as given
  --status FILE  a signed status list, once for each list; without it, or past its ttl, a good
                 document is "authentic"
  --host HOST    the official host; by default the trust list's; any other host is refused
  --json         one line, for programs

A file that cannot be read or proven is not used, and standard error says so: nobody's key is then
"unknown-issuer", and no status "authentic".

Prints {"verdict", "reason", "claims"}. "claims" is there only with valid, authentic, superseded,
revoked and suspended; "exam" is [type, exam, series, year, honours, average x 100, number, edition,
status index, marks?].
Exit code: 0 valid or authentic; 1 forged, revoked, suspended or superseded; 2 anything else.
`;

const EXIT_CODES: Readonly<Record<VerificationVerdict, 0 | 1 | 2>> = {
  valid: 0,
  authentic: 0,
  forged: 1,
  revoked: 1,
  suspended: 1,
  superseded: 1,
  'unknown-issuer': 2,
  unreadable: 2,
  unsupported: 2,
};

const NOTHING_READ: PdfAnswer = { verdict: 'unreadable', reason: 'qr.no-payload' };

const LARGEST_FILE = 32 * 1024 * 1024;

const OPTIONS = {
  jwks: { type: 'string' },
  trust: { type: 'string', multiple: true },
  root: { type: 'string' },
  status: { type: 'string', multiple: true },
  host: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const parse = (args: string[]) => parseArgs({ args, allowPositionals: true, options: OPTIONS });

type Asked = { readonly document: string; readonly options: ReturnType<typeof parse>['values'] };

/** What was asked, or the sentence that explains what is wrong with it. */
function readArguments(args: string[]): Asked | string {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const [document, ...more] = parsed.positionals;
  if (document === undefined || more.length > 0) return 'give one document: an address, digits or a PDF';
  if (parsed.values.root !== undefined && parsed.values.trust === undefined)
    return '--root goes with --trust';
  return { document, options: parsed.values };
}

/** The argument itself, or what the file it names holds. `undefined` for what is no file, or too large for one. */
async function readDocument(document: string): Promise<string | Uint8Array | undefined> {
  if (/^(https?:|\d+$)/i.test(document.trim())) return document;
  const found = await stat(document).catch(() => undefined);
  if (!found) return document;
  if (!found.isFile() || found.size > LARGEST_FILE) return undefined;
  const bytes = await readFile(document).catch(() => undefined);
  if (!bytes) return undefined;
  return bytes.subarray(0, 1024).includes('%PDF-') ? bytes : bytes.toString('utf8');
}

async function judge(document: string, knowledge: VerificationKnowledge): Promise<PdfAnswer> {
  const read = await readDocument(document);
  if (read === undefined) return NOTHING_READ;
  return typeof read === 'string' ? verifyDocument({ text: read }, knowledge) : verifyPdf(read, knowledge);
}

/** The claims as they were signed, under the short names of the profile's vectors. */
function printedClaims(claims: DocumentClaims) {
  return {
    iss: claims.issuer,
    iat: claims.issuedAt,
    name: claims.holder,
    dob: claims.birthDate,
    exam: examinationArray(claims),
  };
}

/** Prints the answer; its exit code. */
function finish({ verdict, reason, claims }: PdfAnswer, oneLine: boolean | undefined): number {
  const answer = { verdict, reason, ...(claims && { claims: printedClaims(claims) }) };
  process.stdout.write(`${JSON.stringify(answer, null, oneLine ? undefined : 2)}\n`);
  return EXIT_CODES[verdict];
}

/** Runs `verify`; the clock is read here, once. */
export async function run(args: string[]): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n`);
    return finish(NOTHING_READ, args.includes('--json'));
  }
  const { host, json, ...files } = asked.options;
  const { trust, status, problems } = await readKnowledge(files);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  const now = Math.floor(systemClock().getTime() / 1000);
  // Whatever goes wrong here says nothing about the document, and 1 would say that it is bad.
  const answer = await judge(asked.document, { now, trust, status, officialHost: host }).catch((error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return NOTHING_READ;
  });
  if (answer.foreignHost !== undefined)
    process.stderr.write(`the code leads to ${answer.foreignHost}, which is not the office's\n`);
  return finish(answer, json);
}
