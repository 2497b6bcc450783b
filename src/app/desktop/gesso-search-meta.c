/* gesso-search-meta.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-relative-time.h"
#include "gesso-search-meta.h"
#include "gesso-snippet.h"

/* Pixels of the picture beside a result, at twice its size for sharp screens. */
#define ICON_SIDE 96

typedef struct
{
  char *id;          /* (owned) */
  char *name;        /* (owned) (nullable): NULL when it is gone */
  char *description; /* (owned) (nullable) */
  GessoImage *icon;  /* (owned) (nullable) */
} Meta;

/* All of one call. */
typedef struct
{
  GessoStudio *studio; /* (owned) */
  GArray *metas;       /* (owned) (element-type Meta) */
  guint n_open;        /* things under way */
} Load;

/* One thing under way, for one of the metas. */
typedef struct
{
  GTask *task; /* (owned) */
  guint index;
} Step;

static void
meta_clear (gpointer data)
{
  Meta *meta = data;

  g_free (meta->id);
  g_free (meta->name);
  g_free (meta->description);
  g_clear_pointer (&meta->icon, gesso_image_unref);
}

static void
load_free (gpointer data)
{
  Load *load = data;

  g_object_unref (load->studio);
  g_array_unref (load->metas);
  g_free (load);
}

char *
gesso_search_meta_make_id (gint64 thread_id,
                           gint64 version_id)
{
  return version_id != 0 ? g_strdup_printf ("v%" G_GINT64_FORMAT, version_id)
                         : g_strdup_printf ("t%" G_GINT64_FORMAT, thread_id);
}

gboolean
gesso_search_meta_parse_id (const char *id,
                            gint64     *thread_id,
                            gint64     *version_id)
{
  gint64 number;

  if ((*id != 'v' && *id != 't') || !g_ascii_string_to_signed (id + 1, 10, 1, G_MAXINT64, &number, NULL))
    return FALSE;
  *thread_id = *id == 't' ? number : 0;
  *version_id = *id == 'v' ? number : 0;
  return TRUE;
}

static Step *
step_new (GTask *task,
          guint  index)
{
  Step *step = g_new0 (Step, 1);

  step->task = g_object_ref (task);
  step->index = index;
  ((Load *) g_task_get_task_data (task))->n_open++;
  return step;
}

static Meta *
get_meta (Step *step)
{
  return &g_array_index (((Load *) g_task_get_task_data (step->task))->metas, Meta, step->index);
}

static void
add_icon (GVariantBuilder  *builder,
          const GessoImage *icon)
{
  gsize stride = gesso_image_get_stride (icon);
  int channels = (int) gesso_image_get_channels (icon);
  g_autoptr (GBytes) bytes = gesso_image_to_bytes (icon);

  g_variant_builder_add (builder, "{sv}", "icon-data",
                         g_variant_new ("(iiibii@ay)", (int) gesso_image_get_width (icon),
                                        (int) gesso_image_get_height (icon), (int) stride, channels == 4, 8, channels,
                                        g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE)));
}

static GVariant *
build (Load *load)
{
  GVariantBuilder metas;

  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < load->metas->len; i++)
    {
      const Meta *meta = &g_array_index (load->metas, Meta, i);

      if (meta->name == NULL)
        continue;
      g_variant_builder_open (&metas, G_VARIANT_TYPE_VARDICT);
      g_variant_builder_add (&metas, "{sv}", "id", g_variant_new_string (meta->id));
      g_variant_builder_add (&metas, "{sv}", "name", g_variant_new_string (meta->name));
      if (meta->description != NULL)
        g_variant_builder_add (&metas, "{sv}", "description", g_variant_new_string (meta->description));
      if (meta->icon != NULL)
        add_icon (&metas, meta->icon);
      g_variant_builder_close (&metas);
    }
  return g_variant_builder_end (&metas);
}

static void
step_free (Step *step)
{
  Load *load = g_task_get_task_data (step->task);

  if (--load->n_open == 0)
    g_task_return_pointer (step->task, g_variant_ref_sink (build (load)), (GDestroyNotify) g_variant_unref);
  g_object_unref (step->task);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

static void
thumbnail_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Step) step = user_data;
  g_autoptr (GessoImage) image = gesso_studio_load_thumbnail_finish (GESSO_STUDIO (source), result, NULL);

  /* A result without its picture is better than none. */
  if (image != NULL)
    get_meta (step)->icon = gesso_image_fit (image, ICON_SIDE, NULL);
}

static void
load_icon (Step       *step,
           const char *blob)
{
  Load *load = g_task_get_task_data (step->task);

  gesso_studio_load_thumbnail_async (load->studio, blob, ICON_SIDE, NULL, thumbnail_cb,
                                     step_new (step->task, step->index));
}

static void
version_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Step) step = user_data;
  Meta *meta = get_meta (step);
  g_autoptr (GessoVersion) version = gesso_store_get_version_finish (GESSO_STORE (source), result, NULL);
  g_autofree char *time = NULL;
  const char *title;
  gsize start, length;

  if (version == NULL)
    return;
  title = gesso_tool_get_title (gesso_version_get_tool (version));
  time = gesso_relative_time_format (gesso_version_get_created (version), g_get_real_time (), NULL);
  meta->name = gesso_version_get_prompt (version) != NULL
                   ? gesso_snippet_cut (gesso_version_get_prompt (version), 0, 0, &start, &length)
                   : g_strdup (title);
  /* Translators: what made a picture, then when. */
  meta->description = g_strdup_printf (C_("search result", "%s · %s"), title, time);
  if (gesso_version_get_n_images (version) > 0)
    load_icon (step, gesso_version_get_image (version, 0)->blob);
}

static void
thread_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Step) step = user_data;
  Meta *meta = get_meta (step);
  g_autoptr (GessoThread) thread = gesso_store_get_thread_finish (GESSO_STORE (source), result, NULL);

  if (thread == NULL)
    return;
  meta->name = g_strdup (gesso_thread_get_title (thread));
  meta->description = gesso_relative_time_format (gesso_thread_get_updated (thread), g_get_real_time (), NULL);
  if (gesso_thread_get_cover (thread) != NULL)
    load_icon (step, gesso_thread_get_cover (thread));
}

void
gesso_search_metas_load_async (GessoStudio        *studio,
                               const char *const  *ids,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Load *load = g_new0 (Load, 1);
  GessoStore *store = gesso_studio_get_store (studio);
  g_autoptr (Step) all = NULL;

  load->studio = g_object_ref (studio);
  load->metas = g_array_new (FALSE, TRUE, sizeof (Meta));
  g_array_set_clear_func (load->metas, meta_clear);
  g_task_set_source_tag (task, gesso_search_metas_load_async);
  g_task_set_task_data (task, load, load_free);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      Meta meta = { .id = g_utf8_make_valid (ids[i], -1) };

      g_array_append_val (load->metas, meta);
    }
  /* So that it does not end before everything has begun. */
  all = step_new (task, 0);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      gint64 thread_id, version_id;

      if (!gesso_search_meta_parse_id (ids[i], &thread_id, &version_id))
        continue;
      if (version_id != 0)
        gesso_store_get_version_async (store, version_id, NULL, version_cb, step_new (task, i));
      else
        gesso_store_get_thread_async (store, thread_id, NULL, thread_cb, step_new (task, i));
    }
}

GVariant *
gesso_search_metas_load_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
