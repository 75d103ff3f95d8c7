import * as z from 'zod';
import { type Account, type Ledger, UNIT } from '../domain/assignment/fairness/ledger.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { name } from './values.ts';

const AccountView = z.object({
  credit: z.number().describe('Leads owed to the rep; negative when they received more than their share.'),
  received: z.number(),
  earned: z.number().describe("Sum of the rep's shares of all leads they were eligible for."),
  adjusted: z.number().describe('Credit for returned leads, and balances redistributed from leavers.'),
});

const LedgerView = z
  .object({
    team: z.string(),
    version: z.int(),
    accounts: z
      .record(z.string(), z.record(z.string(), AccountView))
      .describe('By band (or `all`) and rep, in leads: received − earned = −credit + adjusted.'),
    owed: z.int().describe('Number of adjustments that the next batch will apply.'),
  })
  .meta({ id: 'Ledger' });

export const getLedger = defineRoute({
  method: 'GET',
  path: '/v1/teams/{id}/ledger',
  name: 'getLedger',
  summary: "Get a team's fairness ledger: how many leads each rep is owed",
  roles: ['manager', 'admin'],
  params: z.object({ id: name }),
  replies: { 200: LedgerView },
  problems: ['not-found'],
});

/** Returns a ledger as the API shows it: in leads instead of billionths. */
export function ledgerView(ledger: Ledger, owed: number): z.input<typeof LedgerView> {
  const accounts = mapped(ledger.accounts, (reps) => mapped(reps, inLeads));
  return { team: ledger.team, version: ledger.version, accounts, owed };
}

function inLeads({ credit, received, earned, adjusted }: Account): z.input<typeof AccountView> {
  return { credit: credit / UNIT, received: received / UNIT, earned: earned / UNIT, adjusted: adjusted / UNIT };
}

function mapped<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
