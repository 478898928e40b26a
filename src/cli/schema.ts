import {Argument, type Command} from 'commander';

const EXAMPLES = `
Examples:
  $ handoff schema definitions > handoff.schema.json
  $ handoff schema report > report.schema.json
  $ handoff schema diff > diff.schema.json`;

export function addSchema(program: Command): void {
  program
    .command('schema')
    .description('the JSON Schema of the definitions file, of the JSON report or of a JSON diff')
    .addArgument(new Argument('<of>', 'which').choices(['definitions', 'report', 'diff']))
    .addHelpText('after', EXAMPLES)
    .action(async (of: 'definitions' | 'report' | 'diff') => {
      process.stdout.write(`${JSON.stringify(await schemaOf(of), null, 2)}\n`);
    });
}

async function schemaOf(of: 'definitions' | 'report' | 'diff'): Promise<unknown> {
  if (of === 'report') return (await import('../report/schema.ts')).reportJsonSchema();
  if (of === 'diff') return (await import('./diff/schema.ts')).diffJsonSchema();
  return (await import('../definitions/schema/schema.ts')).definitionsJsonSchema();
}
