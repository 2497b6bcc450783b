/* gesso-lineage.h - what a picture was made from, step by step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-frame.h"
#include "gesso-studio.h"

G_BEGIN_DECLS

/**
 * GessoMadeMask:
 * @feather: how soft its edge was, in its pixels
 * @around: what was put around its picture since
 *
 * What a step let change.
 */
typedef struct
{
  char *blob;
  double feather;
  GessoEdge edge;
  GessoFrame around;
} GessoMadeMask;

/**
 * GessoAncestor:
 * @title: translated, to choose by
 * @blob: the picture
 * @added: what was put around it since, by expanding
 * @masks: (element-type GessoMadeMask): of the steps since
 */
typedef struct
{
  char *title;
  char *blob;
  GessoFrame added;
  GPtrArray *masks;
} GessoAncestor;

/** Only the picture that @version was made from. Returns: (transfer full) (nullable) */
GessoAncestor *gesso_lineage_find_parent  (GessoStudio *studio, GessoVersion *version, guint image_index);
/** Any picture to compare with, as if it were one. */
GessoAncestor *gesso_ancestor_new         (GessoVersion *version, guint image_index);
GessoAncestor *gesso_ancestor_copy        (const GessoAncestor *self);
void           gesso_ancestor_free        (GessoAncestor *self);

/**
 * gesso_lineage_load_async:
 *
 * All that it was made from, nearest first, as far as it is known.
 */
void           gesso_lineage_load_async   (GessoStudio *studio, GessoVersion *version, guint image_index,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (nullable) (element-type GessoAncestor) */
GPtrArray     *gesso_lineage_load_finish  (GessoStudio *studio, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoAncestor, gesso_ancestor_free)

/**
 * gesso_lineage_list_family:
 * @items: (element-type GObject): of a thread, as gesso_store_load_timeline_finish() gives them
 *
 * Those made of what @version was made of, in however many steps, before it or
 * after. Returns: (transfer full) (element-type GessoVersion): in the order of @items, with @version
 */
GPtrArray     *gesso_lineage_list_family     (GPtrArray *items, GessoVersion *version);

G_END_DECLS
