import { convert, type DomNode, type FormatCallback, type RecursiveCallback } from 'html-to-text';

type Builder = Parameters<FormatCallback>[2];

/** What stands between the cells of a row. */
const BETWEEN_CELLS = '   ';
/** What a browser does not show: there programs are told what people shall not see. */
const HIDDEN = [
  '[hidden]',
  '[style*="display:none" i]',
  '[style*="display: none" i]',
  '[style*="visibility:hidden" i]',
  '[style*="visibility: hidden" i]',
];
const SECTIONS = new Set(['thead', 'tbody', 'tfoot']);

/**
 * The text of a page or a mail in HTML. The work grows with its length only, and so does the text: a page that says otherwise
 * (a cell over a million columns, lists in lists) must not stop the process.
 */
export function htmlToPlain(html: string, preserveNewlines: boolean): string {
  return convert(html, {
    wordwrap: false,
    limits: { maxDepth: 60 },
    preserveNewlines,
    formatters: { rows: formatRows },
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: 'table', format: 'rows' },
      ...HIDDEN.map((selector) => ({ selector, format: 'skip' })),
    ],
  });
}

/** A table row by row. Cells are not aligned: one long cell would widen every row, and `colspan` can claim any width. */
const formatRows: FormatCallback = (table, walk, builder) => {
  builder.openTable();
  for (const row of rowsOf(table)) addRow(row, walk, builder);
  builder.closeTable({
    tableToString: (rows) => rows.map(rowText).filter(Boolean).join('\n'),
    leadingLineBreaks: 2,
    trailingLineBreaks: 2,
  });
};

/** The rows in order, with what stands between them, where HTML allows nothing and browsers show it all the same. */
function rowsOf(table: DomNode): DomNode[][] {
  const parts = table.children.flatMap((node) => (SECTIONS.has(node.name ?? '') ? node.children : [node]));
  return parts.map((node) => (node.name === 'tr' ? node.children : [node]));
}

function addRow(nodes: readonly DomNode[], walk: RecursiveCallback, builder: Builder): void {
  builder.openTableRow();
  for (const node of nodes) {
    builder.openTableCell();
    walk(node.name === 'td' || node.name === 'th' ? node.children : [node], builder);
    builder.closeTableCell();
  }
  builder.closeTableRow();
}

/** Cells of one line stand beside each other; a cell of several lines is a part of the page, and stands alone. */
function rowText(cells: readonly { text: string }[]): string {
  const texts = cells.map(({ text }) => text.trimEnd()).filter((text) => text.trim() !== '');
  return texts.join(texts.some((text) => text.includes('\n')) ? '\n' : BETWEEN_CELLS);
}
