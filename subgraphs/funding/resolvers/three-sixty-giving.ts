import type { Connection } from '../../kit/connection/connection.js';
import type { Grant } from '../entities/grant.js';
import { grantRecordOf, type GrantRecord } from '../three-sixty-giving/grant-record.js';

export const threeSixtyGivingConnectionResolvers = {
  nodes: async (connection: Connection<Grant>) => (await connection.nodes()).map(grantRecordOf),
};

export const threeSixtyGivingGrantResolvers = {
  recipientOrganization: ({ recipientOrganization }: GrantRecord) => recipientOrganization ?? [],
};
