import * as z from 'zod';

/** Slack's documented rules of the blocks that Baton uses: https://docs.slack.dev/reference/block-kit */
const text = (most: number) =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(most), emoji: z.boolean().optional() }),
    z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(most), verbatim: z.boolean().optional() }),
  ]);
const plain = (most: number) => text(most).refine(({ type }) => type === 'plain_text');
const id = z.string().min(1).max(255);

const Button = z.strictObject({
  type: z.literal('button'),
  action_id: id,
  text: plain(75),
  value: z.string().max(2000),
  style: z.enum(['primary', 'danger']).optional(),
});

const Select = z.strictObject({
  type: z.literal('static_select'),
  action_id: id,
  options: z
    .array(z.strictObject({ text: plain(75), value: z.string().min(1).max(150) }))
    .min(1)
    .max(100),
});

const Block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: plain(150) }),
  z
    .strictObject({
      type: z.literal('section'),
      text: text(3000).optional(),
      fields: z.array(text(2000)).min(1).max(10).optional(),
    })
    .refine((section) => section.text !== undefined || section.fields !== undefined),
  z.strictObject({ type: z.literal('context'), elements: z.array(text(3000)).min(1).max(10) }),
  z.strictObject({
    type: z.literal('actions'),
    elements: z
      .array(Button)
      .min(1)
      .max(25)
      .refine((all) => new Set(all.map((one) => one.action_id)).size === all.length),
  }),
  z.strictObject({ type: z.literal('divider') }),
  z.strictObject({
    type: z.literal('input'),
    block_id: id,
    label: plain(2000),
    hint: plain(2000).optional(),
    optional: z.boolean().optional(),
    element: z.discriminatedUnion('type', [Select, z.strictObject({ type: z.literal('datepicker'), action_id: id })]),
  }),
]);

/** The blocks of a message. */
export const MessageBlocks = z
  .array(Block)
  .min(1)
  .max(50)
  .refine((all) => all.every(({ type }) => type !== 'input'));

/** A form. */
export const View = z.strictObject({
  type: z.literal('modal'),
  callback_id: z.string().max(255),
  private_metadata: z.string().max(3000),
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  blocks: z.array(Block).min(1).max(100),
});
