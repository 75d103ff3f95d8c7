import { describe, expect, it } from 'vitest';
import { fieldsOfTemplate, namedTeams, teamFor } from '../../../shared/domain/plan/team-template.ts';

describe('a team template', () => {
  it('names the fields it is filled from', () => {
    expect(fieldsOfTemplate('sdr-{region}.{product}')).toEqual(['region', 'product']);
    expect(fieldsOfTemplate('ae-desk')).toEqual([]);
  });

  it('can name the teams that match its pattern', () => {
    const teams = ['sdr-emea', 'sdr-', 'my-sdr-emea', 'sdr-emea.big', 'sdr.emea'];

    expect(namedTeams('sdr-{region}', teams)).toEqual(['sdr-emea', 'sdr-emea.big']);
    expect(namedTeams('sdr.{region}', teams)).toEqual(['sdr.emea']);
    expect(namedTeams('sdr-{region}.{size}', teams)).toEqual(['sdr-emea.big']);
  });

  it('is filled from known fields in lower case, or names no team', () => {
    expect(teamFor('sdr-{region}.{product}', { region: 'EMEA', product: 'x' })).toBe('sdr-emea.x');
    expect(teamFor('sdr-{region}.{product}', { region: 'emea' })).toBeUndefined();
    expect(teamFor('ae-desk', {})).toBe('ae-desk');
  });
});
