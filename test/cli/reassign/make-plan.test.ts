import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyMove } from '../../../cli/reassign/carry-out.ts';
import { planMoves } from '../../../cli/reassign/make-plan.ts';
import { readMovePlan, writeMovePlan } from '../../../cli/reassign/move-plan.ts';
import { formatPlannedMoves, formatResults } from '../../../cli/reassign/text.ts';
import { aStoredLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { anOffice, LEADS } from './office.ts';

const REQUEST = { where: [], reason: 'bulk_move', environment: 'local', now: MONDAY };

describe('planMoves', () => {
  it('takes the open leads of a rep, not those in nurture, tests or shadow mode', async () => {
    const { deps, api } = await anOffice();
    await aStoredLead(deps.leads, 'nurturing', { id: 'resting' });
    await aStoredLead(deps.leads, 'assigned', { id: 'trial', test: true });
    await aStoredLead(deps.leads, 'assigned', { id: 'observed', shadow: true });
    await aStoredLead(deps.leads, 'closed', { id: 'over' });
    const { plan } = await planMoves({ ...REQUEST, from: 'kim', to: 'max' }, api);
    expect(plan.moves.map(({ lead }) => lead).sort()).toEqual([...LEADS]);
    expect(api.changes).toBe(0);
  });

  it('takes those in nurture if asked for, and those of a rule or a value only', async () => {
    const { deps, api } = await anOffice();
    await aStoredLead(deps.leads, 'nurturing', { id: 'resting' });
    await aStoredLead(deps.leads, 'assigned', { id: 'dutch', features: { country: 'NL' }, rep: 'lea' });
    const leadsBy = async (more: object) => {
      const { plan } = await planMoves({ ...REQUEST, ...more, to: 'max' }, api);
      return plan.moves.map(({ lead }) => lead).sort();
    };
    expect(await leadsBy({ rule: 'demo', where: [{ field: 'state', values: ['nurturing'] }] })).toEqual([]);
    expect(await leadsBy({ team: 'sdr', where: [{ field: 'country', values: ['NL', 'BE'] }] })).toEqual(['dutch']);
    expect(await leadsBy({ team: 'sdr' })).toEqual(['dutch', ...LEADS]);
  });

  it('refuses a receiver who has left, or does not exist', async () => {
    const { api } = await anOffice();
    await expect(planMoves({ ...REQUEST, from: 'kim', to: 'pia' }, api)).rejects.toThrow('pia has left');
    await expect(planMoves({ ...REQUEST, from: 'kim', to: 'zoe' }, api)).rejects.toThrow('There is no rep');
    await expect(planMoves({ ...REQUEST, from: 'kim', toTeam: 'zoo' }, api)).rejects.toThrow('no such team');
  });
});

describe('the file of moves', () => {
  let directory = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'baton-moves-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('is read as it was written, one move a line, for its environment alone', async () => {
    const { api } = await anOffice();
    const { plan } = await planMoves({ ...REQUEST, from: 'kim', toTeam: 'sdr' }, api);
    const file = join(directory, 'moves.json');
    await writeMovePlan(file, plan);
    expect(await readMovePlan(file, 'local')).toEqual(plan);
    const lines = (await readFile(file, 'utf8')).split('\n');
    expect(lines.filter((line) => line.includes('"lead":'))).toHaveLength(4);
    await expect(readMovePlan(file, 'prod')).rejects.toThrow('was made for environment local, not for prod');
  });

  it.each([
    ['no JSON', '{', 'the file: Invalid input'],
    ['another format', '{"format":"x"}', 'format: Invalid input'],
    ['a move without a receiver', (text: string) => text.replace(/,"to":"\w+"/, ''), 'moves.0.to: Invalid input'],
    ['a lead twice', (text: string) => text.replaceAll(/"lead_\d"/g, '"lead_9"'), 'lead_9 is moved twice'],
  ])('is refused with a sentence: %s', async (_, change, problem) => {
    const { api } = await anOffice();
    const file = join(directory, 'changed.json');
    await writeMovePlan(file, (await planMoves({ ...REQUEST, from: 'kim', toTeam: 'sdr' }, api)).plan);
    await writeFile(file, typeof change === 'string' ? change : change(await readFile(file, 'utf8')));
    await expect(readMovePlan(file, 'local')).rejects.toThrow(problem);
  });
});

describe('what people read', () => {
  it('shows each move, how full the receivers get, and what stays', async () => {
    const { deps, api } = await anOffice();
    await aStoredLead(deps.leads, 'assigned', { id: 'has', rep: 'max' });
    const text = formatPlannedMoves(await planMoves({ ...REQUEST, team: 'sdr', to: 'max' }, api));
    expect(text).toContain('4 leads would move (team sdr to max)');
    expect(text).toMatch(/max +1 +\+4 +5/);
    expect(text).toMatch(/lead_1 +assigned +kim +max/);
    expect(text).toMatch(/has +max +has the lead already/);
  });

  it('sums up what was done, and names what was not', async () => {
    const { api } = await anOffice();
    const { plan } = await planMoves({ ...REQUEST, from: 'kim', to: 'max' }, api);
    const mover = { api, reason: plan.reason, overCap: false, retryDelayMilliseconds: 1 };
    const [first, second] = plan.moves;
    if (!first || !second) throw new Error('too few moves');
    const results = [
      [first, await applyMove(first, mover)],
      [second, await applyMove({ ...second, to: 'pia' }, mover)],
    ] as const;
    const text = formatResults(results, false);
    expect(text).toContain('1 moved, 1 refused');
    expect(text).toMatch(new RegExp(`${second.lead} +refused: .*has not left`));
    expect(text).not.toContain(first.lead);
    expect(formatResults([], true)).toBe('The file has no moves.');
  });
});
