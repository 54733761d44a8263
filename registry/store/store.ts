import type { EntityManager } from 'typeorm';
import { openDatabase, type Database, type DatabaseOptions } from '../../kit/database/database.js';
import { Approval } from './entities/approval.js';
import { AuditEntry } from './entities/audit-entry.js';
import { Contract, ContractSupergraph } from './entities/contract.js';
import { DocumentPart } from './entities/document-part.js';
import { Grant } from './entities/grant.js';
import { Ownership } from './entities/ownership.js';
import { Partner } from './entities/partner.js';
import { RegistryState } from './entities/registry-state.js';
import { Setting } from './entities/setting.js';
import { Subgraph } from './entities/subgraph.js';
import { SubgraphVersion } from './entities/subgraph-version.js';
import { Supergraph, SupergraphMember } from './entities/supergraph.js';
import { Token } from './entities/token.js';
import { UsageBatch, UsageClient, UsageCoordinate, UsageDay, UsageOperation } from './entities/usage.js';
import { AddUsage1700000020000 } from './migrations/add-usage.js';
import { Webhook, WebhookDelivery } from './entities/webhook.js';
import { AddContracts1700000040000 } from './migrations/add-contracts.js';
import { AddWebhooks1700000030000 } from './migrations/add-webhooks.js';
import { CreateRegistry1700000010000 } from './migrations/create-registry.js';

export const REGISTRY_ENTITIES = [
  Partner,
  Token,
  Subgraph,
  SubgraphVersion,
  Supergraph,
  SupergraphMember,
  Ownership,
  Grant,
  Approval,
  AuditEntry,
  DocumentPart,
  RegistryState,
  Setting,
  UsageBatch,
  UsageOperation,
  UsageCoordinate,
  UsageClient,
  UsageDay,
  Webhook,
  WebhookDelivery,
  Contract,
  ContractSupergraph,
];
export const REGISTRY_MIGRATIONS = [
  CreateRegistry1700000010000,
  AddUsage1700000020000,
  AddWebhooks1700000030000,
  AddContracts1700000040000,
];

/** Opens the registry's database. Throws as `openDatabase` does. */
export function openStore(url: string, options: Pick<DatabaseOptions, 'watch'> = {}): Promise<Database> {
  const [entities, migrations] = [REGISTRY_ENTITIES, REGISTRY_MIGRATIONS];
  return openDatabase({ ...options, name: 'registry', url, entities, migrations });
}

/** The state as it is now, for deciding outside of a transaction. */
export function readState(manager: EntityManager): Promise<RegistryState> {
  return manager.findOneByOrFail(RegistryState, { id: 1 });
}

/**
 * Runs `work` in a transaction that no other change of the registry overlaps, by whichever process: on MySQL each holds
 * the one row of `registry_state`, and on SQLite there is one writer anyway.
 */
export function change<Result>(
  database: Database,
  work: (manager: EntityManager, state: RegistryState) => Promise<Result>,
): Promise<Result> {
  return database.write(async (manager) => {
    const lock = database.kind === 'mysql' ? ({ mode: 'pessimistic_write' } as const) : undefined;
    const state = await manager.findOneOrFail(RegistryState, { where: { id: 1 }, ...(lock ? { lock } : {}) });
    return work(manager, state);
  });
}

/** Notes within a change that what composition or ownership depends on is another now. */
export async function raiseRevision(manager: EntityManager, state: RegistryState): Promise<void> {
  state.revision += 1;
  await manager.save(state);
}
