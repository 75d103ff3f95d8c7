import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BusRecorder } from './bus-recorder.ts';
import { eventually } from './eventually.ts';
import { timelineOf } from './http.ts';
import { type Planted, plantCanaries } from './plant-canaries.ts';
import { executions, logLines, objectKeys, rows, type Trace, waitingMessages } from './traces.ts';

const since = new Date();
const recorder = new BusRecorder();
let planted: Planted;

beforeAll(async () => {
  await recorder.start();
  planted = await plantCanaries();
});
afterAll(() => recorder.stop());

/** Places where a canary was found, each with the canaries. */
function findings(traces: readonly Trace[]): Readonly<Record<string, readonly string[]>> {
  const found = new Map<string, Set<string>>();
  for (const { where, text } of traces) {
    for (const kind of planted.canaries.in(text)) found.set(where, (found.get(where) ?? new Set()).add(kind));
  }
  return Object.fromEntries([...found].map(([where, kinds]) => [where, [...kinds].toSorted()]));
}

/** What is searched really tells of these leads, so that finding nobody means something. */
function expectTalkOf(traces: readonly Trace[], expected = planted.leads): void {
  for (const lead of expected)
    expect(
      traces.some(({ text }) => text.includes(lead)),
      lead,
    ).toBe(true);
}

describe('nothing about a person stands in', () => {
  it('any log', async () => {
    const lines = await logLines();
    expectTalkOf(lines);
    expect(findings(lines)).toEqual({});
  });

  it('any event, on the timeline and on the bus', async () => {
    const texts = await eventually(async () => {
      const heard = (await recorder.texts()).map((text) => ({ where: 'bus', text }));
      const timelines = (await Promise.all(planted.leads.map(timelineOf))).flat();
      for (const { id } of timelines)
        expect(
          heard.some(({ text }) => text.includes(id)),
          id,
        ).toBe(true);
      return heard;
    });
    expectTalkOf(texts);
    expect(findings(texts)).toEqual({});
  });

  it('any execution of a state machine', async () => {
    const histories = await executions(since);
    expectTalkOf(histories);
    expect(findings(histories)).toEqual({});
  });

  it('any waiting message, dead letters included', async () => {
    expect(findings(await waitingMessages())).toEqual({});
  });

  it('the name of any stored body', async () => {
    const names = await objectKeys();
    expect(names).not.toEqual([]);
    expect(findings(names)).toEqual({});
  });

  it('any refusal', () => {
    const { refusals } = planted;
    expect(refusals.length).toBeGreaterThan(15);
    // The name of a field is told to who sent it, when it looks like one: that is how a misspelt one is found.
    expect(findings(refusals)).toEqual({ 'unknown fields': ['field name'] });
  });

  it('any key of any row', async () => {
    expect(findings((await rows()).map(({ where, keys }) => ({ where, text: keys })))).toEqual({});
  });

  it('any row but the person, the body as it came, and the features that rules look at', async () => {
    // Of bodies that were refused one sample an hour is kept; it may be one of ours or of another test.
    const kept = (await rows()).filter(({ where }) => where !== 'REFUSED# HOUR#');
    const { 'LEAD# PERSON': persons, 'DELIVERY# DELIVERY': bodies, ...others } = findings(kept);
    const identity = ['mail', 'first name', 'last name', 'phone', 'company', 'message', 'unmapped field', 'website'];
    expect(persons).toEqual(expect.arrayContaining(identity));
    // What could not be read is kept as well.
    expect(bodies).toEqual(expect.arrayContaining([...identity, 'set aside']));
    // Rules ask for the company's domain and for words of the job title; see docs/data-model.md.
    const features = ['domain', 'other domain', 'other title', 'title'];
    expect(others).toEqual({
      'LEAD# FEATURES': features,
      'LEAD# STATE': features,
      'REP# PROFILE': ['rep name'],
      // What forms call fields that nothing maps is listed for whoever tends the source.
      'FINDINGS# FINDING#': ['field name'],
    });
  });
});
