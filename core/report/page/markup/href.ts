/** What may not stand in an address as it is: blanks, controls, quotes, brackets, and the backslash, which browsers read as a slash. */
const UNSAFE = /[\s\p{Cc}\p{Cs}\p{Cf}"'<>`\\^{|}]/gu;

/**
 * An address relative to the page that stays one whatever it holds: a leading `./` keeps a name such as
 * `javascript:x` from being a scheme and `//host` from being a host. Percent signs are left alone, the address is
 * taken to be encoded already.
 */
export function relativeHref(address: string): string {
  const safe = address.replace(UNSAFE, (character) => encodeURIComponent(character.toWellFormed()));
  return /^\.\.?\//.test(safe) ? safe : `./${safe}`;
}
