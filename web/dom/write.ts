/** Changes an element's only text node: replacing the node would recompute the styles of the whole page. */
export function write(element: Element, text: string) {
  const { firstChild } = element;
  if (firstChild instanceof Text) firstChild.data = text;
  else element.append(text);
}
