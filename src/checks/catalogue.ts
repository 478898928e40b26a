import {CHECKS} from './list.ts';

/** Rows of the README's table of checks: Markdown, one line per check. */
export function catalogueTable(): string {
  const rows = CHECKS.map(
    ({id, family, title, needs}) =>
      `| \`${id}\` | ${family} | ${title} | ${needs.map(need => `\`${need}\``).join(', ')} |`,
  );
  return ['| check | family | a healthy company | needs |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
