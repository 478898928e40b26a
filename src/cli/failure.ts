import {CommanderError} from 'commander';
import {SqlFailure} from '../engine/session.ts';
import {Problem} from '../problem.ts';
import {plain} from '../report/text/plain.ts';
import {Interrupted} from './interrupt.ts';

/** Exit codes of SPEC 2, the same for every command; findings are 1. */
const [COULD_NOT_RUN, OUR_FAULT] = [2, 3];

const REPORT_TO = 'https://github.com/handoff-audit/handoff/issues';

export function exitCodeFor(error: unknown): number {
  if (error instanceof Interrupted) return error.exitCode;
  // commander's own failures are 1, which here means findings
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : COULD_NOT_RUN;
  return error instanceof Problem ? COULD_NOT_RUN : OUR_FAULT;
}

/** One line and its details for what we expect; for a fault of ours where to report it, the stack and SQL on request. */
export function reportFailure(error: unknown, stderr: NodeJS.WritableStream, debug: boolean): void {
  const write = (line: string) => void stderr.write(`${line.split('\n').map(plain).join('\n')}\n`);
  if (error instanceof Interrupted) return write('handoff: interrupted');
  if (error instanceof Problem) {
    write(`handoff: ${error.message}`);
    for (const detail of error.details) write(`  ${detail}`);
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  write(`handoff: ${firstLine(message)} (this is a fault of handoff; please report it: ${REPORT_TO}${debug ? '' : ', with what --debug prints'})`);
  if (!debug) return;
  write(error instanceof Error ? (error.stack ?? message) : message);
  if (error instanceof SqlFailure) write(error.sql);
}

function firstLine(message: string): string {
  return message.split('\n').find(line => line.trim() !== '')?.trim() ?? 'something went wrong';
}
