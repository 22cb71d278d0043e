// A tour: stops that tell what to do, and put commands into the message line.
const $ = (id) => document.getElementById(id);
let at = -1;

/** `stops` gives the tour as the sandbox has it; `be` makes one somebody; `write` fills the line. */
export function tour({ stops, be, write }) {
  const box = $('tour');
  const show = (index) => {
    const all = stops();
    at = Math.max(0, Math.min(index, all.length - 1));
    const stop = all[at];
    if (!stop) return;
    box.hidden = false;
    if (stop.as) be(stop.as);
    box.querySelector('[role=status]').textContent = `Tour, ${at + 1} of ${all.length}` + (stop.as ? `, as ${stop.as}` : '');
    box.querySelector('.words').textContent = stop.text;
    const button = box.querySelector('.do');
    button.hidden = !stop.line;
    button.textContent = 'Write it for me';
    button.onclick = () => write(stop.line);
    box.querySelector('.back').disabled = at === 0;
    box.querySelector('.next').disabled = at === all.length - 1;
  };
  $('tour-open').addEventListener('click', () => show(Math.max(at, 0)));
  box.querySelector('.next').addEventListener('click', () => show(at + 1));
  box.querySelector('.back').addEventListener('click', () => show(at - 1));
  box.querySelector('.end').addEventListener('click', () => { box.hidden = true; $('line').focus(); });
}
