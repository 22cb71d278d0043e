// What opens over the page: forms of the bot, and lists to choose from. The server writes them.
const $ = (id) => document.getElementById(id);

function open(id, html) {
  const dialog = $(id);
  dialog.innerHTML = html;
  dialog.showModal();
  return dialog;
}

document.addEventListener('click', (event) => {
  if (event.target.matches('dialog .cancel')) event.target.closest('dialog').close();
});

// Sends a dialog's answer. What was refused stays open, and nothing typed is lost.
function answering(dialog, send) {
  const form = dialog.querySelector('form');
  form.onsubmit = async (event) => {
    event.preventDefault();
    const button = form.querySelector('[type=submit]');
    button.setAttribute('aria-busy', 'true');
    const answer = await send(form);
    button.removeAttribute('aria-busy');
    if (answer.error) form.querySelector('.error').textContent = answer.error;
    else if (dialog.contains(form)) dialog.close();
  };
}

/** Opens a form of the bot. */
export function form(html, step) {
  answering(open('modal', html), (form) => {
    const value = (input) => input.multiple ? [...input.selectedOptions].map((one) => one.value).join(', ') : input.value;
    const fields = [...form.querySelectorAll('[name]')].map((input) => [input.name, value(input)]);
    return step({ do: 'submit', quiet: true, interaction: form.dataset.interaction, fields });
  });
}

// The button of a menu tells what is chosen.
function tell(message, id, labels) {
  const button = [...document.querySelectorAll(`#message-${message} .chooser`)].find((one) => one.dataset.id === id);
  if (!button) return;
  const chip = (text) => { const span = document.createElement('span'); span.className = 'chip'; span.textContent = text; return span; };
  button.querySelectorAll('.chip').forEach((one) => one.remove());
  button.prepend(...labels.map(chip));
  button.dataset.chosen = JSON.stringify(labels);
}

/** Opens the list of a menu. */
export function choose(html, step) {
  const dialog = open('choose', html);
  const form = dialog.querySelector('form');
  const { message, id, range } = form.dataset;
  const [min, max] = [Number(form.dataset.min), Number(form.dataset.max)];
  const rows = [...dialog.querySelectorAll('.pick')];
  const inputs = rows.map((row) => row.querySelector('input'));
  const label = (input) => input.closest('.pick').querySelector('.label').textContent;
  const search = dialog.querySelector('.search input');
  const button = [...document.querySelectorAll(`#message-${message} .chooser`)].find((one) => one.dataset.id === id);
  if (button?.dataset.chosen) {
    const chosen = JSON.parse(button.dataset.chosen);
    for (const input of inputs) input.checked = chosen.includes(label(input));
  }
  const count = () => {
    const picked = inputs.filter((input) => input.checked).length;
    for (const input of inputs) input.disabled = input.type === 'checkbox' && !input.checked && picked >= max;
    dialog.querySelector('.count').textContent = `${picked} chosen; choose ${range}.`;
    dialog.querySelector('[type=submit]').disabled = picked < min;
  };
  const filter = () => {
    const wanted = search.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    dialog.querySelector('.none').hidden = rows.some((row) => !row.hidden);
  };
  const seen = () => inputs.filter((input) => !input.closest('.pick').hidden && !input.disabled);
  form.onchange = count;
  form.onkeydown = (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.target === search && (by === 1 || event.key === 'Enter')) { seen()[0]?.focus(); event.preventDefault(); }
    if (!by || event.target.type !== 'checkbox') return;
    const list = seen();
    list[list.indexOf(event.target) + by]?.focus();
    event.preventDefault();
  };
  if (search) search.oninput = filter;
  answering(dialog, async () => {
    const picked = inputs.filter((input) => input.checked);
    const answer = await step({ do: 'choose', quiet: true, message, id, values: picked.map((input) => input.value) });
    if (!answer.error) tell(message, id, picked.map(label));
    return answer;
  });
  count();
}
