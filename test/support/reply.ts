import type { ServerResponse } from 'node:http';
import type { HANGS, Reply } from './vision-faults.ts';

/** Sends a whole answer. */
export function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, headers).end(body);
}

/** Leaves a request without a whole answer: silent or cut, before the answer or in it. */
export function hang(response: ServerResponse, fault: (typeof HANGS)[number]): void {
  if (fault === 'reset') response.socket?.resetAndDestroy();
  if (fault === 'stall' || fault === 'reset') return;
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"id":', () => {
    if (fault === 'reset-in-body') response.socket?.resetAndDestroy();
  });
}

/** Whether a name is one of a list. */
export function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return names.some((each) => each === name);
}

/** Whether a name is a key of a table. */
export function isKey<T extends object>(table: T, name: PropertyKey): name is keyof T {
  return Object.hasOwn(table, name);
}
