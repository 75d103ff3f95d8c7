import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  parseDefinition,
  parseFieldOptions,
  parseValueOptions,
  readDefinitionFile,
} from '../../../cli/source/definition.ts';

async function file(text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'sources-')), 'sources.yaml');
  await writeFile(path, text);
  return path;
}

describe('a file of sources', () => {
  it('is parsed as the example shows', async () => {
    const all = await readDefinitionFile(fileURLToPath(new URL('../../../examples/sources.yaml', import.meta.url)));
    expect(all.map(({ id, kind }) => [id, kind])).toEqual([
      ['demo-form', 'typeform'],
      ['crm-workflow', 'hubspot-workflow'],
      ['website', 'generic'],
      ['trade-show', 'import'],
    ]);
    expect(all[0]).toMatchObject({ fields: { 'ref-size': 'employees' }, silentSeconds: 7 * 24 * 3600 });
    expect(all[3]).toEqual({
      id: 'trade-show',
      kind: 'import',
      touch: 'trade_show',
      pace: { perRepPerDay: 15 },
      separateTurn: true,
    });
  });

  it('keeps values as they are written', async () => {
    const path = await file('sources: {a: {touch: demo_request, values: {consent: {NO: no, 01067: yes}}}}');
    expect(await readDefinitionFile(path)).toEqual([
      { id: 'a', kind: 'generic', touch: 'demo_request', values: { consent: { NO: 'no', '01067': 'yes' } } },
    ]);
  });

  it('says what a form may ask, and from which pages', async () => {
    const path = await file('sources: {a: {touch: demo_request, ask: 3+2, origins: [https://acme.example]}}');
    expect(await readDefinitionFile(path)).toMatchObject([
      { ask: { first: 3, more: 2 }, origins: ['https://acme.example'] },
    ]);
  });

  it.each([
    ['{}', 'sources'],
    ['sources: {a: {kind: typeforms, touch: demo_request}}', 'expected one of generic'],
    ['sources: {a: {touch: A demo}}', 'expected a touch'],
    ['sources: {A B: {touch: demo_request}}', 'expected an id'],
    ['sources: {a: {touch: demo_request, silent_after: soon}}', 'expected a time'],
    ['sources: {a: {touch: demo_request, feilds: {}}}', 'feilds'],
    ['sources: {a: {touch: demo_request, ask: three}}', 'expected two numbers'],
    ['sources: {a: {touch: demo_request, origins: [https://acme.example/form]}}', 'expected an origin'],
  ])('explains what is wrong with %s', async (text, expected) => {
    await expect(readDefinitionFile(await file(text))).rejects.toThrow(expected);
  });
});

describe('options', () => {
  it('map a form’s fields and values to ours', () => {
    expect(parseFieldOptions(['ref-size=employees', 'a=b=product'])).toEqual({
      'ref-size': 'employees',
      'a=b': 'product',
    });
    expect(
      parseValueOptions(['employees:SMB=1-99', 'employees:Quite a few=100-999', 'touch:Demo=demo_request']),
    ).toEqual({
      employees: { SMB: '1-99', 'Quite a few': '100-999' },
      touch: { Demo: 'demo_request' },
    });
    expect(parseDefinition('a', { touch: 'demo_request', silent_after: '1h' }).silentSeconds).toBe(3600);
  });

  it.each(['size', '=employees', 'size='])('that are incomplete are refused: %s', (option) => {
    expect(() => parseFieldOptions([option])).toThrow('must be written as');
  });
});
