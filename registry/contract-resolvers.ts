import type { ActionContext } from './actions/context.js';
import { contracts, deleteContract, setContract } from './actions/contracts.js';
import type { ContractSpec } from './composition/messages.js';
import type { Deliveries } from './delivery/deliveries.js';
import type { Contract } from './store/entities/contract.js';

/** What the resolvers of contracts work with. */
export interface ContractContext extends ActionContext {
  readonly deliveries: Deliveries;
}

/** The resolvers of contracts in `schema/registry.graphql`. */
export const contractResolvers = {
  Query: {
    contracts: (_: unknown, __: unknown, context: ContractContext) => contracts(context),
    contract: async (_: unknown, { name }: { name: string }, context: ContractContext) =>
      (await contracts(context)).find((one) => one.name === name) ?? null,
  },
  Mutation: {
    setContract: (_: unknown, { input }: { input: ContractSpec }, context: ContractContext) =>
      setContract(context, input),
    deleteContract: (_: unknown, { name }: { name: string }, context: ContractContext) => deleteContract(context, name),
  },
  Contract: {
    supergraph: async ({ name }: Contract, _: unknown, { deliveries }: ContractContext) => {
      const delivered = await (await deliveries.contract(name))?.current();
      return delivered ? { ...delivered, createdAt: new Date(delivered.createdAt) } : null;
    },
  },
};
