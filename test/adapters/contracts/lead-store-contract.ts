import { leadAdmissionContract } from './lead-admission-contract.ts';
import { leadClaimsContract } from './lead-claims-contract.ts';
import { leadCompanyContract } from './lead-company-contract.ts';
import { leadListsContract } from './lead-lists-contract.ts';
import { leadMovesContract } from './lead-moves-contract.ts';
import { leadReadingContract } from './lead-reading-contract.ts';
import { leadRecyclingContract } from './lead-returning-contract.ts';
import { leadTransitionsContract } from './lead-steps-contract.ts';
import { ledgerContract } from './ledger-contract.ts';
import type { MakeStores } from './stores.ts';

/** Contract of every LeadStore. */
export function leadStoreContract(make: MakeStores): void {
  leadTransitionsContract(make);
  leadListsContract(make);
  leadMovesContract(make);
  leadAdmissionContract(make);
  leadClaimsContract(make);
  leadReadingContract(make);
  leadRecyclingContract(make);
  leadCompanyContract(make);
  ledgerContract(make);
}
