import { systemClock } from '#app/adapters/clock/system-clock.server.ts';
import type { Ctx } from '#app/services/context.ts';

/** Whoever asks it is refused at once, as by a server that is stopped. */
const away = new Proxy(Object.create(null), {
  get() {
    throw new Error('the database is away');
  },
});

/** The context of an installation whose database is stopped. */
export const databaseAway: Ctx = {
  db: away,
  actor: { kind: 'anonymous' },
  clock: systemClock,
  adapters: away,
  settings: { origin: 'http://localhost', officialHost: 'localhost', demo: false },
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  requestId: 'test',
};
