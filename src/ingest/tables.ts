/** The canonical tables and columns of SPEC 3: what every export is brought to. Order is the order of the tables. */

export type ColumnType = 'id' | 'text' | 'instant' | 'number' | 'cents' | 'boolean' | 'word';

export interface CanonicalColumn {
  type: ColumnType;
  required?: true;
  /** What a blank cell of a required column is read as; without it the row is rejected. */
  blank?: string;
}

export const CANONICAL = {
  leads: {
    lead_id: {type: 'id', required: true},
    email: {type: 'text'},
    first_name: {type: 'text'},
    last_name: {type: 'text'},
    company: {type: 'text'},
    domain: {type: 'text'},
    title: {type: 'text'},
    phone: {type: 'text'},
    country: {type: 'text'},
    state: {type: 'text'},
    industry: {type: 'text'},
    employees: {type: 'number'},
    // a band such as 51-200, where the number is not known
    employees_range: {type: 'text'},
    source: {type: 'text'},
    campaign: {type: 'text'},
    score: {type: 'number'},
    // the score as it was at the MQL; `score` is today's and knows what happened since (METHODS 10)
    score_at_mql: {type: 'number'},
    created_at: {type: 'instant', required: true},
    inquiry_at: {type: 'instant'},
    mql_at: {type: 'instant'},
    assigned_at: {type: 'instant'},
    owner: {type: 'text'},
    status: {type: 'text'},
    accepted_at: {type: 'instant'},
    sql_at: {type: 'instant'},
    rejected_at: {type: 'instant'},
    rejection_reason: {type: 'text'},
    recycled_at: {type: 'instant'},
    converted_at: {type: 'instant'},
    contact_id: {type: 'id'},
    account_id: {type: 'id'},
    opportunity_id: {type: 'id'},
    first_response_at: {type: 'instant'},
    merged_into: {type: 'id'},
    last_modified: {type: 'instant'},
  },
  activities: {
    activity_id: {type: 'id'},
    lead_id: {type: 'id', required: true},
    at: {type: 'instant', required: true},
    logged_at: {type: 'instant'},
    actor: {type: 'text'},
    type: {type: 'word', required: true, blank: 'other'},
    direction: {type: 'word'},
    automated: {type: 'boolean'},
    completed: {type: 'boolean'},
    outcome: {type: 'word'},
    subject: {type: 'text'},
  },
  dispositions: {
    lead_id: {type: 'id', required: true},
    at: {type: 'instant', required: true},
    disposition: {type: 'word', required: true},
    reason: {type: 'text'},
    actor: {type: 'text'},
  },
  opportunities: {
    opportunity_id: {type: 'id', required: true},
    lead_id: {type: 'id'},
    contact_id: {type: 'id'},
    account_id: {type: 'id'},
    name: {type: 'text'},
    amount: {type: 'cents'},
    currency: {type: 'text'},
    stage: {type: 'text'},
    // the latest change of it, whichever way
    stage_changed_at: {type: 'instant'},
    owner: {type: 'text'},
    source: {type: 'text'},
    created_at: {type: 'instant'},
    closed_at: {type: 'instant'},
    is_closed: {type: 'boolean'},
    is_won: {type: 'boolean'},
    last_modified: {type: 'instant'},
  },
  users: {
    user_id: {type: 'id', required: true},
    email: {type: 'text'},
    name: {type: 'text'},
    active: {type: 'boolean'},
    deactivated_at: {type: 'instant'},
    team: {type: 'text'},
    role: {type: 'text'},
    manager: {type: 'text'},
    kind: {type: 'word'},
    time_zone: {type: 'text'},
    capacity: {type: 'number'},
    weight: {type: 'number'},
  },
  absences: {
    user_id: {type: 'id', required: true},
    from: {type: 'instant', required: true},
    to: {type: 'instant', required: true},
  },
  signals: {
    lead_id: {type: 'id', required: true},
    at: {type: 'instant', required: true},
    signal: {type: 'word', required: true},
    detail: {type: 'text'},
    campaign: {type: 'text'},
  },
  owner_history: {
    lead_id: {type: 'id', required: true},
    at: {type: 'instant', required: true},
    old_owner: {type: 'text'},
    new_owner: {type: 'text', required: true},
  },
  stage_history: {
    lead_id: {type: 'id', required: true},
    at: {type: 'instant', required: true},
    from_stage: {type: 'text'},
    to_stage: {type: 'text', required: true},
  },
  // what a field of a lead was until when; a blank value is an empty field
  field_history: {
    lead_id: {type: 'id', required: true},
    at: {type: 'instant', required: true},
    field: {type: 'text', required: true},
    old_value: {type: 'text'},
    new_value: {type: 'text'},
  },
  /**
   * Who a record of another system is: a person or a user there, by the CRM's ids or by email; and by which name the CRM's own
   * lookups show a lead. Presets alone feed it; no export has a file of that name.
   */
  crosswalk: {
    other_id: {type: 'id', required: true},
    lead_id: {type: 'id'},
    contact_id: {type: 'id'},
    email: {type: 'text'},
    kind: {type: 'word', required: true},
  },
} as const satisfies Record<string, Record<string, CanonicalColumn>>;

export type TableName = keyof typeof CANONICAL;

export const TABLE_NAMES = Object.keys(CANONICAL) as TableName[];

/** The tables that users know: those of SPEC 3. */
export const EXPORT_TABLES = TABLE_NAMES.filter(name => name !== 'crosswalk');
