/** Changes the text of an element without elements: another text in place of it would cost the styles of the whole page. */
export function write(element: Element, text: string) {
  const { firstChild } = element;
  if (firstChild instanceof Text) firstChild.data = text;
  else element.append(text);
}
