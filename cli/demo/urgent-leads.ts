import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { DecisionView } from '../../shared/api/decision-view.ts';
import type { LeadId, RepId } from '../../shared/domain/ids.ts';
import { type Html, html } from '../../shared/runtime/pages/html.ts';
import type { ApiClient } from '../api-client.ts';
import type { CalendarTrial } from '../fakes/calendars/calendar-pages.ts';

/** How many of the posted leads are shown. */
const SHOWN = 5;
const Accepted = z.object({ leads: z.tuple([z.object({ id: z.string() })], z.unknown()) });

/** What {@link UrgentLeads} needs. */
export interface UrgentLeadsDeps {
  readonly api: Pick<ApiClient, 'call'>;
  readonly source: { readonly hookUrl: string; readonly secret: string };
  /** Names of the reps. */
  readonly names: ReadonlyMap<RepId, string>;
}

/** Posts urgent leads to try the calendars with, and says who got each and who was passed over, and why. */
export class UrgentLeads implements CalendarTrial {
  readonly #deps: UrgentLeadsDeps;
  readonly #posted: LeadId[] = [];
  /** Decisions do not change once made. */
  readonly #decided = new Map<LeadId, Html>();

  constructor(deps: UrgentLeadsDeps) {
    this.#deps = deps;
  }

  async post(): Promise<void> {
    const { hookUrl, secret } = this.#deps.source;
    const company = `north-${randomUUID().slice(0, 8)}`;
    const answer = await fetch(hookUrl, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ name: 'Ada North', email: `ada@${company}.example`, company, job_title: 'VP Sales' },
        ...{ country: 'GB', employees: '1000+', touch: 'demo_request' },
      }),
    });
    if (!answer.ok) throw new Error(`the lead was answered ${answer.status}`);
    this.#posted.unshift(Accepted.parse(await answer.json()).leads[0].id);
  }

  async render(): Promise<Html> {
    const shown = await Promise.all(this.#posted.slice(0, SHOWN).map((lead) => this.#renderOne(lead)));
    return shown.length === 0 ? html`` : html`<ul>${shown}</ul>\n`;
  }

  async #renderOne(lead: LeadId): Promise<Html> {
    const known = this.#decided.get(lead);
    if (known) return known;
    const { assignment } = await this.#deps.api.call('GET', `/v1/leads/${lead}/decision`, { reply: DecisionView });
    if (assignment?.chosen === undefined) return html`<li>${lead}: no owner yet</li>\n`;
    const passedOver = assignment.passedOver.map(({ rep, reason }) => `${this.#nameOf(rep)} (${reason})`).join(', ');
    const ending = passedOver === '' ? 'nobody was passed over' : `passed over: ${passedOver}`;
    const because = assignment.meetingsIgnored ? `${ending}; all were in a meeting, so meetings were ignored` : ending;
    const line = html`<li>${lead}: <strong>${this.#nameOf(assignment.chosen)}</strong>; ${because}</li>\n`;
    this.#decided.set(lead, line);
    return line;
  }

  #nameOf(rep: RepId): string {
    return this.#deps.names.get(rep) ?? rep;
  }
}
