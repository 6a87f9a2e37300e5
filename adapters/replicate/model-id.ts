import { EvencastError } from '../../core/errors.ts';

/** A model as Replicate addresses it. */
export interface ModelId {
  /** "owner/name". */
  readonly path: `${string}/${string}`;
  /** Of a community model; official models have none. */
  readonly version: string | undefined;
}

/** Reads "owner/name" or "owner/name:version". Throws InvalidConfig for anything else: it becomes part of a URL. */
export function modelId(text: string): ModelId {
  const [, owner, name, version] = /^(\w[\w.-]*)\/(\w[\w.-]*)(?::(\w+))?$/.exec(text) ?? [];
  if (owner !== undefined && name !== undefined) return { path: `${owner}/${name}`, version };
  throw new EvencastError(
    'InvalidConfig',
    `generate.model is “${text}”, which is no model of Replicate; write owner/name or owner/name:version.`,
  );
}
