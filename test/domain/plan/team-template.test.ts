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

  it('needs a character for each field, and room for every literal', () => {
    expect(teamsMatchingTemplate('{a}{b}', ['x', 'xy', 'xyz'])).toEqual(['xy', 'xyz']);
    expect(teamsMatchingTemplate('{a}-{b}-{c}', ['a-b', 'a-b-c', '--b-c', 'a--c', 'a-b-'])).toEqual(['a-b-c', '--b-c']);
    expect(teamsMatchingTemplate('ab{x}ba', ['aba', 'abba', 'abcba'])).toEqual(['abcba']);
  });

  it('is matched at once however many fields it has', () => {
    const begun = performance.now();
    expect(teamsMatchingTemplate(`${'{region}'.repeat(20)}!`, ['a'.repeat(64), 'b'.repeat(64)])).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(200);
  });

  it('is filled from known fields in lower case, or names no team', () => {
    expect(fillTemplate('sdr-{region}.{product}', { region: 'EMEA', product: 'x' })).toBe('sdr-emea.x');
    expect(fillTemplate('sdr-{region}.{product}', { region: 'emea' })).toBeUndefined();
    expect(fillTemplate('ae-desk', {})).toBe('ae-desk');
  });
});
