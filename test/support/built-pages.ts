import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { securityHeaders } from '../../adapters/desk/security-headers.ts';
import { type PageSources, pagePolicy } from '../../core/desk/policy.ts';

const DIST = fileURLToPath(new URL('../../web/dist/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Sends a file of the built pages, or the first page for an address within the desk, with the headers of every page. */
export function sendPage(response: ServerResponse, pathname: string, sources: PageSources): void {
  const name = extname(pathname) === '' ? 'index.html' : pathname.slice(1);
  const isThere = /^(assets\/)?[\w.-]+$/.test(name) && existsSync(join(DIST, name));
  response.writeHead(isThere ? 200 : 404, {
    'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
    ...securityHeaders(pagePolicy(sources)),
  });
  response.end(isThere ? readFileSync(join(DIST, name)) : '');
}
