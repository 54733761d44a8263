/** A process that serves a supergraph with `ApolloGateway` and `ApolloServer` as they come. Arguments: supergraph file, port. */
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { readFileSync } from 'node:fs';

process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
const [, , file, port] = process.argv;
const gateway = new ApolloGateway({ supergraphSdl: readFileSync(file!, 'utf8') });
const server = new ApolloServer({ gateway, csrfPrevention: true });
await startStandaloneServer(server, { listen: { port: Number(port), host: '127.0.0.1' } });
