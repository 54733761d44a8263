import type { EntityManager } from 'typeorm';
import { refuse } from '../errors.js';
import { Partner } from '../store/entities/partner.js';
import { SubgraphVersion } from '../store/entities/subgraph-version.js';
import { Subgraph } from '../store/entities/subgraph.js';
import { assertOwnPlace } from './assert-own-place.js';
import { assertActsFor, assertScope, assertSubgraph, partnerOf } from './caller.js';
import { checkName } from './check-name.js';
import type { ActionContext } from './context.js';
import { outboundUrl } from './outbound-url.js';

const SDL_BYTES_MAX = 1024 * 1024;
/** So many of one partner: all of them are composed at each publish of anybody. */
const SUBGRAPHS_MAX = 100;

/** A version as a caller sends it. */
export interface VersionInput {
  readonly name: string;
  readonly sdl: string;
  readonly routingUrl?: string | null;
  readonly partner?: string | null;
}

/** A version that may be weighed: its caller may publish it, and its name, size and URL are good. */
export interface CheckedVersion {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
  readonly partner: string;
}

/**
 * Checks everything about a version that needs no composition. Throws `FORBIDDEN`, `NAME_INVALID`, `SDL_TOO_LARGE`,
 * `ROUTING_URL_REFUSED`, `BAD_USER_INPUT` or `NOT_FOUND`.
 */
export async function checkVersion(
  { caller, database, allowedHosts }: ActionContext,
  input: VersionInput,
  scopes: Parameters<typeof assertScope>[1][],
): Promise<CheckedVersion> {
  const { manager } = database.read;
  assertScope(caller, ...scopes);
  checkName(input.name);
  assertSubgraph(caller, input.name);
  checkSize(input.sdl);
  const subgraph = await manager.findOneBy(Subgraph, { name: input.name });
  const partner = subgraph?.partner ?? partnerOf(caller, input.partner);
  assertActsFor(caller, partner);
  if (input.partner && input.partner !== partner) {
    throw refuse('FORBIDDEN', `${input.name} belongs to ${partner}, not to ${input.partner}`);
  }
  if (!(await manager.existsBy(Partner, { name: partner })))
    throw refuse('NOT_FOUND', `there is no partner ${partner}`);
  if (!subgraph && (await manager.countBy(Subgraph, { partner })) >= SUBGRAPHS_MAX)
    throw refuse(
      'CONFLICT',
      `${partner} has ${SUBGRAPHS_MAX} subgraphs, those counted that were deleted. Use their names`,
    );
  const url = input.routingUrl ?? (subgraph ? await presentUrl(manager, subgraph) : undefined);
  if (url === undefined)
    throw refuse(
      'BAD_USER_INPUT',
      'the first version must say where the subgraph is: give its routing URL, by the command --routing-url',
    );
  const checked = {
    name: input.name,
    sdl: input.sdl,
    url: outboundUrl(url, allowedHosts, 'ROUTING_URL_REFUSED'),
    partner,
  };
  if (caller.partner !== null) await assertOwnPlace(manager, checked);
  return checked;
}

/** A subgraph of the caller. Throws `FORBIDDEN` or `NOT_FOUND`. */
export async function ownSubgraph({ caller, database }: ActionContext, name: string): Promise<Subgraph> {
  assertScope(caller, 'PUBLISH');
  assertSubgraph(caller, name);
  const subgraph = await database.read.manager.findOneBy(Subgraph, { name });
  if (!subgraph || subgraph.deletedAt !== null) throw refuse('NOT_FOUND', `there is no subgraph ${name.slice(0, 80)}`);
  assertActsFor(caller, subgraph.partner);
  return subgraph;
}

function checkSize(sdl: string): void {
  const bytes = Buffer.byteLength(sdl);
  if (bytes > SDL_BYTES_MAX) throw refuse('SDL_TOO_LARGE', `it has ${bytes} bytes, more than ${SDL_BYTES_MAX}`);
  if (sdl.includes('\0')) throw refuse('SDL_INVALID', 'it holds a NUL');
}

async function presentUrl(manager: EntityManager, { name, live, newest }: Subgraph): Promise<string | undefined> {
  const version = await manager.findOneBy(SubgraphVersion, { subgraph: name, number: live ?? newest });
  return version?.routingUrl;
}
