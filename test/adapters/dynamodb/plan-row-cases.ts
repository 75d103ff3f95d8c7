import { gzipSync } from 'node:zlib';
import { PilotRow } from '../../../shared/adapters/dynamodb/pilot-rows.ts';
import { ActivationRow, ActiveRow, HeadRow, PlanRow } from '../../../shared/adapters/dynamodb/plan-rows.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aNewPilot } from '../../support/builders/pilot.ts';
import type { RowCase } from './row-case.ts';

const at = MONDAY;
const bytes = new Uint8Array(gzipSync('{}'));
const head = { version: 1, publishedAt: at, publishedBy: 'kim' };
const { salt: _, ...withoutSalt } = aNewPilot();

/** A row of each kind about plans and their pilots. */
export const PLAN_ROWS: Readonly<Record<string, RowCase>> = {
  ActivationRow: {
    schema: ActivationRow,
    wholes: [
      {
        number: 1,
        version: 1,
        at: head.publishedAt,
        by: 'dana',
        reason: 'r',
        forced: 'f',
        pilot: 'p',
        change: { why: 'w' },
      },
    ],
    optional: ['reason', 'forced', 'pilot', 'change'],
  },
  ActiveRow: { schema: ActiveRow, wholes: [{ version: 1, pilot: { ...aNewPilot(), id: 'p' } }], optional: ['pilot'] },
  HeadRow: { schema: HeadRow, wholes: [head] },
  PilotRow: {
    schema: PilotRow,
    wholes: [{ ...withoutSalt, id: 'p', end: { how: 'stopped', at, by: 'dana' } }],
    optional: ['expect', 'end'],
  },
  PlanRow: { schema: PlanRow, wholes: [{ ...head, text: 'plan: inbound', tree: bytes }] },
};
