import { Hono } from 'hono';
import { z } from 'zod';
import { closeDispute, DisputeRefusal, openDispute } from './act-on-dispute.ts';
import type { Fake } from './fake.ts';

const disputeBody = z.strictObject({ session: z.string(), reason: z.string().min(1).optional() });
const closeBody = z.strictObject({ session: z.string(), status: z.enum(['won', 'lost']) });

/** Disputes by the checkout they are about, under `/_control`: banks open and close them, not the API. */
export function addDisputeControls(app: Hono, fake: Fake): Hono {
  app.post('/disputes', async (c) => {
    const asked = disputeBody.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.json({ error: asked.error.issues }, 400);
    return c.json(await openDispute(fake, asked.data.session, asked.data.reason));
  });
  app.post('/disputes/close', async (c) => {
    const asked = closeBody.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.json({ error: asked.error.issues }, 400);
    return c.json(await closeDispute(fake, asked.data.session, asked.data.status));
  });
  app.onError((error, c) => {
    if (error instanceof DisputeRefusal) return c.json({ error: error.message }, 409);
    throw error;
  });
  return app;
}

/** The buttons of the list of payments: open a dispute, or say how it ended. */
export function disputeButtonRoutes(fake: Fake): Hono {
  const app = new Hono();
  app.post('/:id/dispute', async (c) => {
    const action = (await c.req.formData()).get('action');
    const id = c.req.param('id');
    if (action === 'open') await openDispute(fake, id);
    else if (action === 'won' || action === 'lost') await closeDispute(fake, id, action);
    return c.redirect('/pay', 303);
  });
  // A button of a page that is out of date changes nothing.
  app.onError((error, c) => {
    if (error instanceof DisputeRefusal) return c.redirect('/pay', 303);
    throw error;
  });
  return app;
}
