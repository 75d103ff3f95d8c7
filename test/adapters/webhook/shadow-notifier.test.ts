import { expect, it } from 'vitest';
import { MemoryNotifier } from '../../../shared/adapters/in-memory/in-memory-notifier.ts';
import { QuietNotifier } from '../../../shared/adapters/webhook/shadow-notifier.ts';
import type { Mode } from '../../../shared/domain/shadow/shadow-mode.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const CASES: readonly (readonly [Mode, true | undefined, 'sent' | 'withheld'])[] = [
  ['live', undefined, 'sent'],
  ['live', true, 'withheld'],
  ['observe', undefined, 'withheld'],
  ['observe', true, 'withheld'],
];

it.each(CASES)('in mode %s, of a lead in shadow mode (%s), a notification is %s', async (mode, observed, expected) => {
  const receiver = new MemoryNotifier();
  const notifier = new QuietNotifier({ notifier: receiver, mode: async () => mode });
  const lead = aLead('assigned', { observed });
  const notice = { id: 'n1', occasion: 'assigned', to: 'kim', lead, history: [], links: {} } as const;
  expect(await notifier.send(notice, MONDAY)).toBe(expected);
  expect(receiver.sent).toHaveLength(expected === 'sent' ? 1 : 0);
});
