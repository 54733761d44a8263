/** What a path asks for, besides those that never change. */
export type DeliveryAsked =
  | { readonly kind: 'supergraph'; readonly form: 'own' | 'hive'; readonly contract: string | null }
  | { readonly kind: 'usage'; readonly form: null; readonly contract: string };

const NAME = '[a-z][a-z0-9-]{1,62}';
/** What whoever follows a contract asks: as of the whole graph, below the contract's own address. */
const OF_CONTRACT = new RegExp(`^/contracts/(${NAME})/(supergraph|usage)$`);
/** Of Hive's CDN, where a name stands for the target, of which there is one here. */
const HIVE = /^\/artifacts\/v1\/[\w.-]{1,100}\/supergraph$/;
const HIVE_CONTRACT = new RegExp(`^/artifacts/v1/[\\w.-]{1,100}/contracts/(${NAME})/supergraph$`);

/** Reads a path; undefined for one that asks for nothing there is. */
export function deliveryAsked(path: string): DeliveryAsked | undefined {
  const [, contract, what] = OF_CONTRACT.exec(path) ?? [];
  if (contract !== undefined && what === 'usage') return { kind: 'usage', form: null, contract };
  if (contract !== undefined) return { kind: 'supergraph', form: 'own', contract };
  if (HIVE.test(path)) return { kind: 'supergraph', form: 'hive', contract: null };
  const [, ofHive] = HIVE_CONTRACT.exec(path) ?? [];
  return ofHive === undefined ? undefined : { kind: 'supergraph', form: 'hive', contract: ofHive };
}
