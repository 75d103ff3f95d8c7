import { z } from 'zod';

const amount = z.number().nonnegative();

/** Average usage of one lead of a path. */
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

/** The counts of `npm run cost`: each path's usage per lead, and the usage of scheduled functions. */
export const Recording = z.object({
  recordedOn: z.iso.date(),
  leadsPerPath: z.int().positive(),
  paths: z.record(z.string(), Use),
  /** Write units by kind of row, including index entries, for a lead with a first response in time. */
  rows: z.record(z.string(), amount),
  /** Usage of one run of each scheduled function. */
  scheduled: z.record(z.string(), z.object({ runs: z.int().positive(), reads: amount, writes: amount })),
});
export type Recording = z.infer<typeof Recording>;

/** No usage. */
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
