const REASON_TEXT: Readonly<Record<string, string>> = {
  inactive: 'has left',
  not_in_team: 'is not in the team',
  zero_weight: 'takes no turns in the team (weight 0)',
  excluded: 'had the lead until then',
  refused: 'refused this lead before',
  previous_holder: 'held this lead before',
  on_leave: 'on leave',
  off_shift: 'not at work',
  open_cap: 'holds as many leads as allowed',
  day_cap: 'got as many leads that day as allowed',
  list_pace: "reached the import list's daily pace",
  busy: 'in a meeting',
  had_share: 'had their share of the leads that waited',
  not_the_owner: 'the lead was for one other rep only',
  not_in_turn: 'could take it, but somebody else was due',
};

/** Says what stopped a rep, by its reason code. */
export function reasonText(reason: string): string {
  if (reason.startsWith('need:')) return `lacks what the lead needs: ${reason.slice('need:'.length)}`;
  return REASON_TEXT[reason] ?? reason.replaceAll('_', ' ');
}
