/** A measure's doubts arrive in one text, each gate's behind its id: `G3: ... G5: ...`. */
export function singleReasons(reason: string): string[] {
  return reason
    .split(/(?=\bG\d+: )/)
    .map(part => part.trim().replace(/;$/, ''))
    .filter(part => part !== '');
}

/** What a measure says of itself, without what gates say of it; null where that is nothing. */
export function ownReason({reason}: {reason: string | null}): string | null {
  if (reason === null) return null;
  const own = singleReasons(reason).filter(one => !isGates(one));
  return own.join('; ') || null;
}

/** The same without that there are too few or none: a caveat holds for those who are many, too. */
export function caveatOf(measure: {reason: string | null}): string | null {
  const own = ownReason(measure) ?? '';
  return own.replace(/^(?:n is [\d,]+; it takes [\d,]+|nothing to count)(?:; |$)/, '') || null;
}

export function isGates(reason: string): boolean {
  return /^G\d+: /.test(reason);
}
