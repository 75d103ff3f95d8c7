import { expect, it } from 'vitest';
import { findOldLeads } from '../../../shared/use-cases/privacy/find-old-leads.ts';
import { DAY } from '../../scenarios/a-baton.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { anAgingOffice } from './an-aging-office.ts';

it('finds closed leads last heard of by then, oldest first, and no open one', async () => {
  const { baton, deps, open, close } = await anAgingOffice();
  const [first, second] = [await close('ada'), await close('ben')];
  const cutoff = baton.now;
  await open('cleo');
  await baton.advance(DAY);
  await close('dora');
  expect(await findOldLeads({ cutoff, limit: 10 }, deps)).toEqual({ leads: [first, second] });
});

it('measures by the end of a lead, not by its receipt', async () => {
  const { baton, deps, open } = await anAgingOffice();
  const id = await open('ada');
  const cutoff = baton.now;
  await baton.advance(DAY);
  const { leads } = deps;
  const lead = await baton.lead(id);
  const stage = { state: 'closed', outcome: 'exhausted', closedAt: baton.now } as const;
  const closedLater = replaceMethods(leads, { list: async () => ({ items: [{ ...lead, stage }] }) });
  expect(await findOldLeads({ cutoff, limit: 10 }, { leads: closedLater })).toEqual({ leads: [] });
  expect(await findOldLeads({ cutoff: baton.now, limit: 10 }, { leads: closedLater })).toEqual({ leads: [id] });
});

it('spares the earlier leads of a person who wrote again, until that lead is old too', async () => {
  const { baton, deps, close, open } = await anAgingOffice();
  const old = await close('ada');
  const cutoff = baton.now;
  await baton.advance(DAY);
  const later = await close('ada');
  expect(await findOldLeads({ cutoff, limit: 10 }, deps)).toEqual({ leads: [] });
  expect(await findOldLeads({ cutoff: baton.now, limit: 10 }, deps)).toEqual({ leads: [old, later] });
  await open('ada');
  expect(await findOldLeads({ cutoff: baton.now, limit: 10 }, deps)).toEqual({ leads: [] });
});

it('finds no more than asked for, and goes on from its cursor', async () => {
  const { baton, deps, close } = await anAgingOffice();
  const ids = [await close('ada'), await close('ben'), await close('cleo')];
  const first = await findOldLeads({ cutoff: baton.now, limit: 2 }, deps);
  expect(first.leads).toEqual(ids.slice(0, 2));
  const rest = await findOldLeads({ cutoff: baton.now, limit: 2, cursor: first.cursor }, deps);
  expect(rest).toEqual({ leads: ids.slice(2) });
});

it('looks at a bounded number of pages', async () => {
  const { baton, deps } = await anAgingOffice();
  let pages = 0;
  const leads = replaceMethods(deps.leads, {
    list: async () => {
      pages += 1;
      return { items: [], cursor: 'more' };
    },
  });
  expect(await findOldLeads({ cutoff: baton.now, limit: 10 }, { leads })).toEqual({ leads: [], cursor: 'more' });
  expect(pages).toBe(20);
});
