// One indicator from year to year: mean and band of each scenario, the target, and the value that the plan states for the base year.
import { figure, type Label, type Language } from './language';
import type { Kind } from './drawing';
import { styleOf, type Role } from './palette';

interface Series {
  from: number;
  name: Label;
  role: Role;
  mean: (number | null)[];
  low: (number | null)[];
  high: (number | null)[];
}
interface Trajectory {
  first: number;
  end: number;
  targetYear: number;
  target: number | null;
  base: number | null;
  unit: Label;
  factor: Record<Language, number>;
  series: Series[];
}

const words = { target: { zh: '目标', en: 'target' }, stated: { zh: '方案现状值', en: 'stated by the plan' } };

export const trajectory: Kind<Trajectory> = {
  height: (data, width) => (width < 340 ? 150 : width < 420 ? 210 : 250) + 18 * Math.ceil(data.series.length / (width < 420 ? 1.01 : 2)),
  option(data, language, width) {
    const years = Array.from({ length: data.end - data.first }, (_, i) => data.first + i);
    const factor = data.factor[language];
    const scaled = (value: number | null | undefined) => (value === null || value === undefined ? null : value * factor);
    const at = (series: Series, values: (number | null)[]) => years.map((year) => scaled(values[year - series.from]));
    let others = 0;
    const list: object[] = [];
    data.series.forEach((series, index) => {
      const style = styleOf(series.role, series.role === 'other' ? others++ : 0);
      const low = at(series, series.low);
      const high = at(series, series.high);
      const hidden = { type: 'line', silent: true, symbol: 'none', lineStyle: { opacity: 0 }, stack: `band${index}`, stackStrategy: 'all', tooltip: { show: false } };
      list.push({ ...hidden, data: low });
      list.push({ ...hidden, data: high.map((value, i) => (value === null || low[i] === null ? null : value - low[i]!)), areaStyle: { color: style.color, opacity: 0.17 } });
      list.push({
        type: 'line', name: series.name[language], data: at(series, series.mean), symbol: style.symbol, symbolSize: 6, z: series.role === 'main' ? 5 : 3,
        lineStyle: { color: style.color, width: series.role === 'main' ? 2.5 : 1.7, type: style.dash }, itemStyle: { color: style.color },
        endLabel: { show: series.role !== 'other', formatter: (point: { value: number }) => figure(point.value), color: style.color, fontWeight: 'bold', fontSize: 12 },
        labelLayout: { moveOverlap: 'shiftY' },
        markLine: series.role === 'main' && data.target !== null
          ? { silent: true, symbol: 'none', data: [{ yAxis: scaled(data.target) }], lineStyle: { color: '#1d2733', type: 'dashed', width: 1.3 }, label: { position: 'insideStartTop', formatter: `${words.target[language]} ${figure(scaled(data.target))}`, color: '#1d2733', fontSize: 11 } }
          : undefined,
      });
    });
    if (data.base !== null)
      list.push({ type: 'scatter', name: words.stated[language], data: [[String(data.first), scaled(data.base)]], symbol: 'emptyCircle', symbolSize: 10, itemStyle: { color: '#1d2733' }, z: 6 });
    const values = [scaled(data.target), scaled(data.base), ...data.series.flatMap((s) => [...at(s, s.low), ...at(s, s.high), ...at(s, s.mean)])].filter((v): v is number => v !== null);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const room = (most - least || Math.abs(most) || 1) * 0.08;
    return {
      grid: { left: 4, right: 48, top: 14, bottom: 18 * Math.ceil(data.series.length / (width < 420 ? 1.01 : 2)) + 6, containLabel: true },
      legend: { bottom: 0, left: 0, itemHeight: 9, itemGap: 8, selectedMode: false, data: data.series.map((s) => s.name[language]), textStyle: { fontSize: 11, color: '#1d2733', width: width - 40, overflow: 'truncate' } },
      tooltip: { trigger: 'axis', renderMode: 'richText', valueFormatter: (value: number) => `${figure(value)} ${data.unit[language]}` },
      xAxis: { type: 'category', data: years.map(String), boundaryGap: false, axisLabel: { color: '#4b5866' }, axisTick: { show: false } },
      yAxis: { type: 'value', min: least >= 0 && least - room < 0 ? 0 : least - room, max: most + room, axisLabel: { color: '#4b5866', formatter: (v: number) => figure(Number(v.toPrecision(3))), showMinLabel: false, showMaxLabel: false }, splitLine: { lineStyle: { color: '#e6eaee' } } },
      series: list,
    };
  },
};
