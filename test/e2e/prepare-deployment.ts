import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase } from '../../cli/database.ts';
import { readSecret } from '../../cli/secret-text.ts';
import { setUpEnvironment } from '../../cli/setup/setup.ts';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { ApiKeyTable } from '../../shared/adapters/dynamodb/key-table.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { API_KEY_BYTES, createApiKey, type KeyHolder } from '../../shared/runtime/auth/api-key.ts';

/** API keys, by holder. */
export interface TestKeys {
  readonly admin: string;
  readonly manager: string;
  /** Reps of teams `calm` and `single`. */
  readonly fay: string;
  readonly gil: string;
  readonly hal: string;
  /** A revoked key. */
  readonly revoked: string;
  /** A well-formed key that Baton never issued. */
  readonly unknown: string;
  /** An admin key of another environment, planted here as if the tables had been copied. */
  readonly otherEnvironment: string;
}

/** What tests need to know about a deployment that was set up. */
export interface PreparedDeployment {
  readonly hookUrl: string;
  readonly hookSecret: string;
  readonly keys: TestKeys;
  readonly noticeSecret: string;
  /** Signs answer links; used to create expired ones. */
  readonly linkSecret: string;
}

/** Sets up a fresh deployment with the code of `baton setup` and the tests' plan and reps. */
export async function prepareDeployment(options: {
  readonly env: Readonly<Record<string, string>>;
  readonly outputs: StackOutputs;
  readonly directory: string;
  readonly noticeUrl: string;
  readonly say: (line: string) => void;
}): Promise<PreparedDeployment> {
  const { env, outputs, directory, noticeUrl, say } = options;
  return withEnvironmentVariables(env, async () => {
    const {
      adminKey,
      source,
      notifications: notify,
    } = await setUpEnvironment({
      environment: ENVIRONMENTS.local,
      outputs,
      keyFile: join(directory, 'admin-key'),
      source: { id: 'website', touch: 'demo_request' },
      plan: join(import.meta.dirname, 'plan.yaml'),
      reps: join(import.meta.dirname, 'reps.yaml'),
      notifyUrl: noticeUrl,
      print: say,
    });
    return {
      hookUrl: source.hookUrl,
      hookSecret: source.secret,
      keys: { admin: adminKey, ...(await makeKeys(outputs)) },
      noticeSecret: notify.secret,
      linkSecret: await readSecret(outputs.LinkSecretArn),
    };
  });
}

async function makeKeys(outputs: StackOutputs): Promise<Omit<TestKeys, 'admin'>> {
  const table = new ApiKeyTable({ db: openDatabase(), table: outputs.RepsTable });
  const now = instantOf(Date.now());
  const make = async (holder: KeyHolder, options: { environment?: string; revokedAt?: string; kept?: false } = {}) => {
    const { environment = 'local', revokedAt, kept } = options;
    const made = createApiKey({ environment, holder, random: randomBytes(API_KEY_BYTES), now });
    if (kept !== false) await table.save({ ...made.stored, revokedAt });
    return made.key;
  };
  return {
    manager: await make({ role: 'manager', repId: 'mara.quill' }),
    fay: await make({ role: 'rep', repId: 'fay.brook' }),
    gil: await make({ role: 'rep', repId: 'gil.reed' }),
    hal: await make({ role: 'rep', repId: 'hal.moor' }),
    revoked: await make({ role: 'admin' }, { revokedAt: now }),
    unknown: await make({ role: 'admin' }, { kept: false }),
    otherEnvironment: await make({ role: 'admin' }, { environment: 'staging' }),
  };
}

/**
 * Runs a function with environment variables set. Setup finds its cloud through them, as every AWS tool does; other
 * tests must not see them.
 */
async function withEnvironmentVariables<T>(env: Readonly<Record<string, string>>, act: () => Promise<T>): Promise<T> {
  const before = Object.keys(env).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, env);
  try {
    return await act();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
