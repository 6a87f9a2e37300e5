import { isIP } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** Which addresses a picture may be fetched from. Asked at every redirect, and again for what a name resolves to. */
export interface AddressPolicy {
  /** Why this URL must not be opened, to follow "an address that …"; `undefined` where its text is fine. */
  objection(url: URL): string | undefined;
  /** Whether a socket for this URL may be connected to this IP address. */
  allows(address: string, url: URL): boolean;
}

/** A hostname without the brackets that an IPv6 address has in a URL. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

/**
 * https on the public internet, and nothing else: no user name in the URL, no address of a private network however it is
 * spelt (a URL turns 0x7f.1 and 2130706433 into 127.0.0.1 by itself), no name that resolves to one.
 *
 * @param loopbackOrigin a server on this very machine (a stand-in, a gateway) that was configured as the API: its own
 * origin, scheme, host and port, is allowed as well, as long as it resolves to this machine.
 */
export function publicHttps(loopbackOrigin: string | undefined): AddressPolicy {
  const isOwn = (url: URL) => loopbackOrigin !== undefined && url.origin === loopbackOrigin;
  return {
    objection: (url) => {
      if (url.username !== '' || url.password !== '') return 'carries a name or password';
      if (isOwn(url)) return undefined;
      if (url.protocol !== 'https:') return 'is not https';
      const host = bareHost(url);
      return isIP(host) !== 0 && !isPublicAddress(host) ? 'is not on the public internet' : undefined;
    },
    allows: (address, url) => (isOwn(url) ? isLoopbackAddress(address) : isPublicAddress(address)),
  };
}
