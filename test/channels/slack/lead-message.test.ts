import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MessageBlocks } from '../../../cli/fakes/slack/block-rules.ts';
import { buttonsOf, shownIn } from '../../../cli/fakes/slack/slack-calls.ts';
import { buildLeadMessage, type LeadMessageInput } from '../../../shared/channels/slack/lead-message.ts';
import { ANSWER_KINDS } from '../../../shared/domain/answers/answer-link.ts';
import { OCCASIONS } from '../../../shared/domain/notifications/notice.ts';
import { aLead, aLeadsTransitions } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aPerson } from '../../support/builders/person.ts';

const INPUT: LeadMessageInput = {
  occasion: 'assigned',
  lead: aLead('assigned'),
  person: aPerson({ answers: { message: 'Please call' } }),
  history: aLeadsTransitions('assigned').map(({ event }) => event),
  dueAt: MONDAY,
  answers: ['contacted', 'qualified', 'declined', 'misrouted', 'not_now', 'disqualified', 'converted'],
  zone: 'America/New_York',
};

/** Builds a message and checks it against Slack's rules. */
function build(more: Partial<LeadMessageInput> = {}) {
  const message = buildLeadMessage({ ...INPUT, ...more });
  return { text: message.text, blocks: MessageBlocks.parse(message.blocks) };
}

describe('the message about a lead', () => {
  it('says who, what they want, the score with its reasons, the deadline and the history', () => {
    const score = {
      ...{ total: 80, fit: 35, behaviour: 45, band: 'hot' },
      reasons: [{ part: 'fit' as const, fields: ['employees'], points: 15 }],
    };
    const touchpoints = [{ touch: 'demo_request', source: 'website', at: MONDAY }];
    const message = build({ lead: { ...INPUT.lead, score, touchpoints } });
    expect(message.text).toBe('New lead: Nora Lind');
    const shown = shownIn(message);
    for (const said of [
      ...['Nora Lind', 'Lindwerk', 'nora.lind@lindwerk.example', 'Please call', 'demo request, from website'],
      ...['80, hot (fit 35, behaviour 45): employees +15', 'lead assigned', 'lead received'],
      'First answer due: Mon 23 Nov, 04:00 (America/New_York)',
    ])
      expect(shown).toContain(said);
  });

  it('has a button for each answer; that of a customer only once the lead is in work', () => {
    const offered = ['contacted', 'qualified', 'declined', 'misrouted', 'not_now', 'disqualified'];
    expect([...buttonsOf(build()).keys()]).toEqual(offered.map((answer) => `answer_${answer}`));
    expect(buttonsOf(build({ lead: aLead('working') })).has('answer_converted')).toBe(true);
    expect(buttonsOf(build({ answers: [] })).size).toBe(0);
  });

  it('lets nothing that a lead wrote act: every text is plain, and mentions and links are escaped', () => {
    const hostile = '<!channel> <https://evil.example|Open> & *bold* \u202Eabc\u0007';
    const message = build({ person: { name: hostile, company: hostile, answers: { [hostile]: hostile } } });
    expect(shownIn(message)).not.toMatch(/[<>\u202E]|\\u0007|mrkdwn|& /);
    expect(shownIn(message)).toContain('&lt;!channel&gt;');
    expect(message.text).toMatch(/^New lead: &lt;!channel&gt;/);
  });

  it('keeps within the limits of Slack, however much a lead wrote', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 4000 });
    const holds = () =>
      fc.assert(
        fc.property(
          fc.dictionary(anything, anything, { maxKeys: 60 }),
          fc.record({ name: anything, company: anything, email: anything, phone: anything, jobTitle: anything }),
          fc.constantFrom(...OCCASIONS),
          (answers, person, occasion) => {
            build({ person: { ...person, answers }, occasion, answers: ANSWER_KINDS, status: person.name });
          },
        ),
        { numRuns: 60 },
      );
    expect(holds).not.toThrow();
  });
});
