import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { type AddressPolicy, bareHost } from './address-policy.ts';

/** An IP address that a name stands for. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Finds the IP addresses of a host name, as `dns.promises.lookup` with `all` does. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/** That an address was not connected to; `message` is for people and names the host. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';

  constructor(url: URL, objection: string) {
    super(`${bareHost(url)}, an address that ${objection}`);
  }
}

/**
 * Sends one GET without following redirects. The policy sees the URL before anything happens, and the addresses which its
 * name resolves to before a socket is opened; the socket connects to exactly those, so a name that answers differently the
 * second time (DNS rebinding) gains nothing. Rejects with {@link AddressRefused}, or as `node:http` does.
 */
export function openGuarded(
  url: URL,
  policy: AddressPolicy,
  resolve: Resolve,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const objection = policy.objection(url);
  if (objection !== undefined) return Promise.reject(new AddressRefused(url, objection));
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((answered, failed) => {
    request(url, {
      // A connection of its own: none that was opened under other rules, none through a proxy of the environment.
      agent: false,
      lookup: guardedLookup(url, policy, resolve),
      headers: { accept: 'image/jpeg, image/png, image/webp', 'accept-encoding': 'identity' },
      signal,
    })
      .on('response', answered)
      .on('error', failed)
      .end();
  });
}

function guardedLookup(url: URL, policy: AddressPolicy, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        // One private address among public ones is no accident that a server of pictures has.
        if (first === undefined || !addresses.every(({ address }) => policy.allows(address, url)))
          return callback(new AddressRefused(url, 'is not on the public internet'), '');
        if (options.all) return callback(null, [...addresses]);
        callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}
