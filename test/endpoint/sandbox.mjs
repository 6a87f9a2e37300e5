// One warm Lambda sandbox: reads {requestId, event, deadlineMs} lines on stdin, answers {ok, body} lines on fd 3.
import { existsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';

const { _HANDLER, LAMBDA_TASK_ROOT, AWS_LAMBDA_FUNCTION_NAME, AWS_LAMBDA_FUNCTION_MEMORY_SIZE, EMULATOR_FUNCTION_ARN } =
  process.env;
// As the runtime does where a function logs JSON: every entry is one line, an object stays an object.
for (const level of ['debug', 'log', 'info', 'warn', 'error']) {
  console[level] = (...args) => {
    const message = args.length === 1 && typeof args[0] === 'object' ? args[0] : format(...args);
    process.stdout.write(`${JSON.stringify({ timestamp: new Date().toISOString(), level, message })}\n`);
  };
}

const dot = _HANDLER.lastIndexOf('.');
const base = join(LAMBDA_TASK_ROOT, _HANDLER.slice(0, dot));
const file = ['.mjs', '.js', '.cjs'].map((ending) => base + ending).find((path) => existsSync(path));
if (!file) throw new Error(`Runtime.ImportModuleError: no ${base}.mjs, .js or .cjs in the function's zip`);
const module = await import(pathToFileURL(file));
const name = _HANDLER.slice(dot + 1);
const handler = module[name] ?? module.default?.[name];

for await (const line of createInterface({ input: process.stdin })) {
  const { requestId, event, deadlineMs } = JSON.parse(line);
  const context = {
    awsRequestId: requestId,
    functionName: AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: '$LATEST',
    invokedFunctionArn: EMULATOR_FUNCTION_ARN,
    memoryLimitInMB: AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: `/aws/lambda/${AWS_LAMBDA_FUNCTION_NAME}`,
    logStreamName: 'emulator',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
  };
  let answer;
  try {
    answer = { ok: true, body: JSON.stringify((await handler(event, context)) ?? null) };
  } catch (error) {
    const trace = String(error?.stack ?? '').split('\n');
    answer = {
      ok: false,
      body: JSON.stringify({ errorType: error?.name ?? 'Error', errorMessage: String(error?.message ?? error), trace }),
    };
  }
  writeSync(3, `${JSON.stringify(answer)}\n`);
}
