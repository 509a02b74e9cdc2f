import { Hono } from 'hono';
import { type Behaviour, behaviourSchema } from './behaviour.ts';
import type { Deliverable, Deliverer } from './deliver-webhooks.ts';

/** What the control routes of any provider work on. */
export type Controlled<E extends Deliverable> = {
  readonly state: { readonly events: Readonly<Record<string, E>> };
  readonly behaviour: Behaviour;
  readonly deliverer: Deliverer<E>;
  readonly apiKey: string;
};

/** How tests make a fake misbehave, with the API key: see `behaviour.ts`. A provider adds routes of its own to it. */
export function controlRoutes<E extends Deliverable>(fake: Controlled<E>): Hono {
  const app = new Hono();
  app.use('*', async (c, next) => {
    if (c.req.header('authorization') !== `Bearer ${fake.apiKey}`)
      return c.json({ error: 'unauthorised' }, 401);
    await next();
  });
  app.get('/', (c) => c.json({ behaviour: fake.behaviour, deliveries: fake.deliverer.log }));
  app.post('/', async (c) => {
    const change = behaviourSchema.partial().safeParse(await c.req.json().catch(() => undefined));
    if (!change.success) return c.json({ error: change.error.issues }, 400);
    const wasHeld = fake.behaviour.hold;
    Object.assign(fake.behaviour, change.data);
    if (wasHeld && !fake.behaviour.hold) await fake.deliverer.release();
    return c.json({ behaviour: fake.behaviour });
  });
  app.post('/resend/:id', async (c) => {
    const event = fake.state.events[c.req.param('id')];
    if (!event) return c.json({ error: 'no such event' }, 404);
    await fake.deliverer.resend(event);
    return c.json(event);
  });
  return app;
}
