// Tables and programs in Markdown.
const row = (cells) => `| ${cells.join(' | ')} |`;

export const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

export const program = (text) => `\`\`\`js\n${text.trim()}\n\`\`\``;
