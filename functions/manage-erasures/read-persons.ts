import { applyDoNotContact, liftSuppression, replayDoNotContact, suppressPerson } from './do-not-contact.ts';
import { exportPerson, forgetPerson, replayErasures } from './erase-persons.ts';

/** The handlers that read people, in one place to be loaded at once. */
export const personHandlers = {
  forgetPerson,
  exportPerson,
  replayErasures,
  suppressPerson,
  liftSuppression,
  applyDoNotContact,
  replayDoNotContact,
};
