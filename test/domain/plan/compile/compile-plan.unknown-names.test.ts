import { describe } from 'vitest';
import { itReports, type Slip } from '../slips.ts';

const names: readonly Slip[] = [
  ['sla: demo,', 'sla: handoff,', 'slas[0].sla', 'is the SLA of a handoff'],
  [
    'desk: {manager: ana.silva, hours: office}',
    'desk: {manager: ana.silva, hours: ofice}',
    'teams.desk.hours',
    'did you mean `office`?',
  ],
  ['backup: sdr-amer', 'backup: sdr-amre', 'teams.sdr-emea.backup', 'did you mean `sdr-amer`?'],
  ['backup: sdr-amer', 'backup: sdr-emea', 'teams.sdr-emea.backup', 'a team other than itself'],
  ['to: desk, otherwise', 'to: desl, otherwise', 'layers[0].rules[0].to', 'did you mean `desk`?'],
  ['to: desk, otherwise: next', 'to: desk, otherwise: nxt', 'layers[0].rules[0].otherwise', 'did you mean `next`?'],
  [
    'to: desk, otherwise: next',
    'to: desk, otherwise: cach-all',
    'layers[0].rules[0].otherwise',
    'did you mean `catch-all`?',
  ],
  [
    'to: desk, otherwise',
    'to: desk, sla: dmo, otherwise',
    'layers[0].rules[0].sla',
    'no SLA `dmo`; did you mean `demo`?',
  ],
  [
    'to: desk, otherwise',
    'to: desk, closed: {wake: dsk, within: 5m}, otherwise',
    'layers[0].rules[0].closed.wake',
    'did you mean `desk`?',
  ],
  [
    'to: desk, otherwise',
    'to: desk, closed: {follow: [dsk]}, otherwise',
    'layers[0].rules[0].closed.follow',
    'did you mean `desk`?',
  ],
  [
    'to: desk, otherwise',
    'to: desk, need: [langage], otherwise',
    'layers[0].rules[0].need[0]',
    'did you mean `language`?',
  ],
  [
    'to: desk, otherwise',
    'to: desk, relax: [language], otherwise',
    'layers[0].rules[0].relax[0]',
    'expected a field listed in `need`',
  ],
  [
    '"sdr-{region}"',
    '"sales-{region}"',
    'layers[0].rules[1].to',
    'no team of the plan has a name like `sales-{region}`',
  ],
  ['"sdr-{region}"', '"sdr-{regoin}"', 'layers[0].rules[1].to', 'did you mean `region`?'],
  ['otherwise: catch-all\n', 'otherwise: desk\n', 'otherwise', 'no queue `desk`; expected one of catch-all'],
  ['ladder: hard}\n  - {sla: rest', 'ladder: hrad}\n  - {sla: rest', 'slas[0].ladder', 'did you mean `hard`?'],
  ['{employees: 1000+}, to', '{emploees: 1000+}, to', 'layers[0].rules[0].when.emploees', 'did you mean `employees`?'],
  ['{band: hot}, to', '{band: hto}, to', 'layers[0].rules[1].when.band', 'did you mean `hot`?'],
  [
    '{band: hot}, to',
    '{industry: {not: [saas, haelth]}}, to',
    'layers[0].rules[1].when.industry.not',
    'did you mean `health`?',
  ],
  [
    'catch-all: {owner',
    'desk: {owner: dana.ruiz, review: 1d}\n  catch-all: {owner',
    'queues.desk',
    'there is also a team `desk`',
  ],
  ['SaaS company: saas', 'SaaS company: sas', 'fields.industry.alias.SaaS company', 'did you mean `saas`?'],
];

describe('a name that the plan does not define', () => itReports(names));
