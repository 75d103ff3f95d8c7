import { InMemoryDeliveryStore } from '../../../shared/adapters/in-memory/in-memory-delivery-store.ts';
import { InMemoryLeadStore } from '../../../shared/adapters/in-memory/in-memory-lead-store.ts';
import { InMemoryErasureRecords, InMemoryPersonEraser } from '../../../shared/adapters/in-memory/in-memory-privacy.ts';
import { InMemoryFindingStore } from '../../../shared/adapters/in-memory/in-memory-source-findings.ts';
import { createWorld } from '../../../shared/adapters/in-memory/in-memory-world.ts';
import { erasureRecordsContract } from '../contracts/erasure-records-contract.ts';
import { personEraserContract } from '../contracts/person-eraser-contract.ts';

personEraserContract(async () => {
  const world = createWorld();
  return {
    eraser: new InMemoryPersonEraser(world),
    leads: new InMemoryLeadStore(world),
    deliveries: new InMemoryDeliveryStore(world),
    findings: new InMemoryFindingStore(world),
  };
});

erasureRecordsContract(async () => new InMemoryErasureRecords());
