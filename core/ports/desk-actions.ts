import type * as z from 'zod';
import type { PictureSize } from '../desk/contract/images.ts';
import type { Refusal } from '../desk/contract/refusal.ts';
import type { ROUTES, RouteName } from '../desk/contract/routes.ts';
import type { Role } from '../desk/contract/session.ts';

/** Who sits at the desk. */
export interface Person {
  readonly user: string;
  readonly role: Role;
}

/** A known no, as a value. */
export interface Refused {
  readonly refused: Refusal;
}

/** What is sent to a route, checked; undefined where it takes none. */
export type BodyOf<Name extends RouteName> = (typeof ROUTES)[Name] extends { readonly body: infer Body }
  ? Body extends z.ZodType
    ? z.output<Body>
    : undefined
  : undefined;

/** What a route answers. */
export type AnswerOf<Name extends RouteName> = z.output<(typeof ROUTES)[Name]['answer']>;

/** One request to the desk, from somebody whose role allows it. */
export interface DeskCall<Body> {
  /** The id in the path; empty where the route has none. */
  readonly id: string;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly body: Body;
  /** The plans that were looked at, where the route asks for that. */
  readonly planHash: string;
  /** Names a write for good; empty for a read. */
  readonly key: string;
  readonly person: Person;
  readonly signal: AbortSignal;
}

/** What the desk can do, by route. Errors: those of the store, and EvencastErrors whose words are for people. */
export type DeskActions = {
  readonly [Name in RouteName]: (call: DeskCall<BodyOf<Name>>) => Promise<AnswerOf<Name> | Refused>;
};

/** A picture ready to be sent. */
export interface ShelfPicture {
  readonly body: Uint8Array;
  readonly contentType: 'image/webp' | 'image/jpeg' | 'image/png';
}

/** Gives out pictures by their content. */
export interface PictureShelf {
  /** Undefined where the desk knows no such picture, or cannot read it. */
  picture(size: PictureSize, sha256: string, signal: AbortSignal): Promise<ShelfPicture | undefined>;
}
