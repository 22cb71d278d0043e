// The page: shows what one member sees and sends what that member does.
import { element, markdown } from './markdown.js';
import { tour } from './tour.js';
import { traffic, view } from './view.js';

const $ = (id) => document.getElementById(id);
let state = { members: [], channels: [], commands: [], messages: [], names: {} };
const asked_for = new URLSearchParams(location.search);
state.member = asked_for.get('member') || undefined;
let replyTo = null;
let suggestions = [];
let selected = -1;
let asked = 0;

async function look() {
  const wish = new URLSearchParams();
  if (state.member) wish.set('member', state.member);
  if (state.channel) wish.set('channel', state.channel);
  const answer = await fetch('/page/state?' + wish);
  if (!answer.ok) return notice('The sandbox does not answer.');
  state = await answer.json();
  show();
}

async function step(what) {
  notice('');
  const body = JSON.stringify({ member: state.member, channel: state.channel, ...what });
  const answer = await fetch('/page/step', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
    .then((answer) => answer.json()).catch(() => ({ error: 'The sandbox does not answer.' }));
  if (answer.error && what.do !== 'suggest') notice(answer.error);
  if (answer.modal) modal(answer.modal);
  return answer;
}

const notice = (text) => { $('notice').textContent = text; };

function fill(select, items, chosen) {
  const wanted = JSON.stringify([items, chosen]);
  if (select.dataset.shown === wanted) return;
  select.dataset.shown = wanted;
  select.replaceChildren(...items.map((one) => element('option', { value: one.id, selected: one.id === chosen }, one.name)));
}

// The channels by server, for windows wide enough to have them beside the messages.
function places() {
  const wanted = JSON.stringify([state.channels, state.channel]);
  const box = $('channels');
  if (box.dataset.shown === wanted) return;
  box.dataset.shown = wanted;
  const servers = [...new Set(state.channels.map((one) => one.guild))];
  box.replaceChildren(...servers.flatMap((server) => [
    ...(servers.length > 1 ? [element('h2', {}, server)] : []),
    ...state.channels.filter((one) => one.guild === server).map((one) => element('button', { type: 'button', 'aria-current': one.id === state.channel ? 'true' : null, onclick: () => go(one.id) }, '# ' + one.name)),
  ]));
}

function go(channel) {
  state.channel = channel;
  shown.clear();
  $('messages').replaceChildren();
  look();
}

function be(id) {
  state.member = id;
  return look();
}

function show() {
  $('guild').textContent = state.guild ?? 'A small Discord';
  $('channel-name').textContent = '# ' + (state.channels.find((one) => one.id === state.channel)?.name ?? '');
  $('tour-open').hidden = !state.tour?.length;
  places();
  fill($('channel'), state.channels.map((one) => ({ id: one.id, name: '#' + one.name })), state.channel);
  fill($('member'), state.members, state.member);
  $('roles').hidden = !state.roles?.length;
  $('roles').textContent = 'Roles: ' + (state.roles ?? []).join(', ');
  $('bot').textContent = state.connected ? 'The bot is connected.' : 'No bot is connected.';
  showMessages();
}

const shown = new Map();

// Messages that have not changed keep their nodes: focus, open menus and screen readers stay put.
function showMessages() {
  const main = $('messages');
  const atEnd = main.scrollHeight - main.scrollTop - main.clientHeight < 80;
  const ids = new Set();
  let before = null;
  for (const message of state.messages) {
    ids.add(message.id);
    const text = JSON.stringify([message, state.member]);
    let known = shown.get(message.id);
    if (!known || known.text !== text) {
      const focus = known?.node.contains(document.activeElement) ? document.activeElement.dataset.id : null;
      const node = draw(message);
      if (known) known.node.replaceWith(node); else if (before) before.after(node); else main.prepend(node);
      shown.set(message.id, known = { text, node });
      if (focus) [...node.querySelectorAll('[data-id]')].find((one) => one.dataset.id === focus)?.focus();
    }
    before = known.node;
  }
  for (const [id, { node }] of shown) if (!ids.has(id)) { node.remove(); shown.delete(id); }
  if (atEnd) main.scrollTop = main.scrollHeight;
}

const name = (user) => user.global_name ?? user.username;
const local = (address) => { try { return new URL(address).pathname; } catch { return ''; } };

function draw(message) {
  const box = element('article', { id: 'message-' + message.id, tabindex: '-1', 'aria-label': 'Message by ' + name(message.author) });
  const from = name(message.author);
  box.append(element('span', { class: 'face face-' + Number(BigInt(message.author.id) % 6n), 'aria-hidden': 'true' }, from.slice(0, 1).toUpperCase()));
  if (message.flags & 64) box.classList.add('private');
  const me = message.mentions.some((user) => user.id === state.member) || message.mention_everyone;
  if (me) box.classList.add('mentions-me');
  if (message.interaction) {
    box.append(element('div', { class: 'meta' }, `${name(message.interaction.user)} used /${message.interaction.name}`));
  }
  if (message.message_reference) {
    const quoted = message.referenced_message;
    const text = quoted ? `Reply to ${name(quoted.author)}: ${quoted.content.slice(0, 80)}` : 'Reply to a message that is gone';
    box.append(element('div', { class: 'meta' }, text));
  }
  const at = new Date(message.timestamp);
  box.append(element('div', {},
    element('span', { class: 'who' }, name(message.author)),
    message.author.bot ? element('span', { class: 'tag' }, 'APP') : null,
    ' ', element('time', { class: 'meta', datetime: message.timestamp }, at.toLocaleTimeString([], { timeStyle: 'short' })),
    message.edited_timestamp ? element('span', { class: 'meta' }, ' (edited)') : null,
    ' ', element('button', { class: 'small', type: 'button', 'data-id': 'more', 'aria-label': 'More about this message', onclick: () => menu(message) }, '…')));
  if (message.flags & 128) box.append(element('p', { class: 'meta' }, 'Thinking…'));
  if (message.content) box.append(markdown(message.content, state.names));
  const embeds = message.flags & 4 ? [] : message.embeds;
  // A picture that an embed shows is not shown twice.
  const inside = new Set(embeds.flatMap((one) => [one.image?.url, one.thumbnail?.url]));
  message.attachments.filter((file) => !inside.has(file.url)).forEach((file) => box.append(attachment(file)));
  embeds.forEach((one) => box.append(embed(one, message.attachments)));
  if (embeds.length && !message.content) box.append(element('p', { class: 'no-embed meta' }, 'This message has an embed alone. With embeds switched off nothing of it is seen.'));
  message.components.forEach((part) => component(box, message, part));
  if (message.flags & 64) box.append(element('div', { class: 'meta' }, 'Only you can see this'));
  return box;
}

const isPicture = (file) => /^image\/(png|jpeg|gif|webp)\b/.test(file.content_type ?? '');
const size = (bytes) => bytes < 1024 ? bytes + ' bytes' : bytes < 1048576 ? Math.ceil(bytes / 1024) + ' KB' : (bytes / 1048576).toFixed(1) + ' MB';

function picture(file) {
  return element('img', { src: local(file.url), alt: file.description ?? file.filename, title: file.description, width: file.width, height: file.height });
}

function attachment(file) {
  const address = local(file.url);
  if (isPicture(file)) return element('div', {}, element('a', { class: 'picture', href: address, target: '_blank', rel: 'noopener' }, picture(file)));
  return element('div', {}, element('span', { class: 'file' },
    element('a', { href: address, download: file.filename }, file.filename), element('span', { class: 'meta' }, size(file.size)),
    file.description ? element('span', { class: 'meta' }, file.description) : null));
}

function embed(data, files) {
  const box = element('section', { class: 'embed', 'aria-label': data.title ?? 'Embed' });
  if (data.author?.name) box.append(element('div', { class: 'meta' }, data.author.name));
  if (data.title) box.append(element('h3', {}, data.title));
  if (data.description) box.append(markdown(data.description, state.names));
  for (const field of data.fields ?? []) box.append(element('h4', {}, field.name), markdown(field.value, state.names));
  for (const shown of [data.thumbnail, data.image]) {
    if (!shown?.url || !local(shown.url).startsWith('/attachments/')) continue;
    const file = files.find((one) => one.url === shown.url);
    box.append(file ? picture(file) : element('img', { src: local(shown.url), alt: '' }));
  }
  if (data.footer?.text) box.append(element('div', { class: 'meta' }, data.footer.text));
  return box;
}

function component(box, message, part) {
  if (part.type === 1) box.append(element('div', { class: 'row' }, ...part.components.map((one) => control(message, one))));
  else if (part.type === 10) box.append(markdown(part.content, state.names));
  else {
    (part.components ?? []).forEach((one) => component(box, message, one));
    if (part.accessory?.type === 2) box.append(control(message, part.accessory));
  }
}

function control(message, one) {
  const id = one.custom_id;
  if (one.type === 2) {
    const label = one.label ?? one.emoji?.name ?? '';
    if (one.style === 5) return element('a', { href: /^https?:/.test(one.url) ? one.url : '#', target: '_blank', rel: 'noopener noreferrer' }, label);
    const press = async (event) => {
      const button = event.currentTarget;
      button.setAttribute('aria-busy', 'true');
      await step({ do: 'press', message: message.id, id });
      button.removeAttribute('aria-busy');
    };
    return element('button', { type: 'button', class: 'style-' + one.style, disabled: !!one.disabled, 'data-id': id, onclick: press }, label);
  }
  return selectMenu(message, one);
}

// What a menu offers: its own options, or the people, roles and channels of the server.
function entries(one) {
  if (one.type === 3) return one.options.map((option) => ({ value: option.value, label: option.label, note: option.description, chosen: !!option.default }));
  const server = state.server ?? { people: [], roles: [], channels: [] };
  const chosen = new Set((one.default_values ?? []).map((value) => String(value.id)));
  const offered = (list, sign, note) => list.map((item) => ({ value: item.id, label: sign + item.name.replace(/^@/, ''), note: note?.(item), chosen: chosen.has(item.id) }));
  const members = (role) => role.members === 1 ? 'Role, 1 member' : `Role, ${role.members} members`;
  const text = !one.channel_types?.length || one.channel_types.includes(0);
  return [
    ...(one.type === 5 || one.type === 7 ? offered(server.people, '', (user) => user.bot ? 'App' : null) : []),
    ...(one.type === 6 || one.type === 7 ? offered(server.roles, '@', members) : []),
    ...(one.type === 8 && text ? offered(server.channels, '#') : []),
  ];
}

function selectMenu(message, one) {
  const min = one.min_values ?? 1;
  const max = one.max_values ?? 1;
  const label = one.placeholder ?? 'Choose';
  const send = (values) => step({ do: 'choose', message: message.id, id: one.custom_id, values });
  if (one.type !== 3 || max > 1 || min === 0) return chooser(one, label, min, max, send);
  const list = element('select', { 'aria-label': label, 'data-id': one.custom_id, disabled: !!one.disabled },
    element('option', { value: '' }, label),
    ...entries(one).map((choice) => element('option', { value: choice.value, selected: choice.chosen }, choice.label + (choice.note ? ' – ' + choice.note : ''))));
  list.addEventListener('change', () => list.value && send([list.value]));
  return list;
}

// A menu that takes several choices, or whose list is long: a button that tells what is chosen,
// and a window to choose in.
function chooser(one, label, min, max, send) {
  let chosen = entries(one).filter((choice) => choice.chosen).map((choice) => choice.value);
  const button = element('button', { type: 'button', class: 'chooser', 'aria-haspopup': 'dialog', 'data-id': one.custom_id, disabled: !!one.disabled });
  const tell = () => {
    const names = entries(one).filter((choice) => chosen.includes(choice.value)).map((choice) => choice.label);
    button.setAttribute('aria-label', names.length ? `${label}: ${names.join(', ')}` : label);
    button.replaceChildren(...(names.length ? names.map((name) => element('span', { class: 'chip' }, name)) : [element('span', { class: 'meta' }, label)]));
  };
  button.addEventListener('click', () => choose({ label, min, max, entries: entries(one), chosen }, async (values) => {
    const answer = await send(values);
    if (!answer.error) { chosen = values; tell(); }
  }));
  tell();
  return button;
}

function choose({ label, min, max, entries, chosen }, done) {
  const dialog = $('choose');
  const search = dialog.querySelector('.search input');
  const inputs = entries.map((choice) => element('input', { type: max > 1 || min === 0 ? 'checkbox' : 'radio', name: 'choice', value: choice.value, checked: chosen.includes(choice.value) }));
  const rows = entries.map((choice, index) => element('label', { class: 'pick' }, inputs[index],
    element('span', {}, choice.label, choice.note ? element('small', {}, choice.note) : null)));
  const count = () => {
    const picked = inputs.filter((input) => input.checked).length;
    if (max > 1 || min === 0) for (const input of inputs) input.disabled = !input.checked && picked >= max;
    const range = min === max ? `${max}` : min ? `${min} to ${max}` : `up to ${max}`;
    dialog.querySelector('.count').textContent = `${picked} chosen; choose ${range}.`;
    dialog.querySelector('[type=submit]').disabled = picked < min;
  };
  const filter = () => {
    const wanted = search.value.trim().toLowerCase();
    rows.forEach((row, index) => { row.hidden = !entries[index].label.toLowerCase().includes(wanted); });
    dialog.querySelector('.none').hidden = rows.some((row) => !row.hidden);
  };
  const seen = () => inputs.filter((input, index) => !rows[index].hidden && !input.disabled);
  dialog.querySelector('h2').textContent = label;
  dialog.querySelector('.search').hidden = entries.length <= 5;
  dialog.querySelector('.items').replaceChildren(...rows);
  dialog.querySelector('.items').onchange = count;
  dialog.querySelector('.items').onkeydown = (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || event.target.type !== 'checkbox') return;
    const list = seen();
    list[list.indexOf(event.target) + by]?.focus();
    event.preventDefault();
  };
  search.value = '';
  search.oninput = filter;
  search.onkeydown = (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    seen()[0]?.focus();
    event.preventDefault();
  };
  dialog.querySelector('form').onsubmit = (event) => {
    event.preventDefault();
    dialog.close();
    done(inputs.filter((input) => input.checked).map((input) => input.value));
  };
  filter();
  count();
  dialog.showModal();
}

function menu(message) {
  const dialog = $('menu');
  const run = (what) => () => { dialog.close(); what(); };
  const apps = state.commands.filter((command) => command.type === 3);
  dialog.querySelector('.items').replaceChildren(
    element('button', { type: 'button', onclick: run(() => reply(message)) }, 'Reply'),
    ...apps.map((command) => element('button', { type: 'button', onclick: run(() => step({ do: 'menu', message: message.id, name: command.name })) }, command.name)));
  dialog.showModal();
}

function reply(message) {
  replyTo = message?.id ?? null;
  $('replying').hidden = !message;
  if (message) $('replying').firstElementChild.textContent = 'Replying to ' + name(message.author);
  $('line').focus();
}

function modal(data) {
  const dialog = $('modal');
  dialog.querySelector('h2').textContent = data.title;
  dialog.querySelector('.error').textContent = '';
  const inputs = data.fields.map((field, index) => {
    const id = 'field-' + index;
    const attributes = { id, required: field.required, placeholder: field.placeholder, maxlength: field.max, minlength: field.min || null };
    let input;
    if (field.options) input = element('select', { id, multiple: field.multiple, required: field.required }, ...field.options.map((one) => element('option', { value: one.value, selected: one.chosen }, one.label)));
    else if (field.paragraph) input = element('textarea', { ...attributes, rows: 4 });
    else input = element('input', attributes);
    if (!field.options) input.value = field.value;
    const label = element('label', { for: id }, field.label + (field.required ? '' : ' (optional)'));
    const help = field.description ? element('div', { class: 'meta' }, field.description) : '';
    return { field, input, nodes: [label, help, input] };
  });
  dialog.querySelector('.fields').replaceChildren(...inputs.flatMap((one) => one.nodes));
  dialog.querySelector('form').onsubmit = async (event) => {
    event.preventDefault();
    const value = ({ field, input }) => field.options ? [...input.selectedOptions].map((one) => one.value).join(', ') : input.value;
    const fields = inputs.map((one) => [one.field.id, value(one)]);
    dialog.close();
    await step({ do: 'submit', interaction: data.interaction, fields });
  };
  dialog.showModal();
}

// The command line. `/ask question: some words` is read against the registered options.
function parse(text) {
  const words = text.slice(1).split(/\s+/);
  let command = state.commands.find((one) => (one.type ?? 1) === 1 && one.name === words[0]);
  if (!command) return null;
  const path = [words[0]];
  while ((command.options ?? []).some((one) => one.type <= 2)) {
    const next = command.options.find((one) => one.name === words[path.length]);
    if (!next) return { path, command, rest: words.slice(path.length).join(' '), options: [], nested: true };
    path.push(next.name);
    command = next;
  }
  const marks = [];
  for (const option of command.options ?? []) {
    const at = new RegExp(`(?:^|\\s)${option.name.replace(/[^\p{L}\p{N}_]/gu, '\\$&')}:`, 'u').exec(text);
    if (at) marks.push({ option, start: at.index, value: at.index + at[0].length });
  }
  marks.sort((a, b) => a.start - b.start);
  const options = marks.map((mark, index) => [mark.option.name, text.slice(mark.value, marks[index + 1]?.start).trim()]);
  return { path, command, options, last: marks.at(-1)?.option };
}

// Members whose name begins like the word after the last @.
function mentioned(text) {
  const begun = /(^|\s)@([\p{L}\p{N}_.-]*)$/u.exec(text);
  if (!begun) return [];
  const people = state.server?.people ?? [];
  const fitting = people.filter((one) => one.name.toLowerCase().startsWith(begun[2].toLowerCase())).slice(0, 10);
  const head = text.slice(0, text.length - begun[2].length);
  return fitting.map((one) => ({ label: '@' + one.name, note: one.bot ? 'App' : null, text: `${head}${one.name} ` }));
}

async function suggest() {
  const text = $('line').value;
  const turn = ++asked;
  if (!text.startsWith('/')) return offer(mentioned(text));
  const read = parse(text);
  if (!read) {
    const start = text.slice(1).toLowerCase();
    const fitting = state.commands.filter((one) => (one.type ?? 1) === 1 && one.name.startsWith(start));
    return offer(fitting.map((one) => ({ label: '/' + one.name, note: one.description, text: `/${one.name} ` })));
  }
  $('hint').textContent = (read.command.options ?? []).map((one) => one.name + (one.required || one.type <= 2 ? '' : '?')).join('   ');
  if (read.nested) {
    const fitting = read.command.options.filter((one) => one.name.startsWith(read.rest));
    return offer(fitting.map((one) => ({ label: one.name, note: one.description, text: `/${read.path.join(' ')} ${one.name} ` })));
  }
  const given = new Set(read.options.map(([name]) => name));
  const value = read.options.at(-1)?.[1] ?? '';
  const head = text.slice(0, text.length - value.length).trimEnd();
  const take = (choice) => ({ label: choice.name, text: `${head} ${choice.name} `, value: choice });
  const more = (read.command.options ?? []).filter((one) => !given.has(one.name)).map((one) => ({ label: one.name + ':', note: one.description, text: `${text.trimEnd()} ${one.name}: ` }));
  if (read.last && /:\s*$/.test(text) && read.last.type === 5) return offer([{ name: 'True' }, { name: 'False' }].map(take));
  if (read.last?.choices?.length) {
    const fitting = read.last.choices.filter((one) => one.name.toLowerCase().startsWith(value.toLowerCase()));
    return offer(/\s$/.test(text) && value ? more : fitting.map(take));
  }
  if (read.last?.autocomplete && !/\S\s$/.test(text.slice(text.lastIndexOf(':')))) {
    const answer = await step({ do: 'suggest', path: read.path, options: read.options, focused: read.last.name });
    if (turn === asked) offer((answer.choices ?? []).map(take));
    return;
  }
  offer(!read.last || /\s$/.test(text) ? more : []);
}

const chosen = new Map();

function offer(list) {
  suggestions = list;
  selected = list.length ? 0 : -1;
  const picker = $('picker');
  picker.hidden = !list.length;
  $('line').setAttribute('aria-expanded', String(!!list.length));
  picker.replaceChildren(...list.map((one, index) => element('li', { role: 'option', id: 'pick-' + index, 'aria-selected': String(index === selected), onmousedown: (event) => { event.preventDefault(); take(index); } },
    one.label, one.note ? element('small', {}, one.note) : null)));
  mark();
}

function mark() {
  [...$('picker').children].forEach((one, index) => one.setAttribute('aria-selected', String(index === selected)));
  $('picker').children[selected]?.scrollIntoView({ block: 'nearest' });
  if (selected >= 0) $('line').setAttribute('aria-activedescendant', 'pick-' + selected);
  else $('line').removeAttribute('aria-activedescendant');
}

function take(index) {
  const one = suggestions[index];
  if (one.value?.value != null) chosen.set(one.label, String(one.value.value));
  $('line').value = one.text;
  suggest();
}

async function send() {
  const line = $('line');
  const text = line.value.trim();
  if (!text) return;
  offer([]);
  const read = text.startsWith('/') ? parse(text) : null;
  if (text.startsWith('/') && !read) return notice('No such command.');
  line.value = '';
  $('hint').textContent = '';
  let answer;
  if (read) {
    // What was picked from suggestions is sent as its value, not as its name.
    const options = read.options.map(([name, value]) => {
      const option = read.command.options.find((one) => one.name === name);
      return [name, option?.autocomplete ? chosen.get(value) ?? value : value];
    });
    answer = await step({ do: 'slash', path: read.path, options });
  } else {
    answer = await step({ do: 'say', text, reply_to: replyTo });
    reply(null);
  }
  if (answer.error && !line.value) line.value = text;
}

$('form').addEventListener('submit', (event) => { event.preventDefault(); send(); });
$('line').addEventListener('input', suggest);
$('line').addEventListener('keydown', (event) => {
  const open = !$('picker').hidden;
  if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    selected = (selected + (event.key === 'ArrowDown' ? 1 : suggestions.length - 1)) % suggestions.length;
    mark();
    event.preventDefault();
  } else if (open && event.key === 'Tab' && !event.shiftKey) { take(selected); event.preventDefault(); }
  else if (open && event.key === 'Escape') offer([]);
  else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    const line = $('line').value;
    if (open && !(line.startsWith('/') && parse(line))) take(selected); else send();
  }
});
$('replying').querySelector('button').addEventListener('click', () => reply(null));
$('member').addEventListener('change', (event) => be(event.target.value));
$('channel').addEventListener('change', (event) => go(event.target.value));
for (const button of document.querySelectorAll('dialog .cancel')) button.addEventListener('click', () => button.closest('dialog').close());
view(() => state.member);
tour({
  stops: () => state.tour ?? [],
  be: (name) => { const one = state.members.find((one) => one.name === name); if (one && one.id !== state.member) be(one.id); },
  write: (text) => { $('line').value = text; $('line').focus(); suggest(); },
});

let looking = false;
let again = false;
async function refresh() {
  if (looking) { again = true; return; }
  looking = true;
  do { again = false; traffic(); await look().catch(() => notice('The sandbox does not answer.')); } while (again);
  looking = false;
}
new EventSource('/page/events').addEventListener('message', refresh);
refresh();
