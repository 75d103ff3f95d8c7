import { type DeliveryFaults, EventDeliverer } from '../adapters/in-memory/event-courier.ts';
import { createInMemoryDeps, type InMemoryDeps } from '../adapters/in-memory/in-memory-deps.ts';
import type { InMemoryDoorbell } from '../adapters/in-memory/in-memory-doorbell.ts';
import { InMemorySettingsStore } from '../adapters/in-memory/in-memory-settings-store.ts';
import type { InMemoryWorld } from '../adapters/in-memory/in-memory-world.ts';
import type { FollowUpMode } from '../domain/follow-up/follow-up-mode.ts';
import type { LeadId } from '../domain/ids.ts';
import { addSeconds, earliest, type Instant } from '../domain/instant.ts';
import type { LeadEvent } from '../domain/lead/events.ts';
import type { Lead } from '../domain/lead/lead.ts';
import { isCountingNudge } from '../domain/reporting/counting-nudges.ts';
import type { CrmNudges } from '../ports/crm-nudges.ts';
import type { NotificationNudge } from '../ports/notification-nudges.ts';
import { assignTeam } from '../use-cases/assignment/assign-team.ts';
import { type FollowUpOutcome, startFollowUp } from '../use-cases/follow-up/start-follow-up.ts';
import { startNearTimer, startTimersAhead } from '../use-cases/follow-up/start-near-timers.ts';
import { takeTimerStep, type WakingTimer } from '../use-cases/follow-up/wake-timer.ts';
import { type ReceiveResult, receiveDelivery } from '../use-cases/intake/receive-delivery.ts';
import { notifyOfEvent } from '../use-cases/notifications/notify-rep.ts';
import { type RecyclingRun, runRecyclingPage } from '../use-cases/nurture/recycling-run.ts';
import { type RelayDeps, relayEvents } from '../use-cases/relay-events.ts';
import { rollUp } from '../use-cases/reporting/roll-up.ts';
import { enrichLead } from '../use-cases/routing/enrich-lead.ts';
import { routeLead } from '../use-cases/routing/route-lead.ts';
import { scoreLead } from '../use-cases/routing/score-lead.ts';
import { type SweepLimits, type SweepResult, sweep } from '../use-cases/sweep/sweep.ts';
import { VirtualExecutions } from './virtual-executions.ts';
import { VirtualTimers } from './virtual-timers.ts';

/** Parts that can be switched off, to test how the others cope. */
export interface SimulationSwitches {
  /** The stream and the bus. Without them no event is delivered. */
  readonly events: boolean;
  /** The doorbell. Without it rings are lost. */
  readonly doorbell: boolean;
  /** The follow-up executions, or the timers of near steps. */
  readonly timers: boolean;
  readonly sweep: boolean;
  /** The schedule that recycles leads from nurture. */
  readonly recycling: boolean;
}

const ALL_ON: SimulationSwitches = { events: true, doorbell: true, timers: true, sweep: true, recycling: true };
const SWEEP_INTERVAL_SECONDS = 60;
const RECYCLING_INTERVAL_SECONDS = 15 * 60;
const WEBSITE_SOURCE = {
  id: 'website',
  key: 'website-key',
  kind: 'generic',
  touch: 'demo_request',
  fields: { crm_record: 'external_id' },
} as const;

export interface VirtualBatonOptions {
  readonly start: Instant;
  readonly switches?: Partial<SimulationSwitches>;
  /** `whole_window` by default. */
  readonly followUp?: FollowUpMode;
  readonly disorder?: DeliveryFaults;
  readonly world?: InMemoryWorld;
  /** Wraps the ports that the use cases see, to inject faults. */
  readonly wrapDeps?: (deps: InMemoryDeps) => InMemoryDeps;
  readonly sweepLimits?: SweepLimits;
  /** Where nudges go once a CRM is connected in the settings; nowhere by default. */
  readonly crmNudges?: CrmNudges;
  /** Seconds between recycling runs; 15 minutes by default. */
  readonly recyclingIntervalSeconds?: number;
  /** Seconds between runs of the sweep; a minute by default. */
  readonly sweepIntervalSeconds?: number;
}

/**
 * Runs all of Baton in one process on virtual time: the same use cases as in the functions, on the in-memory fakes of
 * the ports. The class itself simulates the stream, the bus, the doorbell, the timers and the sweep's schedule. A week
 * takes milliseconds.
 */
export class VirtualBaton {
  now: Instant;
  readonly settings = new InMemorySettingsStore();
  readonly deps: InMemoryDeps;
  /** The executions of the whole window. */
  readonly executions: VirtualExecutions;
  readonly sweepResults: SweepResult[] = [];
  readonly #switches: SimulationSwitches;
  readonly #courier: EventDeliverer;
  readonly #doorbell: InMemoryDoorbell;
  readonly #sweepLimits: SweepLimits;
  readonly #recycleSeconds: number;
  readonly #sweepSeconds: number;
  readonly #followUp: FollowUpMode;
  readonly #timers: VirtualTimers;
  readonly #crmNudges: CrmNudges;
  #nextSweep: Instant;
  #nextRecycling: Instant;

  constructor(options: VirtualBatonOptions) {
    const { start, switches, disorder, world, wrapDeps = (deps) => deps } = options;
    this.now = start;
    const plain = createInMemoryDeps(world);
    const clock = () => this.now;
    this.#followUp = options.followUp ?? 'whole_window';
    this.#timers = new VirtualTimers(clock);
    this.#crmNudges = options.crmNudges ?? { send: async () => undefined };
    this.executions = new VirtualExecutions({ clock, waitingTasks: plain.waitingTasks });
    this.#doorbell = plain.doorbell;
    this.deps = wrapDeps({ ...plain, executions: this.executions });
    this.#switches = { ...ALL_ON, ...switches };
    this.#recycleSeconds = options.recyclingIntervalSeconds ?? RECYCLING_INTERVAL_SECONDS;
    this.#sweepLimits = options.sweepLimits ?? {
      cap: 200,
      headStartSeconds: 5,
      recyclingHeadStartSeconds: 2 * this.#recycleSeconds,
    };
    this.#sweepSeconds = options.sweepIntervalSeconds ?? SWEEP_INTERVAL_SECONDS;
    this.#nextSweep = addSeconds(start, this.#sweepSeconds);
    this.#nextRecycling = addSeconds(start, this.#recycleSeconds);
    const outbox = this.deps.world.outbox;
    this.#courier = new EventDeliverer({ outbox, deliver: (event) => this.#deliver(event), disorder });
  }

  /** Posts one lead, or many, as a form would. Returns the outcome of the delivery. */
  async post(lead: object, sentAs?: string): Promise<ReceiveResult> {
    const body = new TextEncoder().encode(JSON.stringify(lead));
    const received = await receiveDelivery(
      { source: WEBSITE_SOURCE, body, contentType: 'application/json', sentAs },
      this.now,
      this.deps,
    );
    await this.settle();
    return received;
  }

  /** Posts one lead and returns its id. */
  async postOne(lead: object): Promise<LeadId> {
    const received = await this.post(lead);
    const [id] = received.outcome === 'quarantined' ? [] : received.leads;
    if (id === undefined) throw new Error('the delivery created no lead');
    return id;
  }

  /** Returns the current lead. */
  async lead(id: LeadId): Promise<Lead> {
    const lead = await this.deps.leads.load(id);
    if (!lead) throw new Error(`no lead ${id}`);
    return lead;
  }

  /** Returns the types of a lead's events so far. */
  async eventTypesOf(id: LeadId): Promise<readonly string[]> {
    return (await this.deps.leads.timeline(id)).map(({ type }) => type);
  }

  /** Delivers events and answers rings until nothing more can happen at this moment. */
  async settle(): Promise<void> {
    for (;;) {
      if (this.#switches.events) await this.#courier.run();
      const rung = this.#doorbell.takeRungTeams();
      if (rung.length === 0) return;
      for (const team of this.#switches.doorbell ? rung : []) await assignTeam(team, this.now, this.deps);
    }
  }

  /** Advances the virtual clock. Timers, recycling and the sweep run when they are due. */
  async advance(seconds: number): Promise<void> {
    const until = addSeconds(this.now, seconds);
    await this.settle();
    for (;;) {
      const { wakesAt } = this.#timers;
      const next = earliest(this.executions.wakesAt, wakesAt, this.#nextSweep, this.#nextRecycling);
      if (next === undefined || next > until) break;
      this.now = next > this.now ? next : this.now;
      await this.#wakeTimers();
      if (this.#nextRecycling <= this.now) await this.#recycleNow();
      if (this.#nextSweep <= this.now) await this.#sweepNow();
      await this.settle();
    }
    this.now = until;
  }

  async #wakeTimers(): Promise<void> {
    const take = (timer: WakingTimer) => takeTimerStep(timer, this.now, this.deps);
    await this.#timers.wake(take);
    await this.executions.wake(take);
  }

  async #sweepNow(): Promise<void> {
    this.#nextSweep = addSeconds(this.#nextSweep, this.#sweepSeconds);
    if (!this.#switches.sweep) return;
    this.sweepResults.push(await sweep(this.now, this.#sweepLimits, this.deps));
    if (this.#switches.timers && this.#followUp === 'near_steps')
      await startTimersAhead(this.now, { leads: this.deps.leads, followUps: this.#timers });
  }

  /** Like the state machine: page by page. If a page cannot be read, the next run starts from the beginning. */
  async #recycleNow(): Promise<void> {
    this.#nextRecycling = addSeconds(this.#nextRecycling, this.#recycleSeconds);
    if (!this.#switches.recycling) return;
    let run: RecyclingRun = { page: 0, done: false };
    try {
      while (!run.done) run = await runRecyclingPage(run, this.now, this.deps);
    } catch {
      // The next run starts from the beginning.
    }
  }

  async #deliver(event: LeadEvent): Promise<void> {
    const failures = await relayEvents([event], this.now, this.#relayDeps);
    const held = failures.find(({ holds }) => holds);
    if (held) throw held.error;
    if (isCountingNudge(event)) await rollUp([event.lead], this.deps);
  }

  /** The relay with what it nudges behind it: Routing's three tasks, and who notifies. */
  get #relayDeps(): RelayDeps {
    const { leads, reps, doorbell } = this.deps;
    return {
      leads,
      reps,
      doorbell,
      routings: { start: (lead) => this.#route(lead) },
      followUp: { mode: this.#followUp, nudge: (lead) => this.#nudgeFollowUp(lead) },
      notifications: { send: (nudges) => this.#notify(nudges) },
      canChangeMessages: async () => false,
      publishedEvents: [],
      bus: { publish: async () => undefined },
      webhooks: { list: async () => [] },
      webhookQueue: { send: async () => undefined },
      settings: this.settings,
      crmNudges: this.#crmNudges,
    };
  }

  async #notify(nudges: readonly NotificationNudge[]): Promise<void> {
    for (const nudge of nudges)
      if (nudge.task === 'notify') await notifyOfEvent(nudge.lead, nudge.event, this.now, this.deps);
  }

  async #route(lead: LeadId): Promise<void> {
    await enrichLead(lead, this.now, this.deps);
    const scored = await scoreLead(lead, this.now, this.deps);
    const decidedScore = scored.outcome === 'scored' ? scored.decided : undefined;
    await routeLead({ lead, decidedScore }, this.now, this.deps);
  }

  async #nudgeFollowUp(lead: LeadId): Promise<FollowUpOutcome> {
    if (!this.#switches.timers) return 'not_needed';
    if (this.#followUp === 'whole_window') return startFollowUp(lead, this.deps);
    return startNearTimer(lead, this.now, { leads: this.deps.leads, followUps: this.#timers });
  }
}
