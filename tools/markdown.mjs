// Tables in Markdown.
const row = (cells) => `| ${cells.join(' | ')} |`;

export const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
