/**
 * What a field says of a guest. The same guest has the same `email`, `phone` or `id` on every visit;
 * `private` is all else that a guest is, has or wrote; `public` is neither.
 */
export type GuestField = 'email' | 'phone' | 'id' | 'private' | 'public';

/** An identifier: equal for the same guest. */
export type GuestIdentifier = Exclude<GuestField, 'private' | 'public'>;

/** What the fields of an object say of a guest. Of a list, the rules are those of its entries. */
export interface GuestRules {
  readonly fields: Readonly<Record<string, GuestField | GuestRules>>;
  /** What fields without a rule say, those that Toast may add some day included. */
  readonly others: 'private' | 'public';
  /** A field that is private in those objects whose `field` is the text `is`, and public in others. */
  readonly privateWhen?: { readonly name: string; readonly field: string; readonly is: string };
}
