import { createWriteStream } from 'node:fs';
import { pino } from 'pino';
import { systemClock } from '#app/adapters/clock/system-clock.server.ts';
import { followResults } from '#app/adapters/results/follow-results.server.ts';
import { CLIENT_FOLDER, loadServerBuild } from '#app/entrypoints/build-app.ts';
import { startWeb } from '#app/entrypoints/web.server.ts';
import { createCodeGuard } from '#app/http/results/code-guard.ts';
import { databaseAway } from '#tests/setup/database-away.ts';

/**
 * A child of bench-results: the built app over a folder of published files, with no database; or with `plain` the same
 * without what answers ahead of the routes. Says its port as one line of JSON. Behind a proxy, so that the load may come
 * from many.
 */
const [directory = '', mode = 'fast', logFile = '/dev/null'] = process.argv.slice(2);
const log = pino({ base: null }, createWriteStream(logFile));
const results = followResults(directory, { onProblem: (err) => log.error({ err }, 'not followed') });
const codeGuard = createCodeGuard(systemClock);
const common = {
  port: 0,
  host: '127.0.0.1',
  build: await loadServerBuild(),
  clientFolder: CLIENT_FOLDER,
  results,
  trustProxy: true,
  logger: log,
  checkReady: async () => undefined,
  createContext: async () => ({ ctx: databaseAway, demo: false, codeGuard }),
};
const { port } = await startWeb(mode === 'plain' ? common : { ...common, codeGuard });
process.stdout.write(`${JSON.stringify({ port, pid: process.pid })}\n`);
process.on('SIGTERM', () => process.exit(0));
