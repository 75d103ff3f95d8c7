import { describe } from 'vitest';
import {
  InMemoryDoNotContactList,
  InMemoryDoNotContactRecords,
} from '../../../shared/adapters/in-memory/in-memory-do-not-contact.ts';
import { createWorld } from '../../../shared/adapters/in-memory/in-memory-world.ts';
import { doNotContactListContract, doNotContactRecordsContract } from '../contracts/do-not-contact-contract.ts';

describe('in memory', () => {
  doNotContactListContract(async () => new InMemoryDoNotContactList(createWorld()));
  doNotContactRecordsContract(async () => new InMemoryDoNotContactRecords());
});
