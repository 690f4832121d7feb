/** The formats of platforms written in JSON or YAML: how each is told, and its reader. The first that knows a text reads it. */
import type { Reader } from './reading.ts';
import type { Recogniser } from './recognise.ts';
import {
  recogniseAlipay,
  recogniseAppleLabels,
  recogniseElectron,
  recogniseExpo,
  recogniseFides,
  recogniseHarmony,
  recogniseUniApp,
  recogniseWebExtension,
  recogniseWechat,
  recogniseWechatPrivacy,
} from './recognise-json.ts';

/** Loaded when they are needed, since each brings a parser with it. */
export const jsonFormats = {
  'web-extension': {
    recognise: recogniseWebExtension,
    load: async () => (await import('./web-extension.ts')).readWebExtension,
  },
  'alipay-app': {
    recognise: recogniseAlipay,
    load: async () => (await import('./mini-program.ts')).readAlipayApp,
  },
  'uni-app': { recognise: recogniseUniApp, load: async () => (await import('./uni-app.ts')).readUniApp },
  'wechat-app': {
    recognise: recogniseWechat,
    load: async () => (await import('./mini-program.ts')).readWechatApp,
  },
  'wechat-privacy-setting': {
    recognise: recogniseWechatPrivacy,
    load: async () => (await import('./wechat-privacy.ts')).readWechatPrivacy,
  },
  'harmony-module': {
    recognise: recogniseHarmony,
    load: async () => (await import('./harmony-module.ts')).readHarmonyModule,
  },
  'expo-app': { recognise: recogniseExpo, load: async () => (await import('./expo-app.ts')).readExpoApp },
  'electron-builder': {
    recognise: recogniseElectron,
    load: async () => (await import('./electron-builder.ts')).readElectronBuilder,
  },
  fides: { recognise: recogniseFides, load: async () => (await import('./fides.ts')).readFides },
  'apple-privacy-labels': {
    recognise: recogniseAppleLabels,
    load: async () => (await import('./apple-labels.ts')).readAppleLabels,
  },
} satisfies Record<string, { readonly recognise: Recogniser; readonly load: () => Promise<Reader> }>;
