// Is a text in a language that articles are written in? Chinese and English are; others get a person and an honest word.
import { normalise } from '../search/text.ts'

/** Scripts that neither Chinese nor English uses. Japanese is told by its kana, Korean by its letters. */
const OTHER_SCRIPT =
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Hebrew}\p{Script=Greek}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Lao}]/gu
/** From this share of its letters a text counts as written in another script; a pasted word does not make it so. */
const OTHER_SCRIPT_SHARE = 0.25
/** The share for a text that is Chinese or English around them. */
const QUOTED_SHARE = 0.5
/** Characters of everyday Chinese, in either script, that Japanese does not write. */
const CHINESE_ONLY = /[吗嗎么麼没沒们們这這你您呢吧嘛怎给钱账转个说說对还让请时]/u
/** What a Chinese character says in letters. */
const LETTERS_PER_HAN = 3
/** What others wrote, or a program: the language around it is the person's own. */
const QUOTES = /"[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』|«[^»]*»/g

/** Words that are frequent in one language and rare or meaningless in English and in pinyin; a language a line. */
const OTHER_WORDS: readonly ReadonlySet<string>[] =
  `el la los las una por para que como cómo mi mis está esta puedo quiero dónde donde cuando pero muy hola gracias necesito cartera billetera clave enviar dinero perdí olvidé contraseña transferencia frase saldo aparece
  o uma meu minha meus não nao como para posso onde está quero carteira senha chave obrigado por favor ao dos das perdi esqueci frase consigo enviar
  le les des une mon mes je pas est comment pour dans sur avec où quand puis mot passe clé portefeuille bonjour merci suis été pourquoi sont frais
  der die das ein eine einen ich nicht wie kann mein meine ist und für mit wo wenn wurde meinem schlüssel passwort geht habe bitte warum sind mir
  il gli che non mio mia sono posso dove perché portafoglio della come ho la miei riesco dimenticato
  bir ve nasıl neden cüzdan cüzdanım benim için nerede değil var yok parola şifre şifremi unuttum cüzdanımı işlemim
  saya tidak bagaimana cara dompet kunci untuk yang dari dengan bisa apakah kenapa uang belum sudah saldo lupa kata gagal tapi salah pilih waktu kirim kembali gak nggak jaringan gimana masuk hilang akun saat bukan tolong
  tôi không làm sao thế nào ví của khóa bị mất tiền được và chuyển tại quên mật khẩu giao dịch
  een het mijn hoe waarom niet ik wachtwoord sleutel kan geen van geld weg
  jak nie moje mój czy portfel gdzie dlaczego hasło hasła klucz jest są pamiętam`
    .split('\n')
    .map((line) => new Set(line.trim().split(/\s+/)))
/** English words that keep a text English however many of the words above it shares (die, as, or "la" in a name). */
const ENGLISH_WORDS: ReadonlySet<string> = new Set(
  `the a an is are was i my me you it and or not to of in on for from with how what why when where can do does did have has be been this that will would should
  if no but at so am im its cant dont get got help need want please there after before just`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
/** Letters that English has in names at most. */
const ACCENTED = /[\u00df-\u024f\u1e00-\u1eff]/u
/** Fewer telling words than this say nothing: names and error texts are no language. */
const LEAST_WORDS = 2

/** True if the text is surely written in neither Chinese nor English. */
export function isOtherLanguage(text: string): boolean {
  const plain = withoutQuotes(normalise(text))
  const words = new Set(plain.match(/\p{L}+/gu))
  const english = countIn(words, ENGLISH_WORDS)
  if (isOtherScript(plain, english >= LEAST_WORDS)) return true
  if (/\p{Script=Han}/u.test(plain)) return false
  const accented = [...words].filter((word) => ACCENTED.test(word)).length
  const foreign = Math.max(accented, ...OTHER_WORDS.map((language) => countIn(words, language)))
  return foreign >= LEAST_WORDS && foreign > english
}

/** The text without what it quotes, or as it is if that is all there is. */
function withoutQuotes(plain: string): string {
  const rest = plain.replace(QUOTES, ' ')
  return /\p{L}/u.test(rest) ? rest : plain
}

function isOtherScript(plain: string, isEnglish: boolean): boolean {
  const isChinese = CHINESE_ONLY.test(plain)
  const others = countOf(plain, OTHER_SCRIPT)
  const han = countOf(plain, /\p{Script=Han}/gu)
  const letters = countOf(plain, /\p{L}/gu) + (isChinese ? han * (LETTERS_PER_HAN - 1) : 0)
  return others > 0 && others / letters >= (isChinese || isEnglish ? QUOTED_SHARE : OTHER_SCRIPT_SHARE)
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

function countIn(words: ReadonlySet<string>, language: ReadonlySet<string>): number {
  return [...words].filter((word) => language.has(word)).length
}
