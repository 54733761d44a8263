import type { SigningKey } from '../../kit/request-signature.js';
import type { TlsOptions } from './connector.js';
import type { OnSubgraphEvent } from './events.js';
import type { ForwardProxy } from './forward-proxy.js';
import type { SubgraphLimits } from './limits.js';

export interface SubgraphClientOptions {
  readonly subgraphs: readonly SubgraphTarget[];
  /** For every subgraph; what is not given is as in `DEFAULT_LIMITS`. */
  readonly limits?: Partial<SubgraphLimits>;
  /** Lets identical queries under way with equal headers share one answer. Off unless asked for. */
  readonly dedupe?: boolean;
  /** Headers, in lower case, in which queries may differ and still share an answer, such as `traceparent`. Default none. */
  readonly dedupeIgnoresHeaders?: readonly string[];
  /**
   * Whether to send anything to an IP address, to which a host has led. By default to all but link-local ones, where clouds
   * keep credentials.
   */
  readonly isAddressAllowed?: (address: string, host: string) => boolean;
  /** Certificates and the like for https. Default Node's. */
  readonly tls?: TlsOptions;
  /** Through which connections over https are made. Default none. */
  readonly proxy?: ForwardProxy | null;
  /** Whether answers tell how long they may be used again. Default not. */
  readonly readsFreshness?: boolean;
  /** Told what happens, at once; it must not throw. */
  readonly onEvent?: OnSubgraphEvent;
}

export interface SubgraphTarget {
  readonly name: string;
  readonly url: string;
  /** Instead of those for every subgraph. */
  readonly limits?: Partial<SubgraphLimits>;
  /** With what requests to it are signed. Default nothing. */
  readonly signingKey?: SigningKey | null;
}
