import type { Plan } from '../../shared/domain/plan/plan.ts';
import { mailAddressOf, type Rep } from '../../shared/domain/team/rep.ts';
import type { DoctorFinding } from '../finding.ts';
import type { MailState } from './mail-state.ts';

const check = 'E-mail';
const ok = (observed: string): DoctorFinding => ({ check, state: 'ok', observed });
const warning = (observed: string, todo: string): DoctorFinding => ({ check, state: 'warning', observed, todo });
const failed = (observed: string, todo: string): DoctorFinding => ({ check, state: 'failed', observed, todo });

/** Above this share of a day's quota, a busy day may be too much. */
const MAX_QUOTA_SHARE = 0.8;

/** Judges an environment without a sender. */
export function judgeNoSender(
  reps: readonly Pick<Rep, 'active' | 'email' | 'addresses' | 'reach'>[],
): readonly DoctorFinding[] {
  const active = reps.filter((rep) => rep.active);
  const count = active.filter((rep) => mailAddressOf(rep) !== undefined).length;
  if (count === 0) return [ok('not set up')];
  return [
    warning(
      `no sender, but ${count} of ${active.length} active people have an address`,
      'Name one under mail in infra/environments.ts: docs/email.md',
    ),
  ];
}

/** Says what cannot be judged on the local cloud. */
export function judgeLocalMail(): readonly DoctorFinding[] {
  const observed =
    'the local cloud accepts every sender: verification, DKIM, sandbox, sending limits and suppression cannot be checked on it';
  return [{ check, state: 'unknown', observed }];
}

/** Judges what SES says. One finding that all is well, or one for each problem. */
export function judgeMail(sender: string, identity: string, state: MailState): readonly DoctorFinding[] {
  const problems = [...judgeIdentity(identity, state), ...judgeAccount(state), ...judgeSuppression(state)];
  return problems.length === 0 ? [ok(`SES sends as ${sender}`)] : problems;
}

function judgeIdentity(name: string, { identity }: MailState): readonly DoctorFinding[] {
  const isDomain = !name.includes('@');
  if (!identity)
    return [
      failed(
        `SES does not know ${name} in this Region`,
        'SES → Identities → Create identity, in the Region of the stack: docs/email.md',
      ),
    ];
  if (!identity.VerifiedForSendingStatus)
    return [
      failed(
        `${name} is not verified (${identity.VerificationStatus ?? 'no status'})`,
        isDomain
          ? 'Enter the CNAME records that SES shows for it at whoever hosts its DNS'
          : 'Follow the link in the mail from AWS to this address; SES sends another one on request',
      ),
    ];
  const { SigningEnabled, Status } = identity.DkimAttributes ?? {};
  const { MailFromDomain, MailFromDomainStatus } = identity.MailFromAttributes ?? {};
  return [
    ...(isDomain && !(SigningEnabled && Status === 'SUCCESS')
      ? [
          warning(
            `mails of ${name} have no DKIM signature (${Status ?? 'not set up'}): many servers take them for spam`,
            'SES → Identities → Authentication: enable Easy DKIM and enter its CNAME records',
          ),
        ]
      : []),
    ...(MailFromDomain && MailFromDomainStatus !== 'SUCCESS'
      ? [
          warning(
            `the MAIL FROM domain ${MailFromDomain} is ${MailFromDomainStatus}`,
            'Enter the MX and TXT records that SES shows for it, or remove it: mails may be refused with sender_not_verified',
          ),
        ]
      : []),
  ];
}

function judgeAccount({ account, configurationSet }: MailState): readonly DoctorFinding[] {
  const { SendingEnabled, ProductionAccessEnabled, EnforcementStatus, SendQuota } = account;
  const { Max24HourSend: most = -1, SentLast24Hours: sent = 0 } = SendQuota ?? {};
  const findings: DoctorFinding[] = [];
  if (!SendingEnabled || EnforcementStatus === 'SHUTDOWN')
    findings.push(
      failed(
        'SES has paused sending for this account',
        'SES → Account dashboard says why; mend it and answer the case that AWS opened',
      ),
    );
  else if (EnforcementStatus === 'PROBATION')
    findings.push(
      warning(
        'AWS reviews this account: too many bounces or complaints',
        'SES → Account dashboard → Reputation; remove addresses that bounce from the reps data',
      ),
    );
  if (!configurationSet.canSend)
    findings.push(
      failed(
        "sending is off in the stack's configuration set",
        'SES → Configuration sets → the one of the stack → Enable sending',
      ),
    );
  if (!ProductionAccessEnabled)
    findings.push(
      warning(
        'the account is in the sandbox: only verified addresses get mail',
        'SES → Account dashboard → Request production access, type Transactional',
      ),
    );
  if (most > 0 && sent > MAX_QUOTA_SHARE * most)
    findings.push(
      warning(
        `${sent} of ${most} mails a day are used up`,
        'Request an increase from AWS: quota "Sending quota" of SES',
      ),
    );
  return findings;
}

function judgeSuppression({ account, configurationSet }: MailState): readonly DoctorFinding[] {
  const reasons = configurationSet.suppressedReasons ?? account.SuppressionAttributes?.SuppressedReasons ?? [];
  const missing = ['BOUNCE', 'COMPLAINT'].filter((reason) => !reasons.includes(reason));
  if (missing.length === 0) return [];
  return [
    warning(
      `SES goes on sending to addresses after a ${missing.join(' or a ').toLowerCase()}, which costs reputation`,
      'SES → Suppression list → Account-level settings: enable bounces and complaints',
    ),
  ];
}

/** Judges whether bounces and complaints come back. @param topic the stack's topic for them */
export function judgeFeedback(
  topic: string | undefined,
  { configurationSet: { destinations } }: MailState,
): DoctorFinding {
  const reported = new Set<string>(
    destinations
      .filter(({ Enabled, SnsDestination }) => Enabled && topic !== undefined && SnsDestination?.TopicArn === topic)
      .flatMap(({ MatchingEventTypes = [] }) => MatchingEventTypes),
  );
  const missing = ['BOUNCE', 'COMPLAINT'].filter((type) => !reported.has(type));
  if (missing.length === 0) return ok('bounces and complaints are reported');
  return failed(
    `nobody is told of a ${missing.join(' or a ').toLowerCase()}: no other channel is tried then`,
    'The event destination of the configuration set was changed: deploy the stack again',
  );
}

/** Names the managers of the active plan who get no mails because they have no address. */
export function judgeManagers(
  plan: Pick<Plan, 'teams'> | undefined,
  reps: readonly Pick<Rep, 'id' | 'active' | 'email' | 'addresses' | 'reach'>[],
): readonly DoctorFinding[] {
  const managers = new Set(Object.values(plan?.teams ?? {}).map(({ manager }) => manager));
  const without = reps
    .filter(({ id, active, reach }) => active && managers.has(id) && reach?.reports !== false)
    .filter((rep) => mailAddressOf(rep) === undefined);
  if (without.length === 0) return [];
  return [
    warning(
      `${without.map(({ id }) => id).join(', ')}: no digest in the morning, since there is no address`,
      'Add addresses.email to the reps data, or "reach": {"reports": false}',
    ),
  ];
}
