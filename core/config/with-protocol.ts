import type { Protocol } from '../judging/protocol.ts';
import type { Config } from './config.ts';

/** The configuration with the protocol that was asked for, or as it is where none was. */
export function withProtocol(config: Config, protocol: Protocol | undefined): Config {
  return protocol === undefined ? config : { ...config, judge: { ...config.judge, protocol } };
}
