// The tour: its stops tell what to do, and put commands into the message line.
const $ = (id) => document.getElementById(id);

/** `be` makes one somebody; `write` fills the message line. */
export function tour({ be, write }) {
  const box = $('tour');
  const stops = [...box.querySelectorAll('li')];
  if (!stops.length) return;
  let at = 0;
  const show = async (index) => {
    at = Math.max(0, Math.min(index, stops.length - 1));
    const stop = stops[at];
    box.hidden = false;
    $('tour-open').setAttribute('aria-expanded', 'true');
    stops.forEach((one) => { one.hidden = one !== stop; });
    box.querySelector('.do').hidden = !stop.dataset.line;
    box.querySelector('.back').disabled = at === 0;
    box.querySelector('.next').disabled = at === stops.length - 1;
    if (stop.dataset.member) await be(stop.dataset.member);
    box.querySelector('ol').focus();
  };
  $('tour-open').addEventListener('click', () => show(at));
  box.querySelector('.do').addEventListener('click', () => write(stops[at].dataset.line));
  box.querySelector('.next').addEventListener('click', () => show(at + 1));
  box.querySelector('.back').addEventListener('click', () => show(at - 1));
  box.querySelector('.end').addEventListener('click', () => { box.hidden = true; $('tour-open').setAttribute('aria-expanded', 'false'); $('line').focus(); });
}
