/** Starts the page: one screen of columns on a desk, one column at a time on a phone. */

import { ChatList, PeopleList, TopicList } from './components/Lists.js';
import { ClockBar } from './components/ClockBar.js';
import { Conversation } from './components/Conversation.js';
import { GuidePanel } from './components/GuidePanel.js';
import { IconButton } from './components/basics.js';
import { icons } from './icons.js';
import { applyLanguage, lang, setLanguage, t } from './i18n.js';
import * as route from './route.js';
import { begin, chat, conversing, refreshGuide, state, viewKey } from './store.js';

const { computed, createApp, ref, watch } = Vue;

const WIDE_ENOUGH_FOR_GUIDE = 1100;

const App = {
  components: { ChatList, ClockBar, Conversation, GuidePanel, IconButton, PeopleList, TopicList },
  setup() {
    const guideOpen = ref(!route.plain && window.innerWidth >= WIDE_ENOUGH_FOR_GUIDE);
    const forum = computed(() => chat.value?.is_forum ?? false);
    const where = computed(() => (conversing.value ? 'talk' : forum.value ? 'topics' : 'home'));
    const fill = (offset) => ({ height: `calc(100dvh - ${offset}px)` });
    const back = () => (forum.value ? route.go(state.person, state.chat) : route.go(state.person));
    const switchLanguage = () => setLanguage(lang.value === 'zh' ? 'en' : 'zh');
    const went = () => { if (window.innerWidth < WIDE_ENOUGH_FOR_GUIDE) guideOpen.value = false; };
    watch(lang, () => refreshGuide().catch(() => {}));
    watch([lang, () => state.guide.title], () => { document.title = state.guide.title || t('title'); }, { immediate: true });
    return {
      t, icons, state, conversing, forum, where, guideOpen, fill, back, switchLanguage, went, viewKey, plain: route.plain,
      WIDE_ENOUGH_FOR_GUIDE,
    };
  },
  template: `
    <q-layout view="hHh lpr fff" :class="'at-' + where">
      <q-header class="top">
        <div class="brand"><b>{{ state.guide.title || t('title') }}</b><span class="brand-hint">{{ t('brandHint') }}</span></div>
        <ClockBar />
        <div class="top-buttons">
          <q-btn flat no-caps dense :icon="icons.language" :label="t('language')" :aria-label="t('languageLabel')" data-testid="lang" @click="switchLanguage" />
          <q-btn v-if="!plain" flat no-caps dense :icon="icons.guide" :label="t('guide')" :aria-label="t(guideOpen ? 'hideGuide' : 'showGuide')"
            :aria-expanded="guideOpen" data-testid="guide-toggle" @click="guideOpen = !guideOpen" />
        </div>
        <div v-if="!state.online" class="offline" role="alert">{{ t('offline') }}</div>
      </q-header>
      <q-drawer v-if="!plain" v-model="guideOpen" side="right" bordered :width="300" :breakpoint="WIDE_ENOUGH_FOR_GUIDE" no-swipe-open>
        <GuidePanel @close="guideOpen = false" @went="went" />
      </q-drawer>
      <q-page-container>
        <q-page class="columns" :style-fn="fill">
          <div class="side">
            <PeopleList />
            <TopicList v-if="forum" />
            <ChatList v-else />
          </div>
          <main class="main">
            <Conversation v-if="conversing" @back="back" />
            <div v-else class="nothing"><span>{{ t(state.person ? 'chooseChat' : 'choosePerson') }}</span></div>
          </main>
        </q-page>
      </q-page-container>
    </q-layout>`,
};

Quasar.IconSet.set(Quasar.IconSet.svgMaterialIcons);
applyLanguage();
const app = createApp(App);
app.use(Quasar, { config: { brand: { primary: '#1d6fb8', dark: '#24323f', negative: '#c62828', warning: '#f2c037' } } });
app.mount('#app');
begin();
