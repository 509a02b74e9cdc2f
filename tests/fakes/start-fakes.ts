import { join } from 'node:path';
import { type FedapayFake, startFedapay } from './fedapay/start-fedapay.ts';
import { type Mailbox, startMailbox } from './mailbox/start-mailbox.ts';
import { type StripeFake, startStripe } from './stripe/start-stripe.ts';

export type FakesOptions = {
  /** Where Stripe's signed payment events go. */
  readonly webhookUrl: string;
  /** Where FedaPay's go. */
  readonly fedapayWebhookUrl: string;
  /** What both sign with. */
  readonly webhookSecret: string;
  /** Ports left out are taken free. */
  readonly stripePort?: number;
  readonly mailboxPort?: number;
  readonly fedapayPort?: number;
  readonly smtpPort?: number;
  /** Without it nothing survives a restart. */
  readonly dataDir?: string;
  readonly bind?: string;
  /** Where a browser finds the payment pages, when that is not the address they listen on. */
  readonly stripePublicUrl?: string;
  readonly fedapayPublicUrl?: string;
};

export type Fakes = {
  readonly stripe: StripeFake;
  readonly fedapay: FedapayFake;
  readonly mailbox: Mailbox;
  close(): Promise<void>;
};

type Closing = { close(): Promise<void> };

/** Starts what stands in for the outside world in development, in tests and in the demo. */
export async function startFakes(options: FakesOptions): Promise<Fakes> {
  const { webhookUrl, fedapayWebhookUrl, webhookSecret, bind = '127.0.0.1' } = options;
  const { stripePort = 0, mailboxPort = 0, fedapayPort = 0, smtpPort = 0 } = options;
  const kept = { bind, ...(options.dataDir ? { dataDir: join(options.dataDir, 'fakes') } : {}) };
  const started: Closing[] = [];
  const close = async () => {
    await Promise.all(started.map((fake) => fake.close()));
  };
  const keep = <T extends Closing>(fake: T): T => {
    started.push(fake);
    return fake;
  };
  try {
    const mailbox = keep(await startMailbox({ port: mailboxPort, smtpPort, ...kept }));
    const stripe = keep(
      await startStripe({
        webhookUrl,
        webhookSecret,
        port: stripePort,
        ...kept,
        ...publicUrl(options.stripePublicUrl),
      }),
    );
    const fedapay = keep(
      await startFedapay({
        webhookUrl: fedapayWebhookUrl,
        webhookSecret,
        port: fedapayPort,
        ...kept,
        ...publicUrl(options.fedapayPublicUrl),
      }),
    );
    return { stripe, fedapay, mailbox, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const publicUrl = (url: string | undefined) => (url ? { publicUrl: url } : {});
