import {openSession} from '../engine/session.ts';
import {ingest} from './ingest.ts';
const path=process.argv[2]!;
const s=await openSession();
const t=performance.now();
try{
const e=await ingest(s,path,{mapping:{system:null,source_time_zone:process.argv[3]??null,max_rejected:.05,tables:JSON.parse(process.argv[4]??'{}')},timeZone:'America/New_York',onStage:x=>console.error(x)});
console.log(JSON.stringify({...e,tables:Object.fromEntries(Object.entries(e.tables).filter(([,t])=>t.present).map(([k,t])=>[k,{...t,columns:[...t.columns]}]))},null,1).slice(0,+(process.argv[5]??6000)));
console.log(await s.rows('from export_leads limit 2'));
}catch(e){console.log(e)}
console.log('ms',performance.now()-t);
s.close();
