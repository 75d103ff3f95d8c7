import * as z from 'zod';

const usageAmount = z.number().nonnegative();

/** Average usage of one lead of a path. */
export const LeadUsage = z.object({
  apiRequests: usageAmount,
  calls: usageAmount,
  events: usageAmount,
  transitions: usageAmount,
  expressExecutions: usageAmount,
  queueMessages: usageAmount,
  reads: usageAmount,
  writes: usageAmount,
  indexWrites: usageAmount,
  logBytes: usageAmount,
});
export type LeadUsage = z.infer<typeof LeadUsage>;

/** The counts of `npm run cost`: each path's usage per lead, and the usage of scheduled functions. */
export const Recording = z.object({
  recordedOn: z.iso.date(),
  leadsPerPath: z.int().positive(),
  paths: z.record(z.string(), LeadUsage),
  /** Write units by kind of row, including index entries, for a lead with a first response in time. */
  rows: z.record(z.string(), usageAmount),
  /** Read units by function and kind of row, for the same lead. */
  reads: z.record(z.string(), usageAmount),
  /** The usual path again with follow-up by near steps. */
  nearSteps: LeadUsage,
  /** The usual path again while one webhook is subscribed to all events. */
  subscribed: LeadUsage,
  /** Usage of one run of each scheduled function. */
  scheduled: z.record(z.string(), z.object({ runs: z.int().positive(), reads: usageAmount, writes: usageAmount })),
  /** The usual path again with a plan and a team of this size. */
  large: z.object({
    usage: LeadUsage,
    nearSteps: LeadUsage,
    rows: z.record(z.string(), usageAmount),
    reads: z.record(z.string(), usageAmount),
  }),
});
export type Recording = z.infer<typeof Recording>;

/** No usage. */
export const NO_USAGE: LeadUsage = {
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
