/** Reports the state of one resource of one restaurant. Instants are ISO 8601 in UTC. */
export interface ResourceStatus {
  restaurantId: string;
  restaurant: string;
  resource: string;
  /** Nothing modified before this instant is missing; null for a resource read in full. */
  watermark: string | null;
  windowsDone: number;
  windowsSkipped: number;
  windowsFailed: number;
  /** Toast's answer for the latest window that was skipped, failed or not there (404). */
  reason: string | null;
  rows: number;
  lastRead: string;
}
