import { readEnv } from '#app/env.server.ts';
import { stopOnSignal } from './production.server.ts';
import { DEMO_PASSWORD, demoAccounts } from './seed-demo/demo-accounts.ts';
import { exampleCertificate } from './seed-demo/example-certificate.ts';
import { startPalmares } from './start-palmares.ts';

/** `npm start`: a demonstration without a database named, production with one. */
async function main(): Promise<void> {
  const env = readEnv();
  if (!env.demo) {
    const [{ run: web }, { run: worker }] = await Promise.all([
      import('./cli/web.ts'),
      import('./cli/worker.ts'),
    ]);
    await Promise.all([web([]), worker([])]);
    return;
  }
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const palmares = await startPalmares({
    dataDir: env.PALMARES_DATA,
    port: env.PORT,
    host: env.HOST,
    logLevel: env.LOG_LEVEL === 'info' ? 'warn' : env.LOG_LEVEL,
    development: process.argv.includes('--dev'),
    say,
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
  });
  const certificate = await exampleCertificate(
    palmares.runtime.contextFor({ kind: 'system', name: 'start' }, 'start'),
  );
  say(`
Palmarès        ${palmares.url}
Boîte aux lettres fictive (courriels et SMS)   ${palmares.mailboxUrl}
Paiement fictif (API et pages de paiement)     ${palmares.paymentUrl}
Un certificat valable, à vérifier              ${certificate ?? '(en préparation : voir la page /demo)'}

Comptes de démonstration (mot de passe : ${DEMO_PASSWORD})
${demoAccounts.map(({ email, label }) => `  ${email.padEnd(34)} ${label}`).join('\n')}

Ctrl-C arrête tout ce qui a été lancé.`);
  await stopOnSignal(() => palmares.stop());
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
