/** The process's environment, or what stands in for it; only names that are asked for are read. */
export type Environment = Readonly<Record<string, string | undefined>>;
