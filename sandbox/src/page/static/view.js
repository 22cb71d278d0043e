// How the page looks, and the panel that shows what went over the wire.
import { element } from './markdown.js';

const $ = (id) => document.getElementById(id);
const kept = { get: (key) => { try { return localStorage.getItem(key); } catch { return null; } }, set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* nothing is kept then */ } } };

function theme(name) {
  if (name) document.documentElement.dataset.theme = name;
  else delete document.documentElement.dataset.theme;
}

function embeds(shown) { document.body.classList.toggle('no-embeds', !shown); }

/** Puts the chosen look in place; `member` tells who one is, for the second window. */
export function view(member) {
  $('theme').value = kept.get('theme') ?? '';
  $('embeds').checked = kept.get('embeds') !== 'off';
  theme($('theme').value);
  embeds($('embeds').checked);
  $('theme').addEventListener('change', () => { kept.set('theme', $('theme').value); theme($('theme').value); });
  $('embeds').addEventListener('change', () => { kept.set('embeds', $('embeds').checked ? 'on' : 'off'); embeds($('embeds').checked); });
  $('settings-open').addEventListener('click', () => {
    $('second').href = '/?member=' + encodeURIComponent(member() ?? '');
    $('settings').showModal();
  });
  $('traffic-open').addEventListener('click', () => panel($('traffic').hidden));
  $('traffic').querySelector('.close').addEventListener('click', () => { panel(false); $('traffic-open').focus(); });
}

function panel(open) {
  $('traffic').hidden = !open;
  $('traffic-open').setAttribute('aria-expanded', String(open));
  if (open) traffic();
}

function entry(one) {
  const way = one.gateway && !one.from_bot ? 'Discord → bot' : 'Bot → Discord';
  const what = one.gateway ? one.name ?? `op ${one.op}` : `${one.method} ${one.path.replace(/\/[^/]{40,}/g, '/…')} → ${one.status}`;
  const inside = one.gateway ? one.payload : { sent: one.body, answered: one.response };
  return element('details', {},
    element('summary', {}, element('span', { class: 'way' }, way), ' ', what),
    element('pre', { tabindex: '0' }, JSON.stringify(inside, null, 2)));
}

/** Draws the panel anew, where it is open and nobody reads an entry of it. */
export async function traffic() {
  const panel = $('traffic');
  if (panel.hidden || panel.querySelector('details[open]')) return;
  const answer = await fetch('/page/traffic');
  if (!answer.ok) return;
  const list = await answer.json();
  panel.querySelector('.items').replaceChildren(...(list.length ? list.map(entry) : [element('p', {}, 'Nothing yet.')]));
}
