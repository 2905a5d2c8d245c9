// One picture: an ECharts instance that is shown again when the language changes, and fits the width it is given.
import { init, use, type EChartsType } from 'echarts/core';
import { BarChart, CustomChart, HeatmapChart, LineChart, SankeyChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import { chain } from './chain';
import { heat } from './heat';
import { bands } from './bands';
import { stacked } from './stacked';
import { trajectory } from './trajectory';
import type { Language } from './language';

use([BarChart, CustomChart, HeatmapChart, LineChart, SankeyChart, ScatterChart]);
use([AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent, SVGRenderer]);

/** What a kind of picture is made of: its height [px], and its options in a language; `control` builds what people may move. */
export interface Kind<Data> {
  height(data: Data, width: number): number;
  option(data: Data, language: Language, width: number, position: number): object;
  control?(data: Data, moved: (position: number) => void): { element: HTMLElement; position: number; show(language: Language): void };
}

export interface Drawing {
  alone: boolean; // not in a gallery: as wide as the page
  show(language: Language): void; // draws it, unless it stands there already
  end(): void; // its place is taken by another
  forget(width?: number): void; // what stands there is out of date; `width` for the next, if not that of its place
}

const kinds: Record<string, Kind<any>> = { trajectory, chain, heat, bands, stacked };

/** Takes the room of a picture, which is drawn when it is first shown. */
export function prepare(plot: HTMLElement, kind: string, data: any): Drawing | undefined {
  const shape = kinds[kind];
  if (!shape) return undefined;
  const figure = plot.parentElement!;
  plot.setAttribute('aria-hidden', 'true');
  figure.classList.add('drawn');
  const control = shape.control?.(data, (position) => refresh(position));
  if (control) plot.before(control.element);
  control?.show('zh');
  let chart: EChartsType | undefined;
  let spoken: Language | undefined;
  let given: number | undefined;
  let width = figure.clientWidth;
  let position = control?.position ?? 0;
  const canvas = document.createElement('div');
  canvas.style.minHeight = `${shape.height(data, width)}px`;
  plot.append(canvas);

  function refresh(at = position): void {
    position = at;
    if (!chart || !spoken) return;
    const common = { animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily } };
    chart.setOption({ ...common, ...shape.option(data, spoken, width, position) }, true);
    // With a view box the picture shrinks as a whole where a printer gives it less room.
    const svg = canvas.querySelector('svg');
    svg?.setAttribute('viewBox', `0 0 ${svg.getAttribute('width')} ${svg.getAttribute('height')}`);
  }

  return {
    alone: !plot.closest('.gallery'),
    show(language) {
      if (spoken === language) return;
      spoken = language;
      width = given ?? figure.clientWidth;
      const size = { width, height: shape.height(data, width) };
      canvas.style.minHeight = '';
      if (chart) chart.resize(size);
      else chart = init(canvas, undefined, { renderer: 'svg', ...size });
      control?.show(language);
      refresh();
    },
    end() {
      chart?.dispose();
    },
    forget(next) {
      spoken = undefined;
      given = next;
    },
  };
}
