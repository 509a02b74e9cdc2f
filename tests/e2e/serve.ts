import { startPalmares } from '#app/entrypoints/start-palmares.ts';

/** Serves the built app, as `npm start` does, on the empty folder given; one line of JSON says where it is. */
const [dataDir] = process.argv.slice(2);
if (!dataDir) throw new Error('Usage: serve.ts <empty folder>');

const installation = await startPalmares({
  dataDir,
  port: 0,
  fast: true,
  logLevel: 'info',
  say: (line) => console.log(line),
});
const { url, databaseUrl, mailboxUrl } = installation;
process.stdout.write(`${JSON.stringify({ url, databaseUrl, mailboxUrl, dataDir })}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void installation.stop().then(() => process.exit(0));
  });
}
