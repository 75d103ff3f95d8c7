import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { ReceivedNotification } from '../../cli/demo/simulated-reps.ts';
import type { SetupResult } from '../../cli/setup/setup.ts';
import type { CostPath } from './paths.ts';

const TIMEOUT_MS = 120_000;
const Receipt = z.object({ leads: z.tuple([z.object({ id: z.string() })]) });
const LeadState = z.object({ state: z.string() });

/** Plays leads of a path one by one, and counts its own API requests. */
export class CostPlayer {
  readonly #setup: SetupResult;
  readonly #notices: ReceivedNotification[] = [];
  apiRequests = 0;

  constructor(setup: SetupResult) {
    this.#setup = setup;
  }

  receive(notice: ReceivedNotification): void {
    this.#notices.push(notice);
  }

  /** Plays one lead from its form to the end of its path. */
  async play({ path, fields, secondForm, actions, finalState }: CostPath, index: number): Promise<void> {
    const { domain = `lindwerk${index}.example`, ...form } = fields;
    const person = { email: `${path}${index}@${domain}`, name: `Nora Lind ${path} ${index}` };
    const id = await this.#post({ ...person, ...form });
    if (secondForm) {
      await this.#waitForState(id, 'nurturing');
      await this.#post({ ...person, ...secondForm });
    }
    for (const [at, deed] of actions.entries()) {
      const { links } = await this.#notificationOf(id, at + 1);
      if (deed !== 'ignore') await this.#press(links[deed] ?? '');
    }
    await this.#waitForState(id, finalState);
  }

  async #post(body: Readonly<Record<string, string>>): Promise<string> {
    const { hookUrl, secret } = this.#setup.source;
    this.apiRequests += 1;
    const answer = await fetch(hookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify(body),
    });
    return Receipt.parse(await answer.json()).leads[0].id;
  }

  /** Opens the link and presses the button, as a rep would: two requests. */
  async #press(link: string): Promise<void> {
    this.apiRequests += 2;
    await (await fetch(link)).text();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch(link, { method: 'POST', headers, body: '' });
    if (!answer.ok) throw new Error(`an answer was refused: ${answer.status}`);
  }

  async #notificationOf(lead: string, epoch: number): Promise<ReceivedNotification> {
    return pollUntil(`notice of ${lead}`, async () =>
      this.#notices.find((notice) => notice.lead === lead && notice.epoch === epoch && notice.occasion === 'assigned'),
    );
  }

  /** Polls until the lead is in a state. Not counted, since real senders need not poll. */
  async #waitForState(lead: string, state: string): Promise<void> {
    await pollUntil(`${lead} in ${state}`, async () => {
      const now = await this.#setup.api.call('GET', `/v1/leads/${lead}`, { reply: LeadState });
      return now.state === state ? true : undefined;
    });
  }
}

/** Polls until there is a result. @throws when there is none after a timeout. */
export async function pollUntil<Found>(what: string, ask: () => Promise<Found | undefined>): Promise<Found> {
  for (const end = Date.now() + TIMEOUT_MS; Date.now() < end; await sleep(300)) {
    const found = await ask();
    if (found !== undefined) return found;
  }
  throw new Error(`gave up waiting for ${what}`);
}
