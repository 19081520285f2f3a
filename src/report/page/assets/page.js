/*
 * Sorts tables by their headers and shows the numbers under the pointer in charts. The page reads the same
 * without it: what it shows is in the tables already.
 */
(() => {
  'use strict';

  const collator = new Intl.Collator(undefined, { numeric: true });

  function valueOf(row, index) {
    const cell = row.cells[index];
    const data = cell.querySelector('data');
    if (data !== null) return Number(data.value);
    if (cell.querySelector('.missing') !== null) return null;
    return cell.querySelector('time')?.dateTime ?? cell.textContent.trim();
  }

  /* Rows without a value stay last, whichever way the others go. */
  function compare(a, b, direction) {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'number' && typeof b === 'number') return direction * (a - b);
    return direction * collator.compare(a, b);
  }

  function sort(table, header) {
    const ascending = header.getAttribute('aria-sort') === 'ascending';
    const direction = ascending || (!header.ariaSort && header.className === 'number') ? -1 : 1;
    for (const other of header.parentNode.cells) other.removeAttribute('aria-sort');
    header.setAttribute('aria-sort', direction === 1 ? 'ascending' : 'descending');
    const [body] = table.tBodies;
    const rows = [...body.rows].map((row) => [row, valueOf(row, header.cellIndex)]);
    rows.sort(([, a], [, b]) => compare(a, b, direction));
    body.append(...rows.map(([row]) => row));
  }

  for (const table of document.querySelectorAll('table.sortable')) {
    for (const header of table.tHead.rows[0].cells) {
      if (header.className === 'chart') continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener('click', () => sort(table, header));
    }
  }

  /* A browser may forget that it is a table once a narrow screen has folded its rows. */
  const roles = {
    TABLE: 'table',
    THEAD: 'rowgroup',
    TBODY: 'rowgroup',
    TR: 'row',
    TH: 'columnheader',
    TD: 'cell',
  };
  for (const table of document.querySelectorAll('table.folds')) {
    for (const part of [table, ...table.querySelectorAll('thead, tbody, tr, th, td')]) {
      part.setAttribute('role', part.scope === 'row' ? 'rowheader' : roles[part.tagName]);
    }
  }

  function readout(figure, index) {
    const table = figure.querySelector('.numbers table');
    const row = table.tBodies[0].rows[index];
    const list = document.createElement('dl');
    list.className = 'readout';
    list.setAttribute('aria-hidden', 'true');
    [...row.cells].forEach((cell, column) => {
      const line = document.createElement(column === 0 ? 'dt' : 'dd');
      const title = document.createElement('span');
      title.textContent = table.tHead.rows[0].cells[column].textContent;
      const value = document.createElement('span');
      value.textContent = cell.textContent;
      line.append(...(column === 0 ? [value] : [title, value]));
      list.append(line);
    });
    return list;
  }

  for (const plot of document.querySelectorAll('.plot')) {
    const figure = plot.closest('figure');
    const points = figure.querySelectorAll('.numbers tbody tr').length;
    const cursor = document.createElement('i');
    cursor.className = 'cursor';
    let shown;
    let list;
    const hide = () => {
      cursor.remove();
      list?.remove();
      shown = undefined;
    };
    plot.addEventListener('pointerleave', hide);
    plot.addEventListener('pointermove', (event) => {
      const svg = event.target.closest('svg');
      if (svg === null) return;
      const { width, left } = svg.getBoundingClientRect();
      const [before, after] = svg.dataset.plot.split(' ').map((side) => side * width);
      const step = (width - before - after) / points;
      const index = Math.floor((event.clientX - left - before) / step);
      if (index === shown) return;
      hide();
      if (index < 0 || index >= points) return;
      shown = index;
      const x = before + (index + 0.5) * step;
      list = readout(figure, index);
      plot.append(cursor, list);
      cursor.style.left = `${x}px`;
      const beside = x + 10 + list.offsetWidth > width ? x - 10 - list.offsetWidth : x + 10;
      list.style.left = `${Math.max(0, beside)}px`;
    });
  }
})();
