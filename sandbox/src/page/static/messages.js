// Messages: what is pressed in them, their menu, the way between them by keyboard, their times.
const $ = (id) => document.getElementById(id);

const STYLES = {
  t: { timeStyle: 'short' }, T: { timeStyle: 'medium' }, d: { dateStyle: 'short' },
  D: { dateStyle: 'long' }, f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};
const UNITS = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

function relative(date) {
  const away = (date - Date.now()) / 1000;
  const [unit, size] = UNITS.find(([, size]) => Math.abs(away) >= size) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(Math.round(away / size), unit);
}

/** Turns times into the reader's own, colours the bars of embeds, and keeps one message in reach of Tab. */
export function settle(main) {
  for (const one of main.querySelectorAll('time[data-style]')) {
    const date = new Date(one.dateTime);
    if (Number.isNaN(date.getTime())) continue;
    const style = one.dataset.style;
    one.title = new Intl.DateTimeFormat(undefined, STYLES.F).format(date);
    one.textContent = style === 'R' ? relative(date) : new Intl.DateTimeFormat(undefined, STYLES[style]).format(date);
  }
  for (const one of main.querySelectorAll('[data-colour]')) one.style.borderLeftColor = one.dataset.colour;
  if (!main.querySelector('article[tabindex="0"]')) main.lastElementChild?.setAttribute('tabindex', '0');
}

function reach(article) {
  if (!article) return;
  $('messages').querySelector('article[tabindex="0"]')?.setAttribute('tabindex', '-1');
  article.setAttribute('tabindex', '0');
  article.focus();
}

let about = null;

function openMenu(article, x, y) {
  const menu = $('menu');
  about = article.id;
  menu.querySelector('[data-do=delete]').hidden = !('deletable' in article.dataset);
  for (const one of menu.querySelectorAll('[data-do=react]')) one.disabled = article.classList.contains('private');
  menu.showPopover();
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = Math.max(4, Math.min(x, innerWidth - width - 4)) + 'px';
  menu.style.top = Math.max(4, Math.min(y, innerHeight - height - 4)) + 'px';
  items(menu)[0]?.focus();
}

const items = (menu) => [...menu.querySelectorAll('[role=menuitem]')].filter((one) => !one.hidden && !one.disabled);

/** `step` sends what is done; `composer` is the message line. */
export function messages(step, composer) {
  const main = $('messages');
  const article = (node) => node.closest?.('#messages > article');

  const act = {
    press: (one, message) => step({ do: 'press', message, id: one.dataset.id }),
    open: (one, message) => step({ do: 'open', message, id: one.dataset.id }),
    react: (one, message) => step({ do: 'react', message, emoji: one.dataset.emoji }),
    menu: (one, message) => step({ do: 'menu', message, name: one.dataset.name }),
    user_menu: (one, message, data) => step({ do: 'user_menu', user: data.authorId, name: one.dataset.name }),
    delete: (one, message) => step({ do: 'delete', message }),
    reply: (one, message, data) => composer.reply(message, data.author),
    copy: (one, message) => navigator.clipboard?.writeText([...$('message-' + message).querySelectorAll('.text')].map((text) => text.innerText).join('\n')),
  };

  main.addEventListener('click', async (event) => {
    const one = event.target.closest('button[data-do]');
    const at = one && article(one);
    if (!at) return;
    if (one.dataset.do === 'more') { const { left, bottom } = one.getBoundingClientRect(); return openMenu(at, left, bottom); }
    one.setAttribute('aria-busy', 'true');
    await act[one.dataset.do](one, at.dataset.message, at.dataset);
    one.removeAttribute('aria-busy');
  });
  main.addEventListener('change', (event) => {
    const one = event.target.closest('select[data-do=choose]');
    if (one?.value) step({ do: 'choose', message: article(one).dataset.message, id: one.dataset.id, values: [one.value] });
  });
  main.addEventListener('contextmenu', (event) => {
    const at = article(event.target);
    if (!at || event.target.closest('a, input, select') || String(getSelection())) return;
    event.preventDefault();
    const { left, top } = at.getBoundingClientRect();
    // By keyboard there is no pointer to open it at.
    const byKey = event.button !== 2;
    openMenu(at, byKey ? left + 40 : event.clientX, byKey ? top + 20 : event.clientY);
  });
  main.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') return composer.focus();
    const at = article(event.target);
    if (event.target !== main && event.target !== at) return;
    const all = [...main.querySelectorAll(':scope > article')];
    const to = {
      ArrowUp: at ? at.previousElementSibling : all.at(-1), ArrowDown: at?.nextElementSibling,
      Home: all[0], End: all.at(-1),
    };
    if (!(event.key in to)) return;
    event.preventDefault();
    reach(to[event.key]);
  });
  document.addEventListener('click', (event) => {
    const one = event.target.closest('#menu [data-do]');
    const at = about && $(about);
    if (!one) return;
    $('menu').hidePopover();
    if (!at) return;
    if (one.dataset.do !== 'reply') at.focus();
    act[one.dataset.do](one, at.dataset.message, at.dataset);
  });
  document.addEventListener('keydown', (event) => {
    const menu = event.target.closest?.('#menu');
    if (!menu) return;
    const all = items(menu);
    const now = all.indexOf(document.activeElement);
    const to = { ArrowDown: now + 1, ArrowRight: now + 1, ArrowUp: now - 1, ArrowLeft: now - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Tab') menu.hidePopover();
    if (event.key === 'Escape' && about) { menu.hidePopover(); $(about)?.focus(); event.preventDefault(); }
    if (to === undefined) return;
    event.preventDefault();
    all.at(to % all.length)?.focus();
  });
  $('line').addEventListener('keydown', (event) => {
    if (event.key === 'ArrowUp' && !$('line').value) { event.preventDefault(); reach(main.lastElementChild); }
  });
  setInterval(() => settle(main), 30000);
}
