import type { StackOutputs } from '../../infra/outputs.ts';
import { AccountTable } from '../../shared/adapters/dynamodb/account-table.ts';
import { LeadTable } from '../../shared/adapters/dynamodb/lead-table.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { describeEncoding, readTextFile } from '../csv/decode-text.ts';
import { openDatabase } from '../database.ts';
import { prepareAccountImport } from '../import/import-accounts.ts';

/** Imports a file of accounts, as `baton import accounts --apply` does. @throws with every problem of the file. */
export async function importSetupAccounts(options: {
  readonly outputs: StackOutputs;
  readonly file: string;
  readonly say: (line: string) => void;
}): Promise<void> {
  const { outputs, file, say } = options;
  const db = openDatabase();
  const stores = {
    accounts: new AccountTable({ db, table: outputs.RepsTable }),
    reps: new RepTable({ db, table: outputs.RepsTable }),
    leads: new LeadTable({ db, tables: { leads: outputs.LeadsTable, reps: outputs.RepsTable } }),
  };
  const { text, ...encoding } = await readTextFile(file);
  if (encoding.isGuess) say(`Accounts: ${describeEncoding(encoding)}`);
  const imported = await prepareAccountImport({ file, text, prune: false, stores });
  await imported.apply(say);
}
