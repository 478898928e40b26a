import type {VNode} from 'preact';
import type {Report} from '../../result.ts';
import type {LeadRows} from './lead-rows.ts';
import {Actions} from './sections/actions.tsx';
import {Agreement} from './sections/agreement.tsx';
import {Checks} from './sections/checks.tsx';
import {Findings} from './sections/findings.tsx';
import {Funnel} from './sections/funnel.tsx';
import {Gates} from './sections/gates.tsx';
import {Leads} from './sections/leads.tsx';
import {Ledger} from './sections/ledger.tsx';
import {Mapping} from './sections/mapping.tsx';
import {Pipeline} from './sections/pipeline.tsx';
import {Promises} from './sections/promises.tsx';
import {Reasons} from './sections/reasons.tsx';
import {Response} from './sections/response.tsx';
import {Routing} from './sections/routing.tsx';
import {Rows} from './sections/rows.tsx';
import {Score} from './sections/score.tsx';
import {Segments} from './sections/segments.tsx';
import {Benchmarks, Terms} from './sections/terms.tsx';
import {Unmeasured} from './sections/unmeasured.tsx';

type Part = (props: {report: Report; rows: LeadRows | null}) => VNode | null;

/** The sections in the order they are read, by anchor; one that has nothing to say is left out, and its link with it. */
export const SECTIONS: readonly (readonly [id: string, link: string, part: Part])[] = [
  ['actions', 'What to do', Actions],
  ['ledger', 'Where leads went', Ledger],
  ['response', 'Speed', Response],
  ['promises', 'Promises', Promises],
  ['funnel', 'Funnel', Funnel],
  ['reasons', 'Reasons', Reasons],
  ['routing', 'Routing', Routing],
  ['labels', 'Labels', Agreement],
  ['score', 'Score', Score],
  ['pipeline', 'Pipeline', Pipeline],
  ['segments', 'Side by side', Segments],
  ['findings', 'Findings', Findings],
  ['leads', 'Leads', Leads],
  ['unmeasured', 'Not measured', Unmeasured],
  ['quality', 'Data quality', Gates],
  ['rows', 'Who was counted', Rows],
  ['mapping', 'Export', Mapping],
  ['definitions', 'Definitions', Terms],
  ['benchmarks', 'Benchmarks', Benchmarks],
  ['checks', 'Checks', Checks],
];
