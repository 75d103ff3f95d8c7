import type { LeadId, RepId } from '../../shared/domain/ids.ts';
import { addSeconds } from '../../shared/domain/instant.ts';
import { normaliseDemoEmail } from './example-lead.ts';
import { actionsOf, type OwnerAction, type ScenarioLead } from './scenario.ts';
import type { ScenarioTarget } from './target.ts';

/** The part of a notification that simulated reps read. */
export interface ReceivedNotification {
  readonly occasion: string;
  readonly to: RepId;
  readonly lead: LeadId;
  readonly epoch: number;
  readonly email?: string;
  /** Answer links by answer; only the owner gets them. */
  readonly links: Readonly<Record<string, string>>;
}

/** Gives an answer, with what its form asks for. */
export type GiveAnswer = (answer: string, form: { readonly reason?: string; readonly until?: string }) => Promise<void>;

/** A rep reads before answering. */
const READING_SECONDS = 1;
const LEAVE_SECONDS = 3600;
const DAY_SECONDS = 24 * 3600;

/**
 * Simulated reps who answer their leads as the scenario says, where they were told of them. They recognize a lead by its
 * person's e-mail address and act the same whoever owns it; they ignore unknown leads.
 */
export class SimulatedReps {
  readonly #byEmail: ReadonlyMap<string, ScenarioLead>;
  readonly #stage: ScenarioTarget;

  /** @param byEmail the scenario's leads, by their person's e-mail address. */
  constructor(byEmail: ReadonlyMap<string, ScenarioLead>, stage: ScenarioTarget) {
    this.#byEmail = byEmail;
    this.#stage = stage;
  }

  /** Returns whether a notification is about a lead of the scenario. */
  knows(notice: Pick<ReceivedNotification, 'email'>): boolean {
    return this.#leadOf(notice) !== undefined;
  }

  /** Performs all actions that a notification calls for. @param giveAnswer by default opens the notification's links */
  async handle(notice: ReceivedNotification, giveAnswer: GiveAnswer = this.#byLinksOf(notice)): Promise<void> {
    const lead = this.#leadOf(notice);
    if (!lead || notice.occasion !== 'assigned') return;
    for (const deed of actionsOf(lead, notice.epoch)) {
      if (deed.action === 'ignore') return;
      if (deed.waitFor) await this.#stage.waitForEvent(deed.waitFor);
      await this.#stage.wait(READING_SECONDS);
      await this.#do(deed, notice.to, giveAnswer);
    }
  }

  #leadOf({ email }: Pick<ReceivedNotification, 'email'>): ScenarioLead | undefined {
    return email === undefined ? undefined : this.#byEmail.get(normaliseDemoEmail(email));
  }

  async #do(deed: OwnerAction, rep: RepId, giveAnswer: GiveAnswer): Promise<void> {
    const now = this.#stage.now();
    if (deed.action === 'leaves') return this.#stage.changeAvailability(rep, { active: false });
    if (deed.action === 'goes_on_leave') {
      return this.#stage.changeAvailability(rep, { leaves: [{ from: now, until: addSeconds(now, LEAVE_SECONDS) }] });
    }
    const until = deed.action === 'not_now' ? addSeconds(now, 30 * DAY_SECONDS).slice(0, 10) : undefined;
    return giveAnswer(deed.action, {
      ...(deed.reason !== undefined && { reason: deed.reason }),
      ...(until !== undefined && { until }),
    });
  }

  #byLinksOf({ links }: ReceivedNotification): GiveAnswer {
    return async (answer, form) => {
      const link = links[answer];
      if (link === undefined) throw new Error(`the notification has no link for ${answer}`);
      return this.#stage.answerByLink(link, { ...form });
    };
  }
}
