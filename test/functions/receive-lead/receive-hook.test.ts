import { expect, it } from 'vitest';
import { receiveHook } from '../../../functions/receive-lead/receive-hook.ts';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { InMemoryRateLimiter } from '../../../shared/adapters/in-memory/in-memory-rate-limiter.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { anHttpEvent } from '../../support/http-event.ts';

it.each([
  ['{"email":"ada@example.com"}', 1],
  ['', 0],
])('keeps a sample of a refused delivery (%j) and counts it, but not of an empty probe', async (body, samples) => {
  const deps = createInMemoryDeps();
  const key = 'a-key-long-enough';
  await deps.sources.save({
    id: 'website',
    kind: 'generic',
    key,
    touch: 'demo_request',
    version: 1,
    createdAt: MONDAY,
    changedAt: MONDAY,
    changedBy: 'kim',
  });
  const event = anHttpEvent({ method: 'POST', path: `/hooks/generic/${key}`, body });
  const counted: string[] = [];
  const meter = { add: (metric: string) => counted.push(metric) };
  const { statusCode } = await receiveHook(
    { event, now: MONDAY, requestId: 'req-1', log: { warn: () => undefined } } as never,
    meter as never,
    {
      ...deps,
      sourceSecrets: async () => ['whsec_c2VjcmV0'],
      rates: new InMemoryRateLimiter(),
      apiUrl: 'https://api.example.com',
    },
  );
  expect(statusCode).toBe(401);
  expect(await deps.deliveries.refused('website')).toHaveLength(samples);
  expect(counted.filter((metric) => metric === 'DeliveryUnproven')).toHaveLength(samples);
});
