/* gesso-key-pool.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-error.h"
#include "gesso-key-pool-private.h"

/* A rest that nobody gave a length: most limits are by the minute. */
#define DEFAULT_REST (60 * G_TIME_SPAN_SECOND)

/* No answer may lock a key away for longer than these. */
#define MAX_REST G_TIME_SPAN_DAY
#define MAX_RETIREMENT (32 * G_TIME_SPAN_DAY)

static void
entry_free (gpointer data)
{
  GessoKeyEntry *entry = data;

  gesso_key_state_free (entry->state);
  g_free (entry);
}

GessoKeyPool *
gesso_key_pool_new (const char   *provider,
                    const char   *title,
                    GessoKeyReset reset)
{
  GessoKeyPool *self = g_new0 (GessoKeyPool, 1);

  self->provider = g_strdup (provider);
  self->title = g_strdup (title);
  self->reset = reset;
  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_key_free);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  return self;
}

void
gesso_key_pool_free (GessoKeyPool *self)
{
  if (self == NULL)
    return;
  g_free (self->provider);
  g_free (self->title);
  g_ptr_array_unref (self->keys);
  g_hash_table_unref (self->entries);
  g_free (self);
}

const GessoKey *
gesso_key_pool_find_key (GessoKeyPool *self,
                         const char   *fingerprint)
{
  for (guint i = 0; i < self->keys->len; i++)
    {
      const GessoKey *key = g_ptr_array_index (self->keys, i);

      if (g_strcmp0 (key->fingerprint, fingerprint) == 0)
        return key;
    }
  return NULL;
}

void
gesso_key_pool_set_keys (GessoKeyPool *self,
                         GPtrArray    *keys)
{
  g_ptr_array_set_size (self->keys, 0);
  for (guint i = 0; i < keys->len; i++)
    {
      const GessoKey *key = g_ptr_array_index (keys, i);

      if (gesso_key_pool_find_key (self, key->fingerprint) == NULL)
        g_ptr_array_add (self->keys, gesso_key_copy (key));
    }
}

GPtrArray *
gesso_key_pool_get_keys (GessoKeyPool *self)
{
  return self->keys;
}

static GessoKeyEntry *
put_entry (GessoKeyPool  *self,
           GessoKeyState *state)
{
  GessoKeyEntry *entry = g_new0 (GessoKeyEntry, 1);

  entry->state = state;
  g_hash_table_replace (self->entries, state->fingerprint, entry);
  return entry;
}

/* What was saved may be anything; from here on sums of it do not overflow. */
static gint64
tame (gint64 number)
{
  return CLAMP (number, 0, G_MAXINT64 / 4);
}

void
gesso_key_pool_set_state (GessoKeyPool        *self,
                          const GessoKeyState *state)
{
  GessoKeyState *copy = gesso_key_state_copy (state);

  copy->since = tame (copy->since);
  copy->until = tame (copy->until);
  copy->first_used = tame (copy->first_used);
  copy->last_used = tame (copy->last_used);
  copy->turn = tame (copy->turn);
  copy->uses = tame (copy->uses);
  copy->failures = tame (copy->failures);
  put_entry (self, copy);
}

static void
set_condition (GessoKeyEntry    *entry,
               GessoKeyCondition condition,
               const char       *reason,
               gint64            since,
               gint64            until)
{
  GessoKeyState *state = entry->state;

  state->condition = condition;
  if (state->reason != reason)
    {
      g_free (state->reason);
      state->reason = g_strdup (reason);
    }
  state->since = since;
  state->until = until;
  entry->changed = TRUE;
}

/* When a condition that began before @now ends; whatever was saved, no later
 * than its kind may last. */
static gint64
get_end (const GessoKeyState *state)
{
  return MIN (state->until, state->since + (state->condition == GESSO_KEY_RESTING ? MAX_REST : MAX_RETIREMENT));
}

/* The clock was turned back behind the start of the condition: it starts again
 * by the clock there is, as long as it was meant to be. */
static void
restart_condition (GessoKeyPool  *self,
                   GessoKeyEntry *entry,
                   gint64         now)
{
  GessoKeyState *state = entry->state;
  gint64 length = CLAMP (get_end (state) - state->since, 0, MAX_REST);

  if (state->condition == GESSO_KEY_RESTING)
    set_condition (entry, GESSO_KEY_RESTING, state->reason, now, now + length);
  else
    set_condition (entry, GESSO_KEY_EXHAUSTED, state->reason, now,
                   gesso_key_reset_get_next (self->reset, now, state->first_used));
}

/* What time has done since. */
static void
settle (GessoKeyPool  *self,
        GessoKeyEntry *entry,
        gint64         now)
{
  GessoKeyState *state = entry->state;

  if (state->last_used > now)
    {
      state->last_used = now;
      entry->changed = TRUE;
    }
  if (state->first_used > now)
    {
      state->first_used = now;
      entry->changed = TRUE;
    }
  if (state->condition != GESSO_KEY_RESTING && state->condition != GESSO_KEY_EXHAUSTED)
    return;
  if (state->since > now)
    restart_condition (self, entry, now);
  state->until = get_end (state);
  if (state->until > now)
    return;
  if (state->condition == GESSO_KEY_EXHAUSTED)
    state->first_used = 0;
  set_condition (entry, GESSO_KEY_USABLE, NULL, now, 0);
}

GessoKeyEntry *
gesso_key_pool_get_entry (GessoKeyPool *self,
                          const char   *fingerprint,
                          gint64        now)
{
  GessoKeyEntry *entry = g_hash_table_lookup (self->entries, fingerprint);

  if (entry == NULL)
    entry = put_entry (self, gesso_key_state_new (self->provider, fingerprint));
  settle (self, entry, now);
  return entry;
}

const GessoKeyState *
gesso_key_pool_get_state (GessoKeyPool *self,
                          const char   *fingerprint,
                          gint64        now)
{
  return gesso_key_pool_get_entry (self, fingerprint, now)->state;
}

static gboolean
was_tried (GPtrArray  *tried,
           const char *fingerprint)
{
  return g_ptr_array_find_with_equal_func (tried, fingerprint, g_str_equal, NULL);
}

static gint64
get_last_turn (GessoKeyPool *self)
{
  GHashTableIter iter;
  gpointer value;
  gint64 last = 0;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    last = MAX (last, ((GessoKeyEntry *) value)->state->turn);
  return last;
}

void
gesso_key_pool_note_use (GessoKeyPool *self,
                         const char   *fingerprint,
                         gint64        now)
{
  GessoKeyEntry *entry = gesso_key_pool_get_entry (self, fingerprint, now);
  GessoKeyState *state = entry->state;

  if (state->first_used == 0 || now - state->first_used >= gesso_key_reset_get_window (self->reset))
    state->first_used = now;
  state->last_used = now;
  state->turn = get_last_turn (self) + 1;
  state->uses++;
  entry->changed = TRUE;
}

const GessoKey *
gesso_key_pool_pick (GessoKeyPool *self,
                     GPtrArray    *tried,
                     gint64        now,
                     gint64       *usable_at,
                     GError      **error)
{
  const GessoKey *best = NULL;
  gint64 best_turn = G_MAXINT64;
  gint64 when;

  for (guint i = 0; i < self->keys->len; i++)
    {
      const GessoKey *key = g_ptr_array_index (self->keys, i);
      const GessoKeyState *state;

      if (was_tried (tried, key->fingerprint))
        continue;
      state = gesso_key_pool_get_state (self, key->fingerprint, now);
      if (state->condition == GESSO_KEY_USABLE && (best == NULL || state->turn < best_turn))
        {
          best = key;
          best_turn = state->turn;
        }
    }
  if (best == NULL)
    {
      when = gesso_key_pool_set_error (self, now, error);
      if (usable_at != NULL)
        *usable_at = when;
      return NULL;
    }
  gesso_key_pool_note_use (self, best->fingerprint, now);
  g_ptr_array_add (tried, g_strdup (best->fingerprint));
  return best;
}

static gint64
get_rest (double retry_after)
{
  if (!(retry_after >= 0))
    return DEFAULT_REST;
  return MIN (ceil (MIN (retry_after, 1e6) * G_TIME_SPAN_SECOND), MAX_REST);
}

/* A stronger condition is not undone by a weaker one, whose answer was only
 * later on its way. */
static void
rest (GessoKeyEntry *entry,
      const GError  *error,
      double         retry_after,
      gint64         now)
{
  GessoKeyState *state = entry->state;
  gint64 until = now + get_rest (retry_after);

  if (state->condition == GESSO_KEY_USABLE)
    set_condition (entry, GESSO_KEY_RESTING, error->message, now, until);
  else if (state->condition == GESSO_KEY_RESTING && until > state->until)
    set_condition (entry, GESSO_KEY_RESTING, error->message, now, until);
}

gboolean
gesso_key_pool_note_failure (GessoKeyPool *self,
                             const char   *fingerprint,
                             const GError *error,
                             double        retry_after,
                             gint64        now)
{
  GessoKeyEntry *entry = gesso_key_pool_get_entry (self, fingerprint, now);
  GessoKeyState *state = entry->state;

  if (g_error_matches (error, GESSO_ERROR, GESSO_ERROR_INVALID_KEY))
    set_condition (entry, GESSO_KEY_INVALID, error->message, now, 0);
  else if (g_error_matches (error, GESSO_ERROR, GESSO_ERROR_QUOTA_EXHAUSTED))
    {
      if (state->condition != GESSO_KEY_INVALID)
        set_condition (entry, GESSO_KEY_EXHAUSTED, error->message, now,
                       gesso_key_reset_get_next (self->reset, now, state->first_used));
    }
  else if (g_error_matches (error, GESSO_ERROR, GESSO_ERROR_RATE_LIMITED))
    rest (entry, error, retry_after, now);
  else
    return FALSE;
  state->failures++;
  entry->changed = TRUE;
  return TRUE;
}

void
gesso_key_pool_renew (GessoKeyPool *self,
                      const char   *fingerprint,
                      gint64        now)
{
  GessoKeyEntry *entry = gesso_key_pool_get_entry (self, fingerprint, now);

  if (entry->state->condition != GESSO_KEY_USABLE)
    set_condition (entry, GESSO_KEY_USABLE, NULL, now, 0);
}

GPtrArray *
gesso_key_pool_take_changed (GessoKeyPool *self)
{
  GPtrArray *changed = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_key_state_free);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GessoKeyEntry *entry = value;

      if (!entry->changed)
        continue;
      g_ptr_array_add (changed, gesso_key_state_copy (entry->state));
      entry->changed = FALSE;
    }
  return changed;
}
