import type {RowSink} from '../handoff/rows.ts';
import {ROW_WRITERS, reportFiles} from '../report/csv/files.ts';
import type {Report} from '../result.ts';
import {type OutputFolder, openFolder} from './output-folder.ts';
import type {Staged} from './outputs.ts';

/** Runs the audit with a door for the rows of single leads where CSV folders are asked for, and fills these; `write` finishes them. */
export async function withFolders(
  paths: readonly string[],
  run: (rows: RowSink | undefined) => Promise<Report>,
  write: (report: Report, folders: readonly Staged[]) => Promise<void>,
): Promise<Report> {
  const folders: OutputFolder[] = [];
  try {
    for (const path of paths) folders.push(openFolder(path));
    const report = await run(folders.length === 0 ? undefined : sinkOf(folders));
    for (const folder of folders) for (const {name, text} of reportFiles(report)) folder.append(name, text);
    await write(report, folders);
    return report;
  } catch (error) {
    for (const folder of folders) folder.abandon();
    throw error;
  }
}

function sinkOf(folders: readonly OutputFolder[]): RowSink {
  const {leads, handoffs, breaches} = ROW_WRITERS;
  const write = (name: string, text: string) => {
    for (const folder of folders) folder.append(name, text);
  };
  for (const {name, head} of [leads, handoffs, breaches]) write(name, head);
  return {
    leads: rows => write(leads.name, leads.lines(rows)),
    handoffs: rows => write(handoffs.name, handoffs.lines(rows)),
    breaches: rows => write(breaches.name, breaches.lines(rows)),
  };
}
