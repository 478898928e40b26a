/** What a finding is about, where the data may leave it blank; part of the key, so it never changes. */
export function subjectOf(value: string | null): string {
  return value ?? '(blank)';
}
