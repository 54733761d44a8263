import type { Country } from '../../kit/country/country.js';
import { withHolders } from './holders.js';
import { movesAt, type Moves } from './moves.js';
import { placesIn, type Places } from './places.js';
import { postRecord, type PostRecord } from './post-record.js';
import { DIRECTOR_POSTS, directorPost, placeOf } from './post-rows.js';
import { surveyVacancies } from './survey-vacancies.js';
import { tenureOf, type Spell } from './tenure.js';
import { turnoverOf, type Turnover } from './trust-turnover.js';

/** The executive director posts of all trusts. */
export interface Directors {
  readonly records: readonly PostRecord[];
  /** The spells that managers served in them, by the manager's index among the people. */
  readonly served: ReadonlyMap<number, Spell>;
}

/** Builds the executive director posts of every trust with all who held them and the vacancies between. */
export function directorRecords(country: Country): Directors {
  const served = new Map<number, Spell>();
  const places = placesIn(country);
  const movesOf = country.trusts.map((_, index) => movesAt(country, index));
  const settled = movesOf.map((moves) => moves.settled);
  const vacancies = surveyVacancies(country, settled);
  const records = country.trusts.flatMap((trust, index) => {
    const moves = movesOf[index]!;
    return turnoverOf(vacancies, index).map((turnovers, director) => {
      const post = directorPost(placeOf(trust), director);
      const tenure = tenureOf(trust, post.id, withMoves(turnovers, moves, director));
      const successors = successorsOf({ country, places, served, trust: index, director, moves });
      const { spells, holders, vacantSince } = withHolders(tenure, places.director(index, director), successors);
      const held = spells.map((spell, nth) => ({ ...spell, personId: country.person(holders[nth]!).id }));
      return postRecord(post, held, vacantSince);
    });
  });
  return { records, served };
}

function withMoves(turnovers: readonly Turnover[], moves: Moves, director: number): Turnover[] {
  const known = moves.turnovers.filter((move) => move.director === director);
  return [...turnovers, ...known].sort((a, b) => (a.openedOn < b.openedOn ? -1 : 1));
}

interface DirectorPost {
  readonly country: Country;
  readonly places: Places;
  readonly served: Map<number, Spell>;
  readonly trust: number;
  readonly director: number;
  readonly moves: Moves;
}

/** Names managers of the same trust, each once, and whoever comes from the programme; null when no manager is left. */
function successorsOf({
  country,
  places,
  served,
  trust,
  director,
  moves,
}: DirectorPost): (spell: Spell) => number | null {
  let round = 0;
  return (spell) => {
    if (director === 0 && spell.from === moves.arrival?.on) return moves.arrival.person;
    const place = trust + country.trusts.length * (director + DIRECTOR_POSTS.length * round++);
    if (place >= places.managers) return null;
    const manager = places.manager(place);
    served.set(manager, spell);
    return manager;
  };
}
