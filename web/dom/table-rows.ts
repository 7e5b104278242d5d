/** Replaces the rows of a table's body. The first cell of a row is its heading. */
export function writeRows(body: HTMLTableSectionElement, rows: string[][]) {
  body.replaceChildren(
    ...rows.map((texts) => {
      const row = document.createElement('tr');
      texts.forEach((text, i) => {
        const cell = document.createElement(i ? 'td' : 'th');
        if (!i) cell.setAttribute('scope', 'row');
        cell.textContent = text;
        row.append(cell);
      });
      return row;
    }),
  );
}
