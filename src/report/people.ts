import type {Report} from '../result.ts';

/** A rep by name where the export has users and nobody is to be hidden, else by id. */
export function personText({terms}: Pick<Report, 'terms'>, id: string): string {
  return terms.people.find(person => person.id === id)?.name ?? id;
}
