/* gesso-sketch-scene.h - layers that draw a picture row by row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scene is a list of layers, drawn back to front into one row of floats at a
 * time. A row is named by its height v and not by its number, so a lake can ask
 * the layers above it for the row that it mirrors; rows need nothing of each
 * other, so bands of them are drawn by several workers.
 *
 * Coordinates: v is 0 at the top edge and 1 at the bottom, u is 0 in the middle
 * and uses the same unit; very wide pictures show a narrower band around v = 0.5.
 * Colours are display values from 0 to 1.
 */
#pragma once

#include <gio/gio.h>

#include "gesso-image.h"
#include "gesso-sketch-light.h"
#include "gesso-sketch-noise.h"
#include "gesso-sketch-words.h"
#include "gesso-types.h"

G_BEGIN_DECLS

/** SketchView: @unit pixels a unit; @px units a pixel; u runs from -@half to @half. */
typedef struct
{
  guint width, height;
  float unit, px, half;
} SketchView;

typedef struct _SketchLayer SketchLayer;

/* Draws the row at height @v over @row (width × 3 floats). Called by several workers at once. */
typedef void (*SketchDrawFunc) (const SketchLayer *layer, const SketchView *view, float v, float *row);

/* The first member of every kind of layer. */
struct _SketchLayer
{
  SketchDrawFunc draw;
};

typedef struct
{
  SketchView view;
  SketchBrief brief;
  SketchLight light;
  SketchDice dice;
  GPtrArray *layers; /* (owned) (element-type SketchLayer): the layers lie in @memory */
  GPtrArray *veiled; /* (owned) (element-type gfloat): what sketch_scene_veil() gave out */
  GPtrArray *memory; /* (owned): all that layers need, freed with the scene */
} SketchScene;

void     sketch_view_init      (SketchView *view, guint width, guint height);

SketchScene *sketch_scene_new  (const SketchBrief *brief, guint width, guint height, guint32 seed);
void     sketch_scene_free     (SketchScene *scene);
/** Zeroed memory that lives as long as @scene. */
gpointer sketch_scene_alloc    (SketchScene *scene, gsize size);
/** A new layer of @size bytes on top of the others. */
gpointer sketch_scene_add      (SketchScene *scene, gsize size, SketchDrawFunc draw);

/**
 * sketch_scene_veil:
 *
 * For the layer just added: the v in each pixel column below which later layers
 * cover it. It need not draw there.
 */
const float *sketch_scene_veil (SketchScene *scene);
/** A new layer covers all below @line (one v a column), or below @v when it is %NULL, of the layers there are. */
void     sketch_scene_cover    (SketchScene *scene, const float *line, float v);

/** What is told and asked while a picture is drawn, and which part of the whole this is. */
typedef struct
{
  GessoProgressFunc progress; /* (nullable) */
  gpointer user_data;
  GCancellable *cancellable;  /* (nullable) */
  double from, to;
} SketchRun;

/* The last touch for a row: colour grading, grain, paper. May be NULL. */
typedef void (*SketchFinishFunc) (gpointer user_data, const SketchView *view, guint y, float *row);

/**
 * sketch_render:
 *
 * Draws all rows of @view into a new RGB picture. Bands of rows run on several
 * workers; what they draw does not depend on how many.
 */
GessoImage *sketch_render      (const SketchView *view, GPtrArray *layers,
                                SketchFinishFunc finish, gpointer finish_data,
                                const SketchRun *run, GError **error);

static inline float
sketch_view_u (const SketchView *view, guint x)
{
  return (x + 0.5f) * view->px - view->half;
}

static inline float
sketch_view_v (const SketchView *view, guint y)
{
  return 0.5f + ((y + 0.5f) - view->height * 0.5f) * view->px;
}

/** The pixel columns, cut to the row, that lie between @from and @to; FALSE when there are none. */
static inline gboolean
sketch_view_span (const SketchView *view, float from, float to, int *first, int *last)
{
  float a = (from + view->half) * view->unit - 1.0f, b = (to + view->half) * view->unit + 1.0f;

  if (!(b > 0.0f) || !(a < (float) view->width))
    return FALSE;
  *first = a > 0.0f ? (int) a : 0;
  *last = b < (float) view->width - 1.0f ? (int) b : (int) view->width - 1;
  return *first <= *last;
}

static inline void
sketch_blend (float *pixel, SketchColour colour, float alpha)
{
  pixel[0] += (colour.r - pixel[0]) * alpha;
  pixel[1] += (colour.g - pixel[1]) * alpha;
  pixel[2] += (colour.b - pixel[2]) * alpha;
}

/** Adds light without clipping hard. */
static inline void
sketch_glow (float *pixel, SketchColour colour, float alpha)
{
  pixel[0] += (1.0f - sketch_clamp (pixel[0])) * colour.r * alpha;
  pixel[1] += (1.0f - sketch_clamp (pixel[1])) * colour.g * alpha;
  pixel[2] += (1.0f - sketch_clamp (pixel[2])) * colour.b * alpha;
}

/** One colour between @from and @to with anti-aliased ends. */
void     sketch_fill_span      (const SketchView *view, float *row, float from, float to,
                                SketchColour colour, float alpha);

G_END_DECLS
