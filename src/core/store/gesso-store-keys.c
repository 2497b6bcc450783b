/* gesso-store-keys.c - what is known of keys, without the keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-private.h"
#include "gesso-tables.h"

static gboolean
run_save (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  return gesso_key_state_table_save (self->database, data, error);
}

typedef struct
{
  char *provider;    /* (owned) (nullable): input */
  GPtrArray *states; /* (owned) (nullable) (element-type GessoKeyState): result */
} ListCall;

static void
list_call_free (gpointer data)
{
  ListCall *call = data;

  g_free (call->provider);
  g_clear_pointer (&call->states, g_ptr_array_unref);
  g_free (call);
}

static gboolean
run_list (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  ListCall *call = data;

  call->states = gesso_key_state_table_list (self->database, call->provider, error);
  return call->states != NULL;
}

typedef struct
{
  char *salt; /* (owned) (nullable): result */
} SaltCall;

static void
salt_call_free (gpointer data)
{
  SaltCall *call = data;

  g_free (call->salt);
  g_free (call);
}

static gboolean
run_load_salt (GessoStore   *self,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  SaltCall *call = data;

  call->salt = gesso_library_dup_salt (self->database, error);
  return call->salt != NULL;
}

static const GessoCallClass save_class = { run_save, NULL, (GDestroyNotify) gesso_key_state_free, TRUE };
static const GessoCallClass list_class = { run_list, NULL, list_call_free, FALSE };
static const GessoCallClass salt_class = { run_load_salt, NULL, salt_call_free, FALSE };

void
gesso_store_save_key_state_async (GessoStore          *self,
                                  const GessoKeyState *state,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  gesso_store_call (self, &save_class, gesso_key_state_copy (state), G_PRIORITY_DEFAULT, cancellable, callback,
                    user_data);
}

gboolean
gesso_store_save_key_state_finish (GessoStore   *self,
                                   GAsyncResult *result,
                                   GError      **error)
{
  return gesso_store_call_finish (self, result, &save_class, error) != NULL;
}

void
gesso_store_list_key_states_async (GessoStore         *self,
                                   const char         *provider,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  ListCall *call = g_new0 (ListCall, 1);

  call->provider = g_strdup (provider);
  gesso_store_call (self, &list_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_list_key_states_finish (GessoStore   *self,
                                    GAsyncResult *result,
                                    GError      **error)
{
  ListCall *call = gesso_store_call_finish (self, result, &list_class, error);

  return call != NULL ? g_steal_pointer (&call->states) : NULL;
}

void
gesso_store_load_key_salt_async (GessoStore         *self,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  gesso_store_call (self, &salt_class, g_new0 (SaltCall, 1), G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

char *
gesso_store_load_key_salt_finish (GessoStore   *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  SaltCall *call = gesso_store_call_finish (self, result, &salt_class, error);

  return call != NULL ? g_steal_pointer (&call->salt) : NULL;
}
