import type { Appointment as AppointmentRow } from '../entities/appointment.js';
import type { Post as Row } from '../entities/post.js';
import { runsOn } from '../runs-on.js';
import type { AsOf, Context, Key } from './context.js';

export const Post = {
  __resolveReference: ({ id }: Key, { load }: Context) => load.post.load(id),
  organisation: organisationOf,
  holder: ({ id }: Row, { asOf }: AsOf, { load, today }: Context) => holderOf(load, id, asOf ?? today),
  appointments: ({ id }: Row, _: unknown, { load }: Context) => load.appointmentsOfPost.load(id),
  vacancies: ({ id }: Row, _: unknown, { load }: Context) => load.vacanciesOfPost.load(id),
};

export const Appointment = {
  __resolveReference: ({ id }: Key, { load }: Context) => load.appointment.load(id),
  person: ({ personId }: AppointmentRow, _: unknown, { load }: Context) => load.person.load(personId),
  post: ({ postId }: AppointmentRow, _: unknown, { load }: Context) => load.post.load(postId),
};

/** The organisation of a post, by its key alone; a footprint is none. */
export function organisationOf({ role, odsCode }: Pick<Row, 'role' | 'odsCode'>): { readonly odsCode: string } | null {
  return role === 'FOOTPRINT_LEADER' ? null : { odsCode };
}

/** Who holds a post on a day; null when nobody does. */
export async function holderOf(load: Context['load'], postId: string, day: string): Promise<AppointmentRow | null> {
  const appointments = await load.appointmentsOfPost.load(postId);
  return appointments.find((appointment) => runsOn(appointment, day)) ?? null;
}
