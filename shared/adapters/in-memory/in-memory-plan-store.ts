import { type Proposal, refusalOfApproval } from '../../domain/plan-review/proposal.ts';
import type { ActivationResult, ActivePlan, NewActivation, PlanStore, PlanVersion } from '../../ports/plan-store.ts';
import { copyFrozen } from './frozen-copy.ts';
import type { InMemoryWorld } from './in-memory-world.ts';

/** Fake of the plan store. */
export class InMemoryPlanStore implements PlanStore {
  readonly #world: InMemoryWorld;
  readonly #proposals = new Map<number, Proposal>();

  constructor(world: InMemoryWorld) {
    this.#world = world;
  }

  async publish(draft: Omit<PlanVersion, 'version'>): Promise<number> {
    const version = this.#world.plans.length + 1;
    this.#world.plans.push(copyFrozen({ ...draft, version }));
    return version;
  }

  async version(version: number): Promise<PlanVersion | undefined> {
    return this.#world.plans[version - 1];
  }

  async versions() {
    return this.#world.plans
      .map(({ version, publishedAt, publishedBy }) => ({ version, publishedAt, publishedBy }))
      .reverse();
  }

  async active(): Promise<ActivePlan | undefined> {
    const { activePlan, pilot } = this.#world;
    const version = activePlan === undefined ? undefined : await this.version(activePlan);
    return version && pilot ? { ...version, pilot } : version;
  }

  async activate(version: number): Promise<{ readonly outcome: 'done' | 'unknown_version' }> {
    if (!(await this.version(version))) return { outcome: 'unknown_version' };
    this.#world.activePlan = version;
    return { outcome: 'done' };
  }

  async putInForce(
    plan: number | Omit<PlanVersion, 'version'>,
    entry: NewActivation,
    over?: number,
  ): Promise<ActivationResult> {
    const stored =
      typeof plan === 'number' ? this.#world.plans[plan - 1] : { ...plan, version: this.#world.plans.length + 1 };
    if (!stored) return { outcome: 'unknown_version' };
    if (this.#world.pilot) return { outcome: 'pilot_running' };
    if (over !== undefined && over !== (this.#world.activePlan ?? 0)) return { outcome: 'conflict' };
    const { approvedBy, at } = entry;
    if (approvedBy !== undefined) {
      const proposal = this.#proposals.get(stored.version);
      const refusal = refusalOfApproval(proposal, { by: approvedBy, at });
      if (refusal) return { outcome: refusal };
      if (proposal) this.#proposals.set(stored.version, { ...proposal, state: 'approved' });
    }
    if (typeof plan !== 'number') this.#world.plans.push(copyFrozen(stored));
    const { version } = stored;
    const { change } = stored.plan;
    this.#world.activePlan = version;
    this.#world.planActivations.push(copyFrozen({ ...entry, version, ...(change && { change }) }));
    return { outcome: 'done', version };
  }

  async propose(proposal: Omit<Proposal, 'state'>): Promise<void> {
    this.#proposals.set(proposal.version, copyFrozen({ ...proposal, state: 'open' }));
  }

  async proposals(): Promise<readonly Proposal[]> {
    return [...this.#proposals.values()].sort((a, b) => b.version - a.version);
  }

  async activations() {
    return this.#world.planActivations.toReversed();
  }
}
