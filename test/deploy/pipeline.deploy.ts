import { afterAll, beforeAll, describe } from 'vitest';
import { afterwardsSuite } from './scenarios/afterwards.ts';
import { crowdSuite, uploadCrowd } from './scenarios/crowd.ts';
import { DECIDED_ABOUT, decidingSuite } from './scenarios/deciding.ts';
import { firstRunSuite } from './scenarios/first-run.ts';
import { QUIET_MINUTES, SCHEDULED, sweepSuite, uploadsSuite } from './scenarios/triggers.ts';
import { TROUBLED, troubleSuite } from './scenarios/trouble.ts';
import { say } from './support/say.ts';
import { lopsided, SMALL_SETS } from './support/sets.ts';
import { CAN_DEPLOY, type Stage, stage } from './support/stage.ts';

const NEEDS = CAN_DEPLOY ? '' : ' (skipped: python3 has no moto here; pip install "moto[server]")';

/** Uploads start runs, and so does a schedule. */
const TRIGGERS = {
  schedule: { expression: 'rate(1 day)', input: { actors: [SCHEDULED] } },
  uploads: { enabled: true, quietMinutes: QUIET_MINUTES },
};

describe.skipIf(!CAN_DEPLOY)(`the deployed pipeline${NEEDS}`, () => {
  let here: Stage | undefined;
  const at = (): Stage => {
    if (here === undefined) throw new Error('Nothing was deployed.');
    return here;
  };
  beforeAll(async () => {
    here = await stage();
  });
  afterAll(() => here?.leave());

  describe('without a setting and without a key', () => firstRunSuite(at));

  describe('with keys, small sets and triggers', () => {
    let quietSince = 0;
    beforeAll(async () => {
      const { bucket, putKeys, configure, cdk } = at();
      await uploadCrowd(bucket);
      for (const actor of [...DECIDED_ABOUT, ...TROUBLED, SCHEDULED])
        if (actor !== 'ada') await bucket.upload(actor, await lopsided());
      say('the vendors’ keys are put into their secrets; cdk deploy, with settings');
      await putKeys();
      configure({ ...SMALL_SETS, aws: TRIGGERS });
      await cdk.deploy();
      await at().remember();
    });

    describe('triggers', () => uploadsSuite(at));
    describe('a person decides', () => decidingSuite(at));
    describe('trouble half-way', () => {
      troubleSuite(at);
      afterAll(() => {
        quietSince = Date.now();
      });
    });
    describe('a large cast', () => crowdSuite(at));
    describe('quiet uploads', () => sweepSuite(at, () => quietSince));
    describe('afterwards', () => afterwardsSuite(at));
  });
});
