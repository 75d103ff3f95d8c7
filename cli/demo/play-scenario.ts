import type { LeadId } from '../../shared/domain/ids.ts';
import type { ExampleLead } from './example-lead.ts';
import { type Intake, type Outgoing, outgoingLead } from './outgoing.ts';
import type { Scenario, ScenarioLead } from './scenario.ts';
import type { Stage } from './target.ts';

/** Lead ids by the lead's name in the scenario. */
export type Registry = Map<string, LeadId>;

interface PlayOptions {
  readonly examples: ReadonlyMap<string, ExampleLead>;
  readonly intake: Intake;
  readonly stage: Stage;
  readonly registry: Registry;
  /** Reports a problem in words. */
  readonly complain: (problem: string) => void;
}

/**
 * Plays the senders and managers of a scenario. After the opening, each lead is sent at its time, and the scenario's
 * external actions happen to it.
 */
export async function playLeads({ opening, leads }: Scenario, options: PlayOptions): Promise<void> {
  const { stage } = options;
  const opens = (lead: ScenarioLead): boolean => lead.name === opening.lead;
  const first = leads.filter(opens).map((lead) => playLead(lead, options));
  await Promise.all([...first, stage.until(opening)]);
  stage.begin();
  await Promise.all(leads.filter((lead) => !opens(lead)).map((lead) => playLead(lead, options)));
}

async function playLead(lead: ScenarioLead, options: PlayOptions): Promise<void> {
  const { stage, registry, complain } = options;
  const known = registry.get(lead.name);
  if (known === undefined) {
    await stage.reach(lead.at);
    for (const condition of lead.after) await stage.until(condition);
  }
  const id = known ?? (await arrive(lead, options));
  registry.set(lead.name, id);
  if (lead.again) {
    await stage.until(lead.again.once);
    const same = await stage.post(made(lead.again.send, lead, options));
    if (same !== id) complain(`${lead.name}: its second touchpoint created another lead, ${same}`);
  }
  if (lead.byHand && known === undefined) {
    await stage.until(lead.byHand.once);
    await stage.place(id, lead.byHand.rep);
  }
}

/** Posts the lead, twice if it is a duplicate delivery. */
async function arrive(lead: ScenarioLead, options: PlayOptions): Promise<LeadId> {
  const { stage, complain } = options;
  const outgoing = made(lead.name, lead, options);
  const id = await stage.post(outgoing);
  const same = lead.twice ? await stage.post(outgoing) : id;
  if (same !== id) complain(`${lead.name}: sent twice, it created another lead, ${same}`);
  return id;
}

function made(example: string, { signed }: ScenarioLead, { examples, intake, stage }: PlayOptions): Outgoing {
  const found = examples.get(example);
  if (!found) throw new Error(`leads.json has no lead ${example}`);
  return outgoingLead(found, { intake, signed, id: `msg_${example}`, now: stage.now() });
}
