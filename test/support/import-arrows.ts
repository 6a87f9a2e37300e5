import { dirname, join, normalize } from 'node:path/posix';
import ts from 'typescript';

/** What the files of a room may import. */
interface Rule {
  /** The files it is about, by path from the root; the first rule that matches holds. */
  readonly files: RegExp;
  /** The files they may import. */
  readonly may: readonly RegExp[];
  /** The packages they may import, `node:` built-ins among them. */
  readonly packages: RegExp;
  /** Whether only types may be imported from elsewhere than the room itself. */
  readonly typesOnly?: RegExp;
}

const ANY = /./;
/** Rooms that hold what runs; nothing of them may lean on tests or benchmarks. */
const PRODUCTION = /^(core|adapters|lambdas|lib|local|cli|web|bin)\/|^package\.json$/;

/** The list of architecture.md, "Rooms and which way imports go". */
const RULES: readonly Rule[] = [
  // What the pages run as well: no schemas, which would weigh on their first load.
  {
    files: /^core\/desk\/rules\//,
    may: [/^core\//],
    packages: /^$/,
    typesOnly: /^core\/(?!desk\/rules\/|seeded-random\.ts$)/,
  },
  { files: /^core\//, may: [/^core\//], packages: /^zod$/ },
  { files: /^adapters\//, may: [/^(core|adapters)\//], packages: ANY },
  { files: /^lambdas\/[^/]+\/index\.ts$/, may: [/^(core|adapters)\//], packages: ANY },
  { files: /^lambdas\//, may: [/^core\//], packages: /^zod$/ },
  {
    files: /^lib\//,
    may: [
      /^lib\//,
      /^core\/(contract|deployed-names|errors|layout|request|metrics\/metric|desk\/policy|desk\/contract\/session)\.ts$/,
      /^core\/config\//,
    ],
    packages: /^(aws-cdk-lib|constructs|zod|node:[a-z]+)(\/|$)/,
  },
  { files: /^local\//, may: [/^(core|adapters|lib|local)\//, /^lambdas\/[^/]+\/task\.ts$/], packages: ANY },
  { files: /^cli\//, may: [/^(local|core|cli)\//], packages: ANY },
  {
    files: /^web\//,
    may: [/^(core|web)\//],
    packages: ANY,
    typesOnly: /^core\/(?!desk\/(rules\/|contract\/headers\.ts$))/,
  },
  { files: /^bin\//, may: [PRODUCTION], packages: ANY },
];

/** The rooms that the rules are about. */
export const ROOMS = ['core', 'adapters', 'lambdas', 'lib', 'local', 'cli', 'web', 'bin'] as const;

/** Every import of a file: static, dynamic, of types, and what is exported from elsewhere. */
export function importsOf(text: string): readonly string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** The imports that are left once the types are gone. */
function runtimeImportsOf(text: string): readonly string[] {
  const compilerOptions = {
    verbatimModuleSyntax: true,
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ESNext,
    jsx: ts.JsxEmit.Preserve,
  };
  return importsOf(ts.transpileModule(text, { compilerOptions }).outputText);
}

const isRelative = (specifier: string) => /^\.{1,2}(\/|$)/.test(specifier);

function allowed(file: string, specifier: string, rule: Rule): boolean {
  if (!isRelative(specifier)) return rule.packages.test(specifier);
  const target = normalize(join(dirname(file), specifier));
  const ownFolder = file.startsWith('lambdas/') && dirname(target) === dirname(file);
  return ownFolder || rule.may.some((each) => each.test(target));
}

/**
 * The imports of a file that are not in the list.
 *
 * @param file path from the root, with `/`.
 */
export function forbiddenImports(file: string, text: string): readonly string[] {
  const rule = RULES.find(({ files }) => files.test(file));
  if (rule === undefined) return [`${file} is in no room`];
  const wrong = importsOf(text).filter((specifier) => !allowed(file, specifier, rule));
  const { typesOnly } = rule;
  if (typesOnly === undefined) return wrong;
  const running = runtimeImportsOf(text).filter(
    (specifier) => isRelative(specifier) && typesOnly.test(normalize(join(dirname(file), specifier))),
  );
  return [...wrong, ...running];
}

/** Globals that read the clock, roll dice or reach outside; a file that uses one is not pure. */
const IMPURE =
  /^(Date|process|performance|console|fetch|setTimeout|setInterval|setImmediate|require|Math\.random|crypto\.(randomUUID|getRandomValues))$/;

/** `new Date(ms)` and `Date.parse(text)` write and read a time that was handed in; they look at no clock. */
function isCalendar(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) > 0;
  return ts.isCallExpression(node) && node.expression.getText() === 'Date.parse';
}

function calendarArguments(node: ts.Node): readonly ts.Expression[] {
  return ts.isNewExpression(node) || ts.isCallExpression(node) ? (node.arguments ?? []) : [];
}

/** The impure things that a file calls, makes or reads a property of: `Date`, `Math.random`, `process` … */
export function impureUses(text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isCalendar(node)) {
      for (const argument of calendarArguments(node)) visit(argument);
      return;
    }
    if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isPropertyAccessExpression(node)) {
      const subject = node.expression.getText();
      const member = ts.isPropertyAccessExpression(node) ? node.getText() : subject;
      for (const name of new Set([subject, member])) if (IMPURE.test(name)) found.push(name);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('file.ts', text, ts.ScriptTarget.ESNext, true));
  return [...new Set(found)];
}
