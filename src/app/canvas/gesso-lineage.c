/* gesso-lineage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-coverage.h"
#include "gesso-lineage.h"

/* A chain longer than this is not chosen from. */
#define LONGEST 64

typedef struct
{
  GPtrArray *ancestors; /* (owned) (element-type GessoAncestor) */
  GPtrArray *masks;     /* (owned) (element-type GessoMadeMask): of all steps so far */
  GessoFrame added;     /* by all steps so far */
  guint next_index;     /* picture of the version being loaded */
} Lineage;

static void take_step (GTask *task, GessoVersion *version, guint image_index);

static void
lineage_free (gpointer data)
{
  Lineage *lineage = data;

  g_ptr_array_unref (lineage->ancestors);
  g_ptr_array_unref (lineage->masks);
  g_free (lineage);
}

GessoAncestor *
gesso_ancestor_copy (const GessoAncestor *self)
{
  GessoAncestor *copy = g_memdup2 (self, sizeof *self);

  copy->title = g_strdup (self->title);
  copy->blob = g_strdup (self->blob);
  g_ptr_array_ref (copy->masks);
  return copy;
}

void
gesso_ancestor_free (GessoAncestor *self)
{
  g_free (self->title);
  g_free (self->blob);
  g_ptr_array_unref (self->masks);
  g_free (self);
}

static void
free_mask (gpointer data)
{
  GessoMadeMask *mask = data;

  g_free (mask->blob);
  g_free (mask);
}

static gpointer
copy_mask (gconstpointer data,
           gpointer      user_data)
{
  GessoMadeMask *copy = g_memdup2 (data, sizeof *copy);

  copy->blob = g_strdup (copy->blob);
  return copy;
}

static const GessoVersionInput *
find_source (GessoVersion *version)
{
  for (guint i = 0; i < gesso_version_get_n_inputs (version); i++)
    {
      const GessoVersionInput *input = gesso_version_get_input (version, i);

      if (input->role == GESSO_ROLE_SOURCE)
        return input;
    }
  return NULL;
}

static GessoRequest *
parse_recipe (GessoStudio  *studio,
              GessoVersion *version,
              guint         image_index)
{
  g_autofree char *recipe = gesso_studio_dup_recipe (studio, version, image_index);

  return gesso_studio_parse_recipe (studio, recipe, NULL);
}

/* What making @version put around the picture that it was made from. */
static GessoFrame
find_added (GessoStudio  *studio,
            GessoVersion *version,
            guint         image_index)
{
  g_autoptr (GessoRequest) request = NULL;

  if (gesso_version_get_tool (version) != GESSO_TOOL_EXPAND || studio == NULL)
    return (GessoFrame) { 0 };
  request = parse_recipe (studio, version, image_index);
  return request != NULL ? *gesso_request_get_frame (request) : (GessoFrame) { 0 };
}

static GessoFrame
add_frames (const GessoFrame *a,
            const GessoFrame *b)
{
  return (GessoFrame) { a->left + b->left, a->top + b->top, a->right + b->right, a->bottom + b->bottom };
}

/* The mask that @version was made with, if any, in a picture that has @around more around it. */
static void
add_mask (GPtrArray        *masks,
          GessoVersion     *version,
          const GessoFrame *around)
{
  g_autoptr (GessoParameters) parameters = gesso_parameters_from_json (gesso_version_get_parameters (version));

  for (guint i = 0; i < gesso_version_get_n_inputs (version); i++)
    {
      const GessoVersionInput *input = gesso_version_get_input (version, i);
      GessoMadeMask *mask;

      if (input->role != GESSO_ROLE_MASK || input->blob == NULL)
        continue;
      mask = g_new0 (GessoMadeMask, 1);
      mask->blob = g_strdup (input->blob);
      mask->feather = (double) gesso_parameters_get_int (parameters, "feather", 0);
      mask->edge = gesso_coverage_get_edge (parameters);
      mask->around = *around;
      g_ptr_array_add (masks, mask);
    }
}

static GessoAncestor *
make_ancestor (const GessoVersionInput *source,
               guint                    steps,
               const GessoFrame        *added,
               GPtrArray               *masks)
{
  GessoAncestor *ancestor = g_new0 (GessoAncestor, 1);

  ancestor->title = steps == 1 ? g_strdup (_("The version before"))
                               /* Translators: how many steps of work lie between two versions. */
                               : g_strdup_printf (ngettext ("%u step before", "%u steps before", steps), steps);
  ancestor->blob = g_strdup (source->blob);
  ancestor->added = *added;
  ancestor->masks = g_ptr_array_copy (masks, copy_mask, NULL);
  g_ptr_array_set_free_func (ancestor->masks, free_mask);
  return ancestor;
}

GessoAncestor *
gesso_lineage_find_parent (GessoStudio  *studio,
                           GessoVersion *version,
                           guint         image_index)
{
  const GessoVersionInput *source = find_source (version);
  g_autoptr (GPtrArray) masks = g_ptr_array_new_with_free_func (free_mask);
  const GessoFrame none = { 0 };
  GessoFrame added;

  if (source == NULL || source->blob == NULL)
    return NULL;
  added = find_added (studio, version, image_index);
  add_mask (masks, version, &none);
  return make_ancestor (source, 1, &added, masks);
}

GessoAncestor *
gesso_ancestor_new (GessoVersion *version,
                    guint         image_index)
{
  GessoAncestor *ancestor = g_new0 (GessoAncestor, 1);
  const char *name = gesso_version_get_pin (version);

  if (name == NULL || *name == '\0')
    name = gesso_tool_get_title (gesso_version_get_tool (version));
  /* Translators: a version to compare with; by its name, or else the tool that made it. */
  ancestor->title = g_strdup_printf (_("The chosen version: %s"), name);
  ancestor->blob = g_strdup (gesso_version_get_image (version, image_index)->blob);
  ancestor->masks = g_ptr_array_new_with_free_func (free_mask);
  return ancestor;
}

static void
version_ready_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Lineage *lineage = g_task_get_task_data (task);
  g_autoptr (GessoVersion) version = gesso_store_get_version_finish (GESSO_STORE (source), result, NULL);

  if (g_task_return_error_if_cancelled (task))
    return;
  /* What was deleted since is where the line ends. */
  if (version == NULL)
    g_task_return_pointer (task, g_ptr_array_ref (lineage->ancestors), (GDestroyNotify) g_ptr_array_unref);
  else
    take_step (task, version, lineage->next_index);
}

static void
take_step (GTask        *task,
           GessoVersion *version,
           guint         image_index)
{
  Lineage *lineage = g_task_get_task_data (task);
  GessoStudio *studio = g_task_get_source_object (task);
  const GessoVersionInput *source = find_source (version);
  GessoFrame added = find_added (studio, version, image_index);

  if (source != NULL && source->blob != NULL)
    {
      add_mask (lineage->masks, version, &lineage->added);
      lineage->added = add_frames (&lineage->added, &added);
      g_ptr_array_add (lineage->ancestors,
                       make_ancestor (source, lineage->ancestors->len + 1, &lineage->added, lineage->masks));
    }
  if (source == NULL || source->version_id == 0 || lineage->ancestors->len >= LONGEST)
    {
      g_task_return_pointer (task, g_ptr_array_ref (lineage->ancestors), (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  lineage->next_index = source->image_index;
  gesso_store_get_version_async (gesso_studio_get_store (studio), source->version_id, g_task_get_cancellable (task),
                                 version_ready_cb, g_object_ref (task));
}

void
gesso_lineage_load_async (GessoStudio        *studio,
                          GessoVersion       *version,
                          guint               image_index,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);
  Lineage *lineage = g_new0 (Lineage, 1);

  g_task_set_source_tag (task, gesso_lineage_load_async);
  lineage->ancestors = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_ancestor_free);
  lineage->masks = g_ptr_array_new_with_free_func (free_mask);
  g_task_set_task_data (task, lineage, lineage_free);
  take_step (task, version, image_index);
}

GPtrArray *
gesso_lineage_load_finish (GessoStudio  *studio,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* 0 when it was made from nothing. */
static gint64
find_parent_id (GessoVersion *version)
{
  const GessoVersionInput *source = find_source (version);

  return source != NULL && source->version_id != 0 ? source->version_id : gesso_version_get_parent_id (version);
}

/* Adds to @family what is next to it in the tree; FALSE when nothing was. */
static gboolean
grow_family (GHashTable *family,
             GPtrArray  *items)
{
  guint before = g_hash_table_size (family);

  for (guint i = 0; i < items->len; i++)
    {
      GessoVersion *version = g_ptr_array_index (items, i);
      gint64 id, parent_id;

      if (!GESSO_IS_VERSION (version))
        continue;
      id = gesso_version_get_id (version);
      parent_id = find_parent_id (version);
      if (parent_id != 0 && g_hash_table_contains (family, &id))
        g_hash_table_add (family, g_memdup2 (&parent_id, sizeof parent_id));
      else if (parent_id != 0 && g_hash_table_contains (family, &parent_id))
        g_hash_table_add (family, g_memdup2 (&id, sizeof id));
    }
  return g_hash_table_size (family) > before;
}

GPtrArray *
gesso_lineage_list_family (GPtrArray    *items,
                           GessoVersion *version)
{
  g_autoptr (GHashTable) family = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GPtrArray *versions = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 id = gesso_version_get_id (version);

  g_hash_table_add (family, g_memdup2 (&id, sizeof id));
  while (grow_family (family, items))
    ;
  for (guint i = 0; i < items->len; i++)
    {
      GessoVersion *item = g_ptr_array_index (items, i);

      if (!GESSO_IS_VERSION (item))
        continue;
      id = gesso_version_get_id (item);
      if (g_hash_table_contains (family, &id))
        g_ptr_array_add (versions, g_object_ref (item));
    }
  return versions;
}
