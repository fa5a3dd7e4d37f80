// The brand mark as icons for home screens.

/** Also in favicon.svg.ts and BrandMark.astro, where it takes its colours from the page. */
const MARK =
  'M8 3h16a6 6 0 0 1 6 6v11a6 6 0 0 1-6 6h-8.5l-6 4.2c-.7.5-1.5 0-1.5-.8V26a6 6 0 0 1-6-6V9a6 6 0 0 1 6-6z'
const HOLE = 'M19.5 11.5H30v7H19.5a3.5 3.5 0 0 1 0-7z'

export interface AppIcon {
  readonly name: string
  /** CSS pixels, wide and high. */
  readonly size: number
  /** Filled to the edge, because systems cut such icons to their own shape. */
  readonly isMaskable: boolean
}

export const ICONS: readonly AppIcon[] = [
  { name: 'icon-192', size: 192, isMaskable: false },
  { name: 'icon-512', size: 512, isMaskable: false },
  { name: 'maskable-512', size: 512, isMaskable: true },
]
/** For the home screen of iOS, which takes no icon from the manifest. */
export const TOUCH_ICON: AppIcon = { name: 'touch-180', size: 180, isMaskable: true }

/** The mark in two colours, as it stands in a 32 × 32 box. */
export function markShapes(shape: string, hole: string): string {
  return `<path fill="${shape}" d="${MARK}"/><path fill="${hole}" d="${HOLE}"/><circle fill="${shape}" cx="20" cy="15" r="1.6"/>`
}

export function iconSvg({ size, isMaskable }: AppIcon): string {
  // The inner 80 % of a maskable icon is what every shape leaves.
  const mark = isMaskable
    ? `<rect width="32" height="32" fill="#1f5fd6"/><g transform="translate(7 7) scale(.5625)">${markShapes('#fff', '#1f5fd6')}</g>`
    : markShapes('#1f5fd6', '#fff')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 32 32">${mark}</svg>`
}
