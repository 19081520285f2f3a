/*
 * Words in names of columns that hold what a person is known by or reached at, what a person earns, or what
 * a person wrote.
 */
const personal = new RegExp(
  `(^|_)(${[
    'e?mails?|email_address|phones?|phone_number|telephone|mobile|passcodes?|pins?|ssn|birth(day|_?date)?',
    'address_\\d|street|latitude|longitude|wages?|wage_overrides?|salary|pay',
    '(first|last|chosen|full|nick|maiden|tab)_?name',
    '(customer|guest|employee|server|user|approver|person|manager|owner|driver|creator|opened_by)(_\\d)?_names?',
    '(customer|guest|employee|server|user|approver|creator|opened_by)(_\\d|_reference)?_(external_id|key)',
    'external_employee_id|(customer|guest)_(id|guid)|loyalty_identifier',
    'notes?|comments?|last_4_digits|first_6_digits|network_transaction_identifier',
  ].join('|')})$`,
);

/* What is counted of people, and names that end in such a word and mean something else. */
const impersonal = /^has_|without_wage$|(^|_)undo_pay$/;

/**
 * Tells if the name of a column is like that of one with personal data. It decides on columns of which the
 * models' YAML says nothing.
 */
export function looksPersonal(name: string): boolean {
  const lower = name.toLowerCase();
  return personal.test(lower) && !impersonal.test(lower);
}
