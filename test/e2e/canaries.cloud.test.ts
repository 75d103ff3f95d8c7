import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BusRecorder } from './bus-recorder.ts';
import { eventually } from './eventually.ts';
import { readTimeline } from './http.ts';
import { type PlantedCanaries, plantCanaries } from './plant-canaries.ts';
import { readExecutions, readLogLines, readObjectKeys, readRows, readWaitingMessages, type Trace } from './traces.ts';

const since = new Date();
const recorder = new BusRecorder();
let planted: PlantedCanaries;

beforeAll(async () => {
  await recorder.start();
  planted = await plantCanaries();
});
afterAll(() => recorder.stop());

/** Returns where canaries were found, each with its kinds of canary. */
function findCanaries(traces: readonly Trace[]): Readonly<Record<string, readonly string[]>> {
  const found = new Map<string, Set<string>>();
  for (const { where, text } of traces) {
    for (const kind of planted.canaries.in(text)) found.set(where, (found.get(where) ?? new Set()).add(kind));
  }
  return Object.fromEntries([...found].map(([where, kinds]) => [where, [...kinds].toSorted()]));
}

/** Asserts that the searched traces do mention these leads, so that finding no canary is meaningful. */
function expectMentions(traces: readonly Trace[], expected = planted.leads): void {
  for (const lead of expected)
    expect(
      traces.some(({ text }) => text.includes(lead)),
      lead,
    ).toBe(true);
}

describe('no personal data is in', () => {
  it('any log', async () => {
    const lines = await readLogLines();
    expectMentions(lines);
    expect(findCanaries(lines)).toEqual({});
  });

  it('any event, on the timeline and on the bus', async () => {
    const texts = await eventually(async () => {
      const heard = (await recorder.texts()).map((text) => ({ where: 'bus', text }));
      const timelines = (await Promise.all(planted.leads.map(readTimeline))).flat();
      for (const { id } of timelines)
        expect(
          heard.some(({ text }) => text.includes(id)),
          id,
        ).toBe(true);
      return heard;
    });
    expectMentions(texts);
    expect(findCanaries(texts)).toEqual({});
  });

  it('any execution of a state machine', async () => {
    const histories = await readExecutions(since);
    expectMentions(histories);
    expect(findCanaries(histories)).toEqual({});
  });

  it('any waiting message, including dead letters', async () => {
    expect(findCanaries(await readWaitingMessages())).toEqual({});
  });

  it('the name of any stored body', async () => {
    const names = await readObjectKeys();
    expect(names).not.toEqual([]);
    expect(findCanaries(names)).toEqual({});
  });

  it('any refusal', () => {
    const { refusals } = planted;
    expect(refusals.length).toBeGreaterThan(15);
    // A misspelt field name is returned to its sender, who needs it to find the mistake.
    expect(findCanaries(refusals)).toEqual({ 'unknown fields': ['field name'] });
  });

  it('any key of any row', async () => {
    expect(findCanaries((await readRows()).map(({ where, keys }) => ({ where, text: keys })))).toEqual({});
  });

  it('any row except the person, the raw body, and the features used by rules', async () => {
    // Of refused bodies one sample an hour is kept, which may be from this test or another one.
    const kept = (await readRows()).filter(({ where }) => where !== 'REFUSED# HOUR#');
    const { 'LEAD# PERSON': persons, 'DELIVERY# DELIVERY': bodies, ...others } = findCanaries(kept);
    const identity = ['mail', 'first name', 'last name', 'phone', 'company', 'message', 'unmapped field', 'website'];
    expect(persons).toEqual(expect.arrayContaining(identity));
    // Unreadable bodies are kept as well.
    expect(bodies).toEqual(expect.arrayContaining([...identity, 'set aside']));
    // Rules use the company's domain and words of the job title; see docs/data-model.md.
    const features = ['domain', 'other domain', 'other title', 'title'];
    expect(others).toEqual({
      'LEAD# FEATURES': features,
      'LEAD# STATE#': features,
      'REP# PROFILE': ['rep name'],
      // Names of unmapped fields are listed for the person who maintains the source.
      'FINDINGS# FINDING#': ['field name'],
    });
  });
});
