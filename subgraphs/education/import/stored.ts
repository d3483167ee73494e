import { Any, type EntityManager, type EntityTarget, type FindOptionsWhere } from "typeorm";

/** The stored records with these ids, by id, in one statement: for files that fill in part of a record and must leave the rest as it is. */
export async function storedById<Entity extends { id: string }>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  ids: Iterable<string>,
): Promise<Map<string, Entity>> {
  // TypeORM's type cannot tell that the entity has an id.
  const where = { id: Any([...new Set(ids)]) } as FindOptionsWhere<Entity>;
  const found = await manager.find(entity, { where });
  return new Map(found.map((record) => [record.id, record]));
}
