import type { EntityManager } from 'typeorm';
import { bulkInsert } from '../../../kit/database/bulk-insert.js';
import { ActionBody } from '../entities/action-body.js';
import { ActionProgramme } from '../entities/action-programme.js';
import { Capability } from '../entities/capability.js';
import { CulturePhase } from '../entities/culture-phase.js';
import { FrameworkAction } from '../entities/framework-action.js';
import { FrameworkCondition } from '../entities/framework-condition.js';
import { FrameworkContributor } from '../entities/framework-contributor.js';
import { ProgrammeCapability } from '../entities/programme-capability.js';
import { Programme } from '../entities/programme.js';
import { PublishedStatement } from '../entities/published-statement.js';
import { CULTURE_PHASES } from './culture-rows.js';
import { ACTIONS, CONDITIONS, CONTRIBUTORS } from './framework-facts.js';
import { CAPABILITIES, PROGRAMME_CAPABILITIES, PROGRAMMES } from './programme-facts.js';
import { STATEMENTS } from './statement-facts.js';

/** Inserts what does not depend on the generated country: the framework, the programmes and what was published on them. */
export async function seedFacts(manager: EntityManager): Promise<void> {
  await bulkInsert(manager, Capability, CAPABILITIES);
  await bulkInsert(manager, Programme, PROGRAMMES);
  await bulkInsert(manager, ProgrammeCapability, programmeCapabilities());
  await bulkInsert(manager, PublishedStatement, statements());
  await bulkInsert(manager, FrameworkContributor, CONTRIBUTORS);
  await bulkInsert(manager, FrameworkCondition, CONDITIONS);
  await seedActions(manager);
  await bulkInsert(manager, CulturePhase, CULTURE_PHASES);
}

function programmeCapabilities(): ProgrammeCapability[] {
  return Object.entries(PROGRAMME_CAPABILITIES).flatMap(([programmeCode, codes]) =>
    codes.map((capabilityCode) => ({ programmeCode, capabilityCode })),
  );
}

function statements(): PublishedStatement[] {
  return Object.entries(STATEMENTS).flatMap(([programmeCode, list]) =>
    list.map((statement, index) => ({ ...statement, programmeCode, position: index + 1 })),
  );
}

async function seedActions(manager: EntityManager): Promise<void> {
  const facts = Object.entries(ACTIONS).flatMap(([number, list]) =>
    list.map((fact, index) => ({ ...fact, id: `${number}.${index + 1}`, number: Number(number), position: index + 1 })),
  );
  const actions = facts.map(({ id, number, position, name, status, synthetic = false }): FrameworkAction => {
    const certainty = synthetic ? 'SYNTHETIC' : 'PUBLISHED';
    return { id, conditionNumber: number, position, name, status, certainty, synthetic };
  });
  const bodies = facts.flatMap(({ id, responsible }) => responsible.map((odsCode) => ({ actionId: id, odsCode })));
  const links = facts.flatMap(({ id, programmes }) =>
    programmes.map((programmeCode) => ({ actionId: id, programmeCode })),
  );
  await bulkInsert(manager, FrameworkAction, actions);
  await bulkInsert(manager, ActionBody, bodies);
  await bulkInsert(manager, ActionProgramme, links);
}
