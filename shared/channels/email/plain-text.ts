import { cleanText, type MailBlock, type MailContent } from './mail-content.ts';

/** Shows a mail as plain text. Each line of a value is indented, so that no lead can write a line of its own. */
export function renderPlainText({ title, intro, blocks, footer }: MailContent): string {
  const parts = [title, ...intro, ...blocks.map(renderBlock), `-- \n${footer}`];
  return `${parts.join('\n\n')}\n`;
}

function renderBlock(block: MailBlock): string {
  switch (block.kind) {
    case 'facts':
      return [...headingOf(block.title), ...block.rows.map(({ name, value }) => `${name}: ${indent(value)}`)].join(
        '\n',
      );
    case 'list':
      return [...headingOf(block.title), ...block.items.map((item) => `- ${indent(item)}`)].join('\n');
    case 'buttons':
      return [...headingOf(block.title), ...block.buttons.map(({ label, url }) => `${label}: ${url}`)].join('\n');
    case 'bars':
      return [
        ...headingOf(block.title),
        ...(block.caption === undefined ? [] : [block.caption]),
        ...block.bars.map(
          ({ label, text, before }) => `${indent(label)}: ${text}${before ? `; before: ${before.text}` : ''}`,
        ),
      ].join('\n');
  }
}

function headingOf(title: string | undefined): readonly string[] {
  return title === undefined ? [] : [title.toUpperCase()];
}

function indent(value: string): string {
  return cleanText(value).replaceAll('\n', '\n    ');
}
