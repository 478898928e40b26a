import {Argument, type Command} from 'commander';

const EXAMPLES = `
Examples:
  $ handoff schema definitions > handoff.schema.json
  $ handoff schema report > report.schema.json`;

export function addSchema(program: Command): void {
  program
    .command('schema')
    .description('the JSON Schema of the definitions file or of the JSON report')
    .addArgument(new Argument('<of>', 'which').choices(['definitions', 'report']))
    .addHelpText('after', EXAMPLES)
    .action(async (of: 'definitions' | 'report') => {
      process.stdout.write(`${JSON.stringify(await schemaOf(of), null, 2)}\n`);
    });
}

async function schemaOf(of: 'definitions' | 'report'): Promise<unknown> {
  if (of === 'report') return (await import('../report/schema.ts')).reportJsonSchema();
  return (await import('../definitions/schema/schema.ts')).definitionsJsonSchema();
}
