import type { PictureSize } from '../../core/desk/contract/images.ts';
import type { PictureLink, PictureLinks } from '../../core/desk/contract/pictures.ts';
import { read } from './request.ts';

/** Pictures in one request at most; the server takes no more. */
const MOST_AT_ONCE = 60;
/** A frame: what a screen asks for while it is drawn goes in one request. */
const FRAME_MS = 16;
/** A link that is this close to its end is asked for anew, so that it does not end on its way. */
const SPARE_MS = 30_000;

/** Where a picture is to be had; undefined where the desk does not know it. */
export type Href = string | undefined;

/** Reads links of pictures, each as `<size>/<sha256>`. */
export type ReadLinks = (names: readonly string[]) => Promise<readonly PictureLink[]>;

/**
 * Links of pictures, asked for together and kept until they end. What is asked for within one frame is one request, of at most
 * 60 pictures.
 */
export class LinkBook {
  readonly #read: ReadLinks;
  readonly #known = new Map<string, { readonly href: string; readonly until: number }>();
  readonly #wanted = new Map<string, ((href: Href) => void)[]>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readLinks: ReadLinks) {
    this.#read = readLinks;
  }

  /** The link, where it is known and has not ended. */
  known(name: string, now = Date.now()): Href {
    const link = this.#known.get(name);
    return link === undefined || link.until - SPARE_MS <= now ? undefined : link.href;
  }

  /** The link, asked for where it is not known. */
  ask(name: string): Promise<Href> {
    const known = this.known(name);
    if (known !== undefined) return Promise.resolve(known);
    this.#timer ??= setTimeout(() => this.#send(), FRAME_MS);
    return new Promise((resolve) => {
      this.#wanted.set(name, [...(this.#wanted.get(name) ?? []), resolve]);
    });
  }

  /** Forgets a link that led nowhere. */
  forget(name: string): void {
    this.#known.delete(name);
  }

  #send(): void {
    const wanted = [...this.#wanted];
    this.#wanted.clear();
    this.#timer = undefined;
    for (let at = 0; at < wanted.length; at += MOST_AT_ONCE) void this.#fetch(wanted.slice(at, at + MOST_AT_ONCE));
  }

  async #fetch(wanted: readonly (readonly [string, ((href: Href) => void)[]])[]): Promise<void> {
    try {
      for (const { size, sha256, href, until } of await this.#read(wanted.map(([name]) => name)))
        this.#known.set(`${size}/${sha256}`, { href, until: Date.parse(until) });
    } catch {
      // The pictures say in their places that they cannot be shown.
    }
    for (const [name, resolvers] of wanted) for (const resolve of resolvers) resolve(this.#known.get(name)?.href);
  }
}

let book: LinkBook | undefined;

/** From now on pictures are where the desk says, not below `/img/`. */
export function takeLinksFromDesk(): void {
  book = new LinkBook(async (names) => {
    const search = new URLSearchParams(names.map((name): [string, string] => ['of', name]));
    return (await read<PictureLinks>(`/api/pictures?${search}`)).links;
  });
}

/** Where a picture is, at once: always on one machine; when deployed, where its link is known. */
export function knownHref(sha256: string, size: PictureSize): Href {
  return book === undefined ? `/img/${size}/${sha256}` : book.known(`${size}/${sha256}`);
}

/** Where a picture is, asked for where that takes a question. */
export async function askHref(sha256: string, size: PictureSize): Promise<Href> {
  return book === undefined ? knownHref(sha256, size) : book.ask(`${size}/${sha256}`);
}

/** Forgets where a picture was, because it did not load; answers whether asking anew may help. */
export function forgetHref(sha256: string, size: PictureSize): boolean {
  book?.forget(`${size}/${sha256}`);
  return book !== undefined;
}
