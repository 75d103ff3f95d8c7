import { expect, it } from 'vitest';
import { InMemoryNotifier } from '../../../shared/adapters/in-memory/in-memory-notifier.ts';
import { SuppressingNotifier } from '../../../shared/adapters/notifications/suppressing-notifier.ts';
import type { Mode } from '../../../shared/domain/shadow/shadow-mode.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const CASES: readonly (readonly [Mode, true | undefined, 'sent' | 'suppressed'])[] = [
  ['live', undefined, 'sent'],
  ['live', true, 'suppressed'],
  ['shadow', undefined, 'suppressed'],
  ['shadow', true, 'suppressed'],
];

it.each(CASES)('in mode %s, of a lead in shadow mode (%s), a notification is %s', async (mode, observed, expected) => {
  const receiver = new InMemoryNotifier();
  const notifier = new SuppressingNotifier({ notifier: receiver, mode: async () => mode });
  const lead = aLead('assigned', { shadow: observed });
  const notice = { id: 'n1', occasion: 'assigned', to: 'kim', lead, history: [], links: {} } as const;
  expect(await notifier.send(notice, MONDAY)).toBe(expected);
  expect(receiver.sent).toHaveLength(expected === 'sent' ? 1 : 0);
});
