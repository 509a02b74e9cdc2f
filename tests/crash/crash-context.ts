import type { MailMessage } from '#app/adapters/mail/port.ts';
import type { PaymentProvider } from '#app/adapters/payments/port.ts';
import { createStripeProvider } from '#app/adapters/payments/stripe-provider.server.ts';
import { qrcodeImages } from '#app/adapters/qr-image/qrcode-images.server.ts';
import { systemRandom } from '#app/adapters/random/system-random.server.ts';
import type { Adapters, Ctx } from '#app/services/context.ts';
import { createDatabase } from '#db/client.ts';

/** What a child is told of the world it runs in. */
export type CrashWorld = {
  readonly databaseUrl: string;
  /** The moment it is there; it stands still. */
  readonly now: string;
  /** The fake that runs in the parent and outlives every child. */
  readonly stripe: {
    readonly host: string;
    readonly port: number;
    readonly protocol: 'http';
    readonly apiKey: string;
    readonly webhookSecret: string;
  };
};

/**
 * A context whose every step is counted: `step` is called before each statement is sent to the database, and before and
 * after each call of a port. Adapters no scenario needs are absent.
 */
export function crashContext(world: CrashWorld, step: () => void): Ctx & { close(): Promise<void> } {
  const database = createDatabase(world.databaseUrl, { max: 3, onStatement: step });
  const now = new Date(world.now);
  const adapters: Partial<Adapters> = {
    payments: { stripe: counted(createStripeProvider(world.stripe), step) },
    qrImages: qrcodeImages,
    random: systemRandom,
    mail: counted({ send: async (_mail: MailMessage) => undefined }, step),
  };
  return {
    db: database.db,
    actor: { kind: 'system', name: 'crash' },
    clock: () => now,
    adapters: absentOtherwise(adapters),
    settings: { origin: 'https://palmares.example', officialHost: 'palmares.example', demo: false },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    requestId: 'crash',
    close: () => database.close(),
  };
}

/** Every asynchronous call of a port is a step, and its answer another. */
function counted<Port extends PaymentProvider | Adapters['mail']>(port: Port, step: () => void): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function' || name === 'parseCallback') return value;
      return async (...given: unknown[]) => {
        step();
        const answer: unknown = await Reflect.apply(value, target, given);
        step();
        return answer;
      };
    },
  });
}

function absentOtherwise(given: Partial<Adapters>): Adapters {
  return new Proxy({} as Adapters, {
    get(_, name) {
      const found = Object.entries(given).find(([key]) => key === name)?.[1];
      if (found === undefined) throw new Error(`a crash scenario has no adapter ${String(name)}`);
      return found;
    },
  });
}
