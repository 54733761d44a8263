import { IsNull, LessThanOrEqual, Not, type EntityManager } from 'typeorm';
import type { BuiltContract, ContractSpec } from '../composition/messages.js';
import { putDocument } from './documents.js';
import { Contract, ContractSupergraph } from './entities/contract.js';

/** The contracts that there are, by name. */
export async function contractSpecs(manager: EntityManager): Promise<ContractSpec[]> {
  const found = await manager.find(Contract, { where: { deletedAt: IsNull() }, order: { name: 'ASC' } });
  return found.map(({ name, include, exclude }) => ({ name, include, exclude }));
}

/** Stores what contracts show of a supergraph. */
export async function storeContracts(
  manager: EntityManager,
  serial: number,
  built: readonly BuiltContract[],
): Promise<void> {
  for (const { name: contract, sdl } of built) {
    if (await manager.existsBy(ContractSupergraph, { contract, serial })) continue;
    const sdlHash = sdl === null ? null : await putDocument(manager, sdl);
    await manager.insert(ContractSupergraph, { contract, serial, sdlHash });
  }
}

/** What a contract shows of the newest supergraph, up to a serial number, of which it shows anything. */
export function newestOfContract(
  manager: EntityManager,
  contract: string,
  serial: number,
): Promise<ContractSupergraph | null> {
  return manager.findOne(ContractSupergraph, {
    where: { contract, serial: LessThanOrEqual(serial), sdlHash: Not(IsNull()) },
    order: { serial: 'DESC' },
  });
}
