/** A share of counted things, and between which shares the true one lies. */
export interface Share {
  readonly right: number;
  readonly of: number;
  /** `right / of`; 0 of none. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 % of the normal distribution. */
const Z = 1.96;

/**
 * A share with its 95 % interval after Wilson (1927), which stays honest near 0 and 1 and for few images. It takes the
 * things for independent: images of one source are not, so the truth may lie a little further out.
 */
export function shareOf(right: number, of: number): Share {
  if (of === 0) return { right, of, share: 0, low: 0, high: 1 };
  const share = right / of;
  const spread = 1 + (Z * Z) / of;
  const middle = (share + (Z * Z) / (2 * of)) / spread;
  const reach = (Z / spread) * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  return { right, of, share, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

/** The share of `things` that `is` holds for. */
export function shareWhere<T>(things: readonly T[], is: (thing: T) => boolean): Share {
  return shareOf(things.filter(is).length, things.length);
}
