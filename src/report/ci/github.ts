import type {Finding, Report} from '../../result.ts';
import {plural} from '../../words.ts';
import {plainly} from '../plain.ts';
import {open} from '../ranking.ts';

/** Workflow commands, one a finding: GitHub shows them as annotations, the first ten of a level of a step. */
export function renderGithub(report: Report): string {
  return open(plainly(report)).map(command).join('');
}

function command({level, strength, key, text, leads, remedy}: Finding): string {
  const kind = level === 'info' ? 'notice' : level === 'error' && strength === 'confirmed' ? 'error' : 'warning';
  const doubt = strength === 'likely' ? 'Likely: ' : '';
  const count = leads.count === 0 ? '' : ` (${plural(leads.count, 'lead')})`;
  return `::${kind} title=${property(`handoff ${key}`)}::${data(`${doubt}${text}${count}\n${remedy}`)}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
