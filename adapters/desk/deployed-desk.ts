import type { Hono } from 'hono';
import { chooseActors } from '../../core/choose-actors.ts';
import type { Config } from '../../core/config/config.ts';
import { deskActions } from '../../core/desk/desk-actions.ts';
import { pagePolicy } from '../../core/desk/policy.ts';
import { deskMemory } from '../../core/desk/read/desk-memory.ts';
import type { Decider } from '../../core/ports/decider.ts';
import type { PictureLinker } from '../../core/ports/picture-linker.ts';
import { type RunRequestInput, runRequestSchema } from '../../core/request.ts';
import type { Environment } from '../environment.ts';
import type { PipelineWorld } from '../lambda/pipeline-world.ts';
import { sfnRunKeeper } from '../sfn/run-keeper.ts';
import type { Executions } from '../stack/executions.ts';
import { cognitoGate } from './cognito-gate.ts';
import { deskApp } from './desk-app.ts';
import { deskVendors } from './desk-vendors.ts';

/** What a deployed desk works with. */
export interface DeployedDeskPorts extends PipelineWorld {
  readonly config: Config;
  readonly env: Environment;
  readonly executions: Executions;
  readonly decider: Decider;
  readonly linker: PictureLinker;
  /** `https://…`, where the pages are. */
  readonly address: string;
  /** What the stack is called. */
  readonly stack: string;
  readonly version: string;
  /** Hears of what went wrong inside. */
  readonly onBug: (error: unknown) => void;
}

/** The desk of a deployed pipeline: the same rules as on one machine, its runs those of the state machine. It sends no pages. */
export function deployedDesk(ports: DeployedDeskPorts): Hono {
  const { store, layout, clock, isGone, config, env, executions, decider, linker, address, stack, version } = ports;
  const { judge, maker, about } = deskVendors(config, env);
  const check = (request: RunRequestInput) => checkRequest(ports, request);
  const actions = deskActions({
    store,
    layout,
    clock,
    config,
    judge,
    maker,
    keeper: sfnRunKeeper({ executions, store, layout, clock, check }),
    decider,
    linker,
    stack,
    isGone,
    newHolder: () => 'the desk',
    memory: deskMemory(store),
    about: { mode: 'deployed', version, ...about },
  });
  return deskApp({ actions, gate: cognitoGate(address), policy: pagePolicy(), onBug: ports.onBug });
}

/** What the run's own first step would say, said before anything is started. */
async function checkRequest({ store, layout, config }: DeployedDeskPorts, request: RunRequestInput): Promise<void> {
  const there: string[] = [];
  for await (const name of store.folders(layout.actors)) if (layout.mayBeActor(name)) there.push(name);
  chooseActors(there, runRequestSchema.parse(request), config, store.place);
}
