import { deskActorSchema } from './actor.ts';
import { approvedSchema, approveSchema, rejectedSchema, rejectSchema } from './approve.ts';
import { castSchema } from './cast.ts';
import { changesPageSchema } from './changes.ts';
import { decisionLogSchema, decisionsSavedSchema, putDecisionsSchema } from './decisions.ts';
import {
  findingDismissalSchema,
  imageChangedSchema,
  pinSchema,
  restoreSchema,
  typeCorrectionSchema,
} from './images.ts';
import { pictureLinksSchema } from './pictures.ts';
import { cancelledSchema, progressSchema } from './progress.ts';
import { rollbackPreviewSchema, rollbackSchema } from './rollback.ts';
import { runDetailSchema, runsSchema } from './runs.ts';
import { sessionSchema } from './session.ts';
import { estimateSchema, runStartedSchema, startRunSchema } from './start.ts';

/**
 * Every route of the desk, the same on one machine and deployed. Ids in paths are encoded with `encodeURIComponent`. `body` is
 * what is sent, `answer` what comes back with 200 (202 where something was begun); everything else is a refusal. `by` is the
 * least role that may. Writes carry the write token and an idempotency key; those with `planHash` also the hash of the plans.
 */
export const ROUTES = {
  session: { method: 'GET', path: '/api/session', by: 'viewer', answer: sessionSchema },
  cast: { method: 'GET', path: '/api/cast', by: 'viewer', answer: castSchema },
  actor: { method: 'GET', path: '/api/actors/:id', by: 'viewer', answer: deskActorSchema },
  runs: { method: 'GET', path: '/api/runs', by: 'viewer', answer: runsSchema },
  run: { method: 'GET', path: '/api/runs/:id', by: 'viewer', answer: runDetailSchema },
  changes: { method: 'GET', path: '/api/runs/:id/changes', by: 'viewer', answer: changesPageSchema },
  decisions: { method: 'GET', path: '/api/runs/:id/decisions', by: 'viewer', answer: decisionLogSchema },
  progress: { method: 'GET', path: '/api/runs/:id/progress', by: 'viewer', answer: progressSchema },
  pictures: { method: 'GET', path: '/api/pictures', by: 'viewer', answer: pictureLinksSchema },
  rollbackPreview: { method: 'GET', path: '/api/rollbacks/preview', by: 'viewer', answer: rollbackPreviewSchema },
  decide: {
    method: 'PUT',
    path: '/api/runs/:id/decisions',
    by: 'reviewer',
    planHash: true,
    body: putDecisionsSchema,
    answer: decisionsSavedSchema,
  },
  approve: {
    method: 'POST',
    path: '/api/runs/:id/approve',
    by: 'approver',
    planHash: true,
    body: approveSchema,
    answer: approvedSchema,
  },
  reject: {
    method: 'POST',
    path: '/api/runs/:id/reject',
    by: 'approver',
    planHash: true,
    body: rejectSchema,
    answer: rejectedSchema,
  },
  start: { method: 'POST', path: '/api/runs', by: 'approver', body: startRunSchema, answer: runStartedSchema },
  estimate: { method: 'POST', path: '/api/runs/estimate', by: 'viewer', body: startRunSchema, answer: estimateSchema },
  goOn: { method: 'POST', path: '/api/runs/:id/resume', by: 'approver', answer: runStartedSchema },
  cancel: { method: 'POST', path: '/api/runs/:id/cancel', by: 'approver', answer: cancelledSchema },
  rollBack: { method: 'POST', path: '/api/rollbacks', by: 'approver', body: rollbackSchema, answer: runStartedSchema },
  pin: { method: 'PUT', path: '/api/pins', by: 'reviewer', body: pinSchema, answer: imageChangedSchema },
  restore: { method: 'PUT', path: '/api/restores', by: 'approver', body: restoreSchema, answer: imageChangedSchema },
  correctType: {
    method: 'PUT',
    path: '/api/types',
    by: 'reviewer',
    body: typeCorrectionSchema,
    answer: imageChangedSchema,
  },
  dismiss: {
    method: 'PUT',
    path: '/api/findings',
    by: 'reviewer',
    body: findingDismissalSchema,
    answer: imageChangedSchema,
  },
} as const;

/** Key of a route in {@link ROUTES}. */
export type RouteName = keyof typeof ROUTES;

/** `GET /img/:size/:sha256`: a picture by its content, to be kept for good by whoever asked. */
export const PICTURE_PATH = '/img/:size/:sha256';
