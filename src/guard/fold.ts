// Folding of written forms for matching only. Both folds keep the length, so offsets stay true for the original text.

const FULL_WIDTH = /[\uff01-\uff5e\u3000]/g

/** Full-width letters, digits and punctuation to ASCII, the ideographic space to a space. */
export function foldWidth(text: string): string {
  return text.replace(FULL_WIDTH, (char) =>
    char === '\u3000' ? ' ' : String.fromCharCode(char.charCodeAt(0) - 0xfee0),
  )
}

// Only characters that the guard's word lists hold. The full conversion (OpenCC) is too large for page scripts.
const SCRIPT_PAIRS =
  '盜盗騙骗錢钱幣币轉转帳账賬账鏈链網网錯错凍冻結结號号戶户鑰钥匙匙洩泄漏漏詞词記记憶忆釣钓魚鱼資资產产沒没見见遺遗' +
  '丟丢敗败選选個个駭骇備备餘余額额電电腦脑簽签許许認认應应該该為为麼么樣样這这們们對对與与無无請请問问題题說说' +
  '發发現现時时間间開开關关處处費费礦矿塊块買买賣卖從从經经會会還还過过進进來来後后裡里裏里數数據据顯显確确連连' +
  '貨货導导復复恢恢創创觸触損损權权點点輸输設设實实際际誰谁給给訴诉寫写頁页惡恶歸归劃划偽伪護护辦办維维長长' +
  '匯汇誤误餵喂擔担萬万識识別别斷断謹谨範范單单訊讯鎖锁異异標标綁绑協协約约鑒鉴臺台讓让動动機机樓楼種种語语' +
  '啟启壓压絡络證证圖图檔档盡尽碼码傳传號号將将撥拨嗎吗'

const TO_SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  Array.from({ length: SCRIPT_PAIRS.length / 2 }, (_, i) => [
    SCRIPT_PAIRS.charAt(2 * i),
    SCRIPT_PAIRS.charAt(2 * i + 1),
  ]),
)

/** Traditional characters that matter to the guard's word lists to Simplified ones. */
export function foldScript(text: string): string {
  return text.replace(/[\u4e00-\u9fff]/g, (char) => TO_SIMPLIFIED.get(char) ?? char)
}
