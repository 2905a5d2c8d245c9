// Draws the pictures of a report from the data in the page, in the language that is chosen, each when it comes near the window or is to
// be printed. Everything the pictures show is also in tables.
import { language } from './language';
import { prepare, type Drawing } from './drawing';

const paper = 690; // [px] width of a picture on A4
const near = '800px'; // from the window

const drawings = new Map<Element, Drawing>(); // by figure
const seen = new Set<Element>();

const watcher = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
      if (isIntersecting) drawings.get(target)?.show(language());
    }
  },
  { rootMargin: near },
);

/** Takes the pictures that stand in the page now, in place of those before. `data` by the picture's id. */
export function draw(data: Record<string, { kind: string; data: unknown }>): void {
  watcher.disconnect();
  for (const drawing of drawings.values()) drawing.end();
  drawings.clear();
  seen.clear();
  for (const plot of document.querySelectorAll<HTMLElement>('.plot')) {
    const { kind, data: values } = data[plot.dataset.chart!];
    const drawing = prepare(plot, kind, values);
    if (!drawing) continue;
    drawings.set(plot.parentElement!, drawing);
    watcher.observe(plot.parentElement!);
  }
}

/** What is in sight is drawn anew; the rest when it comes into sight. */
function renew(): void {
  document.documentElement.lang = language();
  for (const drawing of drawings.values()) drawing.forget();
  for (const figure of seen) drawings.get(figure)?.show(language());
}

/** Pictures get the width they have on paper, so that their letters keep a size that can be read. */
function print(onPaper: boolean): void {
  for (const drawing of drawings.values()) {
    drawing.forget(onPaper ? (drawing.alone ? paper : paper / 2 - 10) : undefined);
    if (onPaper) drawing.show(language());
  }
  if (!onPaper) renew();
}

draw(JSON.parse(document.getElementById('data')!.textContent!));
for (const button of document.querySelectorAll('.languages input')) button.addEventListener('change', renew);
document.documentElement.lang = language();
let waiting = 0;
let width = innerWidth;
addEventListener('resize', () => {
  if (width === innerWidth) return; // a telephone that hides its address line
  width = innerWidth;
  clearTimeout(waiting);
  waiting = setTimeout(renew, 100);
});
addEventListener('beforeprint', () => print(true));
addEventListener('afterprint', () => print(false));
