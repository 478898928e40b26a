import {CommanderError} from 'commander';
import {SqlFailure} from '../engine/session.ts';
import {Problem} from '../problem.ts';
import {plain} from '../report/plain.ts';
import {Interrupted} from './interrupt.ts';

/** Exit codes of SPEC 2, the same for every command; findings are 1. */
const [COULD_NOT_RUN, OUR_FAULT] = [2, 3];

/** Opens the tracker that package.json names. */
const REPORT_TO = 'npm bugs handoff-audit';

export function exitCodeFor(error: unknown): number {
  if (error instanceof Interrupted) return error.exitCode;
  // commander's own failures are 1, which here means findings
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : COULD_NOT_RUN;
  return error instanceof Problem ? COULD_NOT_RUN : OUR_FAULT;
}

/** One line and its details for what we expect; for a fault of ours where to report it, the stack and SQL on request. */
export function reportFailure(error: unknown, stderr: NodeJS.WritableStream, debug: boolean): void {
  for (const text of failureTexts(error, debug)) stderr.write(`${text.split('\n').map(plain).join('\n')}\n`);
}

function failureTexts(error: unknown, debug: boolean): string[] {
  if (error instanceof Interrupted) return ['handoff: interrupted'];
  if (error instanceof Problem) return [`handoff: ${error.message}`, ...error.details.map(detail => `  ${detail}`)];
  const message = error instanceof Error ? error.message : String(error);
  const how = `please report it: ${REPORT_TO}${debug ? '' : ', with what --debug prints'}`;
  const line = `handoff: ${firstLine(message)} (a fault of handoff; ${how})`;
  if (!debug) return [line];
  const stack = error instanceof Error ? (error.stack ?? message) : message;
  return error instanceof SqlFailure ? [line, stack, error.sql] : [line, stack];
}

function firstLine(message: string): string {
  return (
    message
      .split('\n')
      .find(line => line.trim() !== '')
      ?.trim() ?? 'something went wrong'
  );
}
