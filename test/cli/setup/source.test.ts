import { describe, expect, it } from 'vitest';
import { definitionToSave } from '../../../cli/setup/source.ts';
import { instantOf } from '../../../shared/domain/instant.ts';
import type { Source } from '../../../shared/ports/source-store.ts';

describe('the source that setup keeps', () => {
  it('is a website when there is no source yet', () => {
    expect(definitionToSave([], {})).toEqual({ id: 'website', kind: 'generic', touch: 'demo_request' });
  });

  it('is the named one, unchanged', () => {
    const there = [source('website', 1), source('demo-form', 2)];
    expect(definitionToSave(there, { id: 'demo-form' })).toEqual(definition('demo-form'));
    expect(definitionToSave(there, { id: 'expo', touch: 'event_badge' })).toEqual({
      id: 'expo',
      kind: 'generic',
      touch: 'event_badge',
    });
  });

  it('gets the given touch, and keeps everything else', () => {
    expect(definitionToSave([source('website', 1)], { touch: 'contact_us' })).toEqual({
      ...definition('website'),
      touch: 'contact_us',
    });
  });

  it('is the oldest source when there are only others', () => {
    expect(definitionToSave([source('ads', 3), source('demo-form', 2)], {})).toEqual(definition('demo-form'));
    expect(definitionToSave([source('demo-form', 2), source('website', 3)], {})).toEqual(definition('website'));
  });
});

function definition(id: string) {
  return { id, kind: 'typeform', touch: 'demo_request', fields: { 'ref-size': 'employees' } } as const;
}

function source(id: string, day: number): Source {
  const at = instantOf(Date.UTC(2026, 10, day));
  return { ...definition(id), key: `key-${id}`, version: 4, createdAt: at, changedAt: at, changedBy: 'kim' };
}
