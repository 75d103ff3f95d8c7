import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { readRowWithKeys } from '../../../shared/adapters/dynamodb/read-row.ts';
import { LeadRow } from '../../../shared/adapters/dynamodb/rows.ts';
import { SETTING_NAMES } from '../../../shared/domain/settings/settings.ts';
import { StoreError } from '../../../shared/ports/store-error.ts';
import { aLead, type LeadStageName } from '../../support/builders/lead.ts';
import { ROWS } from './row-cases.ts';

const without = (row: object, field: string) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name !== field));
const read = (schema: z.ZodType, row: object) => readRowWithKeys(schema, { ...row });

describe.each(Object.entries(ROWS))('%s', (_, { schema, wholes, optional = [] }) => {
  it('reads a whole row, and is an error without any field that is always written', () => {
    for (const whole of wholes) {
      expect(() => read(schema, whole)).not.toThrow();
      const fields = Object.entries(whole).flatMap(([name, value]) => (value === undefined ? [] : [name]));
      const needed = fields.filter((field) => {
        try {
          read(schema, without(whole, field));
          return false;
        } catch (error) {
          expect(error).toEqual(new StoreError('unreadable_row'));
          return true;
        }
      });
      expect(needed).toEqual(fields.filter((field) => !optional.includes(field)));
    }
  });
});

describe('a lead row', () => {
  const OPTIONAL_IN_STAGE = [
    'notifiedAt',
    'decision',
    'charged',
    'band',
    'leaveAt',
    'seeking',
    'reason',
    'since',
    'owner',
  ];
  const STAGES: readonly LeadStageName[] = [
    ...(['received', 'queued', 'parked', 'assigned', 'sought', 'working', 'nurturing', 'closed'] as const),
  ];

  it.each(STAGES)('of a lead that is %s needs every field of its stage', (name) => {
    const lead = aLead(name);
    expect(read(LeadRow, lead)).toEqual(lead);
    const mayLack = (field: string) =>
      OPTIONAL_IN_STAGE.includes(field) && !(field === 'owner' && lead.stage.state !== 'closed');
    for (const field of Object.keys(lead.stage).filter((field) => !mayLack(field))) {
      const broken = { ...lead, stage: without(lead.stage, field) };
      expect(() => read(LeadRow, broken), field).toThrow('unreadable_row');
    }
  });

  it('may lack its date and its accountable person only when it is closed', () => {
    for (const field of ['dueAt', 'accountable']) {
      expect(() => read(LeadRow, without(aLead('working'), field))).toThrow('unreadable_row');
      expect(() => read(LeadRow, without(aLead('closed'), field))).not.toThrow();
    }
  });
});

it('every row type that is read is among them', () => {
  const folder = new URL('../../../shared/adapters/dynamodb/', import.meta.url);
  const source = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
  const names = source.flatMap((text) =>
    [...text.matchAll(/(?:readRow(?:WithKeys)?\(|readRows\(\S+, |^ +)([A-Z]\w+Row)\b(?=[,)])/gm)].map(
      ([, name]) => name,
    ),
  );
  const settings = SETTING_NAMES.map((name) => `setting ${name}`);
  expect([...new Set([...names, ...settings])].sort()).toEqual(Object.keys(ROWS).sort());
});
