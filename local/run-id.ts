/** Letters and digits that are not mistaken for each other. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

/**
 * A name for a run that sorts by time: `20261122-181530-k3f9`.
 *
 * @param now milliseconds since 1970.
 * @param random 0 to 1, for runs that start in the same second.
 */
export function runId(now: number, random: () => number): string {
  const [day = '', time = ''] = new Date(now).toISOString().replaceAll(/[-:]/g, '').split('T');
  const suffix = Array.from({ length: 4 }, () => ALPHABET[Math.floor(random() * ALPHABET.length)]).join('');
  return `${day}-${time.slice(0, 6)}-${suffix}`;
}
