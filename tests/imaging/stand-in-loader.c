/* stand-in-loader.c - a loader of GdkPixbuf's whose helper process never starts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define GDK_PIXBUF_ENABLE_BACKEND

#include <gdk-pixbuf/gdk-pixbuf.h>

G_MODULE_EXPORT void fill_vtable (GdkPixbufModule *module);
G_MODULE_EXPORT void fill_info   (GdkPixbufFormat *info);

static gpointer
begin_load (GdkPixbufModuleSizeFunc     size_func,
            GdkPixbufModulePreparedFunc prepared_func,
            GdkPixbufModuleUpdatedFunc  updated_func,
            gpointer                    user_data,
            GError                    **error)
{
  return GUINT_TO_POINTER (1);
}

static gboolean
load_increment (gpointer      context,
                const guchar *data,
                guint         size,
                GError      **error)
{
  return TRUE;
}

static gboolean
stop_load (gpointer context,
           GError **error)
{
  g_set_error_literal (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_CORRUPT_IMAGE, "Could not spawn the loader");
  return FALSE;
}

void
fill_vtable (GdkPixbufModule *module)
{
  module->begin_load = begin_load;
  module->load_increment = load_increment;
  module->stop_load = stop_load;
}

/* What it can read stands in the list that names it. */
void
fill_info (GdkPixbufFormat *info)
{
  static GdkPixbufModulePattern signature[] = { { (char *) "BM", NULL, 100 }, { NULL, NULL, 0 } };
  static char *none[] = { NULL };

  info->name = (char *) "stand-in";
  info->signature = signature;
  info->description = (char *) "Stand-in";
  info->mime_types = none;
  info->extensions = none;
  info->license = (char *) "GPL";
}
