/** Tells where an entity of a resource has its id and modification time. */
export interface EntityShape {
  /** Name of the resource and of its table in `raw_toast`. */
  readonly table: string;
  /** JSON path of the entity's id, such as `$.guid`; without one, the id is the restaurant's. */
  readonly idPath?: string | undefined;
  /** JSON path of the last modification; without one, any difference counts as newer. */
  readonly modifiedPath?: string | undefined;
  /**
   * Whether the pages hold entities with the business date that they are listed for (`listedEntity`),
   * which the table keeps in a column of its own.
   */
  readonly hasBusinessDate?: boolean | undefined;
  /**
   * Which superseded versions are kept: all that differ, or only those with an earlier modification
   * time. Left out, none.
   */
  readonly history?: 'different' | 'earlier' | undefined;
}

/** Names the entities that were deleted in Toast if they are not in the pages. */
export interface DeletionScope {
  /**
   * Only entities whose instants at these JSON paths lie in this range (epoch ms, end exclusive);
   * left out, all entities of the restaurant.
   */
  readonly range?: { startPath: string; endPath: string; start: number; end: number };
  /** Ids of entities that Toast lists although they are not in the pages. */
  readonly except?: readonly string[];
}

/** The spooled pages of one restaurant. */
export interface RestaurantPages {
  /** Left out where every entity is a restaurant and its id is the restaurant's. */
  readonly restaurantId?: string | undefined;
  /** Absolute paths of the pages: JSON arrays, gzipped or not. */
  readonly files: readonly string[];
  /** Left out where the absence of an entity means nothing. */
  readonly deletionScope?: DeletionScope | undefined;
}
