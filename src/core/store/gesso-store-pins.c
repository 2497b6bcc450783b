/* gesso-store-pins.c - versions that the artist pins and names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-pin-table.h"
#include "gesso-store-family.h"
#include "gesso-store-private.h"
#include "gesso-version-private.h"

typedef struct
{
  gint64 id;
  char *name; /* (owned) (nullable) */
} PinCall;

static void
pin_call_free (gpointer data)
{
  PinCall *call = data;

  g_free (call->name);
  g_free (call);
}

static gboolean
run_pin (GessoStore   *self,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  PinCall *call = data;

  return gesso_pin_table_set (self->database, call->id, call->name, error);
}

static void
publish_pin (GessoStore *self,
             gpointer    data)
{
  PinCall *call = data;
  GessoVersion *version = gesso_identity_map_lookup (self->versions, call->id);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (version != NULL)
    {
      gesso_version_set_pin (version, call->name);
      g_object_unref (version);
    }
  g_array_append_val (ids, call->id);
  gesso_store_emit_versions_edited (self, ids);
}

static const GessoCallClass pin_class = { run_pin, publish_pin, pin_call_free, TRUE };

void
gesso_store_pin_version_async (GessoStore         *self,
                               gint64              id,
                               const char         *name,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  PinCall *call = g_new0 (PinCall, 1);

  call->id = id;
  call->name = g_strdup (name);
  gesso_store_call (self, &pin_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

gboolean
gesso_store_pin_version_finish (GessoStore   *self,
                                GAsyncResult *result,
                                GError      **error)
{
  return gesso_store_call_finish (self, result, &pin_class, error) != NULL;
}
