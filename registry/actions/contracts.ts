import { IsNull } from 'typeorm';
import type { ContractSpec } from '../composition/messages.js';
import { refuse } from '../errors.js';
import { contractSpecs, newestOfContract, storeContracts } from '../store/contracts.js';
import { readDocument } from '../store/documents.js';
import { Contract, ContractSupergraph } from '../store/entities/contract.js';
import { Supergraph } from '../store/entities/supergraph.js';
import { change, readState } from '../store/store.js';
import { audited, noteDone } from './audited.js';
import { assertOperator, assertScope } from './caller.js';
import { checkName } from './check-name.js';
import type { ActionContext, Desk } from './context.js';
import { releaseSupergraph } from './go-live.js';

const CONTRACTS_MAX = 20;
const TAGS_MAX = 50;
const TAG = /^[\w/-]{1,128}$/;

/** The contracts that there are. */
export function contracts({ caller, database }: ActionContext): Promise<Contract[]> {
  assertScope(caller, 'READ', 'PUBLISH', 'CHECK', 'GRANT', 'TOKENS');
  return database.read.manager.find(Contract, { where: { deletedAt: IsNull() }, order: { name: 'ASC' } });
}

/**
 * Adds a contract, or changes it; then another supergraph is live, for a gateway takes no other schema of the same serial
 * number. Throws `FORBIDDEN`, `NAME_INVALID`, `BAD_USER_INPUT`, `CONTRACT_INVALID` or `CONFLICT`.
 */
export function setContract(context: ActionContext, spec: ContractSpec): Promise<Contract> {
  const deed = { action: 'setContract', subject: spec.name };
  return audited(context, deed, async () => {
    assertOperator(context.caller);
    checkName(spec.name);
    checkTags(spec);
    const { database, caller } = context;
    const { serial, sdl } = await liveSdl(context);
    if (sdl !== null) await assertBuilds(context, spec, sdl);
    const contract = await change(database, async (manager, state) => {
      if (state.serial !== serial) throw refuse('CONFLICT', 'another supergraph is live meanwhile. Try again');
      const others = (await contractSpecs(manager)).filter(({ name }) => name !== spec.name);
      if (others.length >= CONTRACTS_MAX) throw refuse('CONFLICT', `there are ${CONTRACTS_MAX} already`);
      const { name, include, exclude } = spec;
      const stored = { name, include: [...include], exclude: [...exclude], deletedAt: null };
      await manager.save(Contract, { ...stored, changedAt: new Date(), changedBy: caller.actor });
      if (sdl !== null) {
        const cause = `the contract ${name} was changed`;
        await releaseSupergraph(manager, state, { sdl, cause, createdBy: caller.actor });
      }
      await noteDone(manager, context, deed, JSON.stringify({ include, exclude }));
      return manager.findOneByOrFail(Contract, { name });
    });
    context.onLive();
    return contract;
  });
}

/** Takes a contract away: its address gives nothing any more. Throws `FORBIDDEN` or `NOT_FOUND`. */
export function deleteContract(context: ActionContext, name: string): Promise<Contract> {
  const deed = { action: 'deleteContract', subject: name };
  return audited(context, deed, async () => {
    assertOperator(context.caller);
    return change(context.database, async (manager) => {
      const contract = await manager.findOneBy(Contract, { name, deletedAt: IsNull() });
      if (!contract) throw refuse('NOT_FOUND', `there is no contract ${name.slice(0, 80)}`);
      await manager.update(Contract, { name }, { deletedAt: new Date(), changedBy: context.caller.actor });
      await noteDone(manager, context, deed, '');
      return contract;
    });
  });
}

/** What is delivered of a contract. */
export interface ContractRelease {
  readonly serial: number;
  readonly sdlHash: string;
  readonly createdAt: Date;
}

/**
 * What a contract shows of the live supergraph. Where that has not been found out yet, as after a rollback, it is now; where
 * what is left is no schema, it is the newest that was one. Null for no such contract, or nothing to show.
 */
export async function contractRelease(
  { database, composer }: Pick<Desk, 'database' | 'composer'>,
  name: string,
): Promise<ContractRelease | null> {
  const { manager } = database.read;
  const contract = await manager.findOneBy(Contract, { name, deletedAt: IsNull() });
  const { serial } = await readState(manager);
  if (!contract || serial === 0) return null;
  if (!(await manager.existsBy(ContractSupergraph, { contract: name, serial }))) {
    const { sdlHash } = await manager.findOneByOrFail(Supergraph, { serial });
    const sdl = await readDocument(manager, sdlHash);
    const { include, exclude } = contract;
    const built = await composer.inTurn(`contract ${name}`, (turn) =>
      turn.contracts(sdl, [{ name, include, exclude }]),
    );
    await change(database, async (writer) => {
      // What was built by tags that have been changed meanwhile might show what is hidden now.
      const now = await writer.findOneBy(Contract, { name, deletedAt: IsNull() });
      if (now?.changedAt.getTime() === contract.changedAt.getTime()) await storeContracts(writer, serial, built);
    });
  }
  const newest = await newestOfContract(manager, name, serial);
  if (!newest) return null;
  const { createdAt } = await manager.findOneByOrFail(Supergraph, { serial: newest.serial });
  return { serial: newest.serial, sdlHash: newest.sdlHash!, createdAt };
}

async function liveSdl({ database }: ActionContext): Promise<{ readonly serial: number; readonly sdl: string | null }> {
  const { manager } = database.read;
  const { serial } = await readState(manager);
  const supergraph = await manager.findOneBy(Supergraph, { serial });
  return { serial, sdl: supergraph && (await readDocument(manager, supergraph.sdlHash)) };
}

async function assertBuilds({ composer }: ActionContext, spec: ContractSpec, sdl: string): Promise<void> {
  const [built] = await composer.inTurn(`contract ${spec.name}`, (turn) => turn.contracts(sdl, [spec]));
  if (built!.sdl === null) throw refuse('CONTRACT_INVALID', built!.problems.join('; '));
}

function checkTags({ include, exclude }: ContractSpec): void {
  const all = [...include, ...exclude];
  if (all.length === 0) throw refuse('BAD_USER_INPUT', 'include or exclude must name a tag');
  if (all.length > TAGS_MAX) throw refuse('BAD_USER_INPUT', `include and exclude may have ${TAGS_MAX} tags`);
  const wrong = all.find((tag) => !TAG.test(tag));
  if (wrong !== undefined)
    throw refuse('BAD_USER_INPUT', `${JSON.stringify(wrong.slice(0, 80))} is the name of no tag`);
}
