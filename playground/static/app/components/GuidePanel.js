/** The steps of whoever started the playground, each with a way to get there. */

import { icons } from '../icons.js';
import { t } from '../i18n.js';
import * as route from '../route.js';
import { nameOf, state } from '../store.js';
import { IconButton } from './basics.js';

const { ref } = Vue;

export const GuidePanel = {
  components: { IconButton },
  emits: ['close', 'went'],
  setup(_, { emit }) {
    const current = ref(null);
    const visit = (step, index) => {
      current.value = index;
      route.go(step.person, step.chat ?? null, step.thread ?? null);
      emit('went');
    };
    return { t, icons, state, current, visit, nameOf };
  },
  template: `
    <aside class="guide" data-testid="guide" :aria-label="t('guide')">
      <header class="guide-head"><h2>{{ state.guide.title || t('guide') }}</h2>
        <IconButton icon="close" :label="t('hideGuide')" size="sm" data-testid="guide-close" @click="$emit('close')" /></header>
      <p v-if="!state.guide.steps.length" class="hint">{{ t('noGuide') }}</p>
      <ol class="guide-steps">
        <li v-for="(step, index) in state.guide.steps" :key="index" :class="{ current: current === index }" :data-testid="'step-' + (index + 1)">
          <span class="guide-number" aria-hidden="true">{{ index + 1 }}</span>
          <div class="guide-body">
            <h3>{{ step.title }}</h3>
            <p>{{ step.text }}</p>
            <q-btn v-if="step.person" outline no-caps dense color="primary" class="guide-go" :icon-right="icons.go"
              :label="t('goThere') + ' · ' + nameOf(step.person)" :data-testid="'go-' + (index + 1)" @click="visit(step, index)" />
          </div>
        </li>
      </ol>
    </aside>`,
};
