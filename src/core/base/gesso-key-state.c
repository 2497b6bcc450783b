/* gesso-key-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-key-state.h"

static const char *const condition_nicks[GESSO_N_KEY_CONDITIONS] = {
  [GESSO_KEY_USABLE] = "usable",
  [GESSO_KEY_INVALID] = "invalid",
  [GESSO_KEY_EXHAUSTED] = "exhausted",
  [GESSO_KEY_RESTING] = "resting",
};

const char *
gesso_key_condition_to_nick (GessoKeyCondition condition)
{
  g_return_val_if_fail ((guint) condition < GESSO_N_KEY_CONDITIONS, "usable");

  return condition_nicks[condition];
}

gboolean
gesso_key_condition_from_nick (const char        *nick,
                               GessoKeyCondition *out)
{
  for (guint i = 0; i < GESSO_N_KEY_CONDITIONS; i++)
    if (g_strcmp0 (nick, condition_nicks[i]) == 0)
      {
        *out = i;
        return TRUE;
      }
  return FALSE;
}

GessoKeyState *
gesso_key_state_new (const char *provider,
                     const char *fingerprint)
{
  GessoKeyState *self = g_new0 (GessoKeyState, 1);

  self->provider = g_strdup (provider);
  self->fingerprint = g_strdup (fingerprint);
  return self;
}

GessoKeyState *
gesso_key_state_copy (const GessoKeyState *self)
{
  GessoKeyState *copy = g_memdup2 (self, sizeof *self);

  copy->provider = g_strdup (self->provider);
  copy->fingerprint = g_strdup (self->fingerprint);
  copy->reason = g_strdup (self->reason);
  return copy;
}

void
gesso_key_state_free (GessoKeyState *self)
{
  if (self == NULL)
    return;
  g_free (self->provider);
  g_free (self->fingerprint);
  g_free (self->reason);
  g_free (self);
}
