import type {Model} from '../model/model.ts';

const made = new WeakMap<Model, Map<string, Promise<void>>>();

/** Creates a relation beyond the model once, however many measures and checks ask for it at a time. */
export function once(model: Model, relation: string, create: () => Promise<void>): Promise<void> {
  const known = made.get(model) ?? new Map<string, Promise<void>>();
  made.set(model, known);
  const under = known.get(relation) ?? create();
  known.set(relation, under);
  return under;
}
