import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach } from 'vitest';

/** What a scripted S3 answers; a function writes its answer itself. */
export type Answer =
  | {
      readonly status: number;
      readonly code?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | ((request: IncomingMessage, response: ServerResponse) => void);

/** A server on this machine that answers as told, and a client for it. */
export interface ScriptedS3 {
  readonly url: string;
  /** A client that tries once. */
  readonly client: S3Client;
  /** Method and path of every request so far. */
  readonly requests: readonly string[];
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Answers by `METHOD /path`, in turn where there are several; what has no answer gets 501. Ends with the test. */
export async function scriptedS3(script: Readonly<Record<string, Answer | readonly Answer[]>>): Promise<ScriptedS3> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const name = `${request.method} ${request.url?.split('?')[0]}`;
    const turn = requests.filter((each) => each === name).length;
    requests.push(name);
    const answers = [script[name] ?? []].flat();
    request.resume().on('end', () => respond(answers[Math.min(turn, answers.length - 1)], request, response));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new S3Client({
    endpoint: url,
    forcePathStyle: true,
    region: 'us-west-1',
    credentials,
    maxAttempts: 1,
  });
  closing.push(() => {
    client.destroy();
    server.closeAllConnections();
    server.close();
  });
  return { url, client, requests };
}

function respond(answer: Answer | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (typeof answer === 'function') {
    answer(request, response);
    return;
  }
  const { status, code, headers = {}, body = '' } = answer ?? { status: 501, code: 'NotImplemented' };
  response.writeHead(status, { 'content-type': 'application/xml', ...headers });
  response.end(code === undefined ? body : `<Error><Code>${code}</Code><Message>scripted</Message></Error>`);
}
