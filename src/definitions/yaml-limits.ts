import {CST, Lexer} from 'yaml';

// the deepest sensible definitions file has a dozen levels
const DEEPEST = 64;
// the yaml package resolves aliases in quadratic time: 40,000 of them took 36 s
const MOST_ANCHORS = 200;
// a megabyte of invalid escapes in one scalar took 5 s
const LONGEST_SCALAR = 100_000;

/** Marks the lexer puts between the pieces of the text: document, end of a broken flow, `a plain scalar follows`. */
const MARKS = new Set(['\x02', '\x18', '\x1f']);

export interface Refusal {
  offset: number;
  message: string;
}

/**
 * Why a text must not be parsed, or null. The parser is recursive and a deeply nested text ends the whole process, so this
 * looks at the tokens first: brackets, indicators on one line, indentation, anchors and aliases.
 */
export function refusal(text: string): Refusal | null {
  const depth = createDepth();
  let [offset, anchors] = [0, 0];
  let plain = false;
  for (const token of new Lexer().lex(text)) {
    if (MARKS.has(token)) {
      plain = token === '\x1f';
      continue;
    }
    const type = plain ? 'scalar' : CST.tokenType(token);
    plain = false;
    if (type === 'anchor' || type === 'alias') anchors++;
    if (depth.after(type, token.length) > DEEPEST) return {offset, message: `nested more than ${DEEPEST} levels deep`};
    if (anchors > MOST_ANCHORS) return {offset, message: `more than ${MOST_ANCHORS} anchors and aliases`};
    if (token.length > LONGEST_SCALAR)
      return {offset, message: `a value of more than ${LONGEST_SCALAR.toLocaleString('en')} characters`};
    offset += token.length;
  }
  return null;
}

/** At most this many levels are open after each token. */
function createDepth(): {after(type: string | null, length: number): number} {
  let [brackets, indicators, lineStart] = [0, 0, true];
  const indents: number[] = [];
  return {
    after(type, length) {
      if (type === 'newline') [indicators, lineStart] = [0, true];
      else if (lineStart) {
        const width = type === 'space' ? length : 0;
        while ((indents.at(-1) ?? -1) >= width) indents.pop();
        indents.push(width);
        lineStart = false;
      }
      if (type === 'flow-seq-start' || type === 'flow-map-start') brackets++;
      else if (type === 'flow-seq-end' || type === 'flow-map-end') brackets = Math.max(0, brackets - 1);
      else if (type === 'seq-item-ind' || type === 'explicit-key-ind') indicators++;
      return brackets + indicators + indents.length;
    },
  };
}
