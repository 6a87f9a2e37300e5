/** Names of what the network adds to a picture's statistics: hundreds of features come down to these where it is decoded. */
export const NETWORK_STATISTICS = {
  /** Logit of being a photograph. */
  photographic: 'networkPhotographic',
  /** Share of features unlike any that were trained on. */
  odd: 'networkOdd',
  /** Probability that nsfwjs gives to its two pornographic classes together. */
  explicit: 'networkExplicit',
} as const;
