import { rm } from 'node:fs/promises';
import { expect } from 'vitest';
import * as z from 'zod';
import { type ApiClient, createApiClient } from '../../cli/api-client.ts';
import type { LocalOverrides } from '../../infra/environment.ts';
import { deployToLocalCloud } from '../../infra/local/deploy.ts';
import { type LocalCloud, startLocalCloud } from '../../infra/local/local-cloud.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { leadRoutes } from '../../shared/api/leads.ts';
import { eventually } from './eventually.ts';
import { startNotificationListener } from './notification-listener.ts';
import { type PreparedDeployment, prepareDeployment } from './prepare-deployment.ts';
import { createSweep } from './sweep-now.ts';

const Receipt = z.object({ leads: z.tuple([z.object({ id: z.string() })]) });

/** A cloud and a deployment of one test file, for what the shared one cannot be: another setting, or lost data. */
export class OwnDeployment {
  readonly cloud: LocalCloud;
  readonly outputs: StackOutputs;
  readonly prepared: PreparedDeployment;
  readonly api: ApiClient;
  /** Configures an AWS client for its cloud. */
  readonly aws;
  /** Runs the sweep now. */
  readonly sweep: () => Promise<void>;
  readonly #listener: { stop(): Promise<void> };

  private constructor(
    parts: Pick<OwnDeployment, 'cloud' | 'outputs' | 'prepared'> & { readonly listener: { stop(): Promise<void> } },
  ) {
    this.cloud = parts.cloud;
    this.outputs = parts.outputs;
    this.prepared = parts.prepared;
    this.#listener = parts.listener;
    this.api = createApiClient(parts.outputs.ApiUrl, parts.prepared.keys.admin);
    const { endpoint, region } = parts.cloud;
    this.aws = { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
    this.sweep = createSweep(this.aws);
  }

  /**
   * Starts a cloud, deploys to it and sets it up.
   * @param name names its directory and its lines of progress
   */
  static async start(name: string, overrides: LocalOverrides): Promise<OwnDeployment> {
    const say = (line: string) => console.log(`[${name}] ${line}`);
    const cloud = await startLocalCloud({ name: `${name}-${process.pid}`, data: 'discard', progress: say });
    try {
      const outputs = await deployToLocalCloud(cloud, say, overrides);
      const listener = await startNotificationListener();
      const { env, directory } = cloud;
      const prepared = await prepareDeployment({ env, outputs, directory, noticeUrl: listener.url, say });
      return new OwnDeployment({ cloud, outputs, prepared, listener });
    } catch (error) {
      await cloud.stop();
      throw error;
    }
  }

  /** Stops everything, and removes its files. */
  async stop(): Promise<void> {
    await this.#listener.stop();
    await this.cloud.stop();
    await rm(this.cloud.directory, { recursive: true, force: true });
  }

  /** Posts a lead as the website's form does. @returns its id */
  async post(email: string, product: string): Promise<string> {
    const { hookUrl, hookSecret } = this.prepared;
    const reply = await fetch(hookUrl, {
      method: 'POST',
      headers: { authorization: `Bearer ${hookSecret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ email, name: 'Nora Lind', company: 'Lindwerk', product }),
    });
    expect(reply.status).toBe(202);
    return Receipt.parse(await reply.json()).leads[0].id;
  }

  readLead(id: string) {
    return this.api.call('GET', `/v1/leads/${id}`, { reply: leadRoutes.getLead.replies[200] });
  }

  waitForOwner(id: string) {
    return eventually(async () => {
      const lead = await this.readLead(id);
      expect(lead).toMatchObject({ state: 'assigned', owner: expect.any(String) });
      return lead;
    });
  }
}
