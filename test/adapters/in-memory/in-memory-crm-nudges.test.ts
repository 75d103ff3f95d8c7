import { InMemoryCrmNudges } from '../../../shared/adapters/in-memory/in-memory-crm-nudges.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { crmNudgesContract } from '../contracts/crm-nudges-contract.ts';

crmNudgesContract(async () => {
  let now = MONDAY;
  const nudges = new InMemoryCrmNudges(() => now);
  return {
    nudges,
    receive: async () => nudges.receive(),
    waitForNext: async () => {
      now = nudges.nextAt ?? now;
    },
  };
});
