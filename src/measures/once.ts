import type {Model} from '../model/model.ts';

const made = new WeakMap<Model, Set<string>>();

/** Creates a relation beyond the model once: measures and checks both ask for it. */
export async function once(model: Model, relation: string, create: () => Promise<void>): Promise<void> {
  const known = made.get(model) ?? new Set();
  if (known.has(relation)) return;
  await create();
  made.set(model, known.add(relation));
}
