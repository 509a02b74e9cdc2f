import { join } from 'node:path';
import { type Mailbox, startMailbox } from './mailbox/start-mailbox.ts';
import { type StripeFake, startStripe } from './stripe/start-stripe.ts';

export type FakesOptions = {
  /** Where signed payment events go. */
  readonly webhookUrl: string;
  readonly webhookSecret: string;
  /** Ports left out are taken free. */
  readonly stripePort?: number;
  readonly mailboxPort?: number;
  readonly smtpPort?: number;
  /** Without it nothing survives a restart. */
  readonly dataDir?: string;
  readonly bind?: string;
  /** Where a browser finds the payment page, when that is not the address it listens on. */
  readonly stripePublicUrl?: string;
};

export type Fakes = { readonly stripe: StripeFake; readonly mailbox: Mailbox; close(): Promise<void> };

/** Starts what stands in for the outside world in development, in tests and in the demo. */
export async function startFakes(options: FakesOptions): Promise<Fakes> {
  const {
    webhookUrl,
    webhookSecret,
    stripePort = 0,
    mailboxPort = 0,
    smtpPort = 0,
    bind = '127.0.0.1',
  } = options;
  const kept = options.dataDir ? { dataDir: join(options.dataDir, 'fakes') } : {};
  const publicUrl = options.stripePublicUrl ? { publicUrl: options.stripePublicUrl } : {};
  const mailbox = await startMailbox({ port: mailboxPort, smtpPort, bind, ...kept });
  try {
    const stripe = await startStripe({
      webhookUrl,
      webhookSecret,
      port: stripePort,
      bind,
      ...kept,
      ...publicUrl,
    });
    return {
      stripe,
      mailbox,
      async close() {
        await Promise.all([stripe.close(), mailbox.close()]);
      },
    };
  } catch (error) {
    await mailbox.close();
    throw error;
  }
}
