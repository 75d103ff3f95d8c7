import type { LeadId, RepId } from '../../shared/domain/ids.ts';
import { addSeconds } from '../../shared/domain/instant.ts';
import { sameEmail } from './example-lead.ts';
import { type Deed, deedsOf, type ScenarioLead } from './scenario.ts';
import type { Stage } from './target.ts';

/** The part of a notification that robot reps read. */
export interface ReceivedNotice {
  readonly occasion: string;
  readonly to: RepId;
  readonly lead: LeadId;
  readonly epoch: number;
  readonly email?: string;
  /** Answer links by answer; only the owner gets them. */
  readonly links: Readonly<Record<string, string>>;
}

/** A rep reads before answering. */
const READING_SECONDS = 1;
const LEAVE_SECONDS = 3600;
const DAY_SECONDS = 24 * 3600;

/**
 * Simulated reps who answer their leads as the scenario says, through the links in the notification. They recognize a
 * lead by its person's e-mail address and act the same whoever owns it; they ignore unknown leads.
 */
export class RobotReps {
  readonly #byEmail: ReadonlyMap<string, ScenarioLead>;
  readonly #stage: Stage;

  /** @param byEmail the scenario's leads, by their person's e-mail address. */
  constructor(byEmail: ReadonlyMap<string, ScenarioLead>, stage: Stage) {
    this.#byEmail = byEmail;
    this.#stage = stage;
  }

  /** Returns whether a notification is about a lead of the scenario. */
  knows(notice: Pick<ReceivedNotice, 'email'>): boolean {
    return this.#leadOf(notice) !== undefined;
  }

  /** Performs all actions that a notification calls for. */
  async take(notice: ReceivedNotice): Promise<void> {
    const lead = this.#leadOf(notice);
    if (!lead || notice.occasion !== 'assigned') return;
    for (const deed of deedsOf(lead, notice.epoch)) {
      if (deed.does === 'ignore') return;
      if (deed.once) await this.#stage.until(deed.once);
      await this.#stage.pause(READING_SECONDS);
      await this.#do(deed, notice);
    }
  }

  #leadOf({ email }: Pick<ReceivedNotice, 'email'>): ScenarioLead | undefined {
    return email === undefined ? undefined : this.#byEmail.get(sameEmail(email));
  }

  async #do(deed: Deed, { to, links }: ReceivedNotice): Promise<void> {
    const now = this.#stage.now();
    if (deed.does === 'leaves') return this.#stage.changeAvailability(to, { active: false });
    if (deed.does === 'goes_on_leave') {
      return this.#stage.changeAvailability(to, { leaves: [{ from: now, until: addSeconds(now, LEAVE_SECONDS) }] });
    }
    const link = links[deed.does];
    if (link === undefined) throw new Error(`the notification has no link for ${deed.does}`);
    const until = deed.does === 'not_now' ? addSeconds(now, 30 * DAY_SECONDS).slice(0, 10) : undefined;
    return this.#stage.press(link, {
      ...(deed.reason !== undefined && { reason: deed.reason }),
      ...(until !== undefined && { until }),
    });
  }
}
