import { X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createLocalCertificates } from '#app/adapters/pdf-seal/local-certificates.server.ts';
import { newRsaKey } from '#app/adapters/pdf-seal/self-made.server.ts';
import { writeRequest } from '#app/adapters/pdf-seal/write-certificate.ts';
import { isSelfMadeAuthority } from '#app/domain/documents/self-made-authority.ts';
import { reasonText } from '#app/i18n/translate.ts';
import { findPlaces } from '#app/queries/access/find-places.server.ts';
import {
  type CertificateLine,
  listCertificates,
} from '#app/queries/certificates/list-certificates.server.ts';
import { compromiseCertificate } from '#app/services/certificates/compromise-certificate.server.ts';
import { importCertificate } from '#app/services/certificates/import-certificate.server.ts';
import { retireCertificate } from '#app/services/certificates/retire-certificate.server.ts';
import type { Ctx } from '#app/services/context.ts';
import {
  type AskedCompromise,
  type CompromiseOptions,
  isConfirmed,
  notConfirmed,
  readCompromise,
} from './confirm-compromise.ts';
import { openContext } from './open-context.ts';
import { readKeyEncryptionKey } from './read-key-encryption-key.ts';
import { UsageError } from './usage-error.ts';

export const help = `
palmares certificates list
palmares certificates import  --p12 FILE --password-file FILE --organisation CODE
palmares certificates retire  ID
palmares certificates compromise ID --at MOMENT --reason "WHY" [--operator NAME --operator NAME]
palmares certificates request --name "NAME OF THE OFFICE" --key-out FILE --password-file FILE
  The certificates PDFs are sealed with. Where none was imported, Palmarès makes one: our own check knows it, other
  readers don't know who vouches for it.
  "import" takes a PKCS#12 file: RSA of at least 2048 bits, or an elliptic curve, with the certificates that vouch for it.
  What is issued from then on is sealed with it. The key is kept wrapped by PALMARES_KEY_ENCRYPTION_KEY.
  "retire" seals nothing more with a certificate; what it sealed stays good.
  "compromise" says that somebody else may have its key since MOMENT (2027-03-01T10:00Z), for ever: nothing more is sealed
  with it, and a page it sealed is good only if it is the very file the office keeps. Names of two people confirm it;
  without them it is asked twice.
  "request" makes an RSA key, writes it to a new file under the password, and prints the request (PKCS#10) that an
  authority makes a certificate from. docs/certificates.md says what to do with its answer.
  The password file's first line is the password.
`;

const OPTIONS = {
  p12: { type: 'string' },
  'password-file': { type: 'string' },
  organisation: { type: 'string' },
  name: { type: 'string' },
  'key-out': { type: 'string' },
  at: { type: 'string' },
  reason: { type: 'string' },
  operator: { type: 'string', multiple: true },
} as const;

type Asked =
  | { readonly do: 'list' }
  | {
      readonly do: 'import';
      readonly p12: string;
      readonly passwordFile: string;
      readonly organisation: string;
    }
  | { readonly do: 'retire'; readonly certificateId: string }
  | { readonly do: 'compromise'; readonly certificateId: string; readonly asked: AskedCompromise }
  | { readonly do: 'request'; readonly name: string; readonly passwordFile: string; readonly keyOut: string };

const parse = (args: string[]) => parseArgs({ args, allowPositionals: true, options: OPTIONS });

function readArguments(args: string[]): Asked | string {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const [verb, id, ...more] = parsed.positionals;
  const { p12, organisation, name, 'password-file': passwordFile, 'key-out': keyOut } = parsed.values;
  if (more.length > 0 || (id !== undefined && verb !== 'retire' && verb !== 'compromise'))
    return 'That is one word too many.';
  if (verb === 'list') return { do: 'list' };
  if (verb === 'retire')
    return id ? { do: 'retire', certificateId: id } : 'Say which: its id is in the list.';
  if (verb === 'compromise') return readAskedCompromise(id, parsed.values);
  if (verb === 'import') {
    if (!p12 || !passwordFile || !organisation) return 'Give --p12, --password-file and --organisation.';
    return { do: 'import', p12, passwordFile, organisation };
  }
  if (verb !== 'request') return 'Say one of list, import, retire, compromise and request.';
  if (!name?.trim() || !passwordFile || !keyOut) return 'Give --name, --key-out and --password-file.';
  return { do: 'request', name: name.trim(), passwordFile, keyOut };
}

function readAskedCompromise(id: string | undefined, options: CompromiseOptions): Asked | string {
  if (!id) return 'Say which: its id is in the list.';
  try {
    return { do: 'compromise', certificateId: id, asked: readCompromise(options) };
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

export async function run(args: string[]): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n${help}`);
    return 2;
  }
  if (asked.do === 'request') return request(asked);
  if (asked.do === 'compromise' && !(await isConfirmed(asked.certificateId, asked.asked)))
    return notConfirmed();
  const { ctx, close } = await openContext(`certificates-${asked.do}`);
  try {
    if (asked.do === 'list') return list(await listCertificates(ctx.db));
    if (asked.do === 'compromise') return await compromise(ctx, asked);
    return await (asked.do === 'import' ? bringIn(ctx, asked) : retire(ctx, asked.certificateId));
  } finally {
    await close();
  }
}

function list(certificates: readonly CertificateLine[]): number {
  const day = (date: Date) => date.toISOString().slice(0, 10);
  for (const one of certificates) {
    const selfMade = isSelfMadeAuthority(new X509Certificate(one.chain).issuer);
    const since = one.compromisedAt ? ` since ${one.compromisedAt.toISOString()}` : '';
    const words = [
      `${one.state}${since}`,
      `${day(one.notBefore)}..${day(one.notAfter)}`,
      one.thumbprint,
      one.subject,
    ];
    const remark = selfMade ? '  (made here: other readers do not know who vouches for it)' : '';
    process.stdout.write(`${one.id}  ${one.organisation}  ${words.join('  ')}${remark}\n`);
  }
  if (certificates.length === 0)
    process.stdout.write('None yet: one is made when the first document is issued.\n');
  return 0;
}

async function bringIn(ctx: Ctx, asked: Extract<Asked, { do: 'import' }>): Promise<number> {
  const key = await readKeyEncryptionKey();
  if (!key) return refused('Set PALMARES_KEY_ENCRYPTION_KEY as the servers have it.');
  const file = await readFile(asked.p12).catch(() => undefined);
  if (!file) return refused(`${asked.p12} cannot be read.`);
  const password = await readPassword(asked.passwordFile);
  if (password === undefined) return refused(`${asked.passwordFile} cannot be read.`);
  const places = await findPlaces(ctx.db, { organisation: asked.organisation, regions: [], schools: [] });
  if ('unknown' in places) return refused(`There is no ${places.unknown} here.`);
  const adapters = { ...ctx.adapters, certificates: createLocalCertificates(key) };
  const { organisationId } = places;
  const done = await importCertificate({ ...ctx, adapters }, { organisationId, file, password });
  if (!done.ok) return refused(reasonText('en', done));
  const { id, subject, notAfter } = done.value;
  process.stdout.write(`${id}  ${subject}, until ${notAfter.toISOString().slice(0, 10)}\n`);
  return 0;
}

async function retire(ctx: Ctx, certificateId: string): Promise<number> {
  const done = isId(certificateId)
    ? await retireCertificate(ctx, { certificateId })
    : ({ ok: false, reason: 'certificate.notFound' } as const);
  if (!done.ok) return refused(reasonText('en', done));
  process.stdout.write('Retired: nothing more is sealed with it.\n');
  return 0;
}

async function compromise(
  ctx: Ctx,
  { certificateId, asked }: Extract<Asked, { do: 'compromise' }>,
): Promise<number> {
  const done = isId(certificateId)
    ? await compromiseCertificate(ctx, { certificateId, ...asked })
    : ({ ok: false, reason: 'certificate.notFound' } as const);
  if (!done.ok) return refused(reasonText('en', done));
  process.stdout.write(
    `Compromised since ${asked.at.toISOString()}: nothing more is sealed with it.\n${done.value.documents} documents were sealed with it since; checked offline, their pages are no longer vouched for.\n`,
  );
  return 0;
}

const isId = (text: string) => /^[0-9a-f-]{36}$/.test(text);

/** Needs no database: it can be run on a machine without a network. */
async function request(asked: Extract<Asked, { do: 'request' }>): Promise<number> {
  const passphrase = await readPassword(asked.passwordFile);
  if (!passphrase) return refused(`${asked.passwordFile} holds no password.`);
  const { publicKey, privateKey } = await newRsaKey();
  const locked = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase } as const;
  try {
    await writeFile(asked.keyOut, privateKey.export(locked), { mode: 0o600, flag: 'wx' });
  } catch {
    return refused(`${asked.keyOut} cannot be written, or is there already.`);
  }
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const text = writeRequest({ commonName: asked.name }, spki, privateKey).toString('base64');
  const lines = text.replace(/.{64}(?=.)/g, '$&\n');
  process.stdout.write(`-----BEGIN CERTIFICATE REQUEST-----\n${lines}\n-----END CERTIFICATE REQUEST-----\n`);
  return 0;
}

async function readPassword(file: string): Promise<string | undefined> {
  const content = await readFile(file, 'utf8').catch(() => undefined);
  return content?.split(/\r?\n/, 1)[0];
}

function refused(why: string): number {
  process.stderr.write(`${why}\n`);
  return 1;
}
