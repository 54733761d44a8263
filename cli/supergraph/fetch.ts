import type { Command } from 'commander';
import { JoineryError } from '../../kit/errors.js';
import { isSignedBy, readPublicKey, sha256 } from '../../kit/release-signature.js';
import type { CliContext } from '../context.js';
import { wholeNumber } from '../output/whole-number.js';
import type { FetchedSupergraph, SignedSupergraph } from '../registry-client/answers.js';
import { FETCH_CONTRACT, FETCH_SUPERGRAPH } from '../registry-client/operations.js';
import type { RegistryClient } from '../registry-client/registry-client.js';
import { RegistryRefusalError } from '../registry-client/registry-refusal-error.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from '../registry-client/registry-verb.js';

interface FetchFlags extends RegistryFlags {
  readonly serial?: number;
  readonly contract?: string;
}

/** `joinery supergraph fetch`: the live supergraph or an earlier one, with its signature verified where a key is named. */
export function addFetchOfSupergraph(supergraph: Command, context: CliContext): void {
  registryVerb(supergraph, 'fetch', 'write out the live supergraph, and verify its signature')
    .argument('[graph-ref]', 'not needed: a registry has one graph')
    .option('--serial <number>', 'an earlier one, see joinery supergraph history', wholeNumber)
    .option('--contract <name>', 'the part of it that this contract shows')
    .option('--key <key>', 'public key that must have signed it (default: JOINERY_REGISTRY_KEY)')
    .action((_graphRef: string | undefined, flags: FetchFlags) => fetchSupergraph(flags, context));
}

function fetchSupergraph(flags: FetchFlags, context: CliContext): Promise<void> {
  const { serial, contract } = flags;
  return answerFromRegistry(flags, context, async (registry) => {
    if (serial !== undefined && contract !== undefined) {
      throw new JoineryError('CONFIG_INVALID', 'of a contract there is only the live supergraph: leave --serial out');
    }
    const fetched = await (contract === undefined ? ofAll(registry, serial) : ofContract(registry, contract));
    const { key } = registry.config;
    if (key === undefined) context.stderr.write('The signature was not verified: no --key is named\n');
    else assertSigned(fetched, contract, key);
    return { data: { ...fetched, verified: key !== undefined }, text: () => fetched.sdl };
  });
}

async function ofAll(registry: RegistryClient, serial: number | undefined): Promise<FetchedSupergraph> {
  const variables = serial === undefined ? {} : { serial };
  const { supergraph } = await registry.ask<{ supergraph: FetchedSupergraph | null }>(FETCH_SUPERGRAPH, variables);
  if (supergraph) return supergraph;
  throw missing(serial === undefined ? 'nothing was published yet' : `there is no supergraph ${serial}`);
}

async function ofContract(registry: RegistryClient, name: string): Promise<SignedSupergraph & { contract: string }> {
  type Fetched = { readonly contract: { readonly supergraph: SignedSupergraph | null } | null };
  const { contract } = await registry.ask<Fetched>(FETCH_CONTRACT, { name });
  if (!contract) throw missing(`there is no contract ${name}`);
  if (!contract.supergraph) throw missing('nothing was published yet');
  return { contract: name, ...contract.supergraph };
}

function missing(what: string): RegistryRefusalError {
  return new RegistryRefusalError('NOT_FOUND', `It does not exist: ${what}`);
}

/** Throws `CONFIG_INVALID` for what is no key, and `SIGNATURE_INVALID`. */
function assertSigned(fetched: SignedSupergraph, contract: string | undefined, key: string): void {
  const { sdl, sdlHash, serial, createdAt, signature } = fetched;
  const publicKey = readPublicKey(key);
  if (!publicKey) throw new JoineryError('CONFIG_INVALID', '--key must be the 32 bytes of an Ed25519 key in base64');
  if (sha256(sdl) !== sdlHash) {
    throw new JoineryError('SIGNATURE_INVALID', `the schema of supergraph ${serial} has another hash than was signed`);
  }
  if (!isSignedBy(publicKey, { serial, sdlHash, createdAt, contract }, signature)) {
    throw new JoineryError('SIGNATURE_INVALID', `supergraph ${serial} is not signed by the key that is trusted`);
  }
}
