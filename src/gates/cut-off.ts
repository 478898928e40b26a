import {duration} from '../words.ts';
import {defineGate} from './define-gate.ts';

/** G10: where the activities were exported before the leads, every lead in between looks untouched. */
export default defineGate({
  id: 'G10',
  title: 'The files were exported at the same time',
  async judge(_session, model) {
    const {activitiesLag} = model.cutoff;
    if (activitiesLag === null)
      return {state: 'pass', text: `The audit looks as of ${model.as_of} (${model.as_of_from}).`};
    return {
      state: 'soft',
      text: `The activities end ${duration(activitiesLag)} before the leads; the audit looks as of the last activity, ${model.as_of}.`,
      value: activitiesLag,
      remedy: 'Export all tables at the same time, or say when: --as-of.',
    };
  },
});
