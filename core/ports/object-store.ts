/** What a listing says of an object. */
export interface ObjectInfo {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /**
   * Opaque; changes whenever the object's content is replaced (an ETag in S3; size, time and inode in a folder).
   * Equal versions of one key mean the same content.
   */
  readonly version: string;
}

/** An object with its content. */
export interface StoredObject extends ObjectInfo {
  readonly body: Uint8Array;
}

/** For calls that may be given up. */
export interface Cancellable {
  readonly signal?: AbortSignal | undefined;
}

/** Reading options. */
export interface GetOptions extends Cancellable {
  /** Objects above this many bytes are not loaded: InvalidRequest is thrown instead, with both sizes in words. */
  readonly maxBytes?: number | undefined;
}

/** When a write may happen; without either, always. */
export interface PutOptions extends Cancellable {
  /** Only where no object has this key yet; else throws Conflict. */
  readonly ifAbsent?: boolean | undefined;
  /** Only where the object still has this version; else throws Conflict (also where it is gone). */
  readonly ifVersion?: string | undefined;
  readonly contentType?: string | undefined;
}

/** A condition for moving and deleting. */
export interface ConditionOptions extends Cancellable {
  /** Only where the object still has this version; else throws Conflict. */
  readonly ifVersion?: string | undefined;
}

/**
 * Where images and records live: an S3 bucket, a folder, or memory. Keys are `/`-separated, relative to the store's
 * root; their segments may hold any Unicode that the place can name.
 *
 * Errors (all {@link EvencastError}): NotFound, Conflict, InvalidKey (a name this place cannot hold), AccessDenied,
 * OutOfSpace, StoreUnavailable (worth another try), InvalidRequest (above `maxBytes`), InvalidConfig (a region or bucket
 * that cannot be used). A call that is given up rejects with its signal's reason.
 *
 * A write whose answer got lost may have happened: trying it again can meet a Conflict with itself, and a move tried
 * again can find both keys taken. Who resumes compares contents before taking a Conflict for somebody else's change.
 */
export interface ObjectStore {
  /** The place in words that people know: a folder's path or `s3://bucket/prefix`. */
  readonly place: string;
  /** The object; throws NotFound. */
  get(key: string, options?: GetOptions): Promise<StoredObject>;
  /** Writes whole or not at all: no reader ever sees half an object. */
  put(key: string, body: Uint8Array | string, options?: PutOptions): Promise<ObjectInfo>;
  /** Every object whose key starts with `prefix`, by key in UTF-8 byte order. */
  list(prefix: string, options?: Cancellable): AsyncIterable<ObjectInfo>;
  /**
   * Names of the folders directly under `prefix` (empty or ending in `/`), in the order in which a listing meets them
   * (by name and `/`: `a.b` before `a`), empty folders included where the place has them.
   */
  folders(prefix: string, options?: Cancellable): AsyncIterable<string>;
  /**
   * Gives the object another key. Throws NotFound where `from` is missing and Conflict where `to` is taken or
   * `ifVersion` no longer holds. At no moment is the content under neither key; a crash may leave it under both.
   */
  move(from: string, to: string, options?: ConditionOptions): Promise<ObjectInfo>;
  /** Deletes; a missing object is fine unless `ifVersion` is given (then Conflict). */
  delete(key: string, options?: ConditionOptions): Promise<void>;
}
