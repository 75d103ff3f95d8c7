import { decideBatch } from '../assignment/assign.ts';
import { ledgerEntriesOf, ledgerEntryOf, ledgerKey, UNITS_PER_LEAD } from '../assignment/fairness/ledger.ts';
import type { BatchInput } from '../assignment/restore-batch.ts';
import type { LeadId, RepId } from '../ids.ts';
import { type Lever, leversFor, type RepChange } from './rep-levers.ts';

/** One set of changes, each needed, after which the batch would have given the lead to the rep. */
export type Way = readonly RepChange[];

/** The most ways that are returned: more would not be read. */
const MAX_WAYS = 5;
/** The most leads of the batch that a rep is given before this one while a credit is looked for. */
const MAX_GIVEN_BEFORE = 4;

/**
 * Finds the smallest changes after which a batch would have given a lead to a rep: every single change that would, or,
 * if there is none, pairs. Each is proved by deciding the batch again with it. Empty when two changes are not enough.
 */
export function findWays(
  input: BatchInput,
  { lead, rep }: { readonly lead: LeadId; readonly rep: RepId },
): readonly Way[] {
  const asked = { lead, rep };
  const levers = leversFor(input, asked);
  const singles = [...levers, ...amountsFor(asked)].flatMap((lever) => tryLever(lever, input, asked));
  if (singles.length > 0) return singles.slice(0, MAX_WAYS).map(({ change }) => [change]);
  const pairs = levers.flatMap((first, index) => {
    const between = first(input);
    if (!between) return [];
    return [...levers.slice(index + 1), ...amountsFor(asked)].flatMap((second) =>
      tryLever(second, between.input, asked).map(({ change }): Way => [between.change, change]),
    );
  });
  return pairs.slice(0, MAX_WAYS);
}

type Asked = { readonly lead: LeadId; readonly rep: RepId };

function tryLever(lever: Lever, input: BatchInput, asked: Asked) {
  const changed = lever(input);
  return changed && isChosen(changed.input, asked) ? [changed] : [];
}

/** Whether a batch gives this lead to this rep. */
export function isChosen(input: BatchInput, { lead, rep }: Asked): boolean {
  return decideBatch(input).assignments.some((one) => one.lead === lead && one.rep === rep);
}

/** Changes of what the rep is compared by, each by the smallest amount that is enough. */
function amountsFor(asked: Asked): readonly Lever[] {
  return [
    (input) => {
      if (input.team.turn === 'least_loaded') return undefined;
      const units = smallestCredit(input, asked);
      return units === undefined
        ? undefined
        : { change: { change: 'credit', units }, input: addCredit(input, asked, units) };
    },
    (input) => {
      const held = input.candidates.find(({ rep }) => rep.id === asked.rep)?.load.open ?? 0;
      if (input.team.turn !== 'least_loaded' || held <= 0) return undefined;
      const slots = smallestUpTo(Math.ceil(held), (amount) => isChosen(freeSlots(input, asked, amount), asked));
      return slots === undefined
        ? undefined
        : { change: { change: 'load', slots }, input: freeSlots(input, asked, slots) };
    },
  ];
}

/**
 * Returns the smallest whole number above `tooLittle`, up to `most`, that is enough; undefined when `most` is not. From
 * the first that is enough on, all must be.
 */
function smallestUpTo(most: number, isEnough: (amount: number) => boolean, tooLittle = 0): number | undefined {
  if (most <= tooLittle || !isEnough(most)) return undefined;
  let [below, enough] = [tooLittle, most];
  while (enough - below > 1) {
    const middle = Math.floor((below + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else below = middle;
  }
  return enough;
}

/**
 * Returns the smallest credit that is enough, in units of the ledger. With more credit a rep may be given leads of the
 * batch that come before this one, and pay for them. So it looks at credits that bring none of these, then one, and so on:
 * among those that bring equally many, more is never worse.
 */
function smallestCredit(input: BatchInput, asked: Asked): number | undefined {
  const place = input.batch.findIndex(({ lead }) => lead === asked.lead);
  const before = new Set(input.batch.slice(0, Math.max(place, 0)).map(({ lead }) => lead));
  const most = creditToLead(input, asked) + before.size * UNITS_PER_LEAD;
  const givenWith = (units: number) => {
    const { assignments } = decideBatch(addCredit(input, asked, units));
    return assignments.filter(({ rep, lead }) => rep === asked.rep && before.has(lead)).length;
  };
  const isEnough = (units: number) => isChosen(addCredit(input, asked, units), asked);
  let tooLittle = 0;
  for (let given = 0; given <= Math.min(before.size, MAX_GIVEN_BEFORE); given += 1) {
    const next = smallestUpTo(most, (units) => givenWith(units) > given, tooLittle);
    const units = smallestUpTo(next === undefined ? most : next - 1, isEnough, tooLittle);
    if (units !== undefined || next === undefined) return units;
    tooLittle = next - 1;
  }
  return undefined;
}

/** Returns a credit that puts a rep just before everybody else for one lead, in units of the ledger. */
function creditToLead(input: BatchInput, asked: Asked): number {
  const key = keyOf(input, asked);
  const entries = ledgerEntriesOf(input.ledger, key);
  const largest = Math.max(0, ...input.candidates.map(({ rep }) => ledgerEntryOf(entries, rep.id).credit));
  return largest - ledgerEntryOf(entries, asked.rep).credit + UNITS_PER_LEAD;
}

function keyOf({ batch, team }: BatchInput, { lead }: Asked): string {
  return ledgerKey(team, batch.find((one) => one.lead === lead)?.band ?? '');
}

function addCredit(input: BatchInput, asked: Asked, units: number): BatchInput {
  const key = keyOf(input, asked);
  const entries = ledgerEntriesOf(input.ledger, key);
  const before = ledgerEntryOf(entries, asked.rep);
  const entry = { ...before, credit: before.credit + units, earned: before.earned + units };
  const { ledger } = input;
  return {
    ...input,
    ledger: { ...ledger, entries: { ...ledger.entries, [key]: { ...entries, [asked.rep]: entry } } },
  };
}

function freeSlots(input: BatchInput, asked: Asked, slots: number): BatchInput {
  return {
    ...input,
    candidates: input.candidates.map((one) =>
      one.rep.id === asked.rep ? { ...one, load: { ...one.load, open: Math.max(0, one.load.open - slots) } } : one,
    ),
  };
}
