import { checkAuditChain } from '#db/audit-chain.ts';
import { openContext } from './open-context.ts';

export const help = `
palmares audit check
  Recomputes the audit log's hash chain from its first line. Says how many lines hold; exits with 1 and names the
  first line that does not.
`;

export async function run(args: string[]): Promise<number> {
  if (args.length !== 1 || args[0] !== 'check') {
    process.stderr.write(help);
    return 2;
  }
  const { ctx, close } = await openContext('audit-check');
  try {
    const { lines, broken } = await checkAuditChain(ctx.db);
    if (broken) {
      process.stdout.write(
        `The chain is broken at line ${broken.seq}: ${broken.problem}. ${lines} lines before it hold.\n`,
      );
      return 1;
    }
    process.stdout.write(`The chain holds: ${lines} lines.\n`);
    return 0;
  } finally {
    await close();
  }
}
