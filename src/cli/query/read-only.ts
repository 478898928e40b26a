import {sqlTokens} from '../../engine/tokens.ts';
import {Problem} from '../../problem.ts';

const READING = [
  'select',
  'with',
  'from',
  'describe',
  'desc',
  'show',
  'summarize',
  'explain',
  'values',
  'table',
  'pivot',
  'unpivot',
] as const;

/** One statement that reads, without its semicolon. The engine is locked as well; this says no before anything runs. */
export function refuseOtherThanReading(sql: string): string {
  const statements = splitStatements(sql);
  const [statement] = statements;
  if (statement === undefined) throw new Problem('the query is empty');
  if (statements.length > 1) throw new Problem(`the query has ${statements.length} statements; one at a time`);
  const word = firstWord(statement);
  if (!READING.some(known => known === word))
    throw new Problem(
      `a query reads, and ${JSON.stringify(word === '' ? statement.trim().slice(0, 12) : word)} does something else; it begins with ${READING.join(', ')}`,
    );
  const inner = word === 'explain' ? firstWord(statement.replace(/^\s*explain\s+(analyze\s+)?/i, '')) : word;
  if (!READING.some(known => known === inner))
    throw new Problem(`a query reads, and explain ${inner} does something else`);
  return statement;
}

function firstWord(statement: string): string {
  return /^[\s(]*([a-z_]+)/i.exec(withoutComments(statement))?.[1]?.toLowerCase() ?? '';
}

function splitStatements(sql: string): string[] {
  const statements = [''];
  for (const token of sqlTokens(sql)) {
    if (token === ';') statements.push('');
    else statements.push((statements.pop() ?? '') + token);
  }
  return statements.filter(statement => withoutComments(statement).trim() !== '');
}

function withoutComments(sql: string): string {
  return sqlTokens(sql)
    .map(token => (/^(--|\/\*)/.test(token) ? ' ' : token))
    .join('');
}
