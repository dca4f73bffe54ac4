/** The demo's clock and the buttons that move it. */

import { ahead, date, full, shortDate, timeWithSeconds } from '../format.js';
import { icons } from '../icons.js';
import { t } from '../i18n.js';
import { demoNow, moveClock, state } from '../store.js';

const { computed, onBeforeUnmount, ref } = Vue;

export const ClockBar = {
  setup() {
    const now = ref(demoNow());
    const timer = setInterval(() => { now.value = demoNow(); }, 500);
    onBeforeUnmount(() => clearInterval(timer));
    const shown = computed(() => (state.clock.now ? Math.max(now.value, state.clock.now) : null));
    const next = computed(() => state.clock.next);
    return { t, icons, date, full, shortDate, timeWithSeconds, ahead, shown, next, state, moveClock };
  },
  template: `
    <div class="clock" role="group" :aria-label="t('clock')" :aria-busy="state.moving !== null">
      <div v-if="shown" class="clock-face" data-testid="clock">
        <q-spinner v-if="state.moving !== null" size="18px" data-testid="clock-busy" /><q-icon v-else :name="icons.clock" size="18px" />
        <span class="clock-text"><span class="clock-date">{{ date(shown) }}</span> <b class="clock-time">{{ timeWithSeconds(shown) }}</b>
        <span class="clock-zone">{{ t('zone') }}</span><span class="clock-zone-short">{{ shortDate(shown) }} · {{ t('zoneShort') }}</span></span>
      </div>
      <div class="clock-buttons">
        <q-btn no-caps unelevated dense data-testid="clock-5" :label="t('plus5')" :aria-label="t('plus5Label')" :disable="state.moving !== null" @click="moveClock(300)" />
        <q-btn no-caps unelevated dense data-testid="clock-60" :label="t('plus60')" :aria-label="t('plus60Label')" :disable="state.moving !== null" @click="moveClock(3600)" />
        <q-btn no-caps unelevated dense data-testid="clock-next" class="clock-next" :disable="state.moving !== null || next === null"
          :title="next === null ? t('noDeadline') : full(next)"
          :aria-label="next === null ? t('noDeadline') : t('nextDeadline') + ', ' + ahead(next - shown)" @click="moveClock('next')">
          <q-icon :name="icons.next" size="18px" />
          <span class="clock-next-text">{{ state.moving === 'next' ? t('moving') : next === null ? t('noDeadline') : t('nextDeadline') }}</span>
          <span v-if="next !== null && shown && state.moving === null" class="clock-ahead">{{ ahead(next - shown) }}</span>
        </q-btn>
      </div>
    </div>`,
};
