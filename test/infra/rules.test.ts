import { expect, it } from 'vitest';
import { synthesise } from './synthesised.ts';

it('the event bus has no rule of Baton’s own: it is for those of whoever installs Baton', () => {
  const { resources } = synthesise('prod');
  expect(Object.keys(resources('AWS::Events::EventBus'))).toHaveLength(1);
  expect(Object.keys(resources('AWS::Events::Rule'))).toEqual([]);
});
