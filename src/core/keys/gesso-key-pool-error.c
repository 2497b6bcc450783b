/* gesso-key-pool-error.c - why no key can be used
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-key-pool-private.h"
#include "gesso-key-words.h"

static char *
describe_key (const GessoKey      *key,
              const GessoKeyState *state)
{
  g_autofree char *name = gesso_key_describe (key);

  switch (state->condition)
    {
    case GESSO_KEY_INVALID:
      /* Translators: %s is a key such as “Work” (k-3f9a2c71); part of a list in “No key for … can be used now: …” */
      return g_strdup_printf (_("%s was refused by the provider"), name);
    case GESSO_KEY_EXHAUSTED:
      /* Translators: %s is a key such as “Work” (k-3f9a2c71); part of a list in “No key for … can be used now: …” */
      return g_strdup_printf (_("%s has no credit or quota left"), name);
    case GESSO_KEY_RESTING:
      /* Translators: %s is a key such as “Work” (k-3f9a2c71); part of a list in “No key for … can be used now: …” */
      return g_strdup_printf (_("%s rests after too many requests"), name);
    case GESSO_KEY_USABLE:
    default:
      /* Translators: %s is a key such as “Work” (k-3f9a2c71); part of a list in “No key for … can be used now: …” */
      return g_strdup_printf (_("%s was tried just now"), name);
    }
}

/* The key that comes back first gives the class of the error. One that only
 * was tried in this step is there for the next. */
static void
find_first (const GessoKeyState *state,
            gint64              *when,
            GessoError          *code)
{
  if (state->condition == GESSO_KEY_USABLE && *when == 0)
    *code = GESSO_ERROR_TRANSIENT;
  if (state->until == 0 || (*when != 0 && *when <= state->until))
    return;
  *when = state->until;
  *code = state->condition == GESSO_KEY_RESTING ? GESSO_ERROR_RATE_LIMITED : GESSO_ERROR_QUOTA_EXHAUSTED;
}

/* The sentence for @code around the list of @reasons. */
static void
set_sentence (GessoKeyPool *self,
              GessoError    code,
              const char   *reasons,
              gint64        when,
              gint64        now,
              GError      **error)
{
  g_autofree char *again = gesso_key_describe_time (when, now);

  if (when != 0)
    /* Translators: the name of a provider; a list of keys, each with its reason; such as “at 14:05” or “in 12 seconds” */
    g_set_error (error, GESSO_ERROR, code,
                 _("No key for %s can be used now: %s. Add another key, or try again %s."), self->title, reasons, again);
  else if (code == GESSO_ERROR_TRANSIENT)
    /* Translators: the name of a provider; a list of keys, each with its reason */
    g_set_error (error, GESSO_ERROR, code, _("No key for %s worked: %s. Try again."), self->title, reasons);
  else
    /* Translators: the name of a provider; a list of keys, each with its reason */
    g_set_error (error, GESSO_ERROR, code, _("No key for %s can be used now: %s. Correct a key or add another one."),
                 self->title, reasons);
}

gint64
gesso_key_pool_set_error (GessoKeyPool *self,
                          gint64        now,
                          GError      **error)
{
  g_autoptr (GString) reasons = g_string_new (NULL);
  GessoError code = GESSO_ERROR_INVALID_KEY;
  gint64 when = 0;

  if (self->keys->len == 0)
    {
      /* Translators: %s is the name of a provider */
      g_set_error (error, GESSO_ERROR, code, _("There is no key for %s yet. Add one in the preferences."), self->title);
      return 0;
    }
  for (guint i = 0; i < self->keys->len; i++)
    {
      const GessoKey *key = g_ptr_array_index (self->keys, i);
      const GessoKeyState *state = gesso_key_pool_get_state (self, key->fingerprint, now);
      g_autofree char *reason = describe_key (key, state);

      find_first (state, &when, &code);
      if (reasons->len > 0)
        /* Translators: stands between the keys of a list, each with its reason */
        g_string_append (reasons, _("; "));
      g_string_append (reasons, reason);
    }
  set_sentence (self, code, reasons->str, when, now, error);
  return when;
}
