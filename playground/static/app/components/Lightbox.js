/** A picture as large as the window, with its neighbours a key away. */

import { icons } from '../icons.js';
import { t } from '../i18n.js';
import { IconButton } from './basics.js';

const { computed, onBeforeUnmount, onMounted, ref } = Vue;

export const Lightbox = {
  components: { IconButton },
  props: { pictures: { type: Array, required: true }, first: { type: Object, required: true } },
  emits: ['close'],
  setup(props) {
    const index = ref(Math.max(0, props.pictures.findIndex((each) => each.message_id === props.first.message_id)));
    const shown = computed(() => props.pictures[index.value] ?? props.first);
    const step = (by) => {
      index.value = Math.min(props.pictures.length - 1, Math.max(0, index.value + by));
    };
    const key = (event) => {
      if (event.key === 'ArrowLeft') step(-1);
      if (event.key === 'ArrowRight') step(1);
    };
    onMounted(() => window.addEventListener('keydown', key));
    onBeforeUnmount(() => window.removeEventListener('keydown', key));
    return { t, icons, index, shown, step };
  },
  template: `
    <q-dialog :model-value="true" maximized @hide="$emit('close')">
      <div class="lightbox" data-testid="lightbox" @click.self="$emit('close')">
        <img :src="shown.media.url" :alt="shown.media.name ?? t('photo')" @click="$emit('close')" />
        <p v-if="shown.caption" class="lightbox-caption">{{ shown.caption }}</p>
        <IconButton class="lightbox-close" icon="close" color="white" :label="t('close')" data-testid="lightbox-close" @click="$emit('close')" />
        <IconButton v-if="index > 0" class="lightbox-left" icon="left" color="white" :label="t('previous')" @click="step(-1)" />
        <IconButton v-if="index < pictures.length - 1" class="lightbox-right" icon="right" color="white" :label="t('nextPicture')" @click="step(1)" />
      </div>
    </q-dialog>`,
};
