import { afterAll, beforeAll, describe } from 'vitest';
import { actingSuite } from './scenarios/acting.ts';
import { startingSuite } from './scenarios/starting.ts';
import { CAN_DEPLOY, type Stage, stage } from './support/stage.ts';

const NEEDS = CAN_DEPLOY ? '' : ' (skipped: python3 has no moto here; pip install "moto[server]")';

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

  describe('without a key', () => startingSuite(at));
  describe('with both vendors', () => actingSuite(at));
});
