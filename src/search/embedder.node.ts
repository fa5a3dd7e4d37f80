// Text → vector by transformers.js: the bundled model, a local folder, or a hub model, by configuration alone.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { FeatureExtractionPipeline } from '@huggingface/transformers'
import type { EmbedderConfig } from '../config.ts'

export interface Embedder {
  /** Identifies model, weights, precision and prefixes: vectors of equal ids are comparable. */
  readonly id: string
  readonly dimensions: number
  /** Unit vector of a person's question. */
  readonly embedQuery: (text: string) => Promise<Float32Array>
  /** Unit vector of a text of the corpus. */
  readonly embedPassage: (text: string) => Promise<Float32Array>
}

/** A configured model that could not be loaded. */
export class EmbedderError extends Error {
  override readonly name = 'EmbedderError'
}

/**
 * Loads the configured model.
 * @param root folder that relative paths of the configuration refer to.
 * @throws {EmbedderError} saying which model, why, and what to do.
 */
export async function createEmbedder(config: EmbedderConfig, root: string): Promise<Embedder> {
  const extract = await loadPipeline(config, root)
  const embed = async (text: string): Promise<Float32Array> => {
    const output = await extract(text, { pooling: config.pooling, normalize: true })
    return Float32Array.from(output.data as Float32Array)
  }
  const { length: dimensions } = await embed('test')
  return {
    id: embedderId(config, root),
    dimensions,
    embedQuery: (text) => embed(config.queryPrefix + text),
    embedPassage: (text) => embed(config.passagePrefix + text),
  }
}

/** What can be had of the configured model: it, or the reason why questions are matched by their words alone. */
export type OpenedEmbedder =
  { readonly embedder: Embedder } | { readonly embedder?: undefined; readonly reason: string }

/**
 * Loads the configured model, or says why it is missing if it is optional.
 * @throws {EmbedderError} if it is required and cannot be loaded.
 */
export async function openEmbedder(config: EmbedderConfig, root: string): Promise<OpenedEmbedder> {
  try {
    return { embedder: await createEmbedder(config, root) }
  } catch (error) {
    if (config.need === 'optional' && error instanceof EmbedderError) return { reason: error.message }
    throw error
  }
}

/** The id {@link createEmbedder} would give, without loading the model. */
export function embedderId(config: EmbedderConfig, root: string): string {
  const { model, dtype, pooling, queryPrefix, passagePrefix } = config
  const settings = JSON.stringify([model, dtype, pooling, queryPrefix, passagePrefix])
  const hash = createHash('sha256').update(settings)
  if (isLocal(model)) for (const file of filesIn(resolve(root, model))) hash.update(readFileSync(file))
  return `${isLocal(model) ? 'bundled' : model}@${hash.digest('hex').slice(0, 12)}`
}

async function loadPipeline(config: EmbedderConfig, root: string): Promise<FeatureExtractionPipeline> {
  const { env, LogLevel, pipeline } = await import('@huggingface/transformers')
  env.logLevel = LogLevel.ERROR
  const local = isLocal(config.model) ? resolve(root, config.model) : undefined
  if (local !== undefined && !existsSync(join(local, 'config.json'))) {
    throw new EmbedderError(
      `The embedding model "${config.model}" has no config.json in ${local}. Restore src/search/model/, or name another model under EMBEDDER in src/config.ts.`,
    )
  }
  env.allowRemoteModels = local === undefined
  env.allowLocalModels = local !== undefined
  env.cacheDir = resolve(root, config.cache)
  env.remoteHost = config.host
  if (local !== undefined) env.localModelPath = `${dirname(local)}/`
  try {
    const name = local === undefined ? config.model : basename(local)
    return await pipeline('feature-extraction', name, { dtype: config.dtype })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new EmbedderError(
      `The embedding model "${config.model}" could not be loaded: ${reason} Check the name and that ${local === undefined ? config.host : local} can be reached, or set EMBEDDER.model in src/config.ts back to './src/search/model'. With EMBEDDER.need 'optional' questions are matched by their words alone instead.`,
      { cause },
    )
  }
}

function isLocal(model: string): boolean {
  return model.startsWith('./') || model.startsWith('/')
}

/** Weights, tokenizer and configuration; the model card may change without changing vectors. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !file.name.endsWith('.md'))
    .map((file) => join(file.parentPath, file.name))
    .sort()
}
