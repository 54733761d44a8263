import { connect } from '../../kit/connection/connect.js';
import type { PageArgs } from '../../kit/connection/page.js';
import { CultureAdoption as AdoptionRow } from '../entities/culture-adoption.js';
import { CulturePhase as PhaseRow, type CulturePhaseCode } from '../entities/culture-phase.js';
import type { Context } from './context.js';
import { recordedProgramme } from './recorded-programme.js';

/** The code of the programme that the culture resources are. */
export const CULTURE = 'CULTURE';

interface AdoptionsArgs extends PageArgs {
  readonly phase?: CulturePhaseCode | null;
}

export const CultureProgramme = {
  programme: (_: unknown, __: unknown, context: Context) => recordedProgramme(CULTURE, context),
  phases: (_: unknown, __: unknown, { database }: Context) =>
    database.read.getRepository(PhaseRow).find({ order: { position: 'ASC' } }),
  adoptions: (_: unknown, { phase, ...page }: AdoptionsArgs, { database }: Context) =>
    connect(
      database,
      {
        entity: AdoptionRow,
        order: { name: 'adoptions', columns: ['odsCode'], direction: 'ASC' },
        where: (query) => {
          if (phase) query.andWhere('r.phase = :phase', { phase });
        },
      },
      page,
    ),
  statements: (_: unknown, __: unknown, { load }: Context) => load.statements.load(CULTURE),
};

export const CulturePhase = {
  adopters: ({ code }: PhaseRow, _: unknown, { load }: Context) => load.adopters.load(code),
};

export const CultureAdoption = {
  __resolveReference: ({ id }: { id: string }, { load }: Context) => load.cultureAdoption.load(id),
  id: ({ odsCode }: AdoptionRow) => odsCode,
  organisation: ({ odsCode }: AdoptionRow) => ({ odsCode }),
};
