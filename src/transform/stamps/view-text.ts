/* Texts and quoted names, which can contain anything; marks; everything between. */
const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[(),]|[^'"(),]+/g;

/* The engine writes functions without the space. */
const starList = / (EXCLUDE|REPLACE|RENAME) $/;

/**
 * Sorts the lists of `* EXCLUDE (…)`, `* REPLACE (…)` and `* RENAME (…)` in the text of a view. The engine keeps
 * them as sets, and writes them in another order each time that it has read the view from the file.
 */
export function sortStarLists(sql: string): string {
  const tokens = (sql.match(token) ?? []).values();
  const next = () => tokens.next().value;
  /* Takes what is left up to the closing parenthesis. */
  const readItems = (isSet: boolean): string => {
    const items: string[] = [];
    let item = '';
    for (let text = next(); text !== undefined && text !== ')'; text = next()) {
      if (text === ',') {
        items.push(item);
        item = '';
      } else item += text === '(' ? `(${readItems(starList.test(item))})` : text;
    }
    items.push(item);
    return isSet
      ? items
          .map((each) => each.trim())
          .toSorted()
          .join(', ')
      : items.join(',');
  };
  return readItems(false);
}
