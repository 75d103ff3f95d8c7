import { z } from 'zod';

const amount = z.number().nonnegative();

/** What one lead took, on average over the leads of a path. */
export const Use = z.object({
  apiRequests: amount,
  calls: amount,
  events: amount,
  transitions: amount,
  expressExecutions: amount,
  queueMessages: amount,
  reads: amount,
  writes: amount,
  indexWrites: amount,
  logBytes: amount,
});
export type Use = z.infer<typeof Use>;

/** What `npm run cost` counted: each path's use a lead, and what runs by the clock whether leads come or not. */
export const Recording = z.object({
  recordedOn: z.iso.date(),
  leadsPerPath: z.int().positive(),
  paths: z.record(z.string(), Use),
  /** Write units of a lead touched in time by the kind of row, index entries included. */
  rows: z.record(z.string(), amount),
  /** Of one run of each scheduled function. */
  scheduled: z.record(z.string(), z.object({ runs: z.int().positive(), reads: amount, writes: amount })),
});
export type Recording = z.infer<typeof Recording>;

/** Nothing used yet. */
export const NO_USE: Use = {
  apiRequests: 0,
  calls: 0,
  events: 0,
  transitions: 0,
  expressExecutions: 0,
  queueMessages: 0,
  reads: 0,
  writes: 0,
  indexWrites: 0,
  logBytes: 0,
};
