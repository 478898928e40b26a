import {DYNAMICS} from './dynamics.ts';
import {ESPOCRM} from './espocrm.ts';
import {HUBSPOT} from './hubspot.ts';
import {HUBSPOT_CONNECTOR} from './hubspot-connector.ts';
import {HUBSPOT_INTERNAL} from './hubspot-internal.ts';
import {HUBSPOT_LABELS} from './hubspot-labels.ts';
import {HUBSPOT_MERGED} from './hubspot-merged.ts';
import {MARKETING} from './marketing.ts';
import {ODOO} from './odoo.ts';
import {OUTREACH} from './outreach.ts';
import {PIPEDRIVE} from './pipedrive.ts';
import {PIPEDRIVE_INBOX} from './pipedrive-inbox.ts';
import {ROUTING} from './routing.ts';
import {SALESFORCE} from './salesforce.ts';
import {SALESFORCE_CONTACTS} from './salesforce-contacts.ts';
import {SALESFORCE_HISTORY} from './salesforce-history.ts';
import {SALESFORCE_REPORT} from './salesforce-report.ts';
import {SALESLOFT} from './salesloft.ts';
import {SCHEDULING} from './scheduling.ts';
import {SUITECRM} from './suitecrm.ts';
import {TWENTY} from './twenty.ts';
import type {Twin} from './twin.ts';
import {ZOHO} from './zoho.ts';

/** The story as every system tells it. */
export const TWINS: readonly Twin[] = [
  ...SALESFORCE,
  ...SALESFORCE_REPORT,
  ...SALESFORCE_HISTORY,
  ...SALESFORCE_CONTACTS,
  ...HUBSPOT,
  ...HUBSPOT_LABELS,
  ...HUBSPOT_INTERNAL,
  ...HUBSPOT_CONNECTOR,
  ...HUBSPOT_MERGED,
  ...OUTREACH,
  ...SALESLOFT,
  ...MARKETING,
  ...ROUTING,
  ...SCHEDULING,
  ...[PIPEDRIVE, PIPEDRIVE_INBOX, ZOHO, DYNAMICS, ODOO, SUITECRM, ESPOCRM, TWENTY].flat(),
];
