import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import * as z from 'zod';
import type { LeadId, RepId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { systemClock } from '../../shared/runtime/lambda/clock.ts';
import type { ApiClient } from '../api-client.ts';
import type { LeadRequest } from './outgoing.ts';
import type { Condition } from './scenario.ts';
import type { AvailabilityChange, ScenarioTarget } from './target.ts';

/**
 * Senders and people retry when there is no response or a 5xx: the number of attempts, and the usual time between them.
 */
const MAX_ATTEMPTS = 5;
const RETRY_DELAY_MS = 2_000;
const POLL_INTERVAL_MS = 200;

/** The response of a hook, or of `POST /v1/leads`. */
const AcceptedResponse = z.union([
  z.object({ leads: z.tuple([z.object({ id: z.string() })], z.unknown()) }),
  z.object({ id: z.string() }),
]);
const LeadSummary = z.object({ epoch: z.int(), owner: z.string().optional() });

interface HttpScenarioTargetOptions {
  readonly api: ApiClient;
  /** Returns whether a lead's timeline, as last read, has an event. */
  readonly has: (condition: Condition) => boolean;
  /** Aborts the scenario. */
  readonly signal: AbortSignal;
  readonly retryDelayMilliseconds?: number;
}

/** A deployed stack as the target of the scenario: hooks, answer links and the API, over HTTP. */
export class HttpScenarioTarget implements ScenarioTarget {
  readonly #options: HttpScenarioTargetOptions;
  readonly #startedAt = performance.now();
  #begunAt = this.#startedAt;

  constructor(options: HttpScenarioTargetOptions) {
    this.#options = options;
  }

  now(): Instant {
    return systemClock();
  }

  /** Seconds since the start. */
  elapsed(): number {
    return (performance.now() - this.#startedAt) / 1000;
  }

  startClock(): void {
    this.#begunAt = performance.now();
  }

  async waitUntilSecond(seconds: number): Promise<void> {
    await this.wait(Math.max(0, seconds - (performance.now() - this.#begunAt) / 1000));
  }

  async wait(seconds: number): Promise<void> {
    await sleep(seconds * 1000, undefined, { signal: this.#options.signal });
  }

  async waitForEvent(condition: Condition): Promise<void> {
    while (!this.#options.has(condition)) await this.wait(POLL_INTERVAL_MS / 1000);
  }

  async post({ url, headers, body }: LeadRequest): Promise<LeadId> {
    const answer = await this.#fetchWithRetry(url, { method: 'POST', headers, body });
    const taken = AcceptedResponse.safeParse(await answer.json().catch(() => undefined));
    if (!answer.ok || !taken.success) throw new Error(`a posted lead was answered ${answer.status}`);
    return 'id' in taken.data ? taken.data.id : taken.data.leads[0].id;
  }

  async answerByLink(link: string, form: Readonly<Record<string, string>>): Promise<void> {
    const page = await this.#fetchWithRetry(link, { method: 'GET' });
    if (!page.ok || !(await page.text()).includes('<form'))
      throw new Error(`an answer link showed no button (${page.status})`);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await this.#fetchWithRetry(link, {
      method: 'POST',
      headers,
      body: new URLSearchParams(form).toString(),
    });
    if (!answer.ok) throw new Error(`the button of an answer link was answered ${answer.status}`);
    await answer.body?.cancel();
  }

  async changeAvailability(rep: RepId, change: AvailabilityChange): Promise<void> {
    await this.#options.api.call('PATCH', `/v1/reps/${rep}/availability`, { body: change, reply: z.unknown() });
  }

  async assignManually(lead: LeadId, rep: RepId): Promise<void> {
    const { api } = this.#options;
    const { epoch, owner } = await api.call('GET', `/v1/leads/${lead}`, { reply: LeadSummary });
    if (owner === rep) return;
    const body = { rep, epoch, reason: 'knows_the_region' };
    await api.call('PUT', `/v1/leads/${lead}/assignment`, { body, reply: z.unknown() });
  }

  async #fetchWithRetry(url: string, request: RequestInit): Promise<Response> {
    const { signal, retryDelayMilliseconds = RETRY_DELAY_MS } = this.#options;
    const fetchOnce = async (attempt: number): Promise<Response> => {
      const answer = await fetch(url, { ...request, signal });
      if (answer.status < 500 || attempt === MAX_ATTEMPTS) return answer;
      await answer.body?.cancel();
      throw new Error(`answered ${answer.status}`);
    };
    return pRetry(fetchOnce, { retries: MAX_ATTEMPTS - 1, minTimeout: retryDelayMilliseconds, factor: 1, signal });
  }
}
