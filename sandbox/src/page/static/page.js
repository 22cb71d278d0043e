// The page: fetches itself anew when something changed, and sends what the member does. The HTML
// is written by the server; these scripts move it into place.
import { choose, form } from './dialogs.js';
import { line } from './line.js';
import { messages, settle } from './messages.js';
import { tour } from './tour.js';
import { traffic, view } from './view.js';

const $ = (id) => document.getElementById(id);
const notice = (text) => { $('notice').textContent = text; };
const here = () => document.body.dataset;

/** Takes a step as the member one is, and opens what the answer brings. */
async function step(what) {
  if (what.do !== 'suggest') notice('');
  const { member, channel } = here();
  const body = JSON.stringify({ member, channel, ...what });
  const answer = await fetch('/page/step', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
    .then((answer) => answer.json()).catch(() => ({ error: 'The sandbox does not answer.' }));
  if (answer.error && !what.quiet) notice(answer.error);
  if (answer.form) form(answer.form, step);
  if (answer.choose) choose(answer.choose, step);
  return answer;
}

// What the server wrote last, by id: only what it wrote anew is replaced, so that focus, open
// lists and screen readers stay where they are.
const written = new Map();
const remember = (node) => written.set(node.id, node.outerHTML);

function swap(node) {
  const old = $(node.id);
  if (written.get(node.id) === node.outerHTML) return old;
  remember(node);
  if (!old) return node;
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  if (old.hasAttribute('tabindex')) node.tabIndex = old.tabIndex;
  old.replaceWith(node);
  if (focused === old) node.focus();
  else if (focused) [...node.querySelectorAll('button, select, a')].find((one) => one.dataset.key === focused.dataset.key && one.id === focused.id)?.focus();
  return node;
}

function show(fresh) {
  Object.assign(here(), fresh.body.dataset);
  document.title = fresh.title;
  for (const part of fresh.querySelectorAll('[data-part]')) swap(document.importNode(part, true));
  const main = $('messages');
  const atEnd = main.scrollHeight - main.scrollTop - main.clientHeight < 80;
  const articles = [...fresh.querySelectorAll('#messages > article')];
  const ids = new Set(articles.map((one) => one.id));
  for (const old of [...main.children]) if (!ids.has(old.id)) { written.delete(old.id); old.remove(); }
  let before = null;
  for (const article of articles) {
    const node = swap(document.importNode(article, true));
    if (!node.isConnected) { if (before) before.after(node); else main.prepend(node); }
    before = node;
  }
  settle(main);
  if (atEnd) main.scrollTop = main.scrollHeight;
}

let looks = 0;

/** Looks again, as another member or in another channel where they are named. */
async function look(wish = {}) {
  const turn = ++looks;
  Object.assign(here(), wish);
  const { member, channel } = here();
  const answer = await fetch('/?' + new URLSearchParams({ channel, member }));
  if (!answer.ok) return notice('The sandbox does not answer.');
  const text = await answer.text();
  if (turn !== looks) return;
  show(new DOMParser().parseFromString(text, 'text/html'));
  history.replaceState(null, '', '/?' + new URLSearchParams({ channel: here().channel, member: here().member }));
}

let looking = null;
let again = false;
function refresh() {
  again = true;
  looking ??= (async () => {
    while (again) { again = false; traffic(); await look().catch(() => notice('The sandbox does not answer.')); }
    looking = null;
  })();
}

for (const node of document.querySelectorAll('[data-part], #messages > article')) remember(node);
const composer = line(step, notice);
messages(step, composer);
view(here);
tour({
  be: (name) => {
    const one = [...$('member').options].find((one) => one.textContent === name);
    if (one && !one.selected) return look({ member: one.value });
  },
  write: composer.write,
});
document.addEventListener('change', (event) => {
  if (event.target.id === 'member' || event.target.id === 'channel') look({ [event.target.id]: event.target.value });
});
document.addEventListener('click', (event) => {
  const place = event.target.closest('#places a');
  if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  look({ channel: place.dataset.channel });
});
settle($('messages'));
$('messages').scrollTop = $('messages').scrollHeight;
new EventSource('/page/events').addEventListener('message', refresh);
