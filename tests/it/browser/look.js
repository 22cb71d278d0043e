// What is wrong with how the page looks, one line each.
(() => {
  const wrong = [];
  const seen = (one) => one.checkVisibility() && one.getBoundingClientRect().width > 1;
  const says = (one) => `${one.tagName.toLowerCase()} "${(one.textContent || one.value || '').trim().slice(0, 40)}"`;
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  if (document.documentElement.scrollWidth > innerWidth) wrong.push(`the page is ${document.documentElement.scrollWidth} wide`);
  const controls = [...document.querySelectorAll('button, select, input, textarea, a[href]')].filter(seen);
  for (const one of controls) {
    const label = one.getAttribute('aria-label') || one.labels?.[0]?.textContent || one.textContent || one.title;
    if (!label.trim()) wrong.push(`${says(one)} has no name`);
    const { left, right } = one.getBoundingClientRect();
    const clipped = one.closest('.skip, pre, .quiet');
    if (!clipped && right > 0 && (left < -1 || right > innerWidth + 1)) wrong.push(`${says(one)} is cut at the side`);
  }
  const boxes = controls.filter((one) => one.tagName === 'BUTTON' && !one.closest('#places')).map((one) => [one, one.getBoundingClientRect()]);
  boxes.forEach(([one, a], index) => {
    for (const [other, b] of boxes.slice(index + 1)) {
      const apart = one.closest('main') !== other.closest('main');
      if (over(a, b) && !apart) wrong.push(`${says(one)} lies over ${says(other)}`);
    }
  });
  for (const face of document.querySelectorAll('.face')) {
    for (const text of face.parentElement.querySelectorAll('.from, .text, .meta')) {
      if (over(face.getBoundingClientRect(), text.getBoundingClientRect())) wrong.push(`a face lies over ${says(text)}`);
    }
  }
  // Contrast: https://www.w3.org/TR/WCAG22/#contrast-minimum
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const mixed = (over, under) => over.slice(0, 3).map((part, index) => part * over[3] / 255 + under[index] * (1 - over[3] / 255));
  const ground = (one) => {
    const layers = [];
    for (let at = one; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((under, over) => mixed(over, under), [255, 255, 255]);
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => { const part1 = part / 255; return part1 <= 0.04045 ? part1 / 12.92 : ((part1 + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const texts = [...document.querySelectorAll('body *')].filter((one) => seen(one) && !one.disabled && !one.closest(':disabled, option') && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  for (const one of texts) {
    const under = ground(one);
    const [a, b] = [light(mixed(rgba(getComputedStyle(one).color), under)), light(under)].sort((x, y) => y - x);
    const contrast = (a + 0.05) / (b + 0.05);
    if (contrast < 4.5) wrong.push(`${says(one)} has a contrast of ${contrast.toFixed(2)}`);
  }
  return wrong.join('\n');
})()
