import { isInternalHost, isNotLinkLocal, isOutboundAddress } from '../../kit/outbound-address.js';

/**
 * Which addresses URLs that partners published may lead to. A host that says to be internal was allowed by the registry. Any
 * other is the partner's own name, who could have it lead to what only this machine may reach: it may lead to the public
 * internet, and to hosts and networks of `allowed`.
 */
export function publishedAddresses(allowed: readonly string[]): (address: string, host: string) => boolean {
  return (address, host) =>
    isNotLinkLocal(address) && (isInternalHost(host) || isOutboundAddress(address, host, allowed));
}
