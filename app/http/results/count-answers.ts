type Counter = {
  count(route: string, status: number, milliseconds: number): void;
  close(): void;
};
type InfoLogger = { info(fields: Record<string, unknown>, message: string): void };

const EVERY_MS = 1000;

/**
 * One log line a second for each route and status, with how many answers and the slowest: a line for each of fifty
 * thousand answers a second would take longer than the answers.
 */
export function createAnswerCounter(logger: InfoLogger): Counter {
  const counts = new Map<string, { route: string; status: number; answers: number; slowestMs: number }>();
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    timer = undefined;
    for (const { slowestMs, ...one } of counts.values())
      logger.info({ ...one, slowestMs: Math.round(slowestMs * 10) / 10 }, 'requests');
    counts.clear();
  };
  return {
    count(route, status, milliseconds) {
      const key = `${status} ${route}`;
      const known = counts.get(key);
      if (known) {
        known.answers += 1;
        if (milliseconds > known.slowestMs) known.slowestMs = milliseconds;
      } else counts.set(key, { route, status, answers: 1, slowestMs: milliseconds });
      timer ??= setTimeout(tell, EVERY_MS).unref();
    },
    close() {
      clearTimeout(timer);
      tell();
    },
  };
}
