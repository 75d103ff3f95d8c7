import { describe, expect, it } from 'vitest';
import { fillTemplate, teamsMatchingTemplate, templateFieldsOf } from '../../../shared/domain/plan/team-template.ts';

describe('a team template', () => {
  it('names the fields it is filled from', () => {
    expect(templateFieldsOf('sdr-{region}.{product}')).toEqual(['region', 'product']);
    expect(templateFieldsOf('ae-desk')).toEqual([]);
  });

  it('can name the teams that match its pattern', () => {
    const teams = ['sdr-emea', 'sdr-', 'my-sdr-emea', 'sdr-emea.big', 'sdr.emea'];

    expect(teamsMatchingTemplate('sdr-{region}', teams)).toEqual(['sdr-emea', 'sdr-emea.big']);
    expect(teamsMatchingTemplate('sdr.{region}', teams)).toEqual(['sdr.emea']);
    expect(teamsMatchingTemplate('sdr-{region}.{size}', teams)).toEqual(['sdr-emea.big']);
  });

  it('is filled from known fields in lower case, or names no team', () => {
    expect(fillTemplate('sdr-{region}.{product}', { region: 'EMEA', product: 'x' })).toBe('sdr-emea.x');
    expect(fillTemplate('sdr-{region}.{product}', { region: 'emea' })).toBeUndefined();
    expect(fillTemplate('ae-desk', {})).toBe('ae-desk');
  });
});
