import type { Answer } from '../domain/answers/answer.ts';
import { addWorkingSeconds } from '../domain/business-hours/working-time.ts';
import type { LeadId, RepId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { holdOf } from '../domain/lead/lead.ts';
import { ownValue } from '../domain/own-value.ts';
import type { Plan } from '../domain/plan/plan.ts';
import { workScheduleOf } from '../domain/team/schedule.ts';
import { recordAnswer } from '../use-cases/answers/record-answer.ts';
import { type Behaviour, concludeBy, spreadAround } from './behaviour.ts';
import { createSeededRandom } from './seeded-random.ts';
import { TimeQueue } from './time-queue.ts';
import type { VirtualBaton } from './virtual-baton.ts';

/** Something that a rep will do about a lead, if they still have it then. */
interface Intention {
  readonly lead: LeadId;
  readonly epoch: number;
  readonly rep: RepId;
  readonly what: 'respond' | 'conclude';
}

/** Reps who answer their leads. The same seed makes them behave the same toward the same lead in each run. */
export class SimulatedReps {
  readonly #baton: VirtualBaton;
  readonly #plan: Plan;
  readonly #behaviour: Behaviour;
  readonly #seed: number;
  readonly #intentions = new TimeQueue<Intention>();
  /** Number of each lead, in order of arrival. */
  readonly #numbers = new Map<LeadId, number>();
  #seenEvents = 0;

  constructor(options: {
    readonly baton: VirtualBaton;
    readonly plan: Plan;
    readonly behaviour: Behaviour;
    readonly seed: number;
  }) {
    this.#baton = options.baton;
    this.#plan = options.plan;
    this.#behaviour = options.behaviour;
    this.#seed = options.seed;
  }

  /** When the next rep does something. */
  get nextAt(): Instant | undefined {
    return this.#intentions.nextAt;
  }

  /** Remembers which arrival a lead is. */
  know(lead: LeadId, number: number): void {
    this.#numbers.set(lead, number);
  }

  /** Lets reps notice what they were assigned since the last time. */
  async noticeAssignments(): Promise<void> {
    const { outbox } = this.#baton.deps.world;
    for (; this.#seenEvents < outbox.length; this.#seenEvents += 1) {
      const event = outbox[this.#seenEvents];
      if (event?.type === 'LeadAssigned') await this.#notice(event.lead, event.at);
    }
  }

  /** Lets reps do what is due. */
  async act(): Promise<void> {
    for (const intention of this.#intentions.takeUntil(this.#baton.now)) await this.#do(intention);
  }

  async #notice(leadId: LeadId, at: Instant): Promise<void> {
    const lead = this.#baton.deps.world.leads.get(leadId);
    if (lead?.stage.state !== 'assigned') return;
    const { owner: rep } = lead.stage;
    const random = this.#randomFor(leadId, lead.epoch);
    if (random() >= this.#behaviour.responds) return;
    const seconds = spreadAround(this.#behaviour.responseSeconds, random);
    await this.#intend({ lead: leadId, epoch: lead.epoch, rep, what: 'respond' }, at, seconds);
  }

  async #intend(intention: Intention, from: Instant, workingSeconds: number): Promise<void> {
    const rep = await this.#baton.deps.reps.get(intention.rep);
    const hold = holdOf(await this.#baton.lead(intention.lead));
    if (!rep || !hold) return;
    const holidays = rep.holidayRegion === undefined ? [] : await this.#baton.deps.reps.holidays(rep.holidayRegion);
    const { calendars, teams } = this.#plan;
    const schedule = workScheduleOf({ rep, team: ownValue(teams, hold.team), calendars, holidays });
    const at = addWorkingSeconds(schedule, from, workingSeconds);
    if (at !== undefined) this.#intentions.add(at, intention);
  }

  async #do(intention: Intention): Promise<void> {
    const { lead, epoch, what } = intention;
    if (what === 'respond') {
      const done = await this.#answer(intention, { answer: 'contacted', how: 'call' });
      const seconds = spreadAround(this.#behaviour.concludeSeconds, this.#randomFor(lead, epoch + 1000));
      if (done) await this.#intend({ ...intention, what: 'conclude' }, this.#baton.now, seconds);
      return;
    }
    const answer = concludeBy(this.#behaviour, this.#randomFor(lead, epoch + 2000), this.#baton.now);
    if (answer) await this.#answer(intention, answer);
  }

  /** Returns false when the rep no longer has the lead, or the plan does not allow the answer. */
  async #answer({ lead, epoch, rep }: Intention, answer: Answer): Promise<boolean> {
    const by = { person: rep, onlyOwn: true };
    const { now, deps } = this.#baton;
    const recorded = await recordAnswer({ leadId: lead, epoch, answer, by, now }, deps);
    await this.#baton.settle();
    return recorded.outcome === 'done';
  }

  #randomFor(lead: LeadId, salt: number): () => number {
    const random = createSeededRandom(this.#seed * 1_000_003 + (this.#numbers.get(lead) ?? 0) * 7919 + salt);
    random();
    return random;
  }
}
