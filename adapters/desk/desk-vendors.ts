import type { Config } from '../../core/config/config.ts';
import type { DeskWorld } from '../../core/desk/desk-world.ts';
import type { Environment } from '../environment.ts';
import { judgeRules } from '../judge-rules.ts';
import { OFFLINE_MAKER } from '../offline-maker/identity.ts';

const WHEN_STARTED = 'used where its secret holds a key when a run starts; without one the offline one is';

/**
 * Who judges and who makes images, as far as the configuration says: a deployed desk reads no secret, so that what depends on
 * one is named as what it would be with a key. Estimates are then for that, which is the most it can cost.
 */
export function deskVendors(
  config: Config,
  env: Environment,
): Pick<DeskWorld, 'judge' | 'maker'> & { readonly about: Vendors } {
  const name = config.judge.use === 'auto' ? 'openai' : config.judge.use;
  const judge = judgeRules(name, config, env);
  const { generate } = config;
  const maker =
    generate.use === 'offline'
      ? OFFLINE_MAKER
      : { name: 'replicate', model: generate.model, standIn: false, usdPerImage: generate.usdPerImage };
  return {
    judge,
    maker,
    about: {
      judge: {
        name,
        model: judge.signatures[0]?.model ?? '',
        why: config.judge.use === 'auto' ? WHEN_STARTED : 'set in the config as judge.use',
      },
      maker: {
        name: maker.name,
        model: maker.model,
        standIn: maker.standIn,
        why: generate.use === 'auto' ? WHEN_STARTED : 'set in the config as generate.use',
      },
    },
  };
}

type Vendors = Pick<DeskWorld['about'], 'judge' | 'maker'>;
