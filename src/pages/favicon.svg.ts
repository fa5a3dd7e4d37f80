// The tab's icon: the brand mark in its own colours.
import type { APIRoute } from 'astro'

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#1f5fd6" d="M8 3h16a6 6 0 0 1 6 6v11a6 6 0 0 1-6 6h-8.5l-6 4.2c-.7.5-1.5 0-1.5-.8V26a6 6 0 0 1-6-6V9a6 6 0 0 1 6-6z"/><path fill="#fff" d="M19.5 11.5H30v7H19.5a3.5 3.5 0 0 1 0-7z"/><circle fill="#1f5fd6" cx="20" cy="15" r="1.6"/></svg>`

export const GET: APIRoute = () => new Response(ICON, { headers: { 'Content-Type': 'image/svg+xml' } })
