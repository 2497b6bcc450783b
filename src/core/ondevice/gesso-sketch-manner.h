/* gesso-sketch-manner.h - a picture painted over again in some manner
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-sketch-scene.h"

G_BEGIN_DECLS

/** What a manner paints from: a small picture in floats, and the same blurred. */
typedef struct
{
  guint width, height;
  float *sharp;  /* (owned): width × height × 3 */
  float *smooth; /* (owned): the same without its fine detail */
  float *soft;   /* (owned): the same out of focus */
  float *slope;  /* (owned): width × height × 2: the direction along edges, times their strength */
} SketchModel;

/* The longest side of the picture that a manner paints from. */
#define SKETCH_MODEL_SIDE 480

SketchModel *sketch_model_new    (const GessoImage *source, GError **error);
void         sketch_model_free   (SketchModel *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SketchModel, sketch_model_free)

/** A field of @model (of @n values a pixel) at (@x, @y) from 0 to 1, bilinear, edges repeated. */
void         sketch_model_sample (const SketchModel *model, const float *field, guint n,
                                  float x, float y, float *out);

/** Paints @model over all of @scene's view. */
void         sketch_add_manner   (SketchScene *scene, const SketchModel *model, SketchManner manner);

/* One function per manner; each in a file of its name. */
void         sketch_add_watercolour (SketchScene *scene, const SketchModel *model);
void         sketch_add_ink         (SketchScene *scene, const SketchModel *model);
void         sketch_add_oil         (SketchScene *scene, const SketchModel *model);
void         sketch_add_cut_paper   (SketchScene *scene, const SketchModel *model);
void         sketch_add_dots        (SketchScene *scene, const SketchModel *model);
void         sketch_add_pencil      (SketchScene *scene, const SketchModel *model);

/** @model out of focus, as it is. */
void         sketch_add_soft        (SketchScene *scene, const SketchModel *model);

G_END_DECLS
