// How the page looks, and the panel that shows what went over the wire.
const $ = (id) => document.getElementById(id);
const kept = { get: (key) => { try { return localStorage.getItem(key); } catch { return null; } }, set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* nothing is kept then */ } } };

function theme(name) {
  if (name) document.documentElement.dataset.theme = name;
  else delete document.documentElement.dataset.theme;
}

function embeds(shown) { document.body.classList.toggle('no-embeds', !shown); }

/** Puts the chosen look in place; `here` tells who one is and where, for the second window. */
export function view(here) {
  $('theme').value = kept.get('theme') ?? '';
  $('embeds').checked = kept.get('embeds') !== 'off';
  theme($('theme').value);
  embeds($('embeds').checked);
  $('theme').addEventListener('change', () => { kept.set('theme', $('theme').value); theme($('theme').value); });
  $('embeds').addEventListener('change', () => { kept.set('embeds', $('embeds').checked ? 'on' : 'off'); embeds($('embeds').checked); });
  $('settings-open').addEventListener('click', () => {
    const { channel, member } = here();
    $('second').href = '/?' + new URLSearchParams({ channel, member });
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

/** Draws the panel anew, where it is open and nobody reads an entry of it. */
export async function traffic() {
  const panel = $('traffic');
  if (panel.hidden || panel.querySelector('details[open]')) return;
  const answer = await fetch('/page/traffic');
  if (answer.ok) panel.querySelector('.items').innerHTML = await answer.text();
}
