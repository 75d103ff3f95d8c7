import { expect, it } from 'vitest';
import { MessageBlocks, View } from '../../../../cli/fakes/slack/block-rules.ts';
import { renderForm, renderMessage } from '../../../../cli/fakes/slack/render-blocks.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const render = (blocks: readonly object[]) =>
  renderMessage({ channel: 'D1', ts: '1.2', to: 'U1', text: '', changes: 0, blocks: MessageBlocks.parse(blocks) }).html;

it.each([
  [{ type: 'header', text: plain('A &amp; B') }, '<h3>A &amp; B</h3>'],
  [{ type: 'section', text: plain('one\ntwo') }, '<p>one\ntwo</p>'],
  [
    { type: 'section', fields: [plain('Name\nAda'), plain('&lt;i&gt;')] },
    '<div class="fields"><p>Name\nAda</p><p>&lt;i&gt;</p></div>',
  ],
  [{ type: 'context', elements: [plain('small')] }, '<p><small>small </small></p>'],
  [{ type: 'divider' }, '<hr>'],
])('renders %j', (block, expected) => {
  expect(render([block])).toContain(expected);
});

it('puts buttons into a form that names the message', () => {
  const button = {
    type: 'button',
    action_id: 'answer_contacted',
    text: plain('Contacted'),
    value: '"',
    style: 'primary',
  };
  const html = render([{ type: 'actions', elements: [button] }]);
  expect(html).toContain('<form method="post" action="/press"><input type="hidden" name="message" value="D1:1.2">');
  expect(html).toContain('<button name="action" value="answer_contacted" class="primary">Contacted</button>');
});

it('renders what a form asks for, with what is wrong', () => {
  const option = { text: plain('their <size>'), value: 'size' };
  const view = View.parse({
    ...{ type: 'modal', callback_id: 'f', private_metadata: '', title: plain('Why'), submit: plain('Send') },
    blocks: [
      {
        type: 'input',
        block_id: 'reason',
        label: plain('Reason'),
        element: { type: 'static_select', action_id: 'reason', options: [option] },
      },
      {
        type: 'input',
        block_id: 'until',
        label: plain('When'),
        hint: plain('or not'),
        element: { type: 'datepicker', action_id: 'until' },
      },
    ],
  });
  const { html } = renderForm(view, { reason: 'Choose <one>.' });
  expect(html).toContain(
    '<select name="reason"><option value=""></option><option value="size">their &lt;size&gt;</option></select>',
  );
  expect(html).toContain('<p role="alert">Choose &lt;one&gt;.</p>');
  expect(html).toContain('<input type="date" name="until"></label><small>or not</small>');
  expect(html).toContain('<button class="primary">Send</button>');
});
