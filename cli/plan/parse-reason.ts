import { InvalidArgumentError } from 'commander';

/** Parses the text of an option that the history keeps. @throws when it is empty or too long */
export function parseReason(text: string): string {
  const reason = text.trim();
  if (reason === '' || reason.length > 500) throw new InvalidArgumentError('Expected 1 to 500 characters.');
  return reason;
}
