/** Where a person writes, attaches, answers and presses the keyboard that a bot put there. */

import { size } from '../format.js';
import { icons } from '../icons.js';
import { t } from '../i18n.js';
import { chat, complain, editText, send, state, toast, viewKey } from '../store.js';
import { TONE_OGG_BASE64, TONE_SECONDS } from '../voice.js';
import { IconButton } from './basics.js';

const { computed, nextTick, onBeforeUnmount, reactive, ref, watch } = Vue;

const ALBUM_LIMIT = 10;
const drafts = new Map();

const PLACES = [
  { key: 'place_desk', latitude: 31.20769, longitude: 121.59996 },
  { key: 'place_plant', latitude: 31.31796, longitude: 120.67208 },
  { key: 'place_bund', latitude: 31.23997, longitude: 121.49052 },
];

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

const visualKind = (file) => (file.type.startsWith('video/') ? 'video' : file.type.startsWith('image/') ? 'photo' : 'document');

export const Composer = {
  components: { IconButton },
  setup() {
    const text = ref('');
    const field = ref(null);
    const pickers = reactive({ photos: null, files: null, voice: null });
    const attached = ref([]);
    const sending = ref(false);
    const keyboardOpen = ref(true);
    const placing = ref(false);
    const place = reactive({ latitude: PLACES[0].latitude, longitude: PLACES[0].longitude });

    const keyboard = computed(() => {
      const rows = chat.value?.keyboard?.keyboard ?? null;
      return rows && rows.map((row) => row.map((key) => (typeof key === 'string' ? { text: key } : key)));
    });
    const commands = computed(() => chat.value?.commands ?? []);
    const hint = computed(() => {
      if (attached.value.length) return t('caption');
      return chat.value?.keyboard?.input_field_placeholder || t('message');
    });
    const canSend = computed(() => text.value.trim() !== '' || attached.value.length > 0);

    const focus = () => nextTick(() => field.value?.focus());
    const forget = () => {
      attached.value.forEach((each) => each.preview && URL.revokeObjectURL(each.preview));
      attached.value = [];
    };

    watch(viewKey, (now, before) => {
      drafts.set(before, state.editing ? '' : text.value);
      text.value = drafts.get(now) ?? '';
      forget();
    });
    // By value: every refresh brings an equal keyboard, and only another one may open itself again.
    watch(() => JSON.stringify(chat.value?.keyboard ?? null), () => { keyboardOpen.value = true; });
    watch(() => state.editing, (message) => {
      text.value = message ? (message.text ?? message.caption ?? '') : '';
      if (message) focus();
    });
    watch(() => state.replyTo, (message) => { if (message) focus(); });
    onBeforeUnmount(forget);

    const attach = (files, kindOf) => {
      const room = ALBUM_LIMIT - attached.value.length;
      if (files.length > room) toast(t('tooMany'));
      for (const file of [...files].slice(0, room)) {
        const kind = kindOf(file);
        attached.value.push({ file, kind, preview: kind === 'photo' ? URL.createObjectURL(file) : null });
      }
      focus();
    };
    const detach = (index) => {
      const [gone] = attached.value.splice(index, 1);
      if (gone.preview) URL.revokeObjectURL(gone.preview);
    };
    const picked = (event, kindOf) => {
      attach(event.target.files, kindOf);
      event.target.value = '';
    };
    const pasted = (event) => {
      if (!event.clipboardData?.files.length) return;
      event.preventDefault();
      attach(event.clipboardData.files, visualKind);
    };

    const say = async (content) => {
      const sent = await send(content);
      if (sent !== undefined) state.replyTo = null;
      return sent !== undefined;
    };
    const sendTone = () =>
      say({ media: [{ kind: 'voice', name: 'voice.ogg', mime: 'audio/ogg', duration: TONE_SECONDS, data_base64: TONE_OGG_BASE64 }] });
    const sendPlace = async () => {
      placing.value = false;
      await say({ location: { latitude: Number(place.latitude), longitude: Number(place.longitude) } });
    };

    const submit = async () => {
      if (!canSend.value || sending.value) return;
      sending.value = true;
      try {
        const words = text.value.trim();
        if (state.editing) {
          const changed = await editText(state.editing, words);
          if (changed !== undefined) state.editing = null;
          return;
        }
        if (!attached.value.length) {
          text.value = '';
          if (!(await say({ text: words }))) text.value = words;
          return;
        }
        const media = await Promise.all(
          attached.value.map(async ({ file, kind }) => ({
            kind, name: file.name, mime: file.type || 'application/octet-stream', data_base64: await base64(file),
          })),
        );
        if (await say({ media, ...(words ? { caption: words } : {}) })) {
          text.value = '';
          forget();
        }
      } catch (error) {
        complain(error);
      } finally {
        sending.value = false;
        focus();
      }
    };
    // While an input method composes Chinese, Enter belongs to it.
    const entered = (event) => {
      if (event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      submit();
    };
    const cancel = () => Object.assign(state, { editing: null, replyTo: null });

    const pressKey = async (key) => {
      if (chat.value?.keyboard?.one_time_keyboard) keyboardOpen.value = false;
      if (key.request_contact) await say({ contact: true });
      else if (key.request_location) placing.value = true;
      else await say({ text: key.text });
    };

    return {
      t, icons, size, state, chat, text, field, pickers, attached, sending, keyboardOpen, keyboard, commands, hint, canSend, placing,
      place, PLACES, picked, pasted, detach, submit, entered, cancel, pressKey, say, sendTone, sendPlace, visualKind,
    };
  },
  template: `
    <section class="composer" @paste="pasted">
      <div v-if="state.editing || state.replyTo" class="about" data-testid="about">
        <q-icon :name="state.editing ? icons.edit : icons.reply" size="20px" color="primary" />
        <div class="about-body">
          <b>{{ state.editing ? t('editing') : t('replyTo', { name: state.replyTo.from.first_name }) }}</b>
          <span class="ellipsis">{{ (state.editing || state.replyTo).text ?? (state.editing || state.replyTo).caption ?? '' }}</span>
        </div>
        <IconButton icon="close" :label="t('cancel')" size="sm" @click="cancel" />
      </div>
      <div v-if="attached.length" class="attached" data-testid="attached">
        <div v-for="(each, index) in attached" :key="index" class="attachment" :title="each.file.name">
          <img v-if="each.preview" :src="each.preview" :alt="each.file.name" />
          <div v-else class="attachment-file"><q-icon :name="each.kind === 'voice' ? icons.mic : icons.file" size="22px" />
            <span class="ellipsis">{{ each.file.name }}</span><span class="faint">{{ size(each.file.size) }}</span></div>
          <q-btn round dense unelevated size="xs" color="dark" :icon="icons.close" :aria-label="t('remove')" @click="detach(index)" />
        </div>
      </div>
      <div class="write">
        <IconButton icon="attach" :label="t('attach')" data-testid="attach" :disable="Boolean(state.editing)">
          <q-menu anchor="top left" self="bottom left">
            <q-list class="menu">
              <q-item v-close-popup clickable data-testid="attach-photos" @click="pickers.photos.click()">
                <q-item-section avatar><q-icon :name="icons.image" /></q-item-section><q-item-section>{{ t('sendPhotos') }}</q-item-section></q-item>
              <q-item v-close-popup clickable data-testid="attach-files" @click="pickers.files.click()">
                <q-item-section avatar><q-icon :name="icons.file" /></q-item-section><q-item-section>{{ t('sendFiles') }}</q-item-section></q-item>
              <q-item v-close-popup clickable data-testid="attach-tone" @click="sendTone">
                <q-item-section avatar><q-icon :name="icons.mic" /></q-item-section><q-item-section>{{ t('sendTone') }}</q-item-section></q-item>
              <q-item v-close-popup clickable data-testid="attach-voice" @click="pickers.voice.click()">
                <q-item-section avatar><q-icon :name="icons.mic" /></q-item-section><q-item-section>{{ t('sendVoiceFile') }}</q-item-section></q-item>
              <q-item v-close-popup clickable data-testid="attach-location" @click="placing = true">
                <q-item-section avatar><q-icon :name="icons.pin" /></q-item-section><q-item-section>{{ t('sendLocation') }}</q-item-section></q-item>
              <q-item v-close-popup clickable data-testid="attach-contact" @click="say({ contact: true })">
                <q-item-section avatar><q-icon :name="icons.contact" /></q-item-section><q-item-section>{{ t('sendContact') }}</q-item-section></q-item>
            </q-list>
          </q-menu>
        </IconButton>
        <IconButton v-if="commands.length" icon="slash" :label="t('commands')" data-testid="commands">
          <q-menu anchor="top left" self="bottom left">
            <q-list class="menu commands">
              <q-item v-for="each in commands" :key="each.command" v-close-popup clickable @click="say({ text: '/' + each.command })">
                <q-item-section><q-item-label>/{{ each.command }}</q-item-label><q-item-label caption>{{ each.description }}</q-item-label></q-item-section></q-item>
            </q-list>
          </q-menu>
        </IconButton>
        <q-input ref="field" v-model="text" class="field" type="textarea" autogrow borderless dense :placeholder="hint"
          :aria-label="hint" data-testid="composer" enterkeyhint="send" :input-style="{ maxHeight: '30dvh' }"
          @keydown.enter="entered" @keydown.esc="cancel" />
        <IconButton v-if="keyboard" icon="keyboard" :label="t('keyboard')" :aria-expanded="keyboardOpen"
          data-testid="keyboard-toggle" @click="keyboardOpen = !keyboardOpen" />
        <IconButton :icon="state.editing ? 'check' : 'send'" :label="t('send')" color="primary" data-testid="send"
          :disable="!canSend" :loading="sending" @click="submit" />
      </div>
      <div v-if="keyboard && keyboardOpen" class="reply-keyboard" data-testid="reply-keyboard">
        <div v-for="(row, r) in keyboard" :key="r" class="reply-row">
          <button v-for="(key, k) in row" :key="k" type="button" class="reply-key" @click="pressKey(key)">{{ key.text }}</button>
        </div>
      </div>
      <input :ref="(el) => { pickers.photos = el }" type="file" accept="image/*,video/*" multiple hidden data-testid="pick-photos"
        @change="picked($event, visualKind)" />
      <input :ref="(el) => { pickers.files = el }" type="file" multiple hidden data-testid="pick-files"
        @change="picked($event, () => 'document')" />
      <input :ref="(el) => { pickers.voice = el }" type="file" accept="audio/*,.ogg,.oga" hidden data-testid="pick-voice"
        @change="picked($event, () => 'voice')" />
      <q-dialog v-model="placing">
        <q-card class="placing">
          <q-card-section class="text-h6">{{ t('sendLocation') }}</q-card-section>
          <q-card-section class="q-gutter-sm q-pt-none">
            <q-btn v-for="each in PLACES" :key="each.key" outline no-caps color="primary" :icon="icons.pin" :label="t(each.key)"
              @click="place.latitude = each.latitude; place.longitude = each.longitude" />
            <q-input v-model="place.latitude" type="number" step="any" :label="t('latitude')" outlined dense />
            <q-input v-model="place.longitude" type="number" step="any" :label="t('longitude')" outlined dense />
          </q-card-section>
          <q-card-actions align="right">
            <q-btn v-close-popup flat no-caps :label="t('cancel')" />
            <q-btn unelevated no-caps color="primary" :label="t('send')" data-testid="send-location" @click="sendPlace" />
          </q-card-actions>
        </q-card>
      </q-dialog>
    </section>`,
};
