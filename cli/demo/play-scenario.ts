import type { LeadId } from '../../shared/domain/ids.ts';
import type { ExampleLead } from './example-lead.ts';
import { buildLeadRequest, type IntakeCredentials, type LeadRequest } from './outgoing.ts';
import type { Scenario, ScenarioLead } from './scenario.ts';
import type { ScenarioTarget } from './target.ts';

/** Lead ids by the lead's name in the scenario. */
export type LeadRegistry = Map<string, LeadId>;

interface PlayOptions {
  readonly examples: ReadonlyMap<string, ExampleLead>;
  readonly intake: IntakeCredentials;
  readonly stage: ScenarioTarget;
  readonly registry: LeadRegistry;
  /** Reports a problem in words. */
  readonly reportProblem: (problem: string) => void;
}

/**
 * Plays the senders and managers of a scenario. After the opening, each lead is sent at its time, and the scenario's
 * external actions happen to it.
 */
export async function playScenario({ opening, leads }: Scenario, options: PlayOptions): Promise<void> {
  const { stage } = options;
  const opens = (lead: ScenarioLead): boolean => lead.name === opening.lead;
  const first = leads.filter(opens).map((lead) => playLead(lead, options));
  await Promise.all([...first, stage.waitForEvent(opening)]);
  stage.startClock();
  await Promise.all(leads.filter((lead) => !opens(lead)).map((lead) => playLead(lead, options)));
}

async function playLead(lead: ScenarioLead, options: PlayOptions): Promise<void> {
  const { stage, registry, reportProblem } = options;
  const known = registry.get(lead.name);
  if (known === undefined) {
    await stage.waitUntilSecond(lead.at);
    for (const condition of lead.waitFor) await stage.waitForEvent(condition);
  }
  const id = known ?? (await postLead(lead, options));
  registry.set(lead.name, id);
  if (lead.nextTouchpoint) {
    await stage.waitForEvent(lead.nextTouchpoint.once);
    const same = await stage.post(buildRequest(lead.nextTouchpoint.send, lead, options));
    if (same !== id) reportProblem(`${lead.name}: its second touchpoint created another lead, ${same}`);
  }
  if (lead.manualAssignment && known === undefined) {
    await stage.waitForEvent(lead.manualAssignment.once);
    await stage.assignManually(id, lead.manualAssignment.rep);
  }
}

/** Posts the lead, twice if it is a duplicate delivery. */
async function postLead(lead: ScenarioLead, options: PlayOptions): Promise<LeadId> {
  const { stage, reportProblem } = options;
  const outgoing = buildRequest(lead.name, lead, options);
  const id = await stage.post(outgoing);
  const same = lead.sentTwice ? await stage.post(outgoing) : id;
  if (same !== id) reportProblem(`${lead.name}: sent twice, it created another lead, ${same}`);
  return id;
}

function buildRequest(
  example: string,
  { signed }: ScenarioLead,
  { examples, intake, stage }: PlayOptions,
): LeadRequest {
  const found = examples.get(example);
  if (!found) throw new Error(`leads.json has no lead ${example}`);
  return buildLeadRequest(found, { intake, signed, id: `msg_${example}`, now: stage.now() });
}
