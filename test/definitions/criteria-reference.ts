import type {Criteria, FieldTest} from '../../src/definitions/definitions.ts';

/** A lead of text columns; null is missing, an absent key is a column the export does not have. */
export type Row = Readonly<Record<string, string | null>>;
export type Verdict = boolean | null;

/** SPEC 4, Criteria, once more in plain TypeScript: what the compiled SQL must agree with. */
export function judged(criteria: Criteria, row: Row, signals: Readonly<Record<string, number>>): Verdict {
  const all = (list: readonly Criteria[]) => list.map(part => judged(part, row, signals));
  if ('all' in criteria) return and(all(criteria.all));
  if ('any' in criteria) return not(and(all(criteria.any).map(not)));
  if ('none' in criteria) return and(all(criteria.none).map(not));
  if ('of' in criteria) {
    const verdicts = all(criteria.of);
    const sure = verdicts.filter(verdict => verdict === true).length;
    const open = verdicts.filter(verdict => verdict === null).length;
    return sure >= criteria.at_least ? true : sure + open < criteria.at_least ? false : null;
  }
  if ('signal' in criteria) return (signals[criteria.signal] ?? 0) >= criteria.count;
  if ('field' in criteria) return judgedField(criteria, row);
  throw new Error('use is not part of this test');
}

function and(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(null) ? null : true;
}

function not(verdict: Verdict): Verdict {
  return verdict === null ? null : !verdict;
}

function judgedField(test: FieldTest, row: Row): Verdict {
  const raw = row[test.field];
  if (raw === undefined) return null;
  const text = raw === null || raw.trim() === '' ? null : raw.trim();
  if ('present' in test) return (text !== null) === test.present;
  if (text === null) return null;
  const low = text.toLowerCase();
  const number = /^-?\d+(\.\d+)?$/.test(text.replaceAll(',', '').replace('$', ''))
    ? Number(text.replaceAll(',', '').replace('$', ''))
    : null;
  const same = (value: string | number | boolean): boolean =>
    typeof value === 'number'
      ? number === value
      : typeof value === 'boolean'
        ? (value ? ['true', '1', '1.0', 'yes'] : ['false', '0', '0.0', 'no']).includes(low)
        : value.trim().toLowerCase() === low;
  if ('is' in test) return same(test.is);
  if ('in' in test) return test.in.some(same);
  if ('not_in' in test) return !test.not_in.some(same);
  if ('matches' in test) return new RegExp(test.matches).test(text);
  if ('contains' in test) return low.includes(test.contains.toLowerCase());
  if ('domain' in test) {
    const host = low.slice(low.lastIndexOf('@') + 1);
    return test.domain.some(domain => host === domain || host.endsWith(`.${domain}`));
  }
  if (number === null) return judgedRange(test, text);
  if ('gt' in test) return number > test.gt;
  if ('gte' in test) return number >= test.gte;
  if ('lt' in test) return number < test.lt;
  if ('lte' in test) return number <= test.lte;
  return number >= test.between[0] && number <= test.between[1];
}

/** Of every number that the range may stand for: true of all, false of none, else unknown. */
function judgedRange(test: FieldTest, text: string): Verdict {
  const [, from, to = '999999'] = /^(\d+)(?:-(\d+)|\+)$/.exec(text.replaceAll(',', '')) ?? [];
  if (from === undefined) return null;
  // verdicts change at the bounds of the test alone
  const bounds = Object.values(test)
    .flat()
    .filter(value => typeof value === 'number');
  const numbers = [Number(from), Number(to), ...bounds.flatMap(bound => [bound - 0.5, bound, bound + 0.5])].filter(
    number => number >= Number(from) && number <= Number(to),
  );
  const verdicts = new Set(numbers.map(number => judgedField(test, {[test.field]: String(number)})));
  return verdicts.size === 1 ? verdicts.has(true) : null;
}
