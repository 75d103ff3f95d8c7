import { parse, YAMLParseError } from 'yaml';
import * as z from 'zod';
import { EVENT_TYPES, type EventType } from '../../shared/domain/lead/events.ts';
import { LEAD_STATES, OUTCOMES } from '../../shared/domain/lead/stage.ts';
import { failure, type Result, success } from '../../shared/domain/result.ts';

const eventType = z.enum(EVENT_TYPES);
const leadName = z.string().regex(/^[a-z0-9-]{1,60}$/, 'id of a lead in leads.json');

/** An event that must be on a lead's timeline before an action. */
const OtherLead = z.strictObject({ lead: leadName, has: eventType });
const FileCondition = z.union([eventType, OtherLead]);

/** What an owner can do with a lead: answer it, ignore it, or become unavailable. */
const OWNER_ACTIONS = [
  'ignore',
  'contacted',
  'qualified',
  'accepted',
  'declined',
  'not_now',
  'converted',
  'goes_on_leave',
  'leaves',
] as const;

const FileAction = z.union([
  z.enum(OWNER_ACTIONS),
  z.strictObject({ misrouted: z.string() }),
  z.strictObject({ disqualified: z.string() }),
  z.strictObject({ do: z.enum(OWNER_ACTIONS), once: FileCondition }),
]);

const FileLead = z.strictObject({
  lead: leadName,
  at: z.number().min(0),
  after: z.array(OtherLead).default([]),
  signed: z.boolean().default(false),
  twice: z.boolean().default(false),
  again: z.strictObject({ send: leadName, once: FileCondition }).optional(),
  by_hand: z.strictObject({ rep: z.string(), once: FileCondition }).optional(),
  reps: z.array(z.union([FileAction, z.array(FileAction).min(1)])).default([]),
  rule: z.string().optional(),
  held: z.boolean().default(false),
  path: z.array(z.union([eventType, z.array(eventType)])).min(1),
  end: z.strictObject({
    state: z.enum(LEAD_STATES),
    owner: z.string().optional(),
    team: z.string().optional(),
    queue: z.string().optional(),
    accountable: z.string().optional(),
    outcome: z.enum(OUTCOMES).optional(),
    touches: z.int().optional(),
    reassignments: z.int().optional(),
  }),
});

const ScenarioFile = z.strictObject({ opening: OtherLead, leads: z.array(FileLead).min(1) });

/** A lead has an event on its timeline. */
export interface Condition {
  readonly lead: string;
  readonly has: EventType;
}

/** One action of an owner. */
export interface OwnerAction {
  readonly action: (typeof OWNER_ACTIONS)[number] | 'misrouted' | 'disqualified';
  /** The reason that a misroute or a disqualification requires. */
  readonly reason?: string;
  /** The action waits for this. */
  readonly waitFor?: Condition;
}

/** The expected final state, as far as the scenario specifies it. */
export type ExpectedEnd = z.output<typeof FileLead>['end'];

/** One lead of the scenario: when it arrives, what its owners do, and its expected path. */
export interface ScenarioLead {
  /** Its id in leads.json. */
  readonly name: string;
  /** Seconds after the opening. */
  readonly at: number;
  /** Further conditions before it is sent. */
  readonly waitFor: readonly Condition[];
  /** Signed as in Standard Webhooks instead of carrying the source's secret. */
  readonly signed: boolean;
  /** The identical body arrives a second time. */
  readonly sentTwice: boolean;
  /** Another touchpoint of the same person. */
  readonly nextTouchpoint?: { readonly send: string; readonly once: Condition };
  /** A manager assigns it to this rep. */
  readonly manualAssignment?: { readonly rep: string; readonly once: Condition };
  /** The actions of the first, second, … owner. */
  readonly ownerActions: readonly (readonly OwnerAction[])[];
  /** The rule that must match; absent for a lead that is closed as a test, where any may match. */
  readonly rule?: string;
  /** It must have waited for a full team. */
  readonly held: boolean;
  readonly path: readonly EventType[];
  readonly end: ExpectedEnd;
}

/** The whole scenario. */
export interface Scenario {
  /**
   * One lead is sent alone; the others follow once it has this event. Functions that never ran take seconds to start,
   * and no other lead's clock should run meanwhile.
   */
  readonly opening: Condition;
  readonly leads: readonly ScenarioLead[];
}

/** Parses a scenario file. Problems are sentences that name the location. */
export function parseScenario(text: string): Result<Scenario, readonly string[]> {
  const read = readYaml(text);
  if (!read.ok) return read;
  const parsed = ScenarioFile.safeParse(read.value);
  if (!parsed.success) {
    return failure(parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'scenario'}: ${message}`));
  }
  const scenario = { opening: parsed.data.opening, leads: parsed.data.leads.map(fileToLead) };
  const problems = findProblems(scenario);
  return problems.length > 0 ? failure(problems) : success(scenario);
}

/** Returns the actions of an assignment's owner. Epochs count from 1; the last entry applies to all later owners. */
export function actionsOf(lead: ScenarioLead, epoch: number): readonly OwnerAction[] {
  return lead.ownerActions[Math.min(epoch, lead.ownerActions.length) - 1] ?? [];
}

function readYaml(text: string): Result<unknown, readonly string[]> {
  try {
    return success(parse(text));
  } catch (error) {
    if (error instanceof YAMLParseError) return failure([error.message]);
    throw error;
  }
}

function fileToLead(file: z.output<typeof FileLead>): ScenarioLead {
  const { lead: name, after, twice, by_hand, again, reps, path, ...rest } = file;
  const condition = (once: z.output<typeof FileCondition>): Condition =>
    typeof once === 'string' ? { lead: name, has: once } : once;
  const deedOf = (deed: z.output<typeof FileAction>): OwnerAction => {
    if (typeof deed === 'string') return { action: deed };
    if ('misrouted' in deed) return { action: 'misrouted', reason: deed.misrouted };
    if ('disqualified' in deed) return { action: 'disqualified', reason: deed.disqualified };
    return { action: deed.do, waitFor: condition(deed.once) };
  };
  return {
    ...rest,
    name,
    waitFor: after,
    sentTwice: twice,
    path: path.flat(),
    ...(again && { nextTouchpoint: { ...again, once: condition(again.once) } }),
    ...(by_hand && { manualAssignment: { ...by_hand, once: condition(by_hand.once) } }),
    ownerActions: reps.map((owner) => (Array.isArray(owner) ? owner : [owner]).map(deedOf)),
  };
}

/** Finds duplicate leads, and conditions on leads that do not exist. */
function findProblems({ opening, leads }: Scenario): readonly string[] {
  const names = new Set(leads.map(({ name }) => name));
  const twice = leads.filter((lead, index) => leads.findIndex(({ name }) => name === lead.name) !== index);
  const waits = leads.flatMap(
    ({ name, waitFor: after, nextTouchpoint: again, manualAssignment: byHand, ownerActions: owners }) =>
      [...after, again?.once, byHand?.once, ...owners.flat().map(({ waitFor: once }) => once)].map((once) => ({
        name,
        once,
      })),
  );
  const awaited = [{ name: 'opening', once: opening }, ...waits].flatMap(({ name, once }) =>
    once === undefined || names.has(once.lead) ? [] : [`${name}: waits for ${once.lead}, which is not in the scenario`],
  );
  return [...twice.map(({ name }) => `${name}: is in the scenario twice`), ...awaited];
}
