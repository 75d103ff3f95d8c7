import { describe } from 'vitest';
import { itReports, type Slip } from '../slips.ts';

const handoff = (row: string) => `otherwise: catch-all\nhandoff: [${row}]\n`;
const CLOCK = 'first_touch: 4h, accept_within: 8h';

const handoffs: readonly Slip[] = (
  [
    [`{on: qualified, to: dsk, ${CLOCK}}`, 'handoff[0].to', 'did you mean `desk`?'],
    [`{on: qualified, to: "ae-{region}", ${CLOCK}}`, 'handoff[0].to', 'no team of the plan has a name like'],
    [`{on: contacted, to: desk, ${CLOCK}}`, 'handoff[0].on', 'qualified'],
    [`{on: qualified, to: desk, need: [langage], ${CLOCK}}`, 'handoff[0].need[0]', 'did you mean `language`?'],
    [`{on: qualified, to: desk, otherwise: cach-all, ${CLOCK}}`, 'handoff[0].otherwise', 'did you mean `catch-all`?'],
    [`{on: qualified, to: desk, otherwise: desk, ${CLOCK}}`, 'handoff[0].otherwise', 'a team other than'],
    [`{on: qualified, to: desk, times: 0, ${CLOCK}}`, 'handoff[0].times', 'at least 1'],
    ['{on: qualified, to: desk, first_touch: 0m, accept_within: 1h}', 'handoff[0].first_touch', 'more than zero'],
    ['{on: qualified, to: desk, first_touch: 1h, accept_within: 0m}', 'handoff[0].accept_within', 'more than zero'],
    ['{on: qualified, to: desk, first_touch: 1h, accept_within: 1w}', 'handoff[0].accept_within', 'working time'],
    [`{on: qualified, to: desk, warn: 4h, ${CLOCK}}`, 'handoff[0].warn', 'less than `first_touch`'],
    [
      `{on: qualified, to: desk, ${CLOCK}}, {on: qualified, to: sdr-emea, ${CLOCK}}`,
      'handoff[0].when',
      'must be the last one',
    ],
    [`{on: qualified, when: {band: hto}, to: desk, ${CLOCK}}`, 'handoff[0].when.band', 'did you mean `hot`?'],
  ] as const
).map(([row, path, says]) => ['otherwise: catch-all\n', handoff(row), path, says]);

describe('a handoff rule', () => itReports(handoffs));
