import type { Env } from '#app/env.server.ts';
import { stopOnSignal } from './production.server.ts';
import { DEMO_PASSWORD, demoAccounts } from './seed-demo/demo-accounts.ts';
import { exampleCertificate } from './seed-demo/example-certificate.ts';
import { type RunningPalmares, startPalmares } from './start-palmares.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Everything on this machine, until Ctrl-C; a signal during the start stops what has been started by then. */
export async function startDemo(env: Env): Promise<void> {
  const starting = startPalmares({
    dataDir: env.PALMARES_DATA,
    port: env.PORT,
    host: env.HOST,
    logLevel: env.LOG_LEVEL === 'info' ? 'warn' : env.LOG_LEVEL,
    development: process.argv.includes('--dev'),
    say,
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
  });
  const ended = stopOnSignal(async () => {
    say('Arrêt…');
    await (await starting).stop();
  });
  await introduce(await starting);
  await ended;
}

async function introduce({
  url,
  mailboxUrl,
  paymentUrl,
  mobileMoneyUrl,
  runtime,
}: RunningPalmares): Promise<void> {
  const certificate = await exampleCertificate(
    runtime.contextFor({ kind: 'system', name: 'start' }, 'start'),
  );
  say(`
Palmarès        ${url}
Boîte aux lettres fictive (courriels et SMS)   ${mailboxUrl}
Paiement fictif par carte (API et pages)       ${paymentUrl}
Mobile money fictif (API et pages)             ${mobileMoneyUrl}
Un certificat valable, à vérifier              ${certificate ?? '(en préparation : voir la page /demo)'}

Comptes de démonstration (mot de passe : ${DEMO_PASSWORD})
${demoAccounts.map(({ email, label }) => `  ${email.padEnd(34)} ${label}`).join('\n')}

Ctrl-C arrête tout ce qui a été lancé.`);
}
