import { Hono } from 'hono';
import { behaviourSchema } from './behaviour.ts';
import type { Fake } from './fake.ts';

/** How tests make the fake misbehave, with the API key: see `behaviour.ts`. */
export function controlRoutes(fake: Fake): Hono {
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
