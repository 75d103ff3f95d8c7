import type { Lead } from '../../domain/lead/lead.ts';
import { formatTime, wordsOf } from './lead-message.ts';

/**
 * Says what became of a lead, to somebody who got a message about it.
 * @param reader.holder name of the rep who has it now, if not the reader
 */
export function statusTextOf(
  lead: Pick<Lead, 'stage'>,
  reader: { readonly holder?: string; readonly zone: string },
): string | undefined {
  const { stage } = lead;
  const { holder, zone } = reader;
  switch (stage.state) {
    case 'assigned':
      return holder && `This lead is now with ${holder}.`;
    case 'working': {
      if (holder !== undefined) return `This lead is now with ${holder}, who is working on it.`;
      const qualified = stage.isQualified ? ', qualified' : '';
      return `Answered ${formatTime(stage.firstResponseAt, zone)}${qualified}.`;
    }
    case 'nurturing':
      return `This lead rests until ${formatTime(stage.returnAt, zone)}.`;
    case 'closed':
      return `This lead is closed: ${[stage.outcome, stage.reason]
        .filter((one) => one !== undefined)
        .map(wordsOf)
        .join(', ')}.`;
    case 'received':
      return 'This lead is being routed again.';
    case 'waiting':
      return stage.place === 'team' ? 'This lead waits for another owner.' : 'This lead waits for a review.';
  }
}
