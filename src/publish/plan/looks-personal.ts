/*
 * Words in names of columns that hold what a person is known by or reached at, what a person earns, or what
 * a person wrote.
 */
const personalWords =
  /(^|_)(e?mails?|phones?|telephone|mobile|passcodes?|pins?|ssn|birth(day|date)?|wages?|salary|pay|address(_\d)?|street|latitude|longitude|first_name|last_name|chosen_name|full_name|nick_?name|tab_name|(customer|guest|employee|server|user|approver|person|manager|owner|driver|creator|opener|closer)s?_names?|notes?|comments?|identifier|external_employee_id|(customer|guest)_(id|key|guid)|last_4_digits|first_6_digits)($|_)/;

/* Numbers about people, and times. */
const figures = /_(count|counts|hours|total|amount|date|at|type|id_type|country_code)$/;

/**
 * Tells if the name of a column is like that of one with personal data. It decides on columns of which the
 * models' YAML says nothing.
 */
export function looksPersonal(name: string): boolean {
  const lower = name.toLowerCase();
  return personalWords.test(lower) && !figures.test(lower);
}
