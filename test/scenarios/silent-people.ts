import { InMemoryDoNotContactRecords } from '../../shared/adapters/in-memory/in-memory-do-not-contact.ts';
import { InMemoryErasureRecords, InMemoryPersonEraser } from '../../shared/adapters/in-memory/in-memory-privacy.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { liftSuppression } from '../../shared/use-cases/privacy/lift-suppression.ts';
import type { PrivacyDeps } from '../../shared/use-cases/privacy/privacy-deps.ts';
import type { ContactIdentifier } from '../../shared/use-cases/privacy/resolve-contact.ts';
import { suppressPerson } from '../../shared/use-cases/privacy/suppress-person.ts';

/** The person whom nobody may contact in these scenarios, as they fill in the form. */
export const NORA = {
  email: 'nora@lindwerk.example',
  first_name: 'Nora',
  last_name: 'Lind',
  phone: '+49 30 23125123',
  touch: 'demo_request',
};

/** Every way to name Nora. */
export const WAYS_TO_NAME_NORA: readonly ContactIdentifier[] = [
  { by: 'email', email: NORA.email },
  { by: 'phone', phone: NORA.phone, name: 'Nora Lind' },
  { by: 'number', phone: '0049 30 23125123' },
  { by: 'domain', domain: '@lindwerk.example' },
];

/** Returns the list's use cases over the stores of a Baton. */
export function aSilencer(
  baton: VirtualBaton,
  stores: Omit<PrivacyDeps, 'eraser' | 'erasures' | 'doNotContactRecords'> = baton.deps,
) {
  const deps: PrivacyDeps = {
    ...stores,
    eraser: new InMemoryPersonEraser(baton.deps.world),
    erasures: new InMemoryErasureRecords(),
    doNotContactRecords: new InMemoryDoNotContactRecords(),
  };
  const by = 'dana';
  let sentBefore: number | undefined;
  return {
    deps,
    suppress: (who: ContactIdentifier = { by: 'email', email: NORA.email }) => {
      sentBefore ??= baton.deps.notifier.sent.length;
      return suppressPerson({ who, by, because: 'asked_by_mail', ticket: 'dsr-9', now: baton.now }, deps);
    },
    /** The occasions of what was sent about a lead since the first entry was begun. */
    occasionsSince: (lead: string) =>
      baton.deps.notifier.sent
        .slice(sentBefore)
        .flatMap(({ notice }) => (notice.lead.id === lead ? notice.occasion : [])),
    lift: (who: ContactIdentifier = { by: 'email', email: NORA.email }) =>
      liftSuppression({ who, by, because: 'agreed', now: baton.now }, deps),
  };
}

/** Returns the notifications sent so far, as recipient and occasion. */
export function notificationsOf(baton: VirtualBaton): readonly (readonly [string, string])[] {
  return baton.deps.notifier.sent.map(({ notice }) => [notice.to, notice.occasion] as const);
}
