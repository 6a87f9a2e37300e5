/** An element with everything in it. */
export interface Element {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Element | string)[];
}

const VOID = new Set(['meta', 'col']);
const TOKEN =
  /<!doctype html>|<style>([^<]*)<\/style>|<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)>|([^<>]+)/gy;
const ATTRIBUTE = /([a-z-]+)(?:="([^"]*)")?/g;
const ENTITIES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }));

function decoded(text: string): string {
  return text.replace(/&([^;\s]*;?)/g, (entity, name: string) => {
    const character = ENTITIES.get(name.slice(0, -1));
    if (character === undefined || !name.endsWith(';')) throw new Error(`a bare ampersand: ${entity}`);
    return character;
  });
}

/**
 * Reads a page in the strict form that ours has: lower-case tags, quoted attributes, every element closed, no bare
 * special character anywhere. Whatever a browser would have to guess at throws, so text cannot pass for markup unseen.
 */
export function parsePage(page: string): Element {
  const root: Element = { tag: '#page', attributes: new Map(), children: [] };
  const open = [root];
  let at = 0;
  for (const { 0: token, 1: style, 2: slash, 3: tag, 4: attributes = '', 5: text, index } of page.matchAll(TOKEN)) {
    at = index + token.length;
    const parent = open.at(-1);
    if (parent === undefined) throw new Error('closed more than was opened');
    if (text !== undefined) parent.children.push(decoded(text));
    else if (style !== undefined) parent.children.push({ tag: 'style', attributes: new Map(), children: [style] });
    else if (slash === '/' && tag !== undefined) {
      if (open.pop()?.tag !== tag) throw new Error(`</${tag}> closes another element near ${page.slice(at - 80, at)}`);
    } else if (tag !== undefined) {
      const pairs = [...attributes.matchAll(ATTRIBUTE)].map(
        ({ 1: name = '', 2: value = '' }) => [name, decoded(value)] as const,
      );
      const element: Element = { tag, attributes: new Map(pairs), children: [] };
      parent.children.push(element);
      if (!VOID.has(tag)) open.push(element);
    }
  }
  if (at !== page.length) throw new Error(`no markup of ours: ${page.slice(at, at + 80)}`);
  if (open.length !== 1) throw new Error(`left open: ${open.map((element) => element.tag).join(' ')}`);
  return root;
}

/** An element and all elements in it, in order. */
export function elementsOf(element: Element): readonly Element[] {
  return [element, ...element.children.flatMap((child) => (typeof child === 'string' ? [] : elementsOf(child)))];
}

/** All elements with this tag, and this class where one is given. */
export function find(element: Element, tag: string, className?: string): readonly Element[] {
  return elementsOf(element).filter(
    (each) =>
      each.tag === tag &&
      (className === undefined || (each.attributes.get('class') ?? '').split(' ').includes(className)),
  );
}

/** The text of an element as it is read, but for style sheets. */
export function textOf(element: Element): string {
  if (element.tag === 'style') return '';
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}
