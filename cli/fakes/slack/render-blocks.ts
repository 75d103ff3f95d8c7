import { type Html, html } from '../../../shared/runtime/pages/html.ts';
import type { FakeMessage, FakeView } from './fake-slack.ts';
import { shownText } from './slack-calls.ts';

type Block = FakeView['blocks'][number];
type Input = Extract<Block, { readonly type: 'input' }>;

/** Renders a message as Slack shows it, with its buttons in a form. Everything in it is shown as text. */
export function renderMessage({ blocks, channel, ts }: FakeMessage): Html {
  return html`<article>${blocks.map((block) => renderBlock(block, `${channel}:${ts}`))}</article>\n`;
}

/** Renders what a form asks for. @param errors what is wrong, by block id */
export function renderForm({ blocks, title, submit }: FakeView, errors: Readonly<Record<string, string>> = {}): Html {
  const button = submit && html`<button class="primary">${shownText(submit.text)}</button>`;
  const rendered = blocks.map((block) =>
    block.type === 'input' ? renderInput(block, errors[block.block_id]) : renderBlock(block, ''),
  );
  return html`<form class="modal" method="post"><h3>${shownText(title.text)}</h3>${rendered}<p>${button ?? ''}</p></form>`;
}

function renderBlock(block: Block, message: string): Html {
  switch (block.type) {
    case 'header':
      return html`<h3>${shownText(block.text.text)}</h3>`;
    case 'section': {
      const fields = block.fields?.map(({ text }) => html`<p>${shownText(text)}</p>`);
      return html`${block.text ? html`<p>${shownText(block.text.text)}</p>` : ''}${
        fields ? html`<div class="fields">${fields}</div>` : ''
      }`;
    }
    case 'context':
      return html`<p><small>${block.elements.map(({ text }) => html`${shownText(text)} `)}</small></p>`;
    case 'actions': {
      const buttons = block.elements.map(
        ({ action_id, text, style }) =>
          html`<button name="action" value="${action_id}" class="${style ?? ''}">${shownText(text.text)}</button>`,
      );
      return html`<form method="post" action="/press"><input type="hidden" name="message" value="${message}">${buttons}</form>`;
    }
    case 'divider':
      return html`<hr>`;
    case 'input':
      return renderInput(block, undefined);
  }
}

function renderInput({ block_id, label, hint, element }: Input, error: string | undefined): Html {
  const problem = error === undefined ? '' : html`<p role="alert">${error}</p>`;
  const small = hint ? html`<small>${shownText(hint.text)}</small>` : '';
  return html`<label>${shownText(label.text)}<br>${renderElement(element, block_id)}</label>${small}${problem}`;
}

function renderElement(element: Input['element'], name: string): Html {
  if (element.type === 'datepicker') return html`<input type="date" name="${name}">`;
  const options = element.options.map(
    ({ value, text }) => html`<option value="${value}">${shownText(text.text)}</option>`,
  );
  return html`<select name="${name}"><option value=""></option>${options}</select>`;
}
