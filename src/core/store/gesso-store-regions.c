/* gesso-store-regions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-private.h"
#include "gesso-tables.h"

typedef struct
{
  gint64 version_id;
  guint image_index;
  char *name;         /* (owned) (nullable) */
  char *blob;         /* (owned) (nullable): to save; NULL removes */
  GPtrArray *regions; /* (owned) (nullable): result of a list */
} RegionCall;

static void
region_call_free (gpointer data)
{
  RegionCall *call = data;

  g_free (call->name);
  g_free (call->blob);
  g_clear_pointer (&call->regions, g_ptr_array_unref);
  g_free (call);
}

static gboolean
run_save (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  RegionCall *call = data;

  if (call->blob == NULL)
    return gesso_region_table_remove (self->database, call->version_id, call->image_index, call->name, error);
  return gesso_region_table_save (self->database, call->version_id, call->image_index, call->name, call->blob, error);
}

static gboolean
run_list (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  RegionCall *call = data;

  call->regions = gesso_region_table_list (self->database, call->version_id, call->image_index, error);
  return call->regions != NULL;
}

static const GessoCallClass save_class = { run_save, NULL, region_call_free, TRUE };
static const GessoCallClass list_class = { run_list, NULL, region_call_free, FALSE };

GessoRegion *
gesso_region_new (const char *name,
                  const char *blob)
{
  GessoRegion *self = g_new0 (GessoRegion, 1);

  self->name = g_strdup (name);
  self->blob = g_strdup (blob);
  return self;
}

void
gesso_region_free (GessoRegion *self)
{
  g_free (self->name);
  g_free (self->blob);
  g_free (self);
}

void
gesso_store_save_region_async (GessoStore         *self,
                               gint64              version_id,
                               guint               image_index,
                               const char         *name,
                               const char         *blob,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  RegionCall *call = g_new0 (RegionCall, 1);

  call->version_id = version_id;
  call->image_index = image_index;
  call->name = g_strdup (name);
  call->blob = g_strdup (blob);
  gesso_store_call (self, &save_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

gboolean
gesso_store_save_region_finish (GessoStore   *self,
                                GAsyncResult *result,
                                GError      **error)
{
  return gesso_store_call_finish (self, result, &save_class, error) != NULL;
}

void
gesso_store_list_regions_async (GessoStore         *self,
                                gint64              version_id,
                                guint               image_index,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  RegionCall *call = g_new0 (RegionCall, 1);

  call->version_id = version_id;
  call->image_index = image_index;
  gesso_store_call (self, &list_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_list_regions_finish (GessoStore   *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  RegionCall *call = gesso_store_call_finish (self, result, &list_class, error);

  return call != NULL ? g_steal_pointer (&call->regions) : NULL;
}
