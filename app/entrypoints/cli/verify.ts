import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { systemClock } from '#app/adapters/clock/system-clock.server.ts';
import { readSealedGuarded } from '#app/adapters/pdf-reader/read-pdf-guarded.server.ts';
import type { SealFinding } from '#app/domain/documents/seal.ts';
import type { DocumentClaims } from '#app/domain/verification/document-claims.ts';
import { type FileReason, judgeSeal } from '#app/domain/verification/judge-seal.ts';
import { examinationArray } from '#app/domain/verification/payload.ts';
import { type PublicJwk, publicJwkSchema } from '#app/domain/verification/public-jwk.ts';
import { verifyStatusList } from '#app/domain/verification/status-list.ts';
import {
  embeddedRootKey,
  readKeySet,
  type Trust,
  verifyTrustList,
} from '#app/domain/verification/trust-list.ts';
import type { VerificationVerdict } from '#app/domain/verification/verdicts.ts';
import {
  type StatusKnowledge,
  type VerificationAnswer,
  type VerificationKnowledge,
  verifyDocument,
} from '#app/domain/verification/verify.ts';

export const help = `
palmares verify <url-or-digits-or-pdf> [options]

Says what a document is worth. Needs no database and no network.
The document is the text of its QR code (the address or the digits alone), or a PDF that carries it.
A PDF is "valid" only under a seal made with a certificate of the trust list: without one, or with keys
given by --jwks, which vouch for no certificate, it is "authentic" at most, and its page is to be
compared with what is answered. A PDF changed after it was sealed is "forged".

  --jwks FILE    a JWK Set trusted as given: kid = base64url of its 8 bytes, alg EdDSA or ES256
  --trust FILE   the office's signed trust list (palmares-trust.jwt)
  --root FILE    the root key (a JWK) that must have signed the trust list; without it the list is
                 checked against the key it carries itself, and so trusted as given
  --status FILE  a signed status list; without it, or past its ttl, a good document is "authentic"
  --host HOST    the official host; by default the trust list's; any other host is refused
  --json         one line, for programs

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

const LARGEST_FILE = 32 * 1024 * 1024;

/** A mistake of the person at the keyboard: said in one line, exit code 2. */
class UsageError extends Error {}

const optionsSchema = z.object({
  jwks: z.string().optional(),
  trust: z.string().optional(),
  root: z.string().optional(),
  status: z.string().optional(),
  host: z.string().optional(),
  json: z.boolean().optional(),
});
type Options = z.infer<typeof optionsSchema>;

function parseCommand(args: string[]): { readonly document: string; readonly options: Options } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        jwks: { type: 'string' },
        trust: { type: 'string' },
        root: { type: 'string' },
        status: { type: 'string' },
        host: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const [document, ...more] = positionals;
    if (document === undefined || more.length > 0)
      throw new UsageError('give one document: an address, digits or a PDF');
    if (values.root !== undefined && values.trust === undefined)
      throw new UsageError('--root goes with --trust');
    return { document, options: values };
  } catch (error) {
    throw error instanceof UsageError
      ? error
      : new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** @throws UsageError when the file cannot be read. */
async function readGiven(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new UsageError(`cannot read ${file}`);
  }
}

/** @throws UsageError when the file is no JSON. */
async function readJson(file: string): Promise<unknown> {
  const content = await readGiven(file);
  try {
    return JSON.parse(content);
  } catch {
    throw new UsageError(`${file} is not JSON`);
  }
}

async function readTrustList(file: string, rootFile: string | undefined): Promise<Trust> {
  const jws = await readGiven(file);
  let root: PublicJwk | undefined;
  if (rootFile === undefined) {
    root = embeddedRootKey(jws);
    if (!root) throw new UsageError(`${file} carries no root key: give it with --root`);
  } else {
    const read = publicJwkSchema.safeParse(await readJson(rootFile));
    if (!read.success) throw new UsageError(`${rootFile} is not a public key`);
    root = read.data;
  }
  const trust = verifyTrustList(jws, root);
  if (!trust.ok) throw new UsageError(`${file}: ${trust.reason}`);
  return trust.value;
}

async function readTrust({ jwks, trust, root }: Options): Promise<Trust | undefined> {
  const list = trust === undefined ? undefined : await readTrustList(trust, root);
  if (jwks === undefined) return list;
  const set = readKeySet(await readJson(jwks));
  if (!set.ok) throw new UsageError(`${jwks} is not a JWK Set`);
  return list ? { ...list, keys: [...list.keys, ...set.value.keys] } : set.value;
}

/** A list that cannot be proven is as good as none: the document is then authentic, never valid. */
async function readStatus(
  file: string | undefined,
  trust: Trust | undefined,
): Promise<StatusKnowledge | undefined> {
  if (file === undefined) return undefined;
  const jwt = await readGiven(file);
  const list = verifyStatusList(jwt, trust ?? { keys: [] });
  if (list.ok) return { from: 'list', list: list.value };
  process.stderr.write(`${file} is not used: ${list.reason}\n`);
  return undefined;
}

/** The QR text: the argument itself, or what the file it names holds, with a PDF's seal. */
type Given = { readonly text: string; readonly seal?: SealFinding };

/** `undefined` for a PDF that carries no QR text. */
async function readDocument(document: string): Promise<Given | undefined> {
  if (/^(https?:|\d+$)/i.test(document.trim())) return { text: document };
  const found = await stat(document).catch(() => undefined);
  if (!found) return { text: document };
  if (!found.isFile() || found.size > LARGEST_FILE) return undefined;
  const bytes = await readFile(document);
  if (!bytes.subarray(0, 1024).includes('%PDF-')) return { text: bytes.toString('utf8') };
  const pdf = await readSealedGuarded(bytes);
  return pdf?.address === undefined ? undefined : { text: pdf.address, seal: pdf.seal };
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

type Answer = Omit<VerificationAnswer, 'reason'> & {
  readonly reason: VerificationAnswer['reason'] | FileReason;
};

/** Keys given by hand vouch for no certificate: a PDF they prove is authentic at most. */
function judge({ text, seal }: Given, knowledge: VerificationKnowledge): Answer {
  const answer = verifyDocument({ text }, knowledge);
  const ruling = seal && judgeSeal(answer, seal, knowledge.trust?.list?.certificates ?? []);
  return ruling?.verdict === 'forged' ? ruling : { ...answer, ...ruling };
}

function print({ verdict, reason, claims }: Answer, oneLine: boolean | undefined): void {
  const answer = { verdict, reason, ...(claims && { claims: printedClaims(claims) }) };
  process.stdout.write(`${JSON.stringify(answer, null, oneLine ? undefined : 2)}\n`);
}

/** Runs `verify`; the clock is read here, once. */
export async function run(args: string[]): Promise<number> {
  try {
    const { document, options } = parseCommand(args);
    const trust = await readTrust(options);
    const status = await readStatus(options.status, trust);
    const given = await readDocument(document);
    const now = Math.floor(systemClock().getTime() / 1000);
    const answer: Answer = given
      ? judge(given, { now, trust, status, officialHost: options.host })
      : { verdict: 'unreadable', reason: 'qr.no-payload' };
    print(answer, options.json);
    return EXIT_CODES[answer.verdict];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}
