// Discord's Markdown as document nodes. Text only ever becomes text: nothing is parsed as HTML.

/** Makes an element; `inside` are nodes or texts. */
export function element(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'class') made.className = value;
    else if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...inside.filter((one) => one != null));
  return made;
}

const SPANS = [
  [/^`([^`\n]+)`/, (m) => element('code', {}, m[1])],
  [/^\\([!-\/:-@\[-`{-~])/, (m) => m[1]],
  [/^\*\*([\s\S]+?)\*\*(?!\*)/, (m, names) => element('strong', {}, ...spans(m[1], names))],
  [/^__([\s\S]+?)__(?!_)/, (m, names) => element('u', {}, ...spans(m[1], names))],
  [/^\*([^\s*](?:[\s\S]*?[^\s*])?)\*(?!\*)/, (m, names) => element('em', {}, ...spans(m[1], names))],
  [/^_([^\s_](?:[\s\S]*?[^\s_])?)_(?![\w_])/, (m, names) => element('em', {}, ...spans(m[1], names))],
  [/^~~([\s\S]+?)~~/, (m, names) => element('s', {}, ...spans(m[1], names))],
  [/^\|\|([\s\S]+?)\|\|/, (m, names) => element('details', {}, element('summary', {}, 'Spoiler'), ...spans(m[1], names))],
  [/^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/, (m) => time(Number(m[1]), m[2] ?? 'f')],
  [/^<(@!?|@&|#)(\d{1,20})>/, (m, names) => mention(m[1].replace('!', ''), m[2], names)],
  [/^<\/([^:>]{1,100}):\d{1,20}>/, (m) => element('span', { class: 'mention' }, '/' + m[1])],
  [/^@(everyone|here)\b/, (m) => element('span', { class: 'mention' }, m[0])],
  [/^\[([^\]\n]+)\]\(<?(https?:\/\/[^\s<>)]+)>?\)/, (m, names) => link(m[2], ...spans(m[1], names))],
  [/^<(https?:\/\/[^\s<>]+)>/, (m) => link(m[1], m[1])],
  [/^https?:\/\/[^\s<>]+[^\s<>.,:;"')\]]/, (m) => link(m[0], m[0])],
];

const MESSAGE = /^https:\/\/discord\.com\/channels\/\d+\/\d+\/(\d+)$/;

function link(address, ...inside) {
  const message = MESSAGE.exec(address);
  if (message) {
    const bare = inside.length === 1 && inside[0] === address;
    return element('a', { href: '#message-' + message[1] }, ...(bare ? ['Jump to the message'] : inside));
  }
  return element('a', { href: address, rel: 'noopener noreferrer', target: '_blank' }, ...inside);
}

function mention(kind, id, names) {
  const name = names[kind + id];
  const sign = kind === '#' ? '#' : '@';
  return element('span', { class: 'mention' }, sign + (name ?? 'unknown').replace(/^@/, ''));
}

const STYLES = {
  t: { timeStyle: 'short' }, T: { timeStyle: 'medium' }, d: { dateStyle: 'short' },
  D: { dateStyle: 'long' }, f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

function time(seconds, style) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return 'Invalid date';
  const full = new Intl.DateTimeFormat(undefined, STYLES.F).format(date);
  const shown = style === 'R' ? relative(seconds) : new Intl.DateTimeFormat(undefined, STYLES[style]).format(date);
  return element('time', { datetime: date.toISOString(), title: full }, shown);
}

function relative(seconds) {
  const away = seconds - Date.now() / 1000;
  const units = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];
  const [unit, size] = units.find(([, size]) => Math.abs(away) >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(Math.round(away / size), unit);
}

/** Inline marks. */
export function spans(text, names) {
  const out = [];
  let plain = '';
  while (text) {
    let found = null;
    for (const [pattern, make] of SPANS) {
      const match = pattern.exec(text);
      // An underscore inside of a word is a letter.
      if (match && !(match[0][0] === '_' && /\w$/.test(plain))) { found = [match, make]; break; }
    }
    if (!found) { plain += text[0]; text = text.slice(1); continue; }
    if (plain) out.push(plain);
    plain = '';
    out.push(found[1](found[0], names));
    text = text.slice(found[0][0].length);
  }
  if (plain) out.push(plain);
  return out;
}

const ITEM = /^(\s*)(?:[-*]|(\d{1,9})\.)\s+(.*)$/;

/** Whole texts: code blocks, quotes, headings, lists, and lines of spans. */
export function markdown(text, names) {
  const box = element('div', { class: 'text' });
  const parts = String(text ?? '').split(/```(?:\w+\n|\n)?([\s\S]*?)```/);
  parts.forEach((part, index) => {
    if (index % 2) box.append(element('pre', {}, element('code', {}, part.replace(/\n$/, ''))));
    else if (part) lines(box, part, names);
  });
  return box;
}

function lines(box, text, names) {
  let list = null;
  let quote = null;
  let before = false;
  for (const line of text.split('\n')) {
    const item = ITEM.exec(line);
    const heading = /^(#{1,3}) (.*)$/.exec(line);
    const quoted = /^> ?(.*)$/.exec(line);
    if (!item) list = null;
    if (!quoted) quote = null;
    if (item) {
      const name = item[2] ? 'ol' : 'ul';
      if (list?.localName !== name) box.append(list = element(name, item[2] ? { start: item[2] } : {}));
      list.append(element('li', {}, ...spans(item[3], names)));
      before = false;
    } else if (heading) {
      box.append(element('h' + (heading[1].length + 2), {}, ...spans(heading[2], names)));
      before = false;
    } else if (quoted) {
      if (quote) quote.append('\n'); else box.append(quote = element('blockquote'));
      quote.append(...spans(quoted[1], names));
      before = false;
    } else {
      if (before) box.append('\n');
      box.append(...spans(line.replace(/^-# /, ''), names));
      before = true;
    }
  }
}
