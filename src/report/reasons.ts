/** A measure's doubts arrive in one text, each gate's behind its id: `G3: ... G5: ...`. */
export function singleReasons(reason: string): string[] {
  return reason
    .split(/(?=\bG\d+: )/)
    .map(part => part.trim().replace(/;$/, ''))
    .filter(part => part !== '');
}
