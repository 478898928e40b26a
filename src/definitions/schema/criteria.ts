import {z} from 'zod';
import {duration, list, number, say, text, whole, yesOrNo} from './values.ts';

type WrittenScalar = string | number | boolean;

/** One criterion as written. Which keys stand together is checked by `checkCriterion`. */
export interface WrittenCriteria {
  name?: string | undefined;
  all?: WrittenCriteria[] | undefined;
  any?: WrittenCriteria[] | undefined;
  none?: WrittenCriteria[] | undefined;
  at_least?: number | undefined;
  of?: WrittenCriteria[] | undefined;
  use?: string | undefined;
  field?: string | undefined;
  is?: WrittenScalar | undefined;
  in?: WrittenScalar[] | undefined;
  not_in?: WrittenScalar[] | undefined;
  gt?: number | undefined;
  gte?: number | undefined;
  lt?: number | undefined;
  lte?: number | undefined;
  between?: [number, number] | undefined;
  matches?: string | undefined;
  contains?: string | undefined;
  domain?: string[] | undefined;
  present?: boolean | undefined;
  signal?: string | undefined;
  count?: number | undefined;
  within?: string | undefined;
}

/** What makes a map a criterion, each with the keys that may stand beside it. */
const KINDS = ['all', 'any', 'none', 'of', 'use', 'field', 'signal'] as const;

export const FIELD_TESTS = [
  'is',
  'in',
  'not_in',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'matches',
  'contains',
  'domain',
  'present',
] as const;

const NEEDS: Readonly<Record<string, (typeof KINDS)[number]>> = {
  at_least: 'of',
  count: 'signal',
  within: 'signal',
  ...Object.fromEntries(FIELD_TESTS.map(test => [test, 'field' as const])),
};

const scalar = () => z.union([z.string(), z.number(), z.boolean()], 'text, a number, or true or false');

// a pattern longer than this is no rule anybody can read
const LONGEST_PATTERN = 1000;

const DOMAIN = 'a domain such as acme.com';

const nested = () => z.lazy(() => list(criteria, 'criteria')).optional();

const criterionShape = {
  name: text().optional().describe('A label for reports and diffs; it changes nothing.'),
  all: nested().describe('True where every one of these is true.'),
  any: nested().describe('True where at least one of these is true.'),
  none: nested().describe('True where every one of these is false.'),
  at_least: whole(1, 1000).optional().describe('How many of `of` must be true.'),
  of: nested().describe('The criteria `at_least` counts.'),
  use: text().optional().describe('The name of other criteria: icp, or one of `criteria`.'),
  field: text()
    .optional()
    .describe('A column of leads, canonical or as in the export; case does not matter. Takes exactly one test.'),
  is: scalar().optional().describe('Equal; text compares trimmed and without regard to case.'),
  in: list(scalar(), 'values').optional().describe('Equal to one of these.'),
  not_in: list(scalar(), 'values').optional().describe('Equal to none of these.'),
  gt: number().optional().describe('Greater than.'),
  gte: number().optional().describe('Greater than or equal.'),
  lt: number().optional().describe('Less than.'),
  lte: number().optional().describe('Less than or equal.'),
  between: z
    .tuple([number(), number()], 'two numbers such as [50, 2000]')
    .optional()
    .describe('From the first to the second, both included.'),
  matches: text('a regular expression')
    .max(LONGEST_PATTERN, `a regular expression of at most ${LONGEST_PATTERN} characters`)
    .optional()
    .describe(
      'A regular expression (RE2: no look-around, no backreferences) found somewhere in the text. (?i) ignores case.',
    ),
  contains: text().optional().describe('Holds this text, without regard to case.'),
  domain: list(text(DOMAIN).regex(/^(?:\*\.|@)?[^\s@/:?#*]{1,253}$/, DOMAIN), 'domains')
    .optional()
    .describe('The domain of an email or address is one of these or a subdomain.'),
  present: yesOrNo().optional().describe('Whether there is any value at all.'),
  signal: text().optional().describe('A signal, or a group of `signals`; those after the moment judged do not count.'),
  count: whole(1, 100_000).optional().describe('How many at least. Default 1.'),
  within: duration().optional().describe('Only signals this long before the moment judged. Default: ever before.'),
};

/** For editors; people read the messages of `checkCriterion`. */
const ONE_KIND = {oneOf: KINDS.map(kind => ({required: [kind]}))};

export const criteria: z.ZodType<WrittenCriteria, WrittenCriteria> = z
  .strictObject(criterionShape, {error: 'criteria such as {field: country, in: [US, CA]}'})
  .superRefine(checkCriterion)
  .meta({
    id: 'criteria',
    description:
      'all, any, none, at_least with of, use, a field with one test, or a signal. A missing value makes a test unknown.',
    examples: [
      {field: 'employees', between: [50, 2000]},
      {signal: 'demo_request', count: 1, within: '30d'},
    ],
    ...ONE_KIND,
  });

/** Criteria that must have a name: it is counted by it. */
export const namedCriterion = z
  .strictObject(
    {...criterionShape, name: text().describe('Counted under this name.')},
    {error: 'a rule such as {name: internal, field: email, domain: [acme.com]}'},
  )
  .superRefine(checkCriterion)
  .meta(ONE_KIND);

function checkCriterion(criterion: WrittenCriteria, context: z.RefinementCtx): void {
  const keys = Object.keys(criterion);
  const kinds = KINDS.filter(kind => keys.includes(kind));
  for (const key of keys) {
    const need = NEEDS[key];
    if (need !== undefined && kinds.length > 0 && !kinds.includes(need))
      say(context, `${key} goes with ${need}, not with ${kinds.join(', ')}`, [key]);
  }
  if (kinds.length === 0) say(context, missingKind(keys));
  else if (kinds.length > 1) say(context, `only one of ${kinds.join(', ')} can stand here`);
  else if (kinds[0] === 'field') checkTests(keys, context);
  else if (kinds[0] === 'of' && criterion.at_least === undefined)
    say(context, 'of needs at_least: how many must be true');
}

function missingKind(keys: readonly string[]): string {
  const lonely = keys.find(key => NEEDS[key] !== undefined);
  if (lonely !== undefined) return `${lonely} needs ${NEEDS[lonely]}`;
  return 'needs one of all, any, none, at_least with of, use, field, signal';
}

function checkTests(keys: readonly string[], context: z.RefinementCtx): void {
  const tests = FIELD_TESTS.filter(test => keys.includes(test));
  if (tests.length === 0) say(context, `field needs exactly one of ${FIELD_TESTS.join(', ')}`);
  if (tests.length > 1) say(context, `field takes one test, found ${tests.join(', ')}; use all for several`);
}
