import { InvokeCommand, LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK_OUTPUTS } from '../../core/deployed-names.ts';
import type { Asked } from '../support/ask.ts';
import { type Visitor, visitorOver } from '../support/desk-visitor.ts';
import { apiEvent, type Claims, fromApi } from '../support/http-api.ts';
import { signInAt } from './support/cognito.ts';
import { say } from './support/say.ts';
import { lopsided, SMALL_SETS, STAYED } from './support/sets.ts';
import { CAN_DEPLOY, type Stage, stage } from './support/stage.ts';

const NEEDS = CAN_DEPLOY ? '' : ' (skipped: python3 has no moto here; pip install "moto[server]")';

/**
 * The desk as it is deployed: its real function, state machine, decide function and user pool. The endpoint has neither HTTP API
 * nor CloudFront for a stack: what these do, verifying the token and handing the request on, is done here.
 */
describe.skipIf(!CAN_DEPLOY)(`the deployed review desk${NEEDS}`, () => {
  let here: Stage | undefined;
  const at = (): Stage => {
    if (here === undefined) throw new Error('Nothing was deployed.');
    return here;
  };
  let outputs: Stage['outputs'] = {};
  let name = '';
  beforeAll(async () => {
    here = await stage();
    await at().bucket.upload('ada', await lopsided());
    await at().putKeys();
    at().configure({ ...SMALL_SETS, aws: { desk: { enabled: true } } });
    say('cdk deploy, with the review desk');
    outputs = await at().cdk.deploy();
    for await (const { Functions = [] } of paginateListFunctions({ client: new LambdaClient({}) }, {}))
      name = Functions.find(({ Description }) => Description === 'Evencast: desk')?.FunctionName ?? name;
  });
  afterAll(() => here?.leave());

  const asking = (claims?: Claims) => async (asked: Asked) => {
    const Payload = JSON.stringify(apiEvent(asked, claims));
    const answer = await new LambdaClient({}).send(new InvokeCommand({ FunctionName: name, Payload }));
    return fromApi(JSON.parse(new TextDecoder().decode(answer.Payload)));
  };
  const signedIn = async (user: string, group: string): Promise<Visitor> =>
    visitorOver(asking(await signInAt(outputs, user, group)), {});

  test('is in the stack, with a function and a user pool', () => {
    expect(name).toMatch(/./);
    expect(outputs[DESK_OUTPUTS.users]).toMatch(/^us-west-1_/);
  });

  test('lets nobody in without claims, and tells each their role by their group', async () => {
    expect((await asking()({ path: '/api/session' })).status).toBe(401);
    const kim = await signedIn('kim', 'viewer');
    expect(await kim.call('session')).toMatchObject({ mode: 'deployed', user: 'kim', role: 'viewer' });
    expect((await kim.refused('start', { body: { mode: 'execute' } })).error).toBe('NotYours');
  });

  test('a run is started, decided about and approved at the desk: the machine’s wait ends, and it is carried out', async () => {
    const { type, bucket } = at();
    const lee = await signedIn('lee', 'approver');
    say('the desk: start, decide, approve');
    const { run } = await lee.call('start', { body: { mode: 'execute', actors: ['ada'] } });
    expect((await type('watch', run)).code).toBe(3);
    const { planHash, run: line } = await lee.call('run', { id: run });
    expect(line.state).toBe('review');
    const { changes } = await lee.call('changes', { id: run });
    const decisions = changes.map(({ actor, change }) => ({
      actor,
      change: change.id,
      outcome: change.kind === 'retire' ? 'out' : 'in',
    }));
    const sent = { id: run, planHash: planHash ?? '' };
    const { sequence } = await lee.call('decide', { ...sent, body: { kind: 'decide', decisions } });
    const typed = changes.filter(({ change }) => change.kind === 'retire').length;
    const approved = await lee.call('approve', { ...sent, body: { sequence, typed } });
    expect(approved).toMatchObject({ first: true, started: true, approval: { state: 'approved', by: 'lee' } });
    const done = await type('watch', run);
    expect(done.code, done.said).toBe(0);
    expect((await bucket.files('ada')).filter((file) => file.startsWith('photo'))).toEqual(STAYED);
    expect((await lee.call('run', { id: run })).run).toMatchObject({
      state: 'applied',
      done: { retired: 2, added: 2 },
    });
    const [picture] = (await lee.call('actor', { id: 'ada' })).pictures;
    const { links } = await lee.call('pictures', { query: `?of=full/${picture?.sha256}` });
    expect((await fetch(links[0]?.href ?? '')).headers.get('content-type')).toBe('image/png');
  });
});
