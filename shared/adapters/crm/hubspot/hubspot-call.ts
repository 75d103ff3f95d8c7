import type { CrmFailure } from '../../../domain/crm/crm-failure.ts';
import { failure, type Result } from '../../../domain/result.ts';
import { type CallCrm, type CrmAddress, type CrmAnswer, type CrmCall, callCrm } from '../crm-request.ts';

/** How HubSpot is reached. `token`: the access token; `fresh`: as it is now, since the one known before was refused. */
export interface HubSpotAccess extends CrmAddress {
  readonly token: (fresh: boolean) => Promise<string | undefined>;
}

/** Returns what calls HubSpot with the access token, and with the current one if that was replaced. */
export function hubSpotCall({ token: readToken, ...address }: HubSpotAccess): CallCrm {
  const callWith = async (token: string | undefined, call: CrmCall): Promise<Result<CrmAnswer, CrmFailure>> =>
    token === undefined
      ? failure({ code: 'unauthorized' })
      : callCrm(address, { ...call, headers: { authorization: `Bearer ${token}` } });
  return async (call) => {
    const token = await readToken(false);
    const answer = await callWith(token, call);
    if (token !== undefined && !(answer.ok && answer.value.status === 401)) return answer;
    const current = await readToken(true);
    return current === token ? answer : callWith(current, call);
  };
}
