import { describe, expect, it } from 'vitest';
import { readYamlTree } from '../../../../shared/domain/plan/file/yaml-tree.ts';
import { edited, problemsOf } from '../plan-text.ts';

const readValue = (text: string): unknown => {
  const tree = readYamlTree(text);
  return tree.ok ? tree.value.value : tree.problem;
};

describe('readYamlTree', () => {
  it('keeps every scalar as it is written', () => {
    expect(readValue('a: NO\nb: 01067\nc: "09:00"\nd: 1e5\ne:\nf: ~\n7: [yes, 2026-11-21]')).toEqual({
      a: 'NO',
      b: '01067',
      c: '09:00',
      d: '1e5',
      e: '',
      f: '~',
      '7': ['yes', '2026-11-21'],
    });
  });

  it('rejects duplicate keys at any level', () => {
    expect(problemsOf(edited('hours: office, backup: sdr-amer', 'hours: office, hours: office'))).toEqual([
      { path: 'teams.sdr-emea.hours', line: 15, message: '`hours` is written twice in one map' },
    ]);
    expect(readValue('a: 1\nb: 2\na: 3')).toEqual([{ path: 'a', line: 3, message: '`a` is written twice in one map' }]);
  });

  it.each([
    ['a: [1', 1],
    ['a: 1\nb: "', 2],
    ['a: 1\n---\nb: 2', 2],
    ['a: !custom 1', 1],
    ['a: *nowhere', 1],
    ['? [a, b]\n: 1', 1],
  ])('reports the line of the syntax error in %j', (text, line) => {
    const tree = readYamlTree(text);

    expect(tree).toMatchObject({ ok: false, problem: [{ line, message: expect.stringMatching(/./) }] });
  });

  it.each([
    ['', 'nothing'],
    ['hello', 'a text'],
    ['- a', 'a list'],
  ])('rejects %j', (text) => {
    expect(problemsOf(text)).toEqual([
      expect.objectContaining({ path: '', message: expect.stringContaining('expected a map') }),
    ]);
  });

  it('rejects text that is too long, nested too deeply or expands too far', () => {
    const laughs = Array.from({ length: 12 }, (_, i) => `x${i}: &x${i} [${`*x${i - 1}, `.repeat(i === 0 ? 0 : 9)}end]`);

    expect(readValue('a'.repeat(300_000))).toEqual([
      expect.objectContaining({ message: expect.stringContaining('250000 characters') }),
    ]);
    expect(readValue(`${'['.repeat(100)}${']'.repeat(100)}`)).toEqual([
      expect.objectContaining({ message: expect.stringContaining('levels') }),
    ]);
    expect(readValue('['.repeat(30_000))).toEqual([
      expect.objectContaining({ message: expect.stringContaining('levels') }),
    ]);
    expect(readValue(laughs.join('\n'))).toEqual([
      expect.objectContaining({ message: expect.stringContaining('values') }),
    ]);
    expect(readValue('a: &a [*a]')).toEqual([expect.objectContaining({ message: expect.stringContaining('levels') })]);
  });

  it('refuses __proto__ as a key, which objects cannot hold everywhere', () => {
    const problem = { message: '`__proto__` is reserved; expected another name' };
    expect(readValue('a: 1\n__proto__: {plan: x}')).toEqual([expect.objectContaining({ line: 2, ...problem })]);
    expect(problemsOf(edited('desk: {', '__proto__: {manager: a, hours: office}\n  desk: {'))).toEqual([
      expect.objectContaining({ path: 'teams.__proto__', ...problem }),
    ]);
  });

  it.each([
    ['unknown aliases', `x: [${'*a, '.repeat(20_000)}]`],
    ['equal keys', 'a: 1\n'.repeat(12_000)],
    ['keys that are no texts', '{[]: 1}\n'.replace('[]: 1', '[]: 1, '.repeat(10_000))],
  ])('reports the first hundred of very many %s', (_, text) => {
    expect(readValue(text)).toHaveLength(100);
  });

  it.each([
    ['unknown aliases', `x: [${'*a,'.repeat(83_000)}]`],
    ['equal keys', 'a: 1\n'.repeat(50_000)],
    ['brackets', ']'.repeat(250_000)],
    ['empty keys', ':\n'.repeat(125_000)],
  ])('refuses 250 kB of %s before parsing them', (_, text) => {
    expect(readValue(text)).toEqual([{ path: '', message: expect.stringContaining('expected at most') }]);
  });

  it('repeats only the beginning of a long word', () => {
    expect(JSON.stringify(readValue(`a: *${'b'.repeat(100_000)}`)).length).toBeLessThan(300);
  });
});
