import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A stand-in for an AWS service: what it was asked for, and where it listens. */
export interface JsonService {
  readonly url: string;
  readonly asked: readonly { readonly operation: string; readonly body: string }[];
}

/** Answers every request of the SDK with this, until the test is over. */
export async function jsonService(status: number, answer: object): Promise<JsonService> {
  const asked: { operation: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
    asked.push({ operation, body: await text(request) });
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
