// The message line: suggestions as one types, and sending. The server reads the line.
const $ = (id) => document.getElementById(id);

/** `step` sends; `notice` tells trouble. Gives `write`, `reply` and `focus` to the rest of the page. */
export function line(step, notice) {
  const input = $('line');
  const picker = $('picker');
  // Files that go with what is sent next: id and name.
  let files = [];
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
    const answer = await step({ do: 'suggest', quiet: true, text, picks, files: ids() });
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

  const ids = () => files.map((file) => file.id);

  function attached(list) {
    files = list;
    $('files').hidden = !files.length;
    $('files').replaceChildren(...files.map((file) => {
      const item = document.createElement('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'small';
      button.textContent = '×';
      button.setAttribute('aria-label', 'Do not attach ' + file.name);
      button.addEventListener('click', () => { attached(files.filter((one) => one !== file)); input.focus(); });
      item.append(file.name, ' ', button);
      return item;
    }));
  }

  async function attach(list) {
    const body = new FormData();
    list.forEach((file, index) => body.append(`files[${index}]`, file, file.name));
    const answer = await fetch('/page/files', { method: 'POST', body }).catch(() => null);
    if (!answer?.ok) return notice(answer?.status === 413 ? 'A file may have up to 10 MiB.' : 'The files could not be attached.');
    attached([...files, ...(await answer.json()).files].slice(0, 10));
    if (input.value.startsWith('/')) suggest();
    input.focus();
  }

  async function send() {
    const text = input.value.trim();
    if (!text && !files.length) return;
    asked += 1;
    offer('');
    input.value = '';
    $('hint').textContent = '';
    const sent = files;
    attached([]);
    const answer = await step({ do: 'send', text, picks, reply_to: replyTo, files: sent.map((file) => file.id) });
    if (answer.error) attached(sent);
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
  $('attach').addEventListener('click', () => $('attaching').click());
  $('attaching').addEventListener('change', (event) => { if (event.target.files.length) attach([...event.target.files]); event.target.value = ''; });
  input.addEventListener('paste', (event) => { const list = [...event.clipboardData.files]; if (list.length) { event.preventDefault(); attach(list); } });
  $('replying').querySelector('button').addEventListener('click', () => reply(null));

  return {
    reply,
    focus: () => input.focus(),
    write: (text) => { notice(''); input.value = text; input.focus(); suggest(); },
  };
}
