#!/usr/bin/env python3
"""A local AWS endpoint for deploy tests.

moto (already installed for python3 here: `pip show moto`) answers the AWS APIs, its Step Functions
interpreter runs state machines for real (Retry, Catch, Choice, inline and Distributed Map with ItemReader
and ResultWriter, waitForTaskToken), and this file adds what moto leaves out:

- a Lambda function runs as a real, warm Node process from its deployed zip (sandbox.mjs);
- EventBridge rules reach Lambda functions and state machines; S3 sends its events to EventBridge;
- GET/POST http://127.0.0.1:<port+1>/fn/<function>/<path>   calls a function as an HTTP API (payload 2.0) would;
- POST http://127.0.0.1:<port+1>/fire/<schedule>            fires an EventBridge Scheduler schedule once: by its
                                                            name or the beginning of its logical id;
- POST http://127.0.0.1:<port+1>/kill-at-copy/<function>    kills the function's process at its next S3 copy, when that is
                                                            done and not answered yet: the middle of a move;
- POST http://127.0.0.1:<port+1>/time-out                   ends the wait for the task's token in the body as its time does;
- PUT http://127.0.0.1:<port+1>/env/<NAME>                  adds the body to the environment of all sandboxes that start from now on;
- GET http://127.0.0.1:<port+1>/logs                        what all functions have printed.

  python3 serve.py --project DIR [--port 4566] [--env NAME=VALUE ...]

DIR is the project whose node_modules holds the AWS SDK and `.bin/node`. --env is added to every function.
Everything is in memory: a restart forgets it. No request leaves this machine.
"""
import argparse, base64, copy, io, json, os, re, shutil, signal, subprocess, sys, tempfile, threading, time, uuid, zipfile
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlsplit

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument('--project', required=True)
parser.add_argument('--port', type=int, default=4566)
parser.add_argument('--env', action='append', default=[])
args = parser.parse_args()
os.environ['MOTO_PORT'] = str(args.port)
ENDPOINT = f'http://127.0.0.1:{args.port}'
HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.abspath(args.project)

import boto3
sys.path.insert(0, HERE)
import moto_gaps  # noqa: F401  registers what moto's CloudFormation leaves out
import moto_desk  # noqa: F401  the resources of the review desk, which it leaves out as well
import moto_speed  # noqa: F401  computes once what moto computes at every request
import moto.awslambda.models as lambda_models
import moto.cloudformation.responses as cloudformation
import moto.events.models as events_models
import moto.stepfunctions.models as sfn_models
import moto.stepfunctions.parser.models as sfn_parser
from moto.stepfunctions.parser.asl.eval.callback.callback import CallbackOutcomeTimedOut
from moto.core.config import default_user_config
import moto.s3.models as s3_models
from moto.s3.models import s3_backends
from moto.server import ThreadedMotoServer

import moto_gaps  # noqa: F401  resources that moto's CloudFormation does not make

default_user_config['stepfunctions'] = {'execute_state_machine': True}
sfn_models.stepfunctions_backends = sfn_parser.stepfunctions_parser_backends  # CloudFormation must create machines where they run



def copy_machine(machine, _memo):
    """moto deep-copies the machine at each start, its running executions and their locks too: what it needs is a snapshot."""
    snapshot = copy.copy(machine)
    snapshot.executions = []
    return snapshot


sfn_models.StateMachine.__deepcopy__ = copy_machine


def with_readable_numbers(method):
    """moto's grammar wants a decimal point in ToleratedFailurePercentage."""
    def mend(value):
        return re.sub(r'("ToleratedFailurePercentage"\s*:\s*\d+)(?=\s*[,}])', r'\1.0', value) if isinstance(value, str) else value

    def wrapped(self, *positional, **named):
        return method(self, *map(mend, positional), **{key: mend(value) for key, value in named.items()})
    return wrapped


for name in ('create_state_machine', 'update_state_machine'):
    setattr(sfn_parser.StepFunctionsParserBackend, name, with_readable_numbers(getattr(sfn_parser.StepFunctionsParserBackend, name)))


def client(service, region='us-west-1'):
    return boto3.client(service, region_name=region, endpoint_url=ENDPOINT, aws_access_key_id='test', aws_secret_access_key='test')


# --- Lambda: real Node processes ------------------------------------------------------------------------------------
NODE = os.path.join(PROJECT, 'node_modules', '.bin', 'node')
NODE = NODE if os.path.exists(NODE) else 'node'
SANDBOXES = tempfile.mkdtemp(prefix='lambda-')
os.symlink(os.path.join(PROJECT, 'node_modules'), os.path.join(SANDBOXES, 'node_modules'))  # the SDK the runtime provides
EXTRA_ENV = dict(pair.split('=', 1) for pair in args.env)
idle, idle_lock = {}, threading.Lock()
living = []  # every sandbox that was started
printed = []  # what they wrote, line by line
deliveries = ThreadPoolExecutor(max_workers=4)  # a burst of events must not become as many processes
kill_at_copy = set()  # names of functions to kill at their next S3 copy


class Sandbox:
    def __init__(self, fn):
        self.root = os.path.join(SANDBOXES, f'{fn.function_name}-{uuid.uuid4().hex[:8]}')
        os.makedirs(self.root)
        with zipfile.ZipFile(io.BytesIO(fn.code_bytes)) as archive:
            archive.extractall(self.root)
        env = {
            'PATH': os.environ['PATH'], 'HOME': '/tmp', '_HANDLER': fn.handler, 'LAMBDA_TASK_ROOT': self.root,
            'AWS_REGION': fn.region, 'AWS_DEFAULT_REGION': fn.region, 'AWS_ACCESS_KEY_ID': 'test', 'AWS_SECRET_ACCESS_KEY': 'test',
            'AWS_LAMBDA_FUNCTION_NAME': fn.function_name, 'AWS_LAMBDA_FUNCTION_VERSION': '$LATEST',
            'AWS_LAMBDA_FUNCTION_MEMORY_SIZE': str(fn.memory_size), 'AWS_EXECUTION_ENV': f'AWS_Lambda_{fn.run_time}',
            'AWS_ENDPOINT_URL': ENDPOINT, 'EMULATOR_FUNCTION_ARN': fn.function_arn,
            **{key: str(value) for key, value in fn.environment_vars.items()}, **EXTRA_ENV,
        }
        read_end, write_end = os.pipe()
        heap = f'--max-old-space-size={max(64, int(fn.memory_size))}'
        self.process = subprocess.Popen([NODE, heap, os.path.join(HERE, 'sandbox.mjs')], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, env=env, close_fds=False, preexec_fn=lambda: os.dup2(write_end, 3))
        os.close(write_end)
        self.answers = os.fdopen(read_end, 'r')
        self.function_name = fn.function_name
        with idle_lock:
            living.append(self)
        threading.Thread(target=self.keep_what_it_prints, daemon=True).start()

    def keep_what_it_prints(self):
        for line in self.process.stdout:
            text = f'{self.function_name}: {line.decode(errors="replace")}'
            printed.append(text)
            sys.stderr.write(text)

    def end(self):
        self.process.kill()
        with idle_lock:
            living.remove(self)
        shutil.rmtree(self.root, ignore_errors=True)

    def invoke(self, fn, event):
        request_id, limit, got = str(uuid.uuid4()), float(fn.timeout), []
        line = json.dumps({'requestId': request_id, 'event': event, 'deadlineMs': int((time.time() + limit) * 1000)}) + '\n'
        try:
            self.process.stdin.write(line.encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            return {'ok': False, 'dead': True, 'body': json.dumps({'errorType': 'Runtime.ExitError', 'errorMessage': f'RequestId: {request_id} Error: Runtime exited'})}
        reader = threading.Thread(target=lambda: got.append(self.answers.readline()), daemon=True)
        reader.start()
        reader.join(limit)
        if not got:
            self.process.kill()
            return {'ok': False, 'dead': True, 'body': json.dumps({'errorType': 'Sandbox.Timedout', 'errorMessage': f'RequestId: {request_id} Error: Task timed out after {limit:.2f} seconds'})}
        if not got[0]:
            return {'ok': False, 'dead': True, 'body': json.dumps({'errorType': 'Runtime.ExitError', 'errorMessage': f'RequestId: {request_id} Error: Runtime exited'})}
        return json.loads(got[0])


def invoke(fn, event=None):
    event = {} if event is None else event
    if not fn.run_time.startswith('nodejs'):  # the CDK's own Python helpers: the one that matters sets bucket notifications
        properties = event.get('ResourceProperties', {}) if isinstance(event, dict) else {}
        if 'NotificationConfiguration' in properties:
            try:
                client('s3').put_bucket_notification_configuration(Bucket=properties['BucketName'], NotificationConfiguration=properties['NotificationConfiguration'])
            except Exception as error:
                print(f'notifications not set on {properties["BucketName"]}: {error}', file=sys.stderr)
        return json.dumps({}), False, ''
    key = (fn.function_arn, fn.code_sha_256, json.dumps(fn.environment_vars, sort_keys=True))
    with idle_lock:
        waiting = idle.setdefault(key, [])
        sandbox = waiting.pop() if waiting else None
    sandbox = sandbox or Sandbox(fn)
    answer = sandbox.invoke(fn, event)
    if answer.get('dead'):
        sandbox.end()
    else:
        with idle_lock:
            idle[key].append(sandbox)
    return answer['body'], not answer['ok'], ''


lambda_models.LambdaFunction._invoke_lambda = invoke

# --- CloudFormation: template URLs as a client with one endpoint writes them ------------------------------------------


def template_from_url(url, account_id, partition):
    path = unquote(urlsplit(url).path).lstrip('/')
    bucket, key = path.split('/', 1) if '/' in path else (urlsplit(url).netloc.split('.')[0], path)
    if bucket not in s3_backends[account_id][partition].buckets:
        bucket, key = urlsplit(url).netloc.split('.')[0], path
    return s3_backends[account_id][partition].get_object(bucket, key).value.decode()


cloudformation.get_stack_from_s3_url = template_from_url

# --- S3: a function that dies in the middle of a move --------------------------------------------------------------------
copy_object = s3_models.S3Backend.copy_object


def copy_and_perhaps_kill(self, *positional, **named):
    answer = copy_object(self, *positional, **named)
    with idle_lock:
        doomed = [each for each in living if each.function_name in kill_at_copy]
        kill_at_copy.clear()
    for sandbox in doomed:
        sandbox.process.kill()
        printed.append(f'{sandbox.function_name}: killed in the middle of a copy\n')
    return answer


s3_models.S3Backend.copy_object = copy_and_perhaps_kill

# --- S3: the bucket properties that moto's CloudFormation leaves out ----------------------------------------------------
create_bucket = s3_models.FakeBucket.create_from_cloudformation_json.__func__


def create_bucket_with_versioning(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    bucket = create_bucket(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
    status = cloudformation_json.get('Properties', {}).get('VersioningConfiguration', {}).get('Status')
    if status:
        bucket.versioning_status = status
    return bucket


s3_models.FakeBucket.create_from_cloudformation_json = classmethod(create_bucket_with_versioning)

# --- EventBridge: rules that reach functions and state machines -------------------------------------------------------
send_to_known_targets = events_models.Rule.send_to_targets


def send_to_targets(rule, original_event, transform_input=True):
    if not rule.event_pattern.matches_event(original_event):
        return
    ours = [t for t in rule.targets if t['Arn'].split(':')[2] in ('lambda', 'states')]
    for target in ours:
        body = input_for(target, original_event)
        region = target['Arn'].split(':')[3]
        deliveries.submit(deliver, target['Arn'], body, region)
    kept, rule.targets = rule.targets, [t for t in rule.targets if t not in ours]
    try:
        send_to_known_targets(rule, original_event, transform_input)
    finally:
        rule.targets = kept


def at(path, event):
    for part in [p for p in path.lstrip('$').split('.') if p]:
        event = event.get(part) if isinstance(event, dict) else None
    return event


def input_for(target, event):
    """The target's input text: constant, a path, or a template. A placeholder outside quotes becomes JSON, inside quotes text."""
    if 'Input' in target:
        return target['Input']
    if 'InputPath' in target:
        return json.dumps(at(target['InputPath'], event))
    transformer = target.get('InputTransformer')
    if not transformer:
        return json.dumps(event)
    text = ''
    for part in re.split(r'(<[^<>]+>)', transformer['InputTemplate']):
        name = part[1:-1] if part.startswith('<') and part.endswith('>') else None
        if name is None:
            text += part
            continue
        value = at(transformer.get('InputPathsMap', {}).get(name, '$.' + name), event)
        quoted = len(re.findall(r'(?<!\\)"', text)) % 2 == 1
        text += (value if isinstance(value, str) else json.dumps(value)) if quoted else json.dumps(value)
    return text


def deliver(arn, body, region):
    try:
        if ':states:' in arn:
            client('stepfunctions', region).start_execution(stateMachineArn=arn, input=body, name=str(uuid.uuid4()))
        else:
            client('lambda', region).invoke(FunctionName=arn, InvocationType='RequestResponse', Payload=body)
    except Exception as error:  # a lost delivery must be visible, not fatal
        print(f'event not delivered to {arn}: {error}', file=sys.stderr)


events_models.Rule.send_to_targets = send_to_targets

# --- A front door for HTTP APIs and schedules -------------------------------------------------------------------------


class FrontDoor(BaseHTTPRequestHandler):
    def handle_any(self):
        url = urlsplit(self.path)
        _, kind, name, *rest = [*url.path.split('/'), '']
        body = self.rfile.read(int(self.headers.get('content-length') or 0))
        if kind == 'fire':
            return self.fire(unquote(name))
        if kind == 'kill-at-copy':
            with idle_lock:
                kill_at_copy.add(unquote(name))
            return self.answer(202, {}, b'')
        if kind == 'time-out':
            return self.time_out(body.decode())
        if kind == 'env':
            EXTRA_ENV[unquote(name)] = body.decode()
            return self.answer(204, {}, b'')
        if kind == 'logs':
            return self.answer(200, {'content-type': 'text/plain; charset=utf-8'}, ''.join(list(printed)).encode())
        path = '/' + '/'.join(rest)
        event = {'version': '2.0', 'routeKey': '$default', 'rawPath': path, 'rawQueryString': url.query,
                 'headers': {k.lower(): v for k, v in self.headers.items()}, 'queryStringParameters': dict(parse_qsl(url.query)),
                 'cookies': [c.strip() for c in (self.headers.get('cookie') or '').split(';') if c.strip()],
                 'requestContext': {'http': {'method': self.command, 'path': path, 'sourceIp': '127.0.0.1', 'protocol': 'HTTP/1.1', 'userAgent': self.headers.get('user-agent', '')},
                                    'requestId': str(uuid.uuid4()), 'stage': '$default', 'timeEpoch': int(time.time() * 1000)},
                 'body': base64.b64encode(body).decode() if body else None, 'isBase64Encoded': bool(body)}
        reply = json.loads(client('lambda').invoke(FunctionName=unquote(name), Payload=json.dumps(event))['Payload'].read() or 'null')
        if not isinstance(reply, dict) or 'statusCode' not in reply:
            return self.answer(502 if isinstance(reply, dict) and 'errorType' in reply else 200, {'content-type': 'application/json'}, json.dumps(reply).encode())
        content = base64.b64decode(reply['body']) if reply.get('isBase64Encoded') else str(reply.get('body') or '').encode()
        self.answer(int(reply['statusCode']), reply.get('headers') or {}, content, reply.get('cookies') or [])

    def fire(self, name):
        """moto does not create schedules, so read them from the stacks' templates, by Name or the beginning of a logical id."""
        cfn = client('cloudformation')
        for stack in cfn.describe_stacks()['Stacks']:
            template = cfn.get_template(StackName=stack['StackName'])['TemplateBody']
            if isinstance(template, str):  # boto3 parses JSON templates; what stays text is YAML, so not from the CDK
                continue
            for logical_id, resource in template['Resources'].items():
                properties = resource.get('Properties', {})
                if resource['Type'] == 'AWS::Scheduler::Schedule' and (properties.get('Name') == name or logical_id.startswith(name)):
                    target = properties['Target']
                    of = target['Arn'].get('Ref') or target['Arn']['Fn::GetAtt'][0]
                    arn = cfn.describe_stack_resource(StackName=stack['StackName'], LogicalResourceId=of)['StackResourceDetail']['PhysicalResourceId']
                    if not arn.startswith('arn:'):
                        arn = client('lambda').get_function(FunctionName=arn)['Configuration']['FunctionArn']
                    deliver(arn, target.get('Input', '{}'), arn.split(':')[3])
                    return self.answer(202, {}, f'fired {name} at {arn}\n'.encode())
        return self.answer(404, {}, f'no schedule {name}\n'.encode())

    def time_out(self, token):
        """moto lets no SendTaskFailure say States.Timeout."""
        outcome = CallbackOutcomeTimedOut(callback_id=token)
        for regions in sfn_parser.stepfunctions_parser_backends.values():
            for backend in regions.values():
                for execution in backend._get_executions():
                    if execution.exec_worker.env.callback_pool_manager.notify(callback_id=token, outcome=outcome):
                        return self.answer(202, {}, b'')
        return self.answer(404, {}, b'nobody waits with this token\n')

    def log_message(self, *_):
        """Says nothing."""

    def answer(self, status, headers, content, cookies=()):
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        for cookie in cookies:
            self.send_header('set-cookie', cookie)
        self.send_header('content-length', str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = handle_any


server = ThreadedMotoServer(ip_address='127.0.0.1', port=args.port, verbose=False)
server.start()
threading.Thread(target=ThreadingHTTPServer(('127.0.0.1', args.port + 1), FrontDoor).serve_forever, daemon=True).start()
print(f'AWS endpoint {ENDPOINT} · front door http://127.0.0.1:{args.port + 1}', flush=True)


def leave(*_):
    """No process and no file stays behind."""
    for sandbox in list(living):
        sandbox.process.kill()
    shutil.rmtree(SANDBOXES, ignore_errors=True)
    os._exit(0)


for end in (signal.SIGTERM, signal.SIGINT):
    signal.signal(end, leave)
while True:
    time.sleep(3600)
