/* gesso-job-prepare-private.h - what the files about prepared requests share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-job-prepare.h"
#include "gesso-kept-reply.h"

G_BEGIN_DECLS

struct _GessoPrepared
{
  GessoRequest *request; /* (owned): for the provider */
  GessoExact exact;
  GString *note;         /* (owned): sentences, a line each */

  /* of an edit, in the pixels of its result */
  gboolean is_edit;
  GessoFit fit;
  GessoImage *base;  /* (owned): the parent at its place; what is added shows its edge's colours */
  GessoImage *seen;  /* (owned): the same, opaque and in sRGB, as the model sees it */
  GessoImage *cover; /* (owned): the coverage of what is new */
  GessoRect area;    /* its bounds */
  gboolean new_picture; /* the last reply was no edit */
};

/** Adds a translated sentence, on a line of its own. */
void         gesso_prepared_add_note   (GString *note, const char *sentence);
/** @image as PNG, or where that is too large and it has no alpha as JPEG. */
GBytes      *gesso_prepared_encode     (const GessoImage *image, const GessoModelSpec *model, GError **error);
/** @input's bytes, scaled and written anew only where the model would refuse them. */
gboolean     gesso_prepared_fit_input  (GessoInput *input, const GessoModelSpec *model, GCancellable *cancellable, GError **error);

/** Whether @model makes an expansion by itself, from the whole picture and the frame. */
gboolean     gesso_prepared_has_own_frame (GessoRequest *request, const GessoModelSpec *model);

/** Loads an inpaint or expand, and finds which part of it is sent; @model: (nullable): of a model that is not known any more. */
gboolean     gesso_prepared_plan_area  (GessoPrepared *self, GessoRequest *request, const GessoModelSpec *model,
                                        GCancellable *cancellable, GError **error);

/**
 * gesso_prepared_register:
 * @registration: (out): where @reply lies over the picture
 *
 * Returns: (transfer full) (nullable): @reply in its place
 */
GessoKeptReply *gesso_prepared_register (GessoPrepared *self, const GessoImage *reply, GessoRegistration *registration,
                                         GCancellable *cancellable, GError **error);

/** Fills in all of an inpaint or expand that is sent as a crop. */
gboolean     gesso_prepared_cut_area   (GessoPrepared *self, GessoRequest *request, const GessoModelSpec *model,
                                        GCancellable *cancellable, GError **error);
/** The same for an expansion that the model makes by itself from source and frame. */
gboolean     gesso_prepared_keep_frame (GessoPrepared *self, GessoRequest *request, const GessoModelSpec *model,
                                        GCancellable *cancellable, GError **error);

G_END_DECLS
