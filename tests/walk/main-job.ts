/**
 * Walks the main job once over plain HTTP against a running demonstration, as `.ci/run` does after the tests:
 * sign in, register for the mock BEPC, pay, have the entry validated, read a published result, and verify a document.
 * Usage: main-job.ts <address of the app>. Exit 1 at the first step that fails, saying which.
 */
import sharp from 'sharp';
import { DEMO_PASSWORD } from '#app/entrypoints/seed-demo/demo-accounts.ts';
import { verifyPrinted } from './verify-printed.ts';
import { openBrowserless, type Visitor } from './visitor.ts';

const [address] = process.argv.slice(2);
if (!address) {
  process.stderr.write('Usage: main-job.ts <address>\n');
  process.exit(2);
}
const base = address;

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    process.stdout.write(`✓ ${name}\n`);
    return result;
  } catch (error) {
    process.stderr.write(`✗ ${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

function expectText(text: string, wanted: RegExp): void {
  if (!wanted.test(text)) throw new Error(`nothing like ${wanted} in ${text.slice(0, 300)}`);
}

async function signIn(name: string): Promise<Visitor> {
  const visitor = openBrowserless(base);
  await visitor.submit('/connexion', { contact: `${name}@palmares.test`, password: DEMO_PASSWORD });
  return visitor;
}

/** Answers the questions one by one, on whichever page the last answer led to. */
async function register(candidate: Visitor): Promise<string> {
  const sittings = await candidate.get('/sessions');
  const mock = /BEPC blanc[\s\S]*?href="([^"]*nouvelle[^"]*)"/.exec(sittings.text)?.[1];
  if (!mock) throw new Error('the mock BEPC is not open');
  const started = await candidate.submit(mock.replaceAll('&amp;', '&'), {});
  const entryId = /inscriptions\/([0-9a-f-]{36})/.exec(started.url)?.[1];
  if (!entryId) throw new Error(`no entry begun: ${started.url}`);
  const at = (name: string) => `/espace/inscriptions/${entryId}/${name}`;
  const region = await candidate.get(`${at('etablissement')}?type=free`);
  const regionId = /name="regionId"[^>]*value="([^"]+)"/.exec(region.text)?.[1] ?? '';
  await candidate.submit(`${at('etablissement')}?type=free`, { kind: 'free', regionId });
  await candidate.submit(at('identite'), { surname: 'Ousmane', givenNames: 'Nafissa', sex: 'F' });
  await candidate.submit(at('naissance'), {
    'birthDate.day': '3',
    'birthDate.month': '4',
    'birthDate.year': '2011',
    birthPlace: 'Zindara I',
  });
  await candidate.submit(at('nationalite'), { nationality: 'Niger' });
  await candidate.submit(at('serie'), { series: 'GEN' });
  await candidate.submit(at('options'), {});
  await candidate.submit(at('sport'), { sport: 'fit' });
  const photo = await sharp({ create: { width: 480, height: 640, channels: 3, background: '#8a7a66' } })
    .jpeg()
    .toBuffer();
  await candidate.submit(at('photo'), {
    photo: new File([new Uint8Array(photo)], 'moi.jpg', { type: 'image/jpeg' }),
  });
  const sent = await candidate.submit(at('verifier'), { accept: 'yes' });
  expectText(sent.text, /Vos droits d’inscription/);
  return entryId;
}

async function pay(candidate: Visitor, entryId: string): Promise<void> {
  const provider = await candidate.submit(`/espace/inscriptions/${entryId}/paiement`, {});
  const back = await candidate.submit(provider.url, { action: 'pay' });
  for (let tries = 0; tries < 30; tries++) {
    const page = await candidate.get(back.url);
    if (/Paiement reçu/.test(page.text)) return;
    await new Promise((done) => setTimeout(done, 1000));
  }
  throw new Error('the payment was never settled');
}

/** On a new installation the worker still makes the demonstration's documents, hundreds of them, one after the other. */
async function waitForTranscript(visitor: Visitor): Promise<string> {
  for (let tries = 0; tries < 90; tries++) {
    const { text } = await visitor.get('/espace');
    const address = /href="([^"]*\/documents\/[^"]*)"[^>]*>\s*Relevé/.exec(text)?.[1];
    if (address) return address;
    await new Promise((done) => setTimeout(done, 2000));
  }
  throw new Error('no transcript on the candidate’s home');
}

const candidate = await step('a candidate signs in', () => signIn('candidate'));
const entryId = await step('registers for the mock BEPC', () => register(candidate));
await step('pays, and the signed webhook settles it', () => pay(candidate, entryId));
await step('a registrar validates the entry', async () => {
  const registrar = await signIn('greffe');
  const done = await registrar.submit(`/bureau/dossiers/${entryId}`, { intent: 'validate' });
  expectText(done.text, /Décision enregistrée/);
});
const transcript = await step(
  'a candidate reads a published result and downloads the transcript',
  async () => {
    const passed = await signIn('admise');
    const address = await waitForTranscript(passed);
    const file = await passed.download(address);
    if (!file.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw new Error('the transcript is no PDF');
    return file;
  },
);
await step(
  'its QR is read from a 200 dpi print by zbarimg, and verified without network or database',
  async () => {
    const trust = await openBrowserless(base).download('/.well-known/palmares-trust.jwt');
    process.stdout.write(`  ${await verifyPrinted(transcript, trust)}\n`);
  },
);
await step('an employer verifies a certificate', async () => {
  const employer = openBrowserless(base);
  const demo = await employer.get('/demo');
  const certificate = /href="(\/v\/[^"]+)"/.exec(demo.text)?.[1];
  if (!certificate) throw new Error('no certificate to verify');
  expectText((await employer.get(certificate)).text, /<h1[^>]*>[\s\S]*?Valable/);
});
await step('a stranger is kept out of the office', async () => {
  const page = await openBrowserless(base).get('/bureau/journal');
  if (!new URL(page.url).pathname.startsWith('/connexion')) throw new Error(`reached ${page.url}`);
});
