import { init, use } from 'echarts/core';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import { readFileSync } from 'node:fs';
import { axes } from '/work/wt-rpage/src/report/page/charts/axes.js';
use([BarChart, LineChart, GridComponent, SVGRenderer]);
const r = JSON.parse(readFileSync('/tmp/shots/fifty.json','utf8'));
const opt = (days: any[]) => ({ animation: false, ...axes({ margins: {left:0,right:14,top:5,bottom:18}, categories: days.map(d=>d.businessDate), isLabelled: (i:number)=>i%28===0, labelOfValue: String, splits: 0, fontSize: 10 }), series: ['low','high','average','netSales'].map(k => ({ type: 'line', symbol: 'none', silent: true, clip: false, data: days.map(d => d[k]) })) });
function fresh() { for (const t of r.trend) { const c = init(null, null, {renderer:'svg', ssr:true, width:180, height:64}); c.setOption(opt(t.days) as any); (c.getZr().painter as any).renderToVNode({compress:true,useViewBox:true}); c.dispose(); } }
const shared = init(null, null, {renderer:'svg', ssr:true, width:180, height:64});
function reuse() { for (const t of r.trend) { shared.setOption(opt(t.days) as any, {notMerge:true}); (shared.getZr().painter as any).renderToVNode({compress:true,useViewBox:true}); } }
function reuse2() { for (const t of r.trend) { shared.setOption(opt(t.days) as any, {notMerge:false}); (shared.getZr().painter as any).renderToVNode({compress:true,useViewBox:true}); } }
for (let i=0;i<4;i++) for (const f of [fresh, reuse, reuse2]) { const a=process.cpuUsage(); f(); const b=process.cpuUsage(a); console.log(f.name, Math.round((b.user+b.system)/1000)); }
