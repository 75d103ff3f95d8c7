import { type Ledger, type LedgerEntry, UNITS_PER_LEAD } from '../domain/assignment/fairness/ledger.ts';
import type { Instant } from '../domain/instant.ts';
import * as z from '../domain/lazy-zod.ts';
import { ownValue } from '../domain/own-value.ts';
import type { Team } from '../domain/plan/team.ts';
import { leaveAt } from '../domain/team/backup.ts';
import { type CurrentLoad, effectiveCapsOf, type Rep } from '../domain/team/rep.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { rolesFor } from './access.ts';
import { instantField, nameField } from './values.ts';

const LedgerEntryView = z.object({
  credit: z.number().describe('Leads owed to the rep; negative when they received more than their share.'),
  received: z.number(),
  earned: z.number().describe("Sum of the rep's shares of all leads they were eligible for."),
  adjusted: z.number().describe('Credit for returned leads, and balances redistributed from leavers.'),
});

const LedgerView = z
  .object({
    team: z.string(),
    version: z.int(),
    entries: z
      .record(z.string(), z.record(z.string(), LedgerEntryView))
      .describe('By band (or `all`) and rep, in leads: received − earned = −credit + adjusted.'),
    owed: z.int().describe('Number of adjustments that the next batch will apply.'),
  })
  .meta({ id: 'Ledger' });

const MemberView = z
  .object({
    id: z.string(),
    name: z.string(),
    active: z.boolean(),
    weight: z.number().describe('Share of turns in this team; 0 for none.'),
    awayUntil: instantField.optional().describe('On leave until then; absent for who is not on leave now.'),
    open: z.number().describe('Slots taken by open leads.'),
    openCap: z.int().optional().describe("The rep's own cap on open leads, else the team's; absent: none."),
  })
  .meta({ id: 'TeamMember' });
export type MemberView = z.output<typeof MemberView>;

/** Routes about teams. */
export const teamRoutes = {
  listMembers: defineRoute({
    method: 'GET',
    path: '/v1/teams/{id}/reps',
    summary: "List a team's reps by id: who has left or is away, and how many slots each has in use",
    roles: rolesFor('listMembers'),
    params: z.object({ id: nameField }),
    replies: { 200: z.object({ team: z.string(), reps: z.array(MemberView).readonly() }).meta({ id: 'TeamMembers' }) },
    problems: ['not-found', 'unavailable'],
  }),

  getLedger: defineRoute({
    method: 'GET',
    path: '/v1/teams/{id}/ledger',
    summary: "Get a team's fairness ledger: how many leads each rep is owed",
    roles: rolesFor('getLedger'),
    params: z.object({ id: nameField }),
    replies: { 200: LedgerView },
    problems: ['not-found'],
  }),
} as const;

/** Returns a member of a team as the API shows them. */
export function toMemberView(
  { rep, load }: { readonly rep: Rep; readonly load: CurrentLoad },
  team: Team,
  now: Instant,
): z.input<typeof MemberView> {
  const { openCap } = effectiveCapsOf(rep, team);
  return {
    id: rep.id,
    name: rep.name,
    active: rep.active,
    weight: ownValue(rep.teams, team.id) ?? 0,
    awayUntil: leaveAt(rep, now)?.until,
    open: load.open,
    openCap,
  };
}

/** Returns a ledger as the API shows it: in leads instead of billionths. */
export function toLedgerView(ledger: Ledger, owed: number): z.input<typeof LedgerView> {
  const entries = mapValues(ledger.entries, (reps) => mapValues(reps, toLedgerEntryView));
  return { team: ledger.team, version: ledger.version, entries, owed };
}

function toLedgerEntryView({ credit, received, earned, adjusted }: LedgerEntry): z.input<typeof LedgerEntryView> {
  return {
    credit: credit / UNITS_PER_LEAD,
    received: received / UNITS_PER_LEAD,
    earned: earned / UNITS_PER_LEAD,
    adjusted: adjusted / UNITS_PER_LEAD,
  };
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
