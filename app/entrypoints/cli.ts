/** `npm run --silent palmares -- <verb>`: exit 0 done, 1 refused, 2 usage. A verb's module is loaded only when it is asked for. */
type Verb = { readonly help: string; run(args: string[]): Promise<number> };

const VERBS: Readonly<Record<string, () => Promise<Verb>>> = {
  migrate: () => import('./cli/migrate.ts'),
  seed: () => import('./cli/seed.ts'),
  worker: () => import('./cli/worker.ts'),
  web: () => import('./cli/web.ts'),
  user: () => import('./cli/user.ts'),
  evaluate: () => import('./cli/evaluate.ts'),
  verify: () => import('./cli/verify.ts'),
  results: () => import('./cli/results.ts'),
  audit: () => import('./cli/audit.ts'),
  keys: () => import('./cli/keys.ts'),
};

async function main([name, ...args]: string[]): Promise<number> {
  const load = name === undefined ? undefined : VERBS[name];
  if (!load) {
    const asked = name === undefined || name === '--help' || name === 'help';
    process[asked ? 'stdout' : 'stderr'].write(
      `Usage: palmares <verb> [options]\nVerbs: ${Object.keys(VERBS).join(', ')}\n"palmares <verb> --help" explains one.\n`,
    );
    return asked && name !== undefined ? 0 : 2;
  }
  const verb = await load();
  if (args.includes('--help')) {
    process.stdout.write(`${verb.help.trim()}\n`);
    return 0;
  }
  return verb.run(args);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
