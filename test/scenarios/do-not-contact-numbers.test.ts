import { expect, it } from 'vitest';
import { aBaton, DAY } from './a-baton.ts';
import { aSilencer, NORA, notificationsOf } from './silent-people.ts';

it.each(['030 23125123', '030 23125123 ext. 12', '+49 30 23125123 ext. 12', '030 23125123 x12; 0170 1234567'])(
  'a lead ends with the listed number, however it is typed in its country: %s',
  async (phone) => {
    for (const who of [
      { by: 'number', phone: NORA.phone },
      { by: 'phone', phone: NORA.phone, name: 'Nora Lind' },
    ] as const) {
      const baton = await aBaton();
      const { suppress } = aSilencer(baton);
      const typed = { ...NORA, email: 'n.lind@home.example', phone, country: 'Germany' };
      const before = await baton.postOne(typed);
      expect(await suppress(who)).toMatchObject({ outcome: 'listed', ended: [before] });
      await baton.settle();
      const sent = notificationsOf(baton);
      const id = await baton.postOne({ ...typed, message: 'again' });
      await baton.advance(3 * DAY);
      expect((await baton.lead(id)).stage).toMatchObject({ state: 'closed', outcome: 'do_not_contact' });
      expect(notificationsOf(baton)).toEqual(sent);
    }
  },
);
