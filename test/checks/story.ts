import {expect} from 'vitest';
import {CHECKS} from '../../src/checks/list.ts';
import {createMacros} from '../../src/checks/relations.ts';
import {runCheck} from '../../src/checks/run-check.ts';
import {once} from '../../src/measures/once.ts';
import type {CheckResult, Finding, Gate, Measure} from '../../src/result.ts';
import {type ModelStory, smallModel} from './small-model.ts';
import {type Tables, withTables} from './tables.ts';

export interface Story extends ModelStory {
  /** What the tables show, in words. */
  story: string;
  tables: Tables;
  gates?: readonly Pick<Gate, 'id' | 'state'>[];
  measures?: readonly Measure[];
  /** The findings expected, as `key strength`; none for a look-alike. */
  finds: readonly string[];
  /** What their texts say, in order, where a number in them has no other place. */
  says?: readonly RegExp[];
}

/** What checks make on the way and stories tell in rows. */
const TOLD = ['rule_matches', 'deal_work', 'duplicate_candidates'];

/** Puts one check's question to a story. */
export function ask(
  id: string,
  {tables, gates = [], measures = [], ...story}: Omit<Story, 'finds' | 'says' | 'story'>,
): Promise<Answer> {
  const check = CHECKS.find(candidate => candidate.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  const model = smallModel(story);
  const asked = gates.map(({id, state}) => ({id, state, title: id, text: id, value: null, n: null, remedy: null}));
  return withTables(
    tables,
    async session => {
      await createMacros(session);
      // told by the story, not made from the model
      for (const relation of TOLD) await once(model, relation, async () => {});
      return runCheck(check, {
        session,
        model,
        gates: new Map(asked.map(gate => [gate.id, gate])),
        measures,
        person: id => id,
      });
    },
    model.definitions,
  );
}

export interface Answer {
  result: CheckResult;
  findings: Finding[];
}

/** The check neither breaks nor is skipped, and finds exactly what the story says. */
export async function expectStory(id: string, {finds, says = [], ...story}: Story): Promise<void> {
  const {result, findings} = await ask(id, story);
  expect(result.reason).toBeNull();
  expect(findings.map(({key, strength}) => `${key} ${strength}`)).toEqual(finds);
  for (const [index, pattern] of says.entries()) expect(findings[index]?.text).toMatch(pattern);
  for (const {leads, text} of findings) {
    expect(leads.ids).toHaveLength(Math.min(1000, leads.count));
    expectReadable(text);
  }
}

/** What no sentence may say, whatever its numbers. */
export function expectReadable(text: string): void {
  expect(text).not.toMatch(/undefined|NaN|null|Infinity/);
  expect(text).not.toMatch(
    /\b1 (?:are|were|have|belong|(?:open |more )?leads|handoffs|answers|attempts|times|deals|people)\b/,
  );
}
