import * as z from 'zod';
import { flat, type pipelineTemplate } from './pipeline-template.ts';

const listed = z.union([z.unknown().array(), z.unknown().transform((one) => [one])]);
const statementSchema = z.looseObject({
  Effect: z.string(),
  Action: z.union([z.string().array(), z.string().transform((one) => [one])]),
  Resource: listed.optional(),
  Condition: z.record(z.string(), z.unknown()).optional(),
});
const policySchema = z.looseObject({
  Roles: z.array(z.unknown()).default([]),
  PolicyDocument: z.object({ Statement: z.array(statementSchema) }),
});

/** One action on one resource, as a policy allows it. */
export interface Right {
  readonly action: string;
  readonly resource: string;
  /** As JSON; empty where there is none. */
  readonly condition: string;
}

type Shape = ReturnType<typeof pipelineTemplate>;

/** What a role may do. @param role its logical id. */
export function rightsOfRole({ ofType }: Shape, role: string): readonly Right[] {
  return ofType('AWS::IAM::Policy')
    .map(([, { Properties }]) => policySchema.parse(Properties))
    .filter(({ Roles }) => Roles.some((each) => flat(each) === `<${role}>`))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action, Resource = [], Condition }) =>
      Action.flatMap((action) =>
        Resource.map((resource) => ({
          action,
          resource: flat(resource),
          condition: Condition === undefined ? '' : JSON.stringify(Condition),
        })),
      ),
    );
}

/** What each function may do, by its folder in lambdas/. */
export function rightsOfFunctions(template: Shape): ReadonlyMap<string, readonly Right[]> {
  return new Map(
    template.ofType('AWS::Lambda::Function').map(([, { Properties }]) => {
      const role = flat(Properties['Role']).replace(/^<(.*)\.Arn>$/, '$1');
      return [String(Properties['Description']).replace('Evencast: ', ''), rightsOfRole(template, role)];
    }),
  );
}
