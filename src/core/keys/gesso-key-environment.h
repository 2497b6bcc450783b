/* gesso-key-environment.h - keys of environment variables, the last resort
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-key.h"

G_BEGIN_DECLS

/** One key of a variable, and the key itself. */
typedef struct
{
  GessoKey *key;
  GessoSecret *secret;
} GessoEnvironmentKey;

void       gesso_environment_key_free  (GessoEnvironmentKey *self);

/**
 * gesso_key_environment_list:
 * @variables: (nullable): names, ended by %NULL, the best one first
 * @salt: see gesso_key_make_fingerprint()
 *
 * A variable holds one key or several with commas between. What cannot be a key
 * is left out, as is one that was named before.
 *
 * Returns: (element-type GessoEnvironmentKey) (transfer full)
 */
GPtrArray *gesso_key_environment_list  (const char *provider, const char *const *variables, const char *salt);

G_END_DECLS
