import { expect, it } from 'vitest';
import { AccessToken } from '../../../shared/adapters/calendars/access-token.ts';
import { failure, success } from '../../../shared/domain/result.ts';

const OK = success({ status: 200, headers: {}, body: '' });

it('keeps a token, and gets another one a minute before it expires', async () => {
  let [now, issued] = [0, 0];
  const sent: string[] = [];
  const token = new AccessToken({
    issue: async () => {
      issued += 1;
      return success({ token: `t${issued}`, expiresInSeconds: 3600 });
    },
    clock: () => now,
  });
  for (const second of [0, 3539, 3540, 3541, 7079]) {
    now = second * 1000;
    await token.request(async (authorization) => {
      sent.push(authorization);
      return OK;
    });
  }
  expect(sent).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t2', 'Bearer t2', 'Bearer t2']);
});

it('asks nobody without a token, and says why there is none', async () => {
  const token = new AccessToken({ issue: async () => failure('token_status_400'), clock: () => 0 });
  const asked: string[] = [];
  const answer = await token.request(async (authorization) => {
    asked.push(authorization);
    return OK;
  });
  expect(answer).toEqual(failure('token_status_400'));
  expect(asked).toEqual([]);
});
