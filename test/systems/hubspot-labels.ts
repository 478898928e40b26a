import {byName, minute, person, record} from './hubspot.ts';
import {LEADS} from './story.ts';
import {canonicalLeads, csv, type Twin} from './twin.ts';

/** `03/16/2026 10:00`, as reports and dashboards write it. */
const american = (at: number | null) => minute(at).replace(/^(\d+)-(\d+)-(\d+)/, '$2/$3/$1');

export const HUBSPOT_LABELS: readonly Twin[] = [
  {
    name: 'HubSpot, older labels (MM/DD/YYYY, as reports write it; the definitions say when a lead was created)',
    export: 'export: {tables: {leads: {columns: {created_at: First seen}}}}\n',
    systems: ['HubSpot'],
    sourceTimeZone: 'America/New_York',
    files: {
      'contacts-export.csv': csv(
        LEADS.map(lead => ({
          'Contact ID': record(lead.n),
          'First Name': lead.first,
          'Last Name': lead.last,
          Email: lead.email,
          'Associated Company': lead.company,
          'Original Source': lead.source,
          'Contact owner': person(lead.owner),
          'Create Date': american(lead.created + 86_400_000),
          'First seen': american(lead.created),
          'Became a Marketing Qualified Lead Date': american(lead.mql),
          'Became a Sales Qualified Lead Date': american(lead.qualified),
        })),
        {quoted: true},
      ),
    },
    objects: {'contacts-export.csv': 'contacts (labels)'},
    canonical: {
      leads: canonicalLeads(byName, [
        'lead_id',
        'email',
        'first_name',
        'last_name',
        'company',
        'source',
        'created_at',
        'mql_at',
        'owner',
        'sql_at',
      ]),
    },
  },
  {
    name: 'HubSpot, Spanish labels (the MQL date named in the definitions)',
    systems: ['HubSpot'],
    sourceTimeZone: 'America/New_York',
    export: 'export: {tables: {leads: {columns: {mql_at: Fecha de MQL}}}}\n',
    files: {
      'hubspot-crm-exports-todos-los-contactos-2026-07-01.csv': csv(
        LEADS.map(lead => ({
          'ID de registro': record(lead.n),
          Correo: lead.email,
          'Propietario del contacto': person(lead.owner),
          'Fecha de creación': minute(lead.created),
          'Fecha de MQL': minute(lead.mql),
          'Último contacto': minute(lead.assigned),
        })),
        {quoted: true},
      ),
    },
    objects: {'hubspot-crm-exports-todos-los-contactos-2026-07-01.csv': 'contacts (labels)'},
    canonical: {leads: canonicalLeads(byName, ['lead_id', 'email', 'created_at', 'mql_at', 'owner'])},
  },
];
