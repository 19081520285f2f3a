/** The name under which a published file is attached beside the local database. */
export const published = 'published';
