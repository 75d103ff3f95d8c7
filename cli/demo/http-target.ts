import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { LeadId, RepId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { systemClock } from '../../shared/runtime/lambda/clock.ts';
import type { ApiClient } from '../api-client.ts';
import type { Outgoing } from './outgoing.ts';
import type { Condition } from './scenario.ts';
import type { AvailabilityChange, Stage } from './target.ts';

/**
 * Senders and people retry when there is no response or a 5xx: the number of attempts, and the usual time between them.
 */
const TRIES = 5;
const BETWEEN_TRIES_MS = 2_000;
const LOOK_AGAIN_MS = 200;

/** The response of a hook, or of `POST /v1/leads`. */
const TakenIn = z.union([
  z.object({ leads: z.tuple([z.object({ id: z.string() })], z.unknown()) }),
  z.object({ id: z.string() }),
]);
const LeadNow = z.object({ epoch: z.int(), owner: z.string().optional() });

interface HttpStageOptions {
  readonly api: ApiClient;
  /** Returns whether a lead's timeline, as last read, has an event. */
  readonly has: (condition: Condition) => boolean;
  /** Aborts the scenario. */
  readonly signal: AbortSignal;
  readonly betweenTriesMilliseconds?: number;
}

/** A deployed stack as the target of the scenario: hooks, answer links and the API, over HTTP. */
export class HttpStage implements Stage {
  readonly #options: HttpStageOptions;
  readonly #startedAt = performance.now();
  #begunAt = this.#startedAt;

  constructor(options: HttpStageOptions) {
    this.#options = options;
  }

  now(): Instant {
    return systemClock();
  }

  /** Seconds since the start. */
  elapsed(): number {
    return (performance.now() - this.#startedAt) / 1000;
  }

  begin(): void {
    this.#begunAt = performance.now();
  }

  async reach(seconds: number): Promise<void> {
    await this.pause(Math.max(0, seconds - (performance.now() - this.#begunAt) / 1000));
  }

  async pause(seconds: number): Promise<void> {
    await sleep(seconds * 1000, undefined, { signal: this.#options.signal });
  }

  async until(condition: Condition): Promise<void> {
    while (!this.#options.has(condition)) await this.pause(LOOK_AGAIN_MS / 1000);
  }

  async post({ url, headers, body }: Outgoing): Promise<LeadId> {
    const answer = await this.#insist(url, { method: 'POST', headers, body });
    const taken = TakenIn.safeParse(await answer.json().catch(() => undefined));
    if (!answer.ok || !taken.success) throw new Error(`a posted lead was answered ${answer.status}`);
    return 'id' in taken.data ? taken.data.id : taken.data.leads[0].id;
  }

  async press(link: string, form: Readonly<Record<string, string>>): Promise<void> {
    const page = await this.#insist(link, { method: 'GET' });
    if (!page.ok || !(await page.text()).includes('<form'))
      throw new Error(`an answer link showed no button (${page.status})`);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await this.#insist(link, { method: 'POST', headers, body: new URLSearchParams(form).toString() });
    if (!answer.ok) throw new Error(`the button of an answer link was answered ${answer.status}`);
    await answer.body?.cancel();
  }

  async changeAvailability(rep: RepId, change: AvailabilityChange): Promise<void> {
    await this.#options.api.call('PATCH', `/v1/reps/${rep}/availability`, { body: change, reply: z.unknown() });
  }

  async place(lead: LeadId, rep: RepId): Promise<void> {
    const { api } = this.#options;
    const { epoch, owner } = await api.call('GET', `/v1/leads/${lead}`, { reply: LeadNow });
    if (owner === rep) return;
    const body = { rep, epoch, reason: 'knows_the_region' };
    await api.call('PUT', `/v1/leads/${lead}/assignment`, { body, reply: z.unknown() });
  }

  async #insist(url: string, request: RequestInit): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await fetch(url, { ...request, signal: this.#options.signal }).catch((error: unknown) => {
        if (this.#options.signal.aborted || attempt >= TRIES) throw error;
        return undefined;
      });
      if (answer && (answer.status < 500 || attempt >= TRIES)) return answer;
      await answer?.body?.cancel();
      await this.pause((this.#options.betweenTriesMilliseconds ?? BETWEEN_TRIES_MS) / 1000);
    }
  }
}
