/**
 * Classifies a field. `email`, `phone` and `id` identify a guest and are the same on every visit;
 * `private` is any other guest data, including what a guest wrote; `public` is not guest data.
 */
export type GuestField = 'email' | 'phone' | 'id' | 'private' | 'public';

/** Classifies a field that identifies a guest. */
export type GuestIdentifier = Exclude<GuestField, 'private' | 'public'>;

/** Classifies the fields of an object, or of the objects in a list. */
export interface GuestRules {
  readonly fields: Readonly<Record<string, GuestField | GuestRules>>;
  /** Class of fields without a rule, including those that Toast may add in future. */
  readonly others: 'private' | 'public';
  /** Makes field `name` private in objects whose `field` has the value `is`. */
  readonly privateWhen?: { readonly name: string; readonly field: string; readonly is: string };
}
