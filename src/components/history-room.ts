// A script of one line that runs before the section is painted: it reserves the room that reading-history.ts will fill,
// so that nothing on the page moves. Its hash stands in the page's policy.
import { createHash } from 'node:crypto'

export const HISTORY_ROOM =
  '(e=>{try{let h=JSON.parse(localStorage["hc-history"]),d=e.dataset,v=h.off?"off":Math.min(4,h.viewed.filter(a=>!location.pathname.includes("/articles/"+a.id+"/")).length);d.viewed=v;d.suggested=h.suggested;e.style.cssText="--viewed:"+v+";--suggested:"+h.suggested}catch{}})(document.documentElement)'

export const HISTORY_ROOM_HASH =
  `sha256-${createHash('sha256').update(HISTORY_ROOM).digest('base64')}` as const
