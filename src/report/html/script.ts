/** The one script of the page: sorts tables by a click or key on a column's title. Without it the page says the same. */

/** Runs in the browser of whoever reads the report. Numbers sort largest first, text from A to Z; again turns the order round. */
export const SCRIPT = `
for (const table of document.querySelectorAll('table.sortable')) {
  const heads = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  heads.forEach((head, column) => {
    const numeric = head.classList.contains('number');
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    const value = (row) => {
      const cell = row.cells[column];
      const text = cell.dataset.sort ?? cell.textContent;
      return numeric ? Number(text.replaceAll(',', '')) || 0 : text;
    };
    const ascending = (a, b) =>
      numeric ? value(a) - value(b) : value(a).localeCompare(value(b), 'en', { numeric: true });
    button.addEventListener('click', () => {
      const first = numeric ? 'descending' : 'ascending';
      const second = numeric ? 'ascending' : 'descending';
      const order = head.getAttribute('aria-sort') === first ? second : first;
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', order);
      const rows = [...body.rows].sort(ascending);
      body.append(...(order === 'ascending' ? rows : rows.reverse()));
    });
  });
}
`;
