import { InMemoryCrmLinkStore } from '../../../shared/adapters/in-memory/in-memory-crm-links.ts';
import { InMemoryPersonEraser } from '../../../shared/adapters/in-memory/in-memory-privacy.ts';
import { createWorld } from '../../../shared/adapters/in-memory/in-memory-world.ts';
import { crmLinkStoreContract } from '../contracts/crm-link-store-contract.ts';

crmLinkStoreContract(async () => {
  const world = createWorld();
  return { links: new InMemoryCrmLinkStore(world), eraser: new InMemoryPersonEraser(world) };
});
