/** Importing it gives the catalogue's entries their `frameworks` (web/render/plugins/short-catalogue.ts). */
declare module 'virtual:framework-names' {}
