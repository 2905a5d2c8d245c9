// Draws the pictures of a report from the data in the page, in the language that is chosen. Everything it shows is also in tables.
import { language, type Language } from './language';
import { draw, type Drawing } from './drawing';

const paper = 690; // [px] width of a picture on A4

const data = JSON.parse(document.getElementById('data')!.textContent!);
const drawings: Drawing[] = [];

function drawAll(): void {
  for (const plot of document.querySelectorAll<HTMLElement>('.plot')) {
    const { kind, data: values } = data[plot.dataset.chart!];
    const drawing = draw(plot, kind, values);
    if (!drawing) continue;
    plot.setAttribute('aria-hidden', 'true');
    plot.parentElement!.classList.add('drawn');
    drawings.push(drawing);
  }
}

function speak(chosen: Language): void {
  document.documentElement.lang = chosen;
  for (const drawing of drawings) drawing.show(chosen);
}

/** Pictures get the width they have on paper, so that their letters keep a size that can be read. */
function fit(onPaper: boolean): void {
  for (const drawing of drawings) drawing.fit(onPaper ? (drawing.alone ? paper : paper / 2 - 10) : undefined);
}

drawAll();
for (const button of document.querySelectorAll('.languages input')) button.addEventListener('change', () => speak(language()));
speak(language());
let waiting = 0;
addEventListener('resize', () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => fit(false), 100);
});
addEventListener('beforeprint', () => fit(true));
addEventListener('afterprint', () => fit(false));
