/** The families of SPEC 5; never_owned and never_touched turn from at_risk into follow_up after never_after. */
export const FATES = [
  {fate: 'won', family: 'progressed'},
  {fate: 'lost', family: 'progressed'},
  {fate: 'opportunity', family: 'progressed'},
  {fate: 'sql', family: 'progressed'},
  {fate: 'rejected_untouched', family: 'follow_up'},
  {fate: 'rejected_late', family: 'follow_up'},
  {fate: 'rejected_underworked', family: 'follow_up'},
  {fate: 'touched_late', family: 'follow_up'},
  {fate: 'stalled', family: 'follow_up'},
  {fate: 'never_owned', family: 'at_risk'},
  {fate: 'never_touched', family: 'at_risk'},
  {fate: 'rejected_contradicted', family: 'disputed'},
  {fate: 'rejected_sound', family: 'quality'},
  {fate: 'waiting', family: 'alive'},
  {fate: 'working', family: 'alive'},
  // what was done for a lead cannot be told without activities
  {fate: 'unknown', family: 'unknown'},
] as const;
