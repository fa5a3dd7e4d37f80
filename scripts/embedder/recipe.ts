// The recipe of the bundled embedder: everything that can be turned, with its reason.

export const RECIPE = {
  /** Components of a vector. 48,000 tokens × 256 as int8 make 12.5 MB. */
  dimensions: 256,
  /** First phase: pairs of texts of like meaning, one kind a batch. */
  base: {
    steps: 1_600,
    /** Pairs a batch: every other pair of it is a wrong answer to learn from. */
    batch: 2_048,
    rate: 0.02,
  },
  /** Second phase: wallet questions, mixed with base batches so that nothing general is unlearnt. */
  domain: {
    steps: 2_400,
    batch: 512,
    rate: 0.004,
    /** Share of the batches that are wallet questions; the rest are base batches. */
    share: 0.5,
    /**
     * Share of the second phase in the final table; the rest is the table as it was before. Averaging both keeps what
     * the second gained and gives back most of what it cost elsewhere (Wortsman et al. 2022, "Robust fine-tuning of
     * zero-shot models").
     */
    blend: 0.85,
  },
  /** Similarities are multiplied by this before the softmax (inverse temperature). */
  scale: 20,
  /** Longest texts, in tokens: questions and headings; answers and sections. */
  maxTokens: { first: 64, second: 96 },
  /** Every Nth need of the wallet questions is kept out of training to measure what is gained on unseen ones. */
  heldOutEvery: 10,
  seed: 7,
} as const

/**
 * How often each kind of pair is drawn (relative). Names are the files of the data folder: parallel strings (xs),
 * paragraphs (xp), headings and their sections across languages (xh2s, xslug), dictionary (xdict), Tatoeba (xtat),
 * heading → section (h2s_*), WordNet (wn).
 */
export const MIX: Readonly<Record<string, number>> = {
  xs: 3,
  xtat: 0.8,
  xdict: 2,
  xslug: 1.2,
  xp: 1.2,
  xh2s: 1.2,
  h2s_zh: 3,
  h2s_en: 2,
  wn: 2,
}

/** Pairs of the same heading kept at most: "Introduction" teaches nothing the hundredth time. */
export const SAME_FIRST: Readonly<Record<string, number>> = { xslug: 2, h2s_zh: 6, h2s_en: 6, xh2s: 6 }
