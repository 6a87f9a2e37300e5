import { configSchema } from '../../core/config/config.ts';
import { planSettings } from '../../core/config/plan-settings.ts';
import type { PlanSettings } from '../../core/plan/plan.ts';

/** The default settings for a set of 60 images. */
export const PLANNED_WITH: PlanSettings = planSettings(configSchema.parse({}), 'ada', 60);

/** The default settings without the cap and the floor. */
export const UNLIMITED: PlanSettings = {
  ...PLANNED_WITH,
  target: { ...PLANNED_WITH.target, floor: 0 },
  limits: { ...PLANNED_WITH.limits, maxRetirements: Number.MAX_SAFE_INTEGER },
};
