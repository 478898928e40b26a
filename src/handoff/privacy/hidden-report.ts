import type {Session} from '../../engine/session.ts';
import type {Report} from '../../result.ts';
import {assembleReport, type Parts, type Thresholds} from '../report.ts';
import {type RowSink, writeRows} from '../rows.ts';
import {createPrivacy, type PrivacyOptions, type Reps} from './privacy.ts';

/** The report and the rows without what is to be hidden; held to a baseline that was hidden in the same way. */
export async function hiddenReport(
  session: Session,
  parts: Parts,
  reps: Reps,
  options: PrivacyOptions & Thresholds & {rows?: RowSink | undefined},
): Promise<Report> {
  const draft = assembleReport(parts, options);
  const privacy = await createPrivacy(session, reps, draft, options);
  if (options.rows !== undefined) await writeRows(session, options.rows, privacy.row);
  const hidden = privacy.report(draft);
  const {exit_code} = assembleReport({...parts, findings: hidden.findings}, options).summary;
  return {...hidden, summary: {...hidden.summary, exit_code}};
}
