/** What a message carries besides text: pictures, files, players, places, people. */

import { seconds, size } from '../format.js';
import { icons } from '../icons.js';
import { t } from '../i18n.js';
import { Avatar } from './basics.js';

const { computed, ref } = Vue;

const WIDEST = 320;
const HIGHEST = 360;

const Picture = {
  props: { media: { type: Object, required: true }, tile: { type: Boolean, default: false } },
  emits: ['enlarge'],
  setup(props) {
    const box = computed(() => {
      const { width, height } = props.media;
      if (props.tile || !width || !height) return {};
      const scale = Math.min(1, WIDEST / width, HIGHEST / height);
      return { width: `${Math.max(96, Math.round(width * scale))}px`, aspectRatio: `${width} / ${height}` };
    });
    return { t, box };
  },
  template: `
    <button type="button" class="picture" :class="{ tile }" :style="box" :aria-label="t('openPicture')" @click="$emit('enlarge')">
      <img :src="media.url" :alt="media.name ?? t('photo')" loading="lazy" decoding="async" />
    </button>`,
};

const Player = {
  props: { media: { type: Object, required: true } },
  setup(props) {
    const audio = ref(null);
    const playing = ref(false);
    const position = ref(0);
    const length = ref(props.media.duration ?? 0);
    const learn = () => {
      if (Number.isFinite(audio.value.duration)) length.value = audio.value.duration;
    };
    const toggle = () => (playing.value ? audio.value.pause() : audio.value.play().catch(() => {}));
    const seek = (value) => {
      audio.value.currentTime = value;
    };
    return { t, icons, seconds, audio, playing, position, length, learn, toggle, seek };
  },
  template: `
    <div class="player">
      <q-btn round unelevated color="primary" :icon="playing ? 'M6 5h4v14H6zM14 5h4v14h-4z' : 'M8 5v14l11-7z'"
        :aria-label="t(media.kind)" :aria-pressed="playing" @click="toggle" />
      <div class="player-body">
        <div v-if="media.kind === 'audio' && media.name" class="ellipsis">{{ media.name }}</div>
        <q-slider :model-value="position" :min="0" :max="Math.max(length, 0.1)" :step="0.1" dense
          :label-always="false" :aria-label="t(media.kind)" @update:model-value="seek" />
        <div class="faint">{{ seconds(playing || position ? position : length) }} · {{ t(media.kind) }}</div>
      </div>
      <audio ref="audio" :src="media.url" preload="metadata" @loadedmetadata="learn" @play="playing = true"
        @pause="playing = false" @ended="position = 0" @timeupdate="position = audio.currentTime"></audio>
    </div>`,
};

const FileRow = {
  props: { media: { type: Object, required: true } },
  setup(props) {
    const name = computed(() => props.media.name ?? t('file'));
    const kind = computed(() => (name.value.includes('.') ? name.value.split('.').at(-1).slice(0, 4) : ''));
    return { t, icons, size, name, kind };
  },
  template: `
    <a class="file" :href="media.url" :download="name" :aria-label="t('download', { name })" data-testid="file">
      <span class="file-kind"><template v-if="kind">{{ kind }}</template><q-icon v-else :name="icons.file" /></span>
      <span class="file-body">
        <span class="file-name">{{ name }}</span>
        <span class="faint">{{ size(media.size) }}</span>
      </span>
      <q-icon :name="icons.download" size="20px" class="faint" />
    </a>`,
};

export const Media = {
  components: { Picture, Player, FileRow },
  props: { media: { type: Object, required: true }, tile: { type: Boolean, default: false } },
  emits: ['enlarge'],
  setup: () => ({ t }),
  template: `
    <Picture v-if="media.kind === 'photo'" :media="media" :tile="tile" @enlarge="$emit('enlarge')" />
    <img v-else-if="media.kind === 'sticker'" class="sticker" :src="media.url" :alt="t('sticker')" />
    <img v-else-if="media.kind === 'animation' && media.mime === 'image/gif'" class="video" :src="media.url" :alt="t('animation')" />
    <video v-else-if="media.kind === 'video' || media.kind === 'animation'" class="video" :class="{ tile }" :src="media.url" controls preload="metadata"
      :aria-label="t('video')"></video>
    <Player v-else-if="media.kind === 'voice' || media.kind === 'audio'" :media="media" />
    <FileRow v-else :media="media" />`,
};

export const Place = {
  props: { location: { type: Object, required: true } },
  setup(props) {
    const where = computed(() => `${props.location.latitude.toFixed(5)}, ${props.location.longitude.toFixed(5)}`);
    return { t, icons, where };
  },
  template: `
    <div class="place" role="img" :aria-label="t('openMap', { where })">
      <div class="place-map"><q-icon :name="icons.pin" size="44px" color="negative" /></div>
      <div class="place-where">{{ where }}</div>
    </div>`,
};

export const Card = {
  components: { Avatar },
  props: { contact: { type: Object, required: true } },
  setup: () => ({ t }),
  template: `
    <div class="contact">
      <Avatar :id="contact.user_id ?? 0" :name="contact.first_name" />
      <div><div class="contact-name">{{ contact.first_name }}</div><div class="faint">{{ contact.phone_number }}</div></div>
    </div>`,
};
