import { Construct } from 'constructs';
import { TASK_KEYS, type TaskKey } from '../../core/contract.ts';
import type { DatasetStore } from '../dataset/dataset-store.ts';
import type { VendorKeys } from '../vendors/vendor-keys.ts';
import { EvencastFunction, type FunctionSettings } from './evencast-function.ts';

/** What the functions may work with. */
export interface PipelineFunctionsProps extends FunctionSettings {
  readonly store: DatasetStore;
  readonly keys: VendorKeys;
}

/**
 * The functions behind the states, one per task, each with the rights that its task needs. Concurrency is not reserved: a run
 * works on `limits.concurrency` actors at a time, which is the cap; reserving would take from the account's pool, and a new
 * account has ten in all.
 */
export class PipelineFunctions extends Construct {
  readonly byTask: Readonly<Record<TaskKey, EvencastFunction>>;

  constructor(scope: Construct, id: string, { store, keys, ...settings }: PipelineFunctionsProps) {
    super(scope, id);
    const made = TASK_KEYS.map((key) => [key, new EvencastFunction(this, key, settings)] as const);
    this.byTask = Object.fromEntries(made) as Record<TaskKey, EvencastFunction>;
    for (const fn of Object.values(this.byTask)) store.grantKeepRecords(fn);
    this.#grantLooking(store, keys);
    this.#grantActing(store, keys);
  }

  /** Looking at the sets and planning: nothing of a set can be changed. */
  #grantLooking(store: DatasetStore, keys: VendorKeys): void {
    const { prepare, composite, evaluate, plan, requestApproval } = this.byTask;
    store.grantNameImages(prepare);
    // Who judges and who makes is chosen here, by which keys are there; the run's record then says it to the others.
    keys.grantJudge(prepare);
    keys.grantMake(prepare);
    store.grantReadImages(composite);
    store.grantRecallVerdicts(composite);
    store.grantRememberVerdicts(evaluate);
    // Which images are looked at twice depends on what would leave, and so on what is pinned.
    store.grantReadManifests(evaluate);
    keys.grantJudge(evaluate);
    store.grantReadManifests(plan);
    store.grantMarkWaiting(requestApproval);
  }

  /** Carrying plans out. Only retire and the way back may take an image out of a set. */
  #grantActing(store: DatasetStore, keys: VendorKeys): void {
    const { generate, retire, settle, rollBack } = this.byTask;
    store.grantAddImages(generate);
    store.grantRememberVerdicts(generate);
    keys.grantJudge(generate);
    keys.grantMake(generate);
    store.grantRetire(retire);
    // It compares the set with the plan once more.
    store.grantReadImages(settle);
    store.grantPutBack(rollBack);
    for (const fn of [generate, retire, settle, rollBack]) store.grantKeepManifests(fn);
  }
}
