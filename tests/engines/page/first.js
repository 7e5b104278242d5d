// Classic, and the first script of every page: keeps what the page complains of and what it hands out, for run.mjs.
const kept = { complaints: [], said: new Set(), blobs: [], downloads: [], copied: [], mayCopy: true };
globalThis.kept = kept;

for (const level of ['debug', 'log', 'info', 'warn', 'error', 'assert', 'trace']) {
  console[level] = (...parts) => kept.complaints.push(`console.${level}: ${parts.join(' ')}`);
}
addEventListener('unhandledrejection', ({ reason }) => kept.complaints.push(String(reason?.stack ?? reason)));
addEventListener(
  'error',
  ({ message, target }) =>
    kept.complaints.push(message ?? `${target.localName} does not load: ${target.src ?? target.href}`),
  // The event of a file that does not load does not bubble.
  true,
);
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  kept.complaints.push(`${violatedDirective} forbids ${blockedURI}`),
);

const { createObjectURL } = URL;
URL.createObjectURL = (blob) => {
  kept.blobs.push(blob);
  return createObjectURL(blob);
};
const { click } = HTMLElement.prototype;
HTMLAnchorElement.prototype.click = function () {
  // A browser without a window would ask where to put it.
  if (this.hasAttribute('download')) kept.downloads.push(this.download);
  else click.call(this);
};
// The real one wants a visitor's hand, and may be forbidden: both must be seen.
Object.defineProperty(Navigator.prototype, 'clipboard', {
  value: {
    async writeText(text) {
      if (!kept.mayCopy) throw new DOMException('forbidden', 'NotAllowedError');
      kept.copied.push(text);
    },
  },
});

// All that is ever written anywhere, not only what stands there at the end.
const heard = ['alt', 'aria-label', 'aria-valuetext', 'aria-description', 'placeholder', 'title'];
const note = (text, element) => {
  const unsaid = element?.closest('script, style, template');
  if (unsaid || !/\p{L}/u.test(text)) return;
  const code = Boolean(element?.closest('code, pre'));
  const { lang } = element?.closest('[lang]') ?? document.documentElement;
  // Numbers would make as many texts as there are readings.
  kept.said.add(JSON.stringify({ lang, code, text: text.replace(/\s+/g, ' ').replace(/\d+/g, '0').trim() }));
};
const noteAll = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return note(node.data, node.parentElement);
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  for (const name of heard) if (node.hasAttribute(name)) note(node.getAttribute(name), node);
  for (const child of node.childNodes) noteAll(child);
};
new MutationObserver((changes) => {
  for (const { type, target, addedNodes, attributeName } of changes) {
    if (type === 'childList') for (const node of addedNodes) noteAll(node);
    else if (type === 'characterData') noteAll(target);
    else if (target.hasAttribute(attributeName)) note(target.getAttribute(attributeName), target);
  }
}).observe(document, { subtree: true, childList: true, characterData: true, attributeFilter: heard });
