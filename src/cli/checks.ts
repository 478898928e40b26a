import {type Command, Option} from 'commander';
import {createPage, section} from '../report/text/page.ts';
import {renderTable} from '../report/text/table.ts';
import type {GlobalOptions} from './options.ts';
import {pageOptions} from './terminal.ts';

interface Options extends GlobalOptions {
  format: 'text' | 'json';
}

export function addChecks(program: Command): void {
  program
    .command('checks')
    .description('the catalogue of checks, one line each')
    .addOption(new Option('-f, --format <name>', 'format').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nExamples:\n  $ handoff checks\n  $ handoff checks --format json')
    .action(async (_: unknown, self: Command) => runChecksCommand(self.optsWithGlobals<Options>()));
}

async function runChecksCommand({format, color}: Options): Promise<void> {
  const {CHECKS} = await import('../checks/list.ts');
  if (format === 'json') {
    const rows = CHECKS.map(({id, family, title, failureTitle, needs}) => ({
      id,
      family,
      title,
      failure_title: failureTitle,
      needs,
    }));
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  const page = createPage(pageOptions(process.stdout, process.env, color));
  const families = [...new Set(CHECKS.map(({family}) => family))];
  const parts = families.map(family => {
    const rows = CHECKS.filter(check => check.family === family).map(({id, title}) => [id, title]);
    return section(family, renderTable([{title: ''}, {title: '', flexible: true}], rows, page), page).join('\n');
  });
  process.stdout.write(`${parts.join('\n\n')}\n\nhandoff explain <check> tells the whole of one.\n`);
}
