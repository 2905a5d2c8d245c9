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
  show(language: Language): void;
  fit(width?: number): void;
}

const kinds: Record<string, Kind<any>> = { trajectory, chain, heat, bands, stacked };

export function draw(plot: HTMLElement, kind: string, data: any): Drawing | undefined {
  const shape = kinds[kind];
  if (!shape) return undefined;
  let spoken: Language = 'zh';
  let width = plot.clientWidth || plot.parentElement!.clientWidth;
  const control = shape.control?.(data, (position) => refresh(position));
  if (control) plot.before(control.element);
  let position = control?.position ?? 0;
  const canvas = document.createElement('div');
  plot.append(canvas);
  const chart: EChartsType = init(canvas, undefined, { renderer: 'svg', width, height: shape.height(data, width) });

  function refresh(at = position): void {
    position = at;
    const common = { animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily } };
    chart.setOption({ ...common, ...shape.option(data, spoken, width, position) }, true);
    // With a view box the picture shrinks as a whole where a printer gives it less room.
    const svg = canvas.querySelector('svg');
    svg?.setAttribute('viewBox', `0 0 ${svg.getAttribute('width')} ${svg.getAttribute('height')}`);
  }

  return {
    alone: !plot.closest('.gallery'),
    show(language) {
      spoken = language;
      control?.show(language);
      refresh();
    },
    fit(given) {
      width = given ?? plot.parentElement!.clientWidth;
      chart.resize({ width, height: shape.height(data, width) });
      refresh();
    },
  };
}
