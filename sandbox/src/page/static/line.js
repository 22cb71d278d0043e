// The message line: suggestions as one types, and sending. The server reads the line.
const $ = (id) => document.getElementById(id);

/** `step` sends; `notice` tells trouble. Gives `write`, `reply` and `focus` to the rest of the page. */
export function line(step, notice) {
  const input = $('line');
  const picker = $('picker');
  // Values behind the names that were picked, for as long as the page is open.
  const picks = {};
  let replyTo = null;
  let selected = -1;
  let asked = 0;
  let ready = true;

  const entries = () => [...picker.children];

  function mark(index) {
    selected = index;
    entries().forEach((one, at) => one.setAttribute('aria-selected', String(at === selected)));
    entries()[selected]?.scrollIntoView({ block: 'nearest' });
    if (selected >= 0) input.setAttribute('aria-activedescendant', 'pick-' + selected);
    else input.removeAttribute('aria-activedescendant');
  }

  function offer(html) {
    picker.innerHTML = html;
    picker.hidden = !picker.children.length;
    input.setAttribute('aria-expanded', String(!picker.hidden));
    mark(picker.hidden ? -1 : 0);
  }

  async function suggest() {
    const turn = ++asked;
    const text = input.value;
    ready = true;
    if (!/^\/|[@#]/.test(text)) { $('hint').textContent = ''; return offer(''); }
    const answer = await step({ do: 'suggest', quiet: true, text, picks });
    if (turn !== asked) return;
    $('hint').textContent = answer.hint ?? '';
    ready = answer.ready ?? true;
    offer(answer.suggestions ?? '');
  }

  function take(one) {
    if (!one) return;
    if ('value' in one.dataset) picks[one.dataset.name] = one.dataset.value;
    input.value = one.dataset.text;
    offer('');
    suggest();
  }

  function reply(message, author) {
    replyTo = message;
    $('replying').hidden = !message;
    if (message) $('replying').firstElementChild.textContent = 'Replying to ' + author;
    input.focus();
  }

  async function send() {
    const text = input.value.trim();
    if (!text) return;
    asked += 1;
    offer('');
    input.value = '';
    $('hint').textContent = '';
    const answer = await step({ do: 'send', text, picks, reply_to: replyTo });
    if (!answer.error) { if (replyTo) reply(null); } else if (!input.value) { input.value = text; }
  }

  $('form').addEventListener('submit', (event) => { event.preventDefault(); send(); });
  input.addEventListener('input', suggest);
  picker.addEventListener('mousedown', (event) => { event.preventDefault(); take(event.target.closest('li')); });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const open = !picker.hidden;
    const count = picker.children.length;
    if (open && event.key === 'ArrowDown') mark((selected + 1) % count);
    else if (open && event.key === 'ArrowUp') mark((selected + count - 1) % count);
    else if (open && event.key === 'Tab' && !event.shiftKey) take(entries()[selected]);
    else if (open && event.key === 'Escape') offer('');
    else if (event.key === 'Enter' && !event.shiftKey) { if (open && !ready) take(entries()[selected]); else send(); }
    else return;
    event.preventDefault();
  });
  $('replying').querySelector('button').addEventListener('click', () => reply(null));

  return {
    reply,
    focus: () => input.focus(),
    write: (text) => { notice(''); input.value = text; input.focus(); suggest(); },
  };
}
