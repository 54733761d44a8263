import type { Appointment } from '../entities/appointment.js';
import type { Post } from '../entities/post.js';
import type { Vacancy } from '../entities/vacancy.js';
import type { Spell } from './tenure.js';

/** A post with everyone who held it and the times it stood vacant, ready to insert. */
export interface PostRecord {
  readonly post: Post;
  readonly appointments: readonly Appointment[];
  readonly vacancies: readonly Vacancy[];
}

/** How a post was held, in order of time, each spell with the identifier of its holder. */
export interface HeldSpell extends Spell {
  readonly personId: string;
}

/** The rows of a post that was held so, and that stands vacant at the end since a day or not at all. */
export function postRecord(post: Post, spells: readonly HeldSpell[], vacantSince: string | null = null): PostRecord {
  const appointments = spells.map((spell, index) => appointmentRow(post, spell, index + 1));
  const filled = spells.flatMap(({ from, vacantFrom }, index) =>
    vacantFrom === null ? [] : [{ openedOn: vacantFrom, filledOn: from, filledById: appointments[index]!.id }],
  );
  const open = vacantSince === null ? [] : [{ openedOn: vacantSince, filledOn: null, filledById: null }];
  return {
    post,
    appointments,
    vacancies: [...filled, ...open].map((times, index) => vacancyRow(post, times, index + 1)),
  };
}

function appointmentRow(post: Post, { personId, kind, from, to }: HeldSpell, number: number): Appointment {
  return {
    id: `${post.id}-A${number}`,
    personId,
    postId: post.id,
    kind,
    startedOn: from,
    endedOn: to,
    runningPostId: to === null ? post.id : null,
    runningPersonId: to === null && kind === 'SUBSTANTIVE' ? personId : null,
    synthetic: true,
  };
}

type Times = Pick<Vacancy, 'openedOn' | 'filledOn' | 'filledById'>;

function vacancyRow({ id, odsCode, region, role, senior }: Post, times: Times, number: number): Vacancy {
  return {
    ...times,
    id: `${id}-V${number}`,
    postId: id,
    odsCode,
    region,
    role,
    senior,
    openPostId: times.filledOn === null ? id : null,
    synthetic: true,
  };
}
