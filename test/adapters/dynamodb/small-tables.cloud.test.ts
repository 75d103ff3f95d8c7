import { afterAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { Database } from '../../../shared/adapters/dynamodb/database.ts';
import { DeliveryTable } from '../../../shared/adapters/dynamodb/delivery-table.ts';
import { HeartbeatTable } from '../../../shared/adapters/dynamodb/heartbeat-table.ts';
import { keys } from '../../../shared/adapters/dynamodb/keys.ts';
import { PlanTable } from '../../../shared/adapters/dynamodb/plan-table.ts';
import { SettingsTable } from '../../../shared/adapters/dynamodb/settings-table.ts';
import { SourceTable } from '../../../shared/adapters/dynamodb/source-table.ts';
import { failure, success } from '../../../shared/domain/result.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';
import { aSource } from '../../support/builders/source.ts';
import { aClient, createBucket, createTables, type TestTables } from './test-tables.ts';

/** What the tables guarantee beyond the contracts they share with the fakes. */
describe('on DynamoDB', () => {
  const endpoint = inject('awsEndpoint');
  const client = aClient(endpoint);
  const db = new Database(client);
  afterAll(() => client.destroy());

  let tables: TestTables;
  beforeEach(async () => {
    tables = await createTables(endpoint);
  });

  it('the latest heartbeat is kept', async () => {
    const heartbeat = new HeartbeatTable({ db, table: tables.reps });
    expect(await heartbeat.last()).toBeUndefined();
    await heartbeat.save({ at: MONDAY, healed: 3, failed: 1, mostOverdueSeconds: 40 });
    await heartbeat.save({ at: minutesAfterMonday(1), healed: 0, failed: 0, mostOverdueSeconds: 0 });
    expect(await heartbeat.last()).toEqual({ at: minutesAfterMonday(1), healed: 0, failed: 0, mostOverdueSeconds: 0 });
  });

  it('a setting that does not match its schema is an error, not its default', async () => {
    const settings = new SettingsTable({ db, table: tables.reps });
    await db.put({ TableName: tables.reps, Item: { ...keys.setting('mode'), mode: 'somewhere between' } });
    await expect(settings.read('mode')).rejects.toMatchObject({ code: 'unreadable_row' });
  });

  it('a source with a new key is no longer found by the old one', async () => {
    const sources = new SourceTable({ db, table: tables.reps });
    const form = aSource({ key: 'old-key' });
    const rekeyed = { ...form, key: 'new-key', version: 2 };
    await sources.save(form);
    await sources.save(rekeyed);
    expect(await sources.byKey('old-key')).toBeUndefined();
    expect(await sources.byKey('new-key')).toEqual(rekeyed);
    expect(await sources.list()).toEqual([rekeyed]);
  });

  describe('a plan', () => {
    const plansReading = (read: ConstructorParameters<typeof PlanTable>[0]['read']) =>
      new PlanTable({ db, table: tables.reps, read });

    it('of one megabyte is stored complete', async () => {
      const text = `plan: inbound\n${'  - {domain: rival.example}\n'.repeat(40_000)}`;
      const plans = plansReading(() => success(aPlan()));
      expect(await plans.publish(aDraft({ text }))).toBe(1);
      expect((await plans.version(1))?.text).toBe(text);
    });

    it('too large even when compressed is refused', async () => {
      const noise = Array.from({ length: 8 }, () => crypto.getRandomValues(new Uint8Array(60_000)));
      const text = Buffer.concat(noise).toString('base64');
      const plans = plansReading(() => success(aPlan()));
      await expect(plans.publish(aDraft({ text }))).rejects.toMatchObject({ code: 'plan_too_large' });
      expect(await plans.versions()).toEqual([]);
    });

    it('is read once per process, but the active version every time', async () => {
      let read = 0;
      const plans = plansReading(() => {
        read += 1;
        return success(aPlan());
      });
      await plans.publish(aDraft());
      await plans.publish(aDraft());
      await plans.activate(1);
      await plans.active();
      await plansReading(() => success(aPlan())).activate(2);
      expect((await plans.active())?.version).toBe(2);
      await plans.active();
      expect(read).toBe(2);
    });

    it('that this release no longer understands is an error, not a missing plan', async () => {
      const plans = plansReading(() => failure([]));
      await plans.publish(aDraft());
      await expect(plans.version(1)).rejects.toMatchObject({ code: 'plan_not_understood' });
    });

    it('keeps its parsed tree and the plan compiled from it', async () => {
      const tree = { teams: { sdr: { hours: ['09:00-17:00', 'NO', '01067'] } } };
      const seen: unknown[] = [];
      const plans = plansReading((read) => {
        seen.push(read);
        return success(aPlan({ owner: 'ivo' }));
      });
      await plans.publish(aDraft({ tree }));
      expect(await plans.version(1)).toMatchObject({ tree, plan: { owner: 'ivo' } });
      expect(seen).toEqual([tree]);
    });
  });

  describe('a delivery', () => {
    const aStore = async () =>
      new DeliveryTable({ db, table: tables.deliveries, bodies: await createBucket(endpoint), retentionSeconds: 3600 });
    const delivery = {
      id: 'delivery_1',
      source: 'demo-form',
      receivedAt: MONDAY,
      contentType: 'application/json',
      body: new TextEncoder().encode('{}'),
      status: { status: 'pending', dueAt: minutesAfterMonday(1), attempts: 0 },
    } as const;

    it('that is done is not reset by a late worker', async () => {
      const deliveries = await aStore();
      await deliveries.save(delivery);
      await deliveries.saveStatus('delivery_1', { status: 'done', leads: ['lead_1'] });
      await deliveries.saveStatus('delivery_1', { status: 'pending', dueAt: minutesAfterMonday(9), attempts: 1 });
      expect((await deliveries.load('delivery_1'))?.status).toEqual({ status: 'done', leads: ['lead_1'] });
      expect(await deliveries.pending(minutesAfterMonday(99), 10)).toEqual([]);
    });

    it('that was never saved cannot be settled', async () => {
      const deliveries = await aStore();
      const settled = deliveries.saveStatus('delivery_9', { status: 'done', leads: [] });
      await expect(settled).rejects.toMatchObject({ code: 'unknown_delivery' });
      expect(await deliveries.load('delivery_9')).toBeUndefined();
    });

    it('expires after its retention; a large body is stored in the bucket', async () => {
      const deliveries = await aStore();
      await deliveries.save({ ...delivery, body: new Uint8Array(200_001) });
      const row = await db.get(tables.deliveries, { pk: 'DELIVERY#delivery_1', sk: 'DELIVERY' });
      expect(row).toMatchObject({
        bodyKey: 'deliveries/delivery_1',
        expiresAt: Date.parse(minutesAfterMonday(60)) / 1000,
      });
      expect(row).not.toHaveProperty('body');
    });
  });
});
