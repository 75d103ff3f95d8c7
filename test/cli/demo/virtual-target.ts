import { setImmediate } from 'node:timers/promises';
import type { LeadRequest } from '../../../cli/demo/outgoing.ts';
import type { LeadRegistry } from '../../../cli/demo/play-scenario.ts';
import type { Condition } from '../../../cli/demo/scenario.ts';
import type { SimulatedReps } from '../../../cli/demo/simulated-reps.ts';
import type { AvailabilityChange, ScenarioTarget } from '../../../cli/demo/target.ts';
import { followUpDay } from '../../../functions/record-answer/follow-up-day.ts';
import type { Answer } from '../../../shared/domain/answers/answer.ts';
import { addSeconds, type Instant, secondsBetween } from '../../../shared/domain/instant.ts';
import type { VirtualBaton } from '../../../shared/simulation/virtual-baton.ts';
import { recordAnswer } from '../../../shared/use-cases/answers/record-answer.ts';
import { assignManually } from '../../../shared/use-cases/assignment/assign-manually.ts';
import { receiveDelivery } from '../../../shared/use-cases/intake/receive-delivery.ts';
import { changeRep } from '../../../shared/use-cases/reps/change-rep.ts';

const SOURCE = { id: 'website', key: 'website-key', kind: 'generic', touch: 'demo_request' } as const;
const TYPEFORM = { id: 'demo-form', key: 'form-key', kind: 'typeform', touch: 'demo_request' } as const;

/** The target of a scenario in memory, with virtual time that advances second by second. */
export class VirtualScenarioTarget implements ScenarioTarget {
  readonly #baton: VirtualBaton;
  readonly #registry: LeadRegistry;
  #start: Instant;
  #waiting: { readonly isOver: () => Promise<boolean>; readonly go: () => void }[] = [];
  #told = 0;

  constructor(baton: VirtualBaton, registry: LeadRegistry) {
    this.#baton = baton;
    this.#registry = registry;
    this.#start = baton.now;
  }

  now(): Instant {
    return this.#baton.now;
  }

  startClock(): void {
    this.#start = this.now();
  }

  waitUntilSecond(seconds: number): Promise<void> {
    return this.#wait(async () => secondsBetween(this.#start, this.now()) >= seconds);
  }

  wait(seconds: number): Promise<void> {
    const end = addSeconds(this.now(), seconds);
    return this.#wait(async () => this.now() >= end);
  }

  waitForEvent({ lead, has }: Condition): Promise<void> {
    return this.#wait(async () => {
      const id = this.#registry.get(lead);
      return id !== undefined && (await this.#baton.eventTypesOf(id)).includes(has);
    });
  }

  async post({ headers, body, url }: LeadRequest): Promise<string> {
    const contentType = headers['content-type'] ?? '';
    const sentAs = url.includes('/v1/') ? undefined : headers['webhook-id'];
    const source = url.includes('typeform') ? TYPEFORM : SOURCE;
    const raw = { source, body: new TextEncoder().encode(body), contentType, sentAs };
    const received = await receiveDelivery(raw, this.now(), this.#baton.deps);
    const [lead] = received.outcome === 'processed' ? received.leads : [];
    if (lead === undefined) throw new Error(`${body} was not taken in`);
    return lead;
  }

  /** In-memory links show what they are bound to: `memory:answer/<answer>/<lead>/<epoch>/<rep>/<expires>`. */
  async answerByLink(link: string, form: Readonly<Record<string, string>>): Promise<void> {
    const [, answer = '', leadId = '', epoch = '', person = ''] = link.split('/');
    const until = form.until === undefined ? undefined : followUpDay.from(form.until, this.now());
    const said = { answer, ...(form.reason && { reason: form.reason }), ...(until && { until }) } as Answer;
    const by = { person, onlyOwn: true };
    const input = { leadId, epoch: Number(epoch), answer: said, by, now: this.now() };
    const recorded = await recordAnswer(input, this.#baton.deps);
    if (recorded.outcome !== 'done') throw new Error(`${answer} of ${leadId}: ${JSON.stringify(recorded)}`);
  }

  async changeAvailability(id: string, change: AvailabilityChange): Promise<void> {
    const rep = await this.#baton.deps.reps.get(id);
    if (!rep) throw new Error(`no rep ${id}`);
    await changeRep({ ...rep, ...change, version: rep.version + 1 }, this.now(), this.#baton.deps);
  }

  async assignManually(leadId: string, rep: string): Promise<void> {
    const { epoch } = await this.#baton.lead(leadId);
    const input = { leadId, epoch, rep, overCap: false, by: 'dana.ruiz', now: this.now() };
    const placed = await assignManually(input, this.#baton.deps);
    if (placed.outcome !== 'done') throw new Error(`${leadId} was not placed: ${JSON.stringify(placed)}`);
  }

  /** Lets this many seconds pass, one by one. All waits continue in their turn, and `reps` get their notifications. */
  async run(seconds: number, reps: SimulatedReps): Promise<void> {
    for (let second = 0; second < seconds; second += 1) {
      await this.#baton.advance(1);
      const notices = this.#baton.deps.notifier.received;
      for (const { lead, person, ...notice } of notices.slice(this.#told)) {
        void reps.handle({ ...notice, lead: lead.id, epoch: lead.epoch, email: person?.email });
      }
      this.#told = notices.length;
      await this.#goOn();
    }
  }

  #wait(isOver: () => Promise<boolean>): Promise<void> {
    return new Promise((go) => {
      this.#waiting.push({ isOver, go });
    });
  }

  async #goOn(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const waiter of waiting) {
      if (await waiter.isOver()) waiter.go();
      else this.#waiting.push(waiter);
    }
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    await this.#baton.settle();
  }
}
